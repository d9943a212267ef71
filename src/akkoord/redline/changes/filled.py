"""The ground of what no clause version explains: what was filled in, cited, or only follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from msgspec.structs import replace

from akkoord.redline.changes.change import Change, Line
from akkoord.redline.changes.collecting import Reading
from akkoord.redline.changes.consequence import is_cited
from akkoord.redline.changes.places import is_contents
from akkoord.redline.changes.stretches import stretches_of
from akkoord.redline.changes.units import Unit

FilledGrounds: TypeAlias = "Mapping[str, Mapping[tuple[str, str], str]]"

SAME_TEXT = "De tekst van de clausule is gelijk; "
"""How the ground of a change begins that no clause version explains."""
_FOLLOWS = "Volgt uit een andere wijziging: "
_SHOWN = 2
_LONGEST = 60


def with_filled_grounds(
    readings: Sequence[Reading], outside: str, rows: str, filled: FilledGrounds = MappingProxyType({})
) -> tuple[Reading, ...]:
    """The readings with a ground for each change of a text whose clause stayed the same or is none.

    `outside` is the ground of what stands in no clause, `rows` that of a row of a table in no clause. `filled` holds
    per clause why words differ that were filled in, by what they were and became; `("", "")` stands for the others.
    """
    return tuple(
        replace(
            reading,
            changes=tuple(
                change and replace(change, ground=_ground(unit, change, (outside, rows), filled.get(change.clause, {})))
                for unit, change in zip(reading.units, reading.changes, strict=True)
            ),
        )
        for reading in readings
    )


def _ground(unit: Unit, change: Change, unclaused: tuple[str, str], filled: Mapping[tuple[str, str], str]) -> str:
    outside, rows = unclaused
    if change.consequential:
        return _FOLLOWS + _what_follows(unit, change)
    if filled and (said := _of_facts(change.lines, filled)):
        return said
    if change.ground:
        return change.ground
    if change.old_clause is None and change.new_clause is None:
        return rows if change.in_table else outside
    if change.old_clause is None or change.new_clause is None or change.versions[0] != change.versions[1]:
        return ""
    if ("", "") in filled:
        return filled["", ""]
    return SAME_TEXT + _what_was_filled(change.lines)


def _of_facts(lines: Iterable[Line], filled: Mapping[tuple[str, str], str]) -> str:
    """The grounds of the facts that changed, when nothing else differs."""
    pairs = [(a.words, b.words) for line in lines for a, b in stretches_of(line)]
    if not pairs or any(pair not in filled for pair in pairs):
        return ""
    return " ".join(dict.fromkeys(filled[pair] for pair in pairs))


def _what_follows(unit: Unit, change: Change) -> str:
    if any(is_contents(ref) for ref in (*unit.old, *unit.new)):
        return "de inhoudsopgave."
    parts = [
        text
        for text, holds in (
            ("het nummer schoof mee", any(line.old_number != line.new_number for line in change.lines)),
            ("de tekst noemt het nieuwe nummer of de nieuwe versie", any(line.text_changed for line in change.lines)),
        )
        if holds
    ]
    return " en ".join(parts) + "."


def _what_was_filled(lines: Iterable[Line]) -> str:
    """What differs in a text of which the clause is the same."""
    stretches = [stretch for line in lines for stretch in stretches_of(line)]
    if not stretches:
        return "anders is de opmaak of het nummer."
    what = "de verwijzing" if all(is_cited(a) or is_cited(b) for a, b in stretches) else "wat erin is ingevuld"
    pairs = [f"{a.words or '–'} → {b.words or '–'}" for a, b in stretches]
    shown = "; ".join(dict.fromkeys(pairs))
    return f"anders is {what}: {shown}." if len(pairs) <= _SHOWN and len(shown) <= _LONGEST else f"anders is {what}."
