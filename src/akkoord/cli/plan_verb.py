"""The verb `plan`."""

from __future__ import annotations

from pathlib import Path

from akkoord.cli.declared import DeclaredVerb, Given, Option
from akkoord.cli.general import General
from akkoord.cli.selecting import SELECTION, selection_of


def _plan(given: Given, general: General) -> int:
    from akkoord.cli.building import Shown
    from akkoord.cli.planning import show_plan
    from akkoord.project.build import Request
    from akkoord.project.change_planning import plan_changes
    from akkoord.project.plan_files import check_plan_name

    out = Path(given.values["out"]) if "out" in given.values else None
    if out is not None:
        check_plan_name(out)
    with Shown(quiet=general.quiet or general.as_json) as progress:
        planned = plan_changes(Request(general.project, selection_of(given)), progress, given.values["against"])
    show_plan(planned, out, general)
    return planned.exit_code


PLAN = DeclaredVerb(
    "plan",
    "Zeg wat een build zou veranderen en waarom, vóór er iets gebouwd wordt.",
    (),
    (
        *SELECTION,
        Option("against", ("--against",), "built|sent|EDITIE", "Waarmee de stand wordt vergeleken.", default="built"),
        Option(
            "out",
            ("--out",),
            "BESTAND",
            "Schrijf het plan: `.json` voor `build --plan`, `.html` om te lezen.",
        ),
    ),
    _plan,
)
