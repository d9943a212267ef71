"""The verb `check` and its options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from akkoord.cli.general import General
from akkoord.cli.selecting import selecting
from akkoord.project.selection import Selection

Texts = list[str] | None


class CheckFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


@selecting()
def check(
    context: typer.Context,
    selection: Selection,
    layout: Annotated[
        CheckFormat, typer.Option("--format", metavar="text|json|sarif", help="Hoe de bevindingen worden gegeven.")
    ] = CheckFormat.TEXT,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed", help="Toon fouten, en wat raakt aan bestanden die anders zijn dan de laatste commit."
        ),
    ] = False,
    packs: Annotated[bool, typer.Option("--packs", help="Kijk ook naar de pakketten die in output/ staan.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Toon wat vanzelf te herstellen is: notatie, spelling, volgorde.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Herstel wat `--fix` toont.")] = False,
    rule: Annotated[
        Texts, typer.Option("--explain", metavar="REGEL", help="Toon wat deze regel wil en waarom; herhaalbaar.")
    ] = None,
) -> int:
    """Houd de regels van een zorgvuldig contractjurist tegen de hele set."""
    from akkoord.cli.checking import show_check, show_mended, show_pages
    from akkoord.project.check import CheckRequest, check_project

    options: General = context.obj
    if rule:
        show_pages(rule)
        return 0
    if fix:
        from akkoord.cli.housekeeping import waiting
        from akkoord.project.mending import mend

        mended = mend(options.project, selection, waiting, do=yes)
        show_mended(mended, as_data=options.as_json, quiet=options.quiet)
        return 0
    result = check_project(CheckRequest(options.project, selection, packs, changed))
    show_check(result, "json" if options.as_json else layout.value, options)
    return result.exit_code
