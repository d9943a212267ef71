"""What rules of the covenant share: who is party to it in an edition, and which initiatives run."""

from __future__ import annotations

from collections.abc import Iterable

from akkoord.checks.views import SetView, TextSort
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
