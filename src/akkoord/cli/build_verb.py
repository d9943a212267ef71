"""The verb `build` and its options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from akkoord.cli.declared import DeclaredVerb, Given, Option, UsageError
from akkoord.cli.general import General
from akkoord.cli.selecting import SELECTION, selection_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from akkoord.project.build import Request
    from akkoord.project.progress import Progress
    from akkoord.project.result import BuildResult


def _build(given: Given, general: General) -> int:
    from akkoord.cli.bugs import BugsError
    from akkoord.cli.building import Shown, show_build
    from akkoord.project.build import Request

    values, switches = given.values, given.switches
    if "scheduler" in values and values["executor"] != "dask":
        raise UsageError("`--scheduler` hoort bij `--executor dask`", "voeg toe: `--executor dask`, of laat het weg")
    request = Request(
        general.project,
        selection_of(given),
        "force" in switches,
        given.number("jobs"),
        values["pdf_engine"],
        values.get("base", ""),
        wait="no_wait" not in switches,
        model="model" in switches,
        executor=values["executor"],
        scheduler=values.get("scheduler", ""),
        explain="explain" in switches,
    )
    if "watch" in switches:
        from akkoord.cli.watching import watch

        _refuse_beside_watch(given, general)
        return watch(request, general)
    with Shown(quiet=general.quiet or general.as_json) as progress:
        result = _run_of(given)(request, progress)
    show_build(result, general)
    if result.report:
        raise BugsError(result.report)
    return result.exit_code


def _refuse_beside_watch(given: Given, general: General) -> None:
    """Refuse what is done once, or elsewhere, together with `--watch`.

    Raises:
        UsageError: something of that is asked for.
    """
    asked = {
        "--json": general.as_json,
        "--plan": "plan_file" in given.values,
        "--twice": "twice" in given.switches,
        "--executor dask": given.values["executor"] == "dask",
    }
    wrong = next((name for name, there in asked.items() if there), None)
    if wrong is not None:
        raise UsageError(f"`--watch` gaat niet samen met `{wrong}`", "laat een van beide weg")


def _run_of(given: Given) -> Callable[[Request, Progress], BuildResult]:
    """What builds: a plan, twice, or what is asked for."""
    if "plan_file" in given.values:
        from akkoord.project.plan_files import build_plan

        plan_file = Path(given.values["plan_file"])
        return lambda request, progress: build_plan(request, plan_file, progress)
    if "twice" in given.switches:
        from akkoord.project.twice import build_twice

        return build_twice
    from akkoord.project.build import build_project

    return build_project


BUILD = DeclaredVerb(
    "build",
    "Stel samen, controleer, schrijf en bewijs; alleen wat veranderd is.",
    (),
    (
        *SELECTION,
        Option("base", ("--from",), "EDITIE", "De ondertekende editie die addenda wijzigen."),
        Option("force", ("--force",), "", "Maak alles opnieuw, ook wat gelijk bleef."),
        Option("jobs", ("--jobs",), "AANTAL", "Zoveel documenten tegelijk; anders: alle kernen.", number=True, least=1),
        Option(
            "pdf_engine",
            ("--pdf-engine",),
            "typst|libreoffice",
            "Wat de PDF maakt. LibreOffice: PDF/A-2b uit de DOCX, nooit gereed om te tekenen.",
            default="typst",
            choices=("typst", "libreoffice"),
        ),
        Option(
            "model",
            ("--model",),
            "",
            "Het tendermodel: dezelfde documenten met gemarkeerde open plaatsen, voor de gekozen percelen.",
        ),
        Option(
            "twice",
            ("--twice",),
            "",
            "Bouw elders nog eens (map, tijdzone, taal, volgorde), vergelijk elke byte.",
        ),
        Option(
            "executor",
            ("--executor",),
            "processes|dask",
            "Waar de documenten worden gemaakt: hier, of op een Dask-cluster.",
            default="processes",
            choices=("processes", "dask"),
        ),
        Option(
            "scheduler",
            ("--scheduler",),
            "ADRES",
            "Bij `--executor dask`: de planner, zoals `tcp://HOST:8786`.",
        ),
        Option("explain", ("--explain",), "", "Zeg van elke stap waarom zij liep of niet: wat er is veranderd."),
        Option(
            "watch",
            ("--watch",),
            "",
            "Blijf: bouw opnieuw zodra een bron wordt opgeslagen, tot Ctrl-C; dat gaat veel sneller.",
        ),
        Option("no_wait", ("--no-wait",), "", "Wacht niet op een andere run: stop dan."),
        Option(
            "plan_file",
            ("--plan",),
            "BESTAND",
            "Bouw precies dit plan (van `plan --out`); weigert een verouderd plan.",
        ),
    ),
    _build,
)
