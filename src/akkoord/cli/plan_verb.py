"""The verb `plan`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from akkoord.cli.general import General
from akkoord.cli.selecting import selecting
from akkoord.project.selection import Selection

Texts = list[str] | None


@selecting()
def plan(
    context: typer.Context,
    selection: Selection,
    against: Annotated[
        str,
        typer.Option(metavar="built|sent|EDITIE", help="Waarmee de stand wordt vergeleken.", show_default="built"),
    ] = "built",
    out: Annotated[
        Path | None,
        typer.Option(metavar="BESTAND", help="Schrijf het plan: `.json` voor `build --plan`, `.html` om te lezen."),
    ] = None,
) -> int:
    """Zeg wat een build zou veranderen en waarom, vóór er iets gebouwd wordt."""
    from akkoord.cli.building import Shown
    from akkoord.cli.planning import show_plan
    from akkoord.project.build import Request
    from akkoord.project.change_planning import plan_changes

    options: General = context.obj
    with Shown(quiet=options.quiet or options.as_json) as progress:
        planned = plan_changes(Request(options.project, selection), progress, against)
    show_plan(planned, out, options)
    return planned.exit_code
