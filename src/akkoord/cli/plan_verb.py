"""The verb `plan`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from akkoord.cli.general import General

Texts = list[str] | None


def plan(
    context: typer.Context,
    region: Annotated[Texts, typer.Option(metavar="REGIO", help="Alleen deze regio; herhaalbaar.")] = None,
    provider: Annotated[Texts, typer.Option(metavar="AANBIEDER", help="Alleen deze aanbieder; herhaalbaar.")] = None,
    document: Annotated[Texts, typer.Option(metavar="SOORT", help="Alleen dit document; herhaalbaar.")] = None,
    lot: Annotated[
        list[int] | None, typer.Option(metavar="NUMMER", help="Alleen aanbieders met dit perceel; herhaalbaar.")
    ] = None,
    edition: Annotated[Texts, typer.Option(metavar="EDITIE", help="Alleen deze editie; herhaalbaar.")] = None,
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
    from akkoord.project.selection import Selection

    options: General = context.obj
    selection = Selection(
        tuple(region or ()), tuple(provider or ()), tuple(document or ()), tuple(lot or ()), tuple(edition or ())
    )
    with Shown(quiet=options.quiet or options.as_json) as progress:
        planned = plan_changes(Request(options.project, selection), progress, against)
    show_plan(planned, out, as_data=options.as_json, quiet=options.quiet)
    return planned.exit_code
