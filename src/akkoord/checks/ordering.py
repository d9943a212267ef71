"""Things that stand in the wrong order, put in the right one by words that change places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from akkoord.checks.finding import Fix
from akkoord.diagnostics import Span
from akkoord.spec import ClauseUse, Content, DocumentSpec, HeadingPart, SectionPart
from akkoord.spec.period import ALWAYS


def changing_places(places: Sequence[tuple[str, Span | None]], wanted: Sequence[str]) -> tuple[Fix, ...]:
    """What makes words that stand in `places` stand there in the order that is `wanted`: all of it, or nothing.

    () when that is not certain: a word that is wanted is not there, stands there twice, or has no place.
    """
    there = [word for word, _ in places]
    if sorted(there) != sorted(wanted) or len(set(there)) < len(there):
        return ()
    moves = [(place, was, becomes) for (was, place), becomes in zip(places, wanted, strict=True) if was != becomes]
    made = tuple(Fix(place, was, becomes) for place, was, becomes in moves if place is not None)
    return made if len(made) == len(moves) else ()


def place_of_missing(name: str, wanted: Sequence[str], there: Mapping[str, Span | None]) -> Span | None:
    """Where `name` belongs, which is not there: at what comes after it in `wanted`, else at what goes before it.

    None where nothing of `wanted` is there.
    """
    at = wanted.index(name)
    near = (*wanted[at + 1 :], *reversed(wanted[:at]))
    return next((place for one in near if (place := there.get(one)) is not None), None)


def clauses_in_order(spec: DocumentSpec, wanted: Sequence[str]) -> tuple[Fix, ...]:
    """What puts clauses that stand beside each other in a spec in the order that is `wanted`.

    () when they do not stand in one list, or one of them is pinned or stands there for a time: then the line says more
    than the name of the clause.
    """
    asked = frozenset(wanted)
    for uses in _lists(spec):
        own = [use for use in uses if use.clause in asked]
        if len(own) == len(asked) and not any(use.version or use.period != ALWAYS for use in own):
            return changing_places([(use.clause, use.span) for use in own], wanted)
    return ()


def _lists(spec: DocumentSpec) -> Iterator[tuple[ClauseUse, ...]]:
    """The clauses that stand beside each other, list by list."""
    for part in spec.parts:
        if isinstance(part, SectionPart):
            yield from _lists_of(part.content)


def _lists_of(content: Iterable[Content]) -> Iterator[tuple[ClauseUse, ...]]:
    parts = tuple(content)
    yield tuple(part for part in parts if isinstance(part, ClauseUse))
    for part in parts:
        if isinstance(part, HeadingPart):
            yield from _lists_of(part.content)
