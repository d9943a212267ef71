"""The verb `where`."""

from __future__ import annotations

from typing import Annotated

import typer

from akkoord.cli.declared import UsageError
from akkoord.cli.general import General
from akkoord.cli.selecting import selecting
from akkoord.project.selection import Selection


@selecting()
def where(
    context: typer.Context,
    clause: Annotated[
        str,
        typer.Argument(
            metavar="[CLAUSULE[@VERSIE]]", help="De id van een clausule, of een versie ervan.", show_default=False
        ),
    ] = "",
    *,
    selection: Selection,
    variable: Annotated[
        str,
        typer.Option(
            metavar="NAAM", help="Een variabele zoals `looptijd.eind`: waar staat of beslist zij?", show_default=False
        ),
    ] = "",
    term: Annotated[
        str,
        typer.Option(metavar="BEGRIP", help="Een begrip: waar omschreven en waar gebruikt?", show_default=False),
    ] = "",
) -> int:
    """Toon waar een clausule, variabele of begrip staat: documenten, artikelen, aanbieders, edities."""
    from akkoord.cli.uses import show_clause, show_term, show_variable

    options: General = context.obj
    if sum(map(bool, (clause, variable, term))) != 1:
        raise UsageError(
            "noem één ding om te zoeken; verwacht: een clausule, of `--variable NAAM`, of `--term BEGRIP`",
            "bijvoorbeeld `where afspraken-duur`, `where --variable looptijd.eind` of `where --term Jeugdige`",
        )
    if variable:
        from akkoord.project.where_variable import find_variable

        show_variable(find_variable(options.project, variable, selection), as_data=options.as_json)
    elif term:
        from akkoord.project.where_term import find_term

        show_term(find_term(options.project, term, selection), as_data=options.as_json)
    else:
        from akkoord.project.where import find_uses

        show_clause(find_uses(options.project, clause, selection), as_data=options.as_json)
    return 0
