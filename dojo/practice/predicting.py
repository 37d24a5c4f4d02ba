"""`nox -s predict -- 3`: one guess before the first run, kept until the kata is green."""

import sys

import click

from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.journal import note
from dojo.kata.journal import since_reset
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal


def predict(words: list[str]) -> int:
    """Ask the kata's question and keep the answer; further words are names, each is asked alone."""
    kata = choose(words[0] if words else "")
    terminal, names = stdout_terminal(), words[1:] or [""]
    question = prediction_of(kata)
    if not sys.stdin.isatty():
        terminal.wrapped("A prediction needs a terminal to answer in; nothing was noted.", 0)
        return 2
    for name in names:
        if name:
            terminal.line(f"{name}, alone; the other looks away.", bold=True)
        terminal.wrapped(question["question"], 0)
        terminal.line()
        choices = question["choices"]
        for number, choice in enumerate(choices, start=1):
            for index, row in enumerate(_rows(choice, terminal.width - 4)):
                terminal.line(f"{number}. {row}" if index == 0 else f"   {row}")
        terminal.line()
        answer = _ask(len(choices))
        if answer is None:
            terminal.line("No answer; nothing was noted.")
            return 1
        details = {"answer": answer, **({"name": name} if name else {})}
        if not note("predict", kata.number, kata.root, **details):
            terminal.line("The answer could not be kept: .dojo cannot be written to.")
            return 1
        if len(names) > 1 and name != names[-1]:
            click.clear()
    terminal.line(f"Noted. What is so shows at the end: nox -s kata-{kata.number}")
    return 0


def prediction_of(kata: Kata) -> dict:
    """The [predict] table of kata.toml. Raises BadKata when it is not there."""
    table = kata.metadata.get("predict")
    if not table or not {"question", "choices", "answer", "because"} <= set(table):
        raise BadKata(f"katas/{kata.name}/kata.toml asks no question")
    return table


def show_predictions(kata: Kata, found: list[dict], terminal: Terminal) -> None:
    """Print what was predicted beside what is so, and why; nothing when nobody predicted."""
    guesses = [entry for entry in since_reset(found) if entry["what"] == "predict"]
    if not guesses:
        return
    question = prediction_of(kata)
    choices, right = question["choices"], question["answer"]
    terminal.line("Before the first run", bold=True)
    terminal.wrapped(question["question"], 2)
    latest = {guess.get("name", ""): guess.get("answer") for guess in guesses}
    for name, answer in latest.items():
        if isinstance(answer, int) and 1 <= answer <= len(choices):
            terminal.wrapped(f"{name or 'you'} said: {choices[answer - 1]}", 2)
    terminal.wrapped(f"what is so: {choices[right - 1]}", 2, fg="green")
    terminal.wrapped(question["because"], 2)
    terminal.line()


def _rows(text: str, width: int) -> list[str]:
    from dojo.verdict.terminal import wrap

    return wrap(text, width)


def _ask(count: int) -> int | None:
    """A number from 1 to `count`; None for an empty answer, an end of input or Ctrl-C."""
    while True:
        try:
            said = click.prompt("your answer", default="", show_default=False).strip()
        except click.Abort:
            return None
        if not said:
            return None
        if said.isdigit() and 1 <= int(said) <= count:
            return int(said)
        click.echo(f"one of 1 to {count}, or nothing to leave it")
