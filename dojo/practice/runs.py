"""`nox -s kata-3`: runs one kata's suites and says the verdict."""

from dojo.judge.processes import Job
from dojo.judge.running import judge
from dojo.kata.catalogue import choose
from dojo.verdict.outcome import GREEN
from dojo.verdict.outcome import NOT_JUDGED

EXIT_CODES = {GREEN: 0, NOT_JUDGED: 2}  # 1 for all others


def kata(words: list[str]) -> int:
    """Run one kata's suites; 0 only when both are green, 2 when nothing could be judged."""
    chosen, *options = words
    result = judge(Job(choose(chosen), options=tuple(options)))
    if not result.said_verdict:
        from dojo.practice.explaining import explain  # a run that went well need not wait for it

        explain(result)
    return EXIT_CODES.get(result.verdict, 1)
