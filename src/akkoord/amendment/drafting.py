"""From two texts and what became of their lines to amendments: the smallest provision that can be addressed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akkoord.amendment.amendments import (
    Amendment,
    Amendments,
    Ending,
    Extent,
    Following,
    Insertion,
    Place,
    Renumbering,
    Repeal,
    Replacement,
    Substitution,
    Where,
)
from akkoord.amendment.citation import SECTIONS
from akkoord.amendment.pairing import Pairing
from akkoord.amendment.provisions import Item, Own, Provision, lines_in, matched, place_of, provisions
from akkoord.amendment.substitution import cited_words, substituted_words
from akkoord.amendment.text import CELLS, Level, Line
from akkoord.assembly.withdrawal import WITHDRAWN_TITLE

_STUB = re.compile(r"vervallen\.?", re.IGNORECASE)
_STOPS = re.compile(r"[.;:,]$")
_SMALL = (Level.LID, Level.ONDERDEEL, Level.SUBONDERDEEL, Level.ITEM, Level.REQUIREMENT)
"""What is written out again as a whole when more of it changes than not."""


def drafted(pairing: Pairing) -> Amendments:
    """The amendments that make the new text of the old one."""
    drafter = _Drafter(pairing)
    found = drafter.within(provisions(pairing.old), provisions(pairing.new))
    own = tuple(each for each in found if not isinstance(each, Following | _Closing))
    return Amendments(own, tuple(each for each in found if isinstance(each, Following)))


class _Closing(Struct, frozen=True):
    """A line of which only the sign at its end changes, as the sign and as the line written out."""

    ending: Ending
    whole: Replacement


_Drafted = Amendment | Following | _Closing


class _Drafter(Struct, frozen=True):
    pairing: Pairing

    def within(self, old: Provision, new: Provision) -> list[_Drafted]:
        """What is to be said of the items of a provision, in their order."""
        pairs = matched(old.items, new.items, self.pairing.pairs)
        out: list[_Drafted] = []
        last = (-1, -1)
        for pair in (*pairs, (len(old.items), len(new.items))):
            gone = old.items[last[0] + 1 : pair[0]]
            come = new.items[last[1] + 1 : pair[1]]
            out += _repeals(gone)
            if come:
                out += _insertions(old, new, last[0], pair[0], come)
            if pair[0] < len(old.items):
                out += self._item(old.items[pair[0]], new.items[pair[1]], old)
            last = pair
        return _with_renumberings(_with_endings(out, old))

    def _item(self, old: Item, new: Item, parent: Provision) -> list[_Drafted]:
        if isinstance(old, Provision) and isinstance(new, Provision):
            return self._provision(old, new)
        if isinstance(old, Own) and isinstance(new, Own):
            return self._line(old, new, parent)
        raise AssertionError("items of one kind are matched")

    def _provision(self, old: Provision, new: Provision) -> list[_Drafted]:
        lines, others = ([own.line for own in lines_in(item)] for item in (old, new))
        if (_is_stub(others) and not _is_stub(lines)) or (old.step.level in SECTIONS and _withdrawn(lines, others)):
            return [Repeal((Place(old.path),), tuple(others))]
        if old.step.level is Level.TABLE:
            return self._table(old, new, lines, others)
        found = self.within(old, new)
        if old.step.level in _SMALL and self._mostly(old, found):
            return [Replacement(Place(old.path), tuple(others), new.path)]
        return found

    def _mostly(self, old: Provision, found: Sequence[_Drafted]) -> bool:
        """Whether so much of a lid changes that it is clearer to write it out; that of a list of terms never is."""
        said = [each for each in found if not isinstance(each, Following | Renumbering | _Closing)]
        inner = [item.step for item in old.items if isinstance(item, Provision)]
        if not said or any(step.level is Level.TABLE or step.defines for step in inner):
            return False
        opening = any(isinstance(each, Replacement) and each.place == Place(old.path, Extent.HEAD) for each in said)
        return (opening and len(found) > 1) or (len(said) > 1 and 2 * len(said) > len(old.items))

    def _table(self, old: Provision, new: Provision, lines: Sequence[Line], others: Sequence[Line]) -> list[_Drafted]:
        """A table is replaced as a table, unless only rows with a letter of their own change."""
        if len(lines) == len(others):
            rows = [each for pair in zip(old.items, new.items, strict=False) for each in self._row(*pair, old)]
            lettered = all(not isinstance(each, Replacement) or _is_requirement(each.place) for each in rows)
            if lettered and len(old.items) == len(new.items):
                return rows
        return [Replacement(Place(old.path), tuple(others), new.path)]

    def _row(self, old: Item, new: Item, table: Provision) -> list[_Drafted]:
        if type(old) is not type(new):
            return [Replacement(place_of(table), (), ())]
        return self._item(old, new, table)

    def _line(self, old: Own, new: Own, parent: Provision) -> list[_Drafted]:
        out: list[_Drafted] = []
        head = old.line.address.ordinal == 1 and not old.line.address.after and bool(parent.path)
        place = Place(parent.path, Extent.HEAD) if head else place_of(old)
        if head and _alone(parent) and parent.step.level not in SECTIONS:
            place = Place(parent.path)
        if old.line.text != new.line.text:
            out.append(self._words(place, old, new))
        if old.line.number != new.line.number and not any(isinstance(each, Replacement) for each in out):
            out.append(Renumbering(old.line.address.path, new.line.number, new.line.address.path))
        return out

    def _words(self, place: Place, old: Own, new: Own) -> _Drafted:
        was, becomes = old.line.text, new.line.text
        exact = place_of(old) if place.extent is not Extent.WHOLE else place
        if new.at in self.pairing.following:
            words = cited_words(was, becomes)
            if words is not None:
                return Following(exact, words)
        whole = Replacement(place, (new.line,), new.line.address.path)
        if _STOPS.search(was) and _STOPS.search(becomes) and was[:-1] == becomes[:-1]:
            return _Closing(Ending(exact, was[-1], becomes[-1]), whole)
        words = substituted_words(was, becomes)
        if words is not None and place.extent is not Extent.HEAD:
            return Substitution(place, words)
        return whole


def _alone(parent: Provision) -> bool:
    return len(parent.items) == 1


def _is_requirement(place: Place) -> bool:
    return bool(place.path) and place.path[-1].level is Level.REQUIREMENT


def _is_stub(lines: Sequence[Line]) -> bool:
    """Whether what stands there only says that it was withdrawn."""
    words = [piece.strip() for line in lines for piece in line.text.split(CELLS) if piece.strip()]
    said = [word for word in words if _STUB.fullmatch(word)]
    return bool(said) and all(word in said or len(word) <= 2 for word in words)


def _withdrawn(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether of an article only its number and heading are left, and that it was withdrawn."""
    left = others[0].text.removesuffix(WITHDRAWN_TITLE)
    return left == lines[0].text != others[0].text and _is_stub(others[1:]) and not _is_stub(lines[1:])


def _repeals(gone: Sequence[Item]) -> list[_Drafted]:
    """Neighbours of one level go in one sentence."""
    out: list[_Drafted] = []
    for item in gone:
        place = place_of(item)
        last = out[-1] if out else None
        if isinstance(last, Repeal) and _one_level(last.places[-1], place):
            out[-1] = replace(last, places=(*last.places, place))
        else:
            out.append(Repeal((place,)))
    return out


def _one_level(one: Place, other: Place) -> bool:
    whole = one.extent is Extent.WHOLE and other.extent is Extent.WHOLE
    if not whole or one.path[:-1] != other.path[:-1]:
        return False
    levels = (Level.LID, Level.ONDERDEEL, Level.SUBONDERDEEL, Level.ARTICLE)
    return one.path[-1].level is other.path[-1].level and one.path[-1].level in levels


def _insertions(old: Provision, new: Provision, before: int, after: int, come: Sequence[Item]) -> list[_Drafted]:
    """What comes in between two items of the old text; sections each in a sentence of their own."""
    if before >= 0 and after < len(old.items):
        where, place = Where.AFTER, place_of(old.items[before])
    elif after < len(old.items):
        where, place = Where.BEFORE, place_of(old.items[after])
    else:
        where, place = Where.END, Place(old.path)
    if after < len(old.items) and before >= 0 and _is_head(old.items[before]):
        where, place = Where.BEFORE, place_of(old.items[after])
    groups: list[list[Item]] = []
    for item in come:
        section = isinstance(item, Provision) and item.step.level in SECTIONS
        if section or not groups:
            groups.append([item])
        else:
            groups[-1].append(item)
    return [
        Insertion(
            where,
            place,
            old.path,
            tuple(own.line for item in group for own in lines_in(item)),
            tuple(place_of(item) for item in group),
        )
        for group in groups
    ]


def _is_head(item: Item) -> bool:
    return isinstance(item, Own) and item.line.address.ordinal == 1 and not item.line.address.after


def _with_endings(found: Sequence[_Drafted], parent: Provision) -> list[_Drafted]:
    """A full stop that becomes a semicolon because an item comes or goes after it, in the sentence of that item."""
    out: list[_Drafted] = []
    for each in found:
        last = out[-1] if out else None
        goes_on = isinstance(each, Repeal) or (isinstance(each, Insertion) and each.where is not Where.BEFORE)
        if isinstance(last, _Closing) and isinstance(each, Repeal | Insertion) and goes_on:
            out[-1] = replace(each, ending=last.ending)
        else:
            out.append(each)
    depth = len(parent.path) + 1
    return [e.whole if isinstance(e, _Closing) and (len(e.whole.place.path) == depth or depth == 1) else e for e in out]


def _with_renumberings(found: list[_Drafted]) -> list[_Drafted]:
    """Numbers that move because something came or went before them, in the sentence of that."""
    out: list[_Drafted] = []
    cause: int | None = None
    for each in found:
        if isinstance(each, Renumbering) and cause is not None:
            one = out[cause]
            assert isinstance(one, Repeal | Insertion), "what numbers move for"  # noqa: S101  a bug of ours
            if _beside(one, each):
                out[cause] = replace(one, renumbered=(*one.renumbered, each))
                continue
        if isinstance(each, Insertion) or (isinstance(each, Repeal) and not each.stub):
            cause = len(out)
        out.append(each)
    return out


def _beside(one: Repeal | Insertion, each: Renumbering) -> bool:
    """Whether a number is of what stands beside that which came or went."""
    places: Iterable[Place] = one.places if isinstance(one, Repeal) else one.of
    return any(
        len(place.path) == len(each.path) and place.path and place.path[-1].level is each.path[-1].level
        for place in places
    )
