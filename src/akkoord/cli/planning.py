"""How a plan looks on a terminal, as JSON and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.cli.streams import put, say
from akkoord.diagnostics import as_json
from akkoord.project.change_planning import Planned
from akkoord.project.plan_files import write_plan
from akkoord.records import (
    ChangePlan,
    DocumentChange,
    FileVerdict,
    PackChange,
    PlanState,
    TextChange,
    json_text,
    plan_to_data,
)

CLASSES = {
    "formatting": "opmaak",
    "editorial": "redactioneel",
    "numeric": "getal of datum",
    "substantive": "inhoudelijk",
    "structural": "structuur",
}
_MANY = 6
"""So many packs are named one by one; of more the number says enough."""
_LONGEST = 160
_STATES = {
    PlanState.NEW: "nieuw",
    PlanState.CHANGED: "verandert",
    PlanState.REMOVED: "gaat weg",
    PlanState.STOPPED: "blijft zoals het is: een bevinding houdt het tegen",
}


def show_plan(planned: Planned, out: Path | None, general: General) -> None:
    """The plan on stdout, its findings on stderr; with `out` also as a file: `.json` to build from, `.html` to read.

    Raises:
        AkkoordError: the file cannot be written.
    """
    if out is not None:
        write_plan(out, planned.plan, planned.diagnostics)
    if general.as_json:
        found = [as_json(diagnostic) for diagnostic in planned.diagnostics]
        put(json_text({**plan_to_data(planned.plan), "diagnostics": found}).rstrip())
        return
    tell_findings(planned.diagnostics, general, say)
    if not general.quiet:
        for line in _lines(planned.plan):
            put(line)


def _lines(plan: ChangePlan) -> Iterator[str]:
    for change in plan.changes:
        if not change.follows:
            yield from _change_lines(change)
    following = [change for change in plan.changes if change.follows]
    if following:
        packs = {pack for change in following for pack in change.packs}
        yield f"en wat daaruit volgt: {_count(len(following), 'wijziging', 'wijzigingen')} in {_packs(len(packs))}"
        yield ""
    yield from _by_cause(plan)
    yield from (f"onbekend: {text}" for text in plan.unknown)
    yield _closing(plan)


def _change_lines(change: TextChange) -> Iterator[str]:
    """`37 pakketten: raamovereenkomst artikel 7 lid 2, 10 → 12 (getal of datum)`, was, wordt, waarom."""
    place = f" {change.place}" if change.place else ""
    brief = f", {change.brief}" if change.brief else ""
    yield f"{_packs(len(change.packs))}: {change.document}{place}{brief} ({CLASSES[change.change_class]})"
    if len(change.packs) <= _MANY:
        yield f"  {', '.join(pack.rpartition('/')[2] for pack in change.packs)}"
    yield from (f"  was:    {_short(text)}" for text in change.was)
    yield from (f"  wordt:  {_short(text)}" for text in change.becomes)
    if change.around:
        yield f"  {change.around}"
    yield from (f"  waarom: {why}" for why in change.why)
    if change.approver:
        yield f"  akkoord van: {change.approver}"
    if change.one_sided:
        yield f"  zonder nieuwe handtekening: {change.one_sided}"
    yield ""


def _by_cause(plan: ChangePlan) -> Iterator[str]:
    """What changes without a text that says so: new and removed packs, lay-out, provenance; grouped by cause."""
    counted: Counter[str] = Counter()
    told = {(pack, change.document) for change in plan.changes for pack in change.packs}
    for pack in plan.packs:
        if pack.state is not PlanState.CHANGED:
            counted[f"{_STATES[pack.state]}: {pack.path}"] += 1
            continue
        for document in pack.documents:
            if (pack.path, document.kind) not in told:
                counted[_untold(document)] += 1
        if not pack.documents:
            counted["alleen het manifest of de agenda, geen document"] += 1
    for text, number in counted.items():
        yield text if ": " in text and number == 1 and "/" in text else f"{_count(number, 'keer', 'keer')}: {text}"
    if counted:
        yield ""


def _untold(document: DocumentChange) -> str:
    if document.note:
        return f"{document.kind}: {document.note}"
    if document.state is not PlanState.CHANGED:
        return f"{document.kind}: {_STATES[document.state]}"
    causes = "; ".join(cause.text for cause in document.causes) or "de bestanden zijn niet meer wat gebouwd is"
    return f"{document.kind}, geen woord anders: {causes}"


def _closing(plan: ChangePlan) -> str:
    files = plan.every_file
    sure = sum(file.verdict is not FileVerdict.UNCERTAIN for file in files)
    parts = [f"{_packs(len(plan.packs))} {'verandert' if len(plan.packs) == 1 else 'veranderen'}"]
    parts.append(f"{plan.same} {'blijft' if plan.same == 1 else 'blijven'} gelijk")
    parts.append(_count(sure, "bestand", "bestanden") + " anders")
    if len(files) > sure:
        parts.append(f"{len(files) - sure} onzeker")
    again = sorted(_again(plan.packs))
    parts.append(f"opnieuw te tekenen: {len(again)}" + (f" ({', '.join(again)})" if 0 < len(again) <= _MANY else ""))
    return "; ".join(parts) + "."


def _again(packs: Iterable[PackChange]) -> Iterator[str]:
    return (pack.path for pack in packs if any(document.signature for document in pack.documents))


def _packs(number: int) -> str:
    return _count(number, "pakket", "pakketten")


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
