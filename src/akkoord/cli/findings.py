"""How findings are told on a terminal: what weighs most stands last, nearest to where the reader types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from akkoord.cli.general import General
from akkoord.diagnostics import Diagnostic, Severity, as_text, folded

_MANY = 20
"""With more notes than this, those of one rule are counted."""
_FEW = 3
"""Of a rule with no more notes than this each is told."""
_LIGHT_FIRST = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def tell_findings(found: Iterable[Diagnostic], general: General, tell: Callable[[str], None]) -> None:
    """Each finding through `tell`: notes, then warnings, then errors, each in their own order; quiet is errors alone.

    Many notes are counted for each rule, with the first of them as an example, unless the run is verbose.
    """
    together = folded(found)
    for severity in _LIGHT_FIRST:
        if general.quiet and severity is not Severity.ERROR:
            continue
        own = [diagnostic for diagnostic in together if diagnostic.severity is severity]
        counted = severity is Severity.NOTE and len(own) > _MANY and not general.verbose
        shown = list(_counted(own)) if counted else own
        for diagnostic in shown:
            tell(_text(diagnostic))
        if len(shown) < len(own):
            tell(f"let op: {len(own)} opmerkingen, waarvan hier {len(shown)}; `--verbose` toont ze alle")


def _counted(notes: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The notes by rule, in the order of the codes; of a rule with many of them the first, with their number."""
    for _, group in groupby(sorted(notes, key=lambda note: note.code), key=lambda note: note.code):
        own = list(group)
        if len(own) <= _FEW:
            yield from own
        else:
            yield replace(own[0], message=f"{len(own)} keer, als eerste: {own[0].message}")


def _text(diagnostic: Diagnostic) -> str:
    """A finding; a warning of a rule with the mark that an acceptance repeats."""
    accepted_by = diagnostic.severity is Severity.WARNING and diagnostic.mark
    return as_text(diagnostic) + (f"\n  kenmerk: {diagnostic.mark}" if accepted_by else "")
