"""The annexes of a document by their numbers, and how a text cites one."""

from __future__ import annotations

import re

from akkoord.checks.views import SetView, TextView
from akkoord.tree import SectionKind

CITED = re.compile(r"\bbijlagen?\s+([IVXLC]+|[0-9]{1,2}|[A-Z])\b(?!\s+(?:bij|van|uit)\s+(?:de|het)\b)", re.IGNORECASE)
"""An annex cited by its number; not one of another paper, such as a law."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def numbers_of(view: SetView, text: TextView) -> tuple[str, ...]:
    """The numbers of the annexes of a document, in order; those that stand apart as well, () when it has none.

    Those of a document for each lot that stands apart have one number here, that of the first.
    """
    bound = [s.number.cited for s in text.sections if s.kind is SectionKind.ANNEX and s.number is not None]
    listed = view.annexes.get(text.kind)
    apart = [roman(a.position) for a in listed.annexes if not a.bound] if listed is not None else []
    return tuple(dict.fromkeys((*apart, *bound)))


def roman(number: int) -> str:
    """A whole number below forty in Roman figures."""
    out = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            out += sign
            number -= worth
    return out
