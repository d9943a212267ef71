"""Warnings that somebody takes responsibility for: bound to rule, file and text, and gone when the text changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from akkoord.checks.found import Found
from akkoord.checks.registry import rule_ids
from akkoord.diagnostics import Diagnostic, Severity, did_you_mean, error, warning
from akkoord.spec import Acceptance


def accepted(found: Iterable[Found], acceptances: Sequence[Acceptance], on: date) -> Iterator[Found]:
    """`found` with each warning that was accepted marked as such, for an edition of the day `on`."""
    by_key = {(a.rule, a.place, a.mark): a for a in acceptances if a.until is None or on <= a.until}
    for one in found:
        acceptance = by_key.get(_key(one)) if one.severity is Severity.WARNING else None
        yield one if acceptance is None else replace(one, accepted=_by(acceptance))


def acceptance_findings(
    found: Iterable[Found], acceptances: Sequence[Acceptance], *, whole: bool
) -> Iterator[Diagnostic]:
    """What is wrong with the acceptances themselves: of an error, twice, of no rule, or of nothing that is found.

    `whole` is whether all of the region was looked at; else nothing is said of what was not found.
    """
    keys = {_key(one): one for one in found}
    known = rule_ids()
    seen: dict[tuple[str, str, str], Acceptance] = {}
    for acceptance in acceptances:
        key = (acceptance.rule, acceptance.place, acceptance.mark)
        if acceptance.rule not in known:
            hint = did_you_mean(acceptance.rule, known)
            yield error("CHK005", f"de regel `{acceptance.rule}` bestaat niet", acceptance.span, hint)
        elif key in seen:
            yield warning("CHK006", "deze aanvaarding staat er twee keer", acceptance.span, "haal er een weg")
        elif key in keys and keys[key].severity is Severity.ERROR:
            message = f"de bevinding van {acceptance.rule} is een fout, en fouten zijn niet te aanvaarden"
            yield error("CHK007", message, acceptance.span, "herstel de tekst of het gegeven")
        elif whole and key not in keys:
            message = (
                f"deze aanvaarding past op geen bevinding van {acceptance.rule} in `{acceptance.place}`: "
                "de tekst is veranderd, of de bevinding is weg"
            )
            yield warning("CHK008", message, acceptance.span, "beoordeel de tekst opnieuw, of haal de aanvaarding weg")
        seen[key] = acceptance


def _key(found: Found) -> tuple[str, str, str]:
    return (found.rule, found.finding.span.file if found.finding.span is not None else "", found.mark)


def _by(acceptance: Acceptance) -> str:
    day = f"{acceptance.on.day}-{acceptance.on.month}-{acceptance.on.year}"
    return f"{acceptance.reason}, {acceptance.by}, {day}"
