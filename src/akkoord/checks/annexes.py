"""The annexes of a document by their numbers, and how a text cites one."""

from __future__ import annotations

import re

from akkoord.checks.dutch import roman
from akkoord.checks.patterns import pattern_of
from akkoord.checks.views import SetView, TextView
from akkoord.tree import SectionKind

CITED = pattern_of(
    r"\bbijlagen?\s+([IVXLC]+|[0-9]{1,2}|[A-Z])\b(?!\s+(?:bij|van|uit)\s+(?:de|het)\b(?!\s+\w*(?:overeenkomst|convenant)\b))",
    re.IGNORECASE,
)
"""An annex cited by its number; not one of another paper, such as a law."""

_LETTERS = "ABEFGHJKNOPQRSTUWYZ"
"""Letters that are no Roman figure as well."""


def numbers_of(view: SetView, text: TextView) -> tuple[str, ...]:
    """The numbers of the annexes of a document, in order; those that stand apart as well, () when it has none.

    Those of a document for each lot that stands apart have one number here, that of the first.
    """
    bound = [s.number.cited for s in text.sections if s.kind is SectionKind.ANNEX and s.number is not None]
    listed = view.annexes.get(text.kind)
    apart = [roman(a.position) for a in listed.annexes if not a.bound] if listed is not None else []
    return tuple(dict.fromkeys((*apart, *bound)))


def titles_of(text: TextView) -> tuple[str, ...]:
    """What other texts call a document: its kind, its short title and its title."""
    meta = text.document.meta
    return (text.kind, meta.short_title, meta.title)


def reachable(view: SetView, text: TextView) -> frozenset[str]:
    """The numbers of the annexes that a text may speak of as its own.

    Those in it, and those in the list of annexes that it has or belongs to; those of a lot count on.
    """
    own = text.numbers.annexes
    listed = next((a for a in view.annexes.values() if text.kind == a.main or a.annex(text.kind) is not None), None)
    if listed is None:
        return own
    lots = max((len(provider.lots) for provider in view.region_view.providers), default=0)
    last = max((a.position + (lots - 1 if a.for_each_lot else 0) for a in listed.annexes), default=0)
    return own | frozenset(map(roman, range(1, last + 1)))


def as_counted(number: str) -> str:
    """The number of an annex as documents count it, in Roman figures: `II` for `2`, `B` and `II`."""
    upper = number.upper()
    if number.isdecimal():
        return roman(int(number))
    return roman(ord(upper) - ord("A") + 1) if upper in _LETTERS else upper
