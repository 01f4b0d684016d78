"""All commands together."""

from importlib import import_module

import typer

# Only the module of the command that is asked for is imported: what `serve` needs takes seconds
# to load, and `version` needs none of it.
_MODULES = {
    "run": "serving",
    "serve": "serving",
    "mail": "mail",
    "migrate": "migrating",
    "import": "importing",
    "export-person": "exporting",
    "demo": "demo",
    "render": "rendering",
    "create-admin": "accounts",
    "schema": "schema",
    "explain": "explaining",
    "version": "version",
}


def build_application(asked: str | None = None) -> typer.Typer:
    """Build the console script for one command, or with all of them if there is none of the name.

    A module of commands has a function `add_to(application)`, which registers them.
    """
    application = typer.Typer(
        no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
    )
    application.callback()(_describe)
    modules = [_MODULES[asked]] if asked in _MODULES else dict.fromkeys(_MODULES.values())
    for module in modules:
        import_module(f"broadsheet.cli.{module}").add_to(application)
    return application


def _describe() -> None:
    """A self-hosted, headless publishing community behind one typed GraphQL endpoint."""
