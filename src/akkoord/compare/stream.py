"""Tokens of the paragraphs in a gap, aligned across the ends of paragraphs.

The end of a paragraph is a token like any other, so that split and merged paragraphs come
by themselves. A table or control without counterpart is a token that equals nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from akkoord.compare.around import Surroundings
from akkoord.compare.blocks import Block, Kind
from akkoord.compare.content import Text
from akkoord.compare.items import DELETED, INSERTED, KEPT, Item, Mark, Piece, Whole
from akkoord.compare.sequence import matches
from akkoord.compare.tidying import END, END_OF_SECTION, Change, Tokens, changes_of, sizes_of, tidied


class _Place(Struct, frozen=True):
    """Where a token stands. `whole` is a block that is one token; `end` the end of its paragraph."""

    block: Block
    start: int
    end: int
    whole: bool = False

    @property
    def is_mark(self) -> bool:
        return self.start < 0


class _Side(Tokens):
    """The tokens of one side, and where they stand."""

    places: list[_Place]


def align_tokens(old: Sequence[Block], new: Sequence[Block], alone: set[int], coarse: set[int]) -> list[Item]:
    """The items of a gap.

    Blocks whose `id` is in `alone` are one token, which equals no other; of those in `coarse`
    the text is one token.
    """
    around = Surroundings(*([b.content for b in _read(blocks, alone, coarse)] for blocks in (old, new)))
    while True:
        a, b = _side(old, alone, coarse), _side(new, alone, coarse)
        found = matches(a.keys, b.keys)
        changes = _shifted(tidied(changes_of(found, a, b), a, b), a, b)
        items = _items(changes, a, b)
        if around.settle(items):
            return items


def _read(blocks: Sequence[Block], alone: set[int], coarse: set[int]) -> Iterator[Block]:
    """The paragraphs whose text is compared token by token."""
    for block in blocks:
        if block.kind is Kind.PARAGRAPH and id(block) not in alone and id(block) not in coarse:
            yield block


def align_same(old: Block, new: Block) -> list[Item] | None:
    """The items of two paragraphs that hold the same text and nothing else; None when they hold more."""
    a, b = old.content, new.content
    if a.string != b.string or not a.plain or not b.plain or a.ends_section != b.ends_section:
        return None
    mark = Mark(KEPT, old, new)
    return [Piece(KEPT, a, 0, len(a), b, 0, len(b)), mark] if len(a) else [mark]


def align_texts(old: Text, new: Text) -> list[Piece]:
    """The pieces of two paragraphs that are known to belong together."""
    a, b = old.tokens(), new.tokens()
    found = matches([t.key for t in a], [t.key for t in b])
    out: list[Piece] = []
    i = j = 0
    for i1, j1, n in [*found, (len(a), len(b), 0)]:
        if i1 > i:
            out.append(Piece(DELETED, old, a[i].start, a[i1 - 1].end, None, 0, 0))
        if j1 > j:
            out.append(Piece(INSERTED, None, 0, 0, new, b[j].start, b[j1 - 1].end))
        if n:
            out.append(Piece(KEPT, old, a[i1].start, a[i1 + n - 1].end, new, b[j1].start, b[j1 + n - 1].end))
        i, j = i1 + n, j1 + n
    return out


def _side(blocks: Sequence[Block], alone: set[int], coarse: set[int]) -> _Side:
    keys: list[object] = []
    places: list[_Place] = []
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH or id(block) in alone:
            keys.append(block)
            places.append(_Place(block, 0, 0, whole=True))
            continue
        content = block.content
        if id(block) in coarse:
            if len(content):
                keys.append(block)
                places.append(_Place(block, 0, len(content)))
            keys.append((block, END))
            places.append(_Place(block, -1, -1))
            continue
        for token in content.tokens():
            keys.append(token.key)
            places.append(_Place(block, token.start, token.end))
        keys.append(END_OF_SECTION if content.ends_section else END)
        places.append(_Place(block, -1, -1))
    lengths = (1 if place.whole or place.start < 0 else place.end - place.start for place in places)
    return _Side(keys, sizes_of(lengths), places)


def _shifted(changes: list[Change], a: _Side, b: _Side) -> list[Change]:
    """One-sided changes moved to where a reader expects them: whole paragraphs, then whole words."""
    out: list[Change] = []
    for index, change in enumerate(changes):
        former = out[-1] if out else Change(0, 0, 0, 0)
        following = changes[index + 1] if index + 1 < len(changes) else Change(len(a.keys), 0, len(b.keys), 0)
        if change.i1 == change.i2:
            room = (min(change.j1 - former.j2, change.i1 - former.i2), following.j1 - change.j2)
            step = _best_shift(b.keys, change.j1, change.j2, room)
        elif change.j1 == change.j2:
            room = (min(change.i1 - former.i2, change.j1 - former.j2), following.i1 - change.i2)
            step = _best_shift(a.keys, change.i1, change.i2, room)
        else:
            step = 0
        out.append(Change(change.i1 + step, change.i2 + step, change.j1 + step, change.j2 + step))
    return out


def _best_shift(keys: list[object], start: int, end: int, room: tuple[int, int]) -> int:
    """How far the change keys[start:end] is best moved, within what is equal around it."""
    steps = [0]
    step = 0
    while -step < room[0] and keys[start + step - 1] == keys[end + step - 1]:
        step -= 1
        steps.append(step)
    step = 0
    while step < room[1] and keys[start + step] == keys[end + step]:
        step += 1
        steps.append(step)
    return max(steps, key=lambda s: (_fitness(keys, start + s, end + s), -abs(s), s))


def _fitness(keys: list[object], start: int, end: int) -> int:
    before = keys[start - 1] if start else END
    last = keys[end - 1]
    if before in (END, END_OF_SECTION) and last in (END, END_OF_SECTION):
        return 4
    if isinstance(before, str) and before.isspace() and isinstance(last, str) and last.isspace():
        return 2
    first = keys[start]
    return 1 if isinstance(first, str) and first.isspace() else 0


def _items(changes: list[Change], a: _Side, b: _Side) -> list[Item]:
    out: list[Item] = []
    i = j = 0
    for change in [*changes, Change(len(a.keys), len(a.keys), len(b.keys), len(b.keys))]:
        _keep(a.places[i : change.i1], b.places[j : change.j1], out)
        i, j = change.i2, change.j2
        gone, come = a.places[change.i1 : i], b.places[change.j1 : j]
        proposed = _proposed(gone, come)
        if proposed:
            out += proposed
            continue
        last_gone, last_come = _after_last_whole(gone), _after_last_whole(come)
        _one_sided(DELETED, gone[:last_gone], out)
        _one_sided(INSERTED, come[:last_come], out)
        _one_sided(DELETED, gone[last_gone:], out)
        _one_sided(INSERTED, come[last_come:], out)
    return out


def _proposed(gone: list[_Place], come: list[_Place]) -> list[Piece]:
    """A change of which all that came was inserted by somebody into what went: then nothing went. Else nothing.

    A word in which letters were inserted is another word, and its tokens do not tell.
    """
    if not gone or not come or any(place.whole or place.is_mark for place in (*gone, *come)):
        return []
    old, new = gone[0].block.content, come[0].block.content
    at, end = gone[0].start, gone[-1].end
    leaves = list(new.between(come[0].start, come[-1].end))
    alone = len({id(place.block) for place in gone}) == len({id(place.block) for place in come}) == 1
    texts = all(leaf.key is None and leaf.wrapper is None for leaf in (*leaves, *old.between(at, end)))
    if not alone or not texts or not any(leaf.inserted for leaf in leaves):
        return []
    spans = [(leaf.inserted, max(leaf.start, come[0].start), min(leaf.end, come[-1].end)) for leaf in leaves]
    if "".join(new.string[x:y] for inserted, x, y in spans if not inserted) != old.string[at:end]:
        return []
    out: list[Piece] = []
    for inserted, x, y in spans:
        if inserted:
            out.append(Piece(INSERTED, None, 0, 0, new, x, y))
        else:
            out.append(Piece(KEPT, old, at, at + y - x, new, x, y))
            at += y - x
    return out


def _after_last_whole(places: list[_Place]) -> int:
    return max((i + 1 for i, place in enumerate(places) if place.whole), default=0)


def _keep(old: list[_Place], new: list[_Place], out: list[Item]) -> None:
    for o, n in zip(old, new, strict=True):
        if o.is_mark:
            out.append(Mark(KEPT, o.block, n.block))
            continue
        last = out[-1] if out else None
        if (
            isinstance(last, Piece)
            and last.op == KEPT
            and last.old is o.block.content
            and last.new is n.block.content
            and last.old_end == o.start
            and last.new_end == n.start
        ):
            last.old_end, last.new_end = o.end, n.end
        else:
            out.append(Piece(KEPT, o.block.content, o.start, o.end, n.block.content, n.start, n.end))


def _one_sided(op: str, places: list[_Place], out: list[Item]) -> None:
    for place in places:
        last = out[-1] if out else None
        if place.whole:
            out.append(Whole(op, place.block))
        elif place.is_mark:
            out.append(Mark(op, place.block, None) if op == DELETED else Mark(op, None, place.block))
        elif op == DELETED:
            content = place.block.content
            if isinstance(last, Piece) and last.op == op and last.old is content and last.old_end == place.start:
                last.old_end = place.end
            else:
                out.append(Piece(op, content, place.start, place.end, None, 0, 0))
        else:
            content = place.block.content
            if isinstance(last, Piece) and last.op == op and last.new is content and last.new_end == place.start:
                last.new_end = place.end
            else:
                out.append(Piece(op, None, 0, 0, content, place.start, place.end))
