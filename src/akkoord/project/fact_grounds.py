"""Why a text differs whose clause is the same: a fact of the profile that it prints got another value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from akkoord.assembly.filters import FILTERS, RefusedError
from akkoord.library import Edition, Library
from akkoord.project.grounds import FactGrounds
from akkoord.project.slots import AskedNames
from akkoord.spec import Region

_OF_NUMBERS = ("bedrag", "getal", "in_woorden", "procent")
_OF_DATES = ("dag_maand", "datum", "datum_kort", "jaar")


class FactsBetween(Struct):
    """The grounds of the facts that differ between two dates, worked out once for each pair."""

    _known: dict[tuple[str, date, str], FactGrounds] = field(default_factory=dict[tuple[str, date, str], FactGrounds])

    def of(self, library: Library, region: Region | None, before: date, edition: Edition) -> FactGrounds:
        """As `fact_grounds`."""
        key = (region.id if region else "", before, edition.id)
        if key not in self._known:
            self._known[key] = fact_grounds(library, region, before, edition)
        return self._known[key]


def fact_grounds(library: Library, region: Region | None, before: date, edition: Edition) -> FactGrounds:
    """Per clause what the words of a changed fact were and became, with the ground that the profile gives.

    `before` is the date of the old text, `edition` that of the new one. Under `("", "")` stands the ground of a
    fact that decides what is printed and is not printed itself.
    """
    out: dict[str, dict[tuple[str, str], str]] = {}
    if region is None:
        return out
    asked = AskedNames(library)
    for clause, pin in sorted(edition.clauses.items()):
        for name in sorted(asked.of(f"{clause}@{pin.version}").names):
            old, new = (region.parameter(name, day) for day in (before, edition.date))
            if old is None or new is None or old.value == new.value or not new.change:
                continue
            for pair in _printed(old.value, new.value):
                out.setdefault(clause, {}).setdefault(pair, new.change)
    return out


def _printed(old: object, new: object) -> Iterator[tuple[str, str]]:
    """What stood and what stands for a value, in every form that a filter can give it."""
    if isinstance(old, bool) or isinstance(new, bool):
        yield "", ""
    elif isinstance(old, str) and isinstance(new, str):
        yield old, new
    elif isinstance(old, int | Decimal) and isinstance(new, int | Decimal):
        yield from _filtered(_OF_NUMBERS, old, new)
    elif isinstance(old, date) and isinstance(new, date):
        yield from _filtered(_OF_DATES, old, new)


def _filtered(
    names: tuple[str, ...], old: int | Decimal | date, new: int | Decimal | date
) -> Iterator[tuple[str, str]]:
    for name in names:
        with suppress(RefusedError):  # a form that this value cannot have is nowhere in the text
            yield str(FILTERS[name].apply(old)), str(FILTERS[name].apply(new))
