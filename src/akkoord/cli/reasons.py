"""How `build --explain` says why steps ran: once for all packs in which it is the same."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.project.result import BuildResult, StepRun
from akkoord.records import Cause

_MANY = 8
"""So many packs are named one by one; of more the number says enough."""
_SHOWN = 12
"""So many causes are named; of more the number says enough."""
_RAN = {
    "assemble": "samengesteld",
    "write": "geschreven",
    "manifest": "geschreven",
    "pack": "gemaakt",
    "calendar": "geschreven",
    "overview": "geschreven",
    "register": "geschreven",
    "index": "geschreven",
}
_DID_NOT = {name: f"niet {word}" for name, word in _RAN.items()}
_FILES = {"manifest": "manifest.json", "pack": "tekenpakket.zip", "calendar": "agenda.ics"}
_OF_EDITION = {
    "overview": "overzicht van de editie",
    "register": "contractregister.xlsx",
    "calendar": "agenda.ics van de editie",
    "index": "overzicht van alle edities",
}
_KINDS = {
    "clause": "clausule",
    "deviation": "afwijking van clausule",
    "data": "gegeven",
    "value": "waarde",
    "annex": "aangehaalde bijlage",
    "template": "huisstijl",
    "logo": "logo",
    "fonts": "lettertype",
    "engine": "wat de PDF maakt",
    "status": "status",
    "document": "opnieuw gemaakt:",
    "row": "anders gemaakt, met dezelfde tekst:",
    "pack": "pakket",
    "packs": "aantal pakketten in",
    "findings": "bevindingen bij",
    "comparisons": "vergelijkingen in",
    "missing": "ontbreekt:",
    "altered": "buiten Akkoord om veranderd:",
}
_PLAIN = {
    "first": "de eerste keer",
    "forgotten": "wat de vorige build onthield (output/.cache) is er niet",
    "forced": "alles opnieuw, met --force",
    "same": "niets van wat erin gaat is veranderd",
    "same_text": "wat erin gaat veranderde, wat eruit komt niet",
    "fields": "de velden om te tekenen zijn anders",
    "always": "wordt elke keer samengesteld: er is iets over te zeggen, of het rust op een ander document",
    "other": "iets anders waar het op rust, zoals een kenmerk of nummer van een ander document",
}
_STATUS = {"concept": "concept", "ready": "gereed"}


def reason_lines(result: BuildResult) -> Iterator[str]:
    """Per kind of document, and of packs as a whole, what ran and why, each with the packs it is so for."""
    found: dict[str, dict[tuple[StepRun, ...], list[str]]] = {}
    for pack in result.packs:
        for document in pack.documents:
            if document.steps:
                found.setdefault(document.kind, {}).setdefault(document.steps, []).append(pack.path)
    for pack in result.packs:
        for step in pack.steps:
            found.setdefault(_FILES[step.step], {}).setdefault((step,), []).append(pack.path)
    yield "Waarom"
    for kind, groups in found.items():
        of = sum(map(len, groups.values()))
        for steps, packs in groups.items():
            yield from _group(kind, steps, _packs(packs, of, "pakketten"))
    yield from _of_editions(result)
    yield ""


def _of_editions(result: BuildResult) -> Iterator[str]:
    """The same of the files of each edition as a whole."""
    found: dict[str, dict[StepRun, list[str]]] = {}
    for edition in result.editions:
        for step in edition.steps:
            found.setdefault(_OF_EDITION[step.step], {}).setdefault(step, []).append(edition.path)
    for what, groups in found.items():
        of = sum(map(len, groups.values()))
        for step, places in groups.items():
            yield from _group(what, (step,), _packs(places, of, "edities") if places != [""] else "")


def _group(kind: str, steps: tuple[StepRun, ...], where: str) -> Iterator[str]:
    words = ", ".join((_RAN if step.ran else _DID_NOT)[step.step] for step in steps)
    yield f"  {kind}: {words}  ({where})" if where else f"  {kind}: {words}"
    if len({step.causes for step in steps}) == 1:
        yield from (f"    {line}" for line in _causes(steps[0].causes))
        return
    for step in steps:
        word = (_RAN if step.ran else _DID_NOT)[step.step]
        yield from (f"    {word}: {line}" for line in _causes(step.causes))


def _causes(causes: tuple[Cause, ...]) -> Iterator[str]:
    yield from map(_cause, causes[:_SHOWN])
    if len(causes) > _SHOWN:
        yield f"en nog {len(causes) - _SHOWN}"


def _cause(cause: Cause) -> str:
    if cause.kind in _PLAIN:
        return _PLAIN[cause.kind]
    was, becomes = (_STATUS.get(side, side) for side in (cause.was, cause.becomes))
    if cause.kind == "program":
        what = "programma" if cause.name == "akkoord" else f"bibliotheek {cause.name}"
    else:
        what = f"{_KINDS[cause.kind]} {cause.name}".strip()
    change = f": {was or 'niets'} → {becomes or 'niets'}" if was or becomes else ""
    place = f"  {cause.place}" if cause.place and cause.place != cause.name else ""
    return f"{what}{change}{place}"


def _packs(packs: list[str], of: int, what: str) -> str:
    if len(packs) == of and of > 1:
        return f"alle {of} {what}"
    named = ", ".join(packs[:_MANY]) + (f" en nog {len(packs) - _MANY}" if len(packs) > _MANY else "")
    return f"{len(packs)} van {of}: {named}"
