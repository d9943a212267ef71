"""What rules of the covenant share: who is party to it in an edition, and which initiatives run."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related
from akkoord.diagnostics.dutch import joined, long_date
from akkoord.spec import Initiative, Provider


def covenant_kinds(view: SetView) -> tuple[str, ...]:
    """The kinds of the covenants of a set, () for a region or edition without one."""
    return tuple(text.kind for text in view.of(TextSort.COVENANT))


def parties(view: SetView) -> tuple[Provider, ...]:
    """The providers that are party to a covenant of the set, in the order of the register."""
    entitled = frozenset[str]().union(*(view.entitled.get(kind, frozenset()) for kind in covenant_kinds(view)))
    return tuple(p for p in view.region_view.providers if p.id in entitled)


def running(view: SetView) -> tuple[Initiative, ...]:
    """The initiatives that have not ended on the date of the edition."""
    return tuple(i for i in view.region_view.initiatives if i.end >= view.edition.date)


class Shortfall(Struct, frozen=True):
    """Too few initiatives of somebody, in the words of a finding: `message` goes on after who it is."""

    message: str
    found: str
    expected: str
    hints: tuple[str, ...]
    related: tuple[Related, ...]


def shortfall(view: SetView, own: Iterable[Initiative], wanted: int, how: str) -> Shortfall | None:
    """What somebody with `own` initiatives falls short of `wanted` on the date of the edition, None for nothing.

    `how` says how to take part in one more. One that has ended is named, with the place of its last day: mostly it is
    that day that has to be looked at.
    """
    mine = tuple(own)
    there = [i.id for i in running(view) if i in mine]
    if len(there) >= wanted:
        return None
    ended = [i for i in mine if i.end < view.edition.date]
    related = tuple(Related(i.place("end"), f"`{i.id}` eindigt op {long_date(i.end)}") for i in ended)
    gone = joined([f"`{i.id}`" for i in ended], "en")
    goes_on = "loopt" if len(ended) == 1 else "lopen"
    longer = (f"{goes_on} {gone} langer door, geef dan bij `end` de nieuwe laatste dag",) if ended else ()
    some = "één initiatief" if len(there) == 1 else f"{len(there)} initiatieven" if there else "geen enkel initiatief"
    least = f"ten minste {wanted} {'initiatief' if wanted == 1 else 'initiatieven'}"
    over = f", {len(ended)} {'is' if len(ended) == 1 else 'zijn'} afgelopen" if ended else ""
    day = long_date(view.edition.date)
    message = f"doet op {day} mee aan {some}{over}"
    return Shortfall(message, ", ".join(there) or "geen initiatief", least, (*longer, how), related)


def lacks_initiatives(view: SetView) -> bool:
    """Whether the initiatives are missing: there is none, and a provider was admitted with one. Reading says so."""
    admitted = (p.admission is not None and p.admission.initiative for p in view.region_view.providers)
    return not view.region_view.initiatives and any(admitted)


def taking_part(initiative: Initiative, providers: Iterable[Provider]) -> tuple[Provider, ...]:
    """Those of `providers` that take part in an initiative, each legal person once."""
    by_kvk = {p.kvk: p for p in providers if p.id in initiative.providers}
    return tuple(by_kvk.values())


def minimum(view: SetView, fact: str) -> int | None:
    """A number that the profile sets, None when it sets none on the date of the edition."""
    value = view.fact(fact)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
