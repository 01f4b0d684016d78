"""All commands together."""

import typer

from broadsheet.cli import demo, migrating, rendering, schema, serving, version

application = typer.Typer(
    name="broadsheet",
    help="A self-hosted, headless publishing community behind one typed GraphQL endpoint.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for module in (serving, migrating, demo, rendering, schema, version):
    module.add_to(application)
