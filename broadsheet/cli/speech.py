"""How commands talk: answers on standard output, progress on standard error."""

import typer


def answer(text: str) -> None:
    typer.echo(text)


def report(text: str) -> None:
    typer.echo(text, err=True)
