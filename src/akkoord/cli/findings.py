"""How findings are told on a terminal: what weighs most stands last, nearest to where the reader types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from akkoord.cli.general import General
from akkoord.diagnostics import Diagnostic, Severity, as_text, folded

_MANY = 20
"""With more notes than this, those of one rule are counted."""
_FEW = 3
"""What is wrong in the same way at no more places than this is told at each."""
_PLACES = 8
"""So many other places are named with a finding; of more it says how many."""
_LIGHT_FIRST = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
_OF_READING = ("YAM", "SCH")
"""Codes of a data file that cannot be read: what the other files say of it is then wrong too."""


def tell_findings(found: Iterable[Diagnostic], general: General, tell: Callable[[str], None]) -> None:
    """Each finding through `tell`: notes, then warnings, then errors, each in their own order; quiet is errors alone.

    What keeps a data file from being read stands behind all else, since other errors can follow from it.

    Unless the run is verbose, many notes are counted for each rule, with the first of them as an example, and what is
    wrong in the same way at many places is told once, with those places.
    """
    together = folded(found)
    for severity in _LIGHT_FIRST:
        if general.quiet and severity is not Severity.ERROR:
            continue
        own = sorted((d for d in together if d.severity is severity), key=_is_cause)
        if general.verbose:
            texts = [_text(diagnostic) for diagnostic in own]
        elif severity is Severity.NOTE and len(own) > _MANY:
            texts = [_text(diagnostic) for diagnostic in _counted(own)]
            texts.append(f"let op: {len(own)} opmerkingen; van elke regel staat hier de eerste, `--verbose` toont alle")
        else:
            texts = list(_gathered(own))
        for text in texts:
            tell(text)
        if severity is Severity.ERROR and 0 < (causes := sum(map(_is_cause, own))) < len(own):
            count = "de laatste fout" if causes == 1 else f"de laatste {causes} fouten"
            tell(f"let op: los eerst {count} op; de fouten daarboven kunnen er het gevolg van zijn")


def _is_cause(found: Diagnostic) -> bool:
    return found.code.startswith(_OF_READING)


def _counted(notes: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Of each rule the first note, with their number and its place and no more, in the order of the codes."""
    for _, group in groupby(sorted(notes, key=lambda note: note.code), key=lambda note: note.code):
        own = list(group)
        first = own[0] if len(own) == 1 else replace(own[0], message=f"{len(own)} keer, als eerste: {own[0].message}")
        yield Diagnostic(first.severity, first.code, first.message, first.span)


def _gathered(findings: list[Diagnostic]) -> Iterator[str]:
    """The findings; one that stands in the same words at many places at the first of them, with the others."""
    same: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in findings:
        same.setdefault((one.code, one.message, one.found, one.expected, one.hints), []).append(one)
    for group in same.values():
        if len(group) <= _FEW:
            yield from map(_text, group)
        else:
            yield f"{_text(group[0])}\n  {_also(group[1:])}"


def _also(others: list[Diagnostic]) -> str:
    places = list(dict.fromkeys(str(one.span) for one in others if one.span is not None))
    more = len(places) - _PLACES
    named = ", ".join(places[:_PLACES]) + (f" en nog {more}" if more > 0 else "")
    return f"en zo nog {len(others)} keer{': ' if named else ''}{named}"


def _text(diagnostic: Diagnostic) -> str:
    """A finding; a warning of a rule with the mark that an acceptance repeats."""
    accepted_by = diagnostic.severity is Severity.WARNING and diagnostic.mark
    return as_text(diagnostic) + (f"\n  kenmerk: {diagnostic.mark}" if accepted_by else "")
