"""`nox -s predict -- 3`: one guess before the first run, kept until the kata is green."""

import sys

import click

from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.journal import note
from dojo.verdict.terminal import stdout_terminal
from dojo.verdict.terminal import Terminal
from dojo.verdict.terminal import wrap
from dojo.verdict.verdict import predictions


def predict(words: list[str]) -> int:
    """Ask the kata's question and keep the answer; further words are names, each is asked alone."""
    kata = choose(words[0] if words else "")
    terminal, names = stdout_terminal(), words[1:] or [""]
    question = kata.prediction
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
            for index, row in enumerate(wrap(choice, terminal.width - 4)):
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
    terminal.line(f"Noted. What is so shows at green: nox -s kata-{kata.number}")
    return 0


def show_predictions(kata: Kata, terminal: Terminal) -> None:
    """Print what was predicted beside what is so, and why; nothing when nobody predicted."""
    guesses, so = predictions(kata)
    if not guesses:
        return
    terminal.line("Before the first run", bold=True)
    terminal.wrapped(kata.prediction["question"], 2)
    for guess in guesses:
        terminal.wrapped(f"{guess.name or 'you'} said: {guess.said}", 2)
    terminal.wrapped(f"what is so: {so}", 2, fg="green")
    terminal.wrapped(kata.prediction["because"], 2)
    terminal.line()


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
