"""`broadsheet explain`."""

from typing import Annotated, Any

import orjson
import typer

from broadsheet.cli.speech import answer, report
from execution.gate import Gate, OperationRequest
from execution.plan import NotPlanned
from execution.refusals import OperationRefused
from execution.run import core_schema
from schema.schema import schema


def add_to(application: typer.Typer) -> None:
    application.command("explain")(explain)


def explain(
    document: Annotated[
        typer.FileText,
        typer.Argument(metavar="FILE", help="A GraphQL document; - reads standard input."),
    ],
    *,
    operation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which operation, if there are several.")
    ] = None,
    variables: Annotated[str, typer.Option(metavar="JSON", help="Values of its variables.")] = "{}",
) -> None:
    """Show the Python that an operation is compiled to, and what it may cost.

    No database is needed: nothing is run.
    """
    request = OperationRequest(
        query=document.read(), operation_name=operation, variables=_variables(variables)
    )
    try:
        admitted = Gate(core_schema(schema)).admit(request)
    except OperationRefused as refused:
        for error in refused.errors:
            report(error.message)
        raise typer.Exit(1) from None
    cost = f"It asks for {admitted.cost.requested} items at most, of {admitted.cost.limit}."
    try:
        compiled = admitted.prepared.plans.compile(admitted.values)
    except NotPlanned as reason:
        answer(f"The reference executor answers this operation. {reason} {cost}")
        return
    answer(f"# {cost}\n")
    answer(compiled.text.rstrip("\n"))


def _variables(text: str) -> dict[str, Any]:
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise typer.BadParameter("Give the variables as a JSON object.", param_hint="--variables")
    return given
