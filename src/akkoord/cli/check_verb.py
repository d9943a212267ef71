"""The verb `check` and its options."""

from __future__ import annotations

from akkoord import collect_seldom
from akkoord.cli.declared import DeclaredVerb, Given, Option
from akkoord.cli.general import General
from akkoord.cli.selecting import SELECTION, selection_of

_MADE = 400_000
"""A check after a change makes fewer objects than these and then ends: there is nothing worth collecting."""


def _check(given: Given, general: General) -> int:
    from akkoord.cli.checking import show_check, show_mended, show_pages
    from akkoord.project.check import CheckRequest, check_project

    selection, switches = selection_of(given), given.switches
    if rules := given.several.get("rule"):
        show_pages(list(rules))
        return 0
    if "fix" in switches:
        from akkoord.cli.housekeeping import waiting
        from akkoord.project.mending import mend

        mended = mend(general.project, selection, waiting, do="yes" in switches)
        show_mended(mended, as_data=general.as_json, quiet=general.quiet)
        return 0
    collect_seldom(_MADE)
    result = check_project(CheckRequest(general.project, selection, "packs" in switches, "changed" in switches))
    show_check(result, "json" if general.as_json else given.values["layout"], general)
    return result.exit_code


CHECK = DeclaredVerb(
    "check",
    "Toets de hele set zoals een zorgvuldig jurist dat doet.",
    (),
    (
        *SELECTION,
        Option(
            "layout",
            ("--format",),
            "text|json|sarif",
            "Hoe de bevindingen worden gegeven.",
            default="text",
            choices=("text", "json", "sarif"),
        ),
        Option(
            "changed",
            ("--changed",),
            "",
            "Toon fouten, en wat raakt aan bestanden die anders zijn dan de laatste commit.",
        ),
        Option("packs", ("--packs",), "", "Kijk ook naar de pakketten die in output/ staan."),
        Option("fix", ("--fix",), "", "Toon wat vanzelf te herstellen is: notatie, spelling, volgorde."),
        Option("yes", ("--yes",), "", "Herstel wat `--fix` toont."),
        Option("rule", ("--explain",), "REGEL", "Toon wat deze regel wil en waarom; herhaalbaar.", repeatable=True),
    ),
    _check,
)
