"""Aligning two stories: blocks first, then tokens in what is left between equal blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import cast

from msgspec import Struct, field

from akkoord.compare.blocks import Block, Cell, Container, Kind
from akkoord.compare.ends import settle_ends
from akkoord.compare.items import (
    DELETED,
    INSERTED,
    KEPT,
    Aligned,
    Item,
    Kept,
    Mark,
    Move,
    Nested,
    Piece,
    TableItem,
    Whole,
    Wrapped,
)
from akkoord.compare.likeness import Words, paired
from akkoord.compare.moves import find_moves
from akkoord.compare.sequence import heaviest_chain, matches
from akkoord.compare.stream import align_same, align_tokens
from akkoord.compare.tables import align_rows

WHOLE = -1
"""In the place of the number of a block: all of the story; of the part "": all stories."""
_LEAST_LIKE_COMPOSITE = 0.25
_MOST_STRETCHES = 50
"""So many stretches are held against what a control holds, where many begin alike."""


class Gap(Struct, eq=False):
    """Blocks between two that belong together, of which it is not yet known what became of them."""

    old: list[Block]
    new: list[Block]


class Together(Struct, eq=False):
    """Two blocks that belong together; a control has its own plan."""

    old: Block
    new: Block
    plan: list[Step] = field(default_factory=list["Step"])


class Around(Struct, eq=False):
    """A control that came or went around blocks that stand on both sides, as `plan` says."""

    op: str
    block: Block
    plan: list[Step]


Step = Gap | Together | Around


class Aligner:
    """Aligns stories; the moves it found stand in `moves` by the identity of their blocks.

    `coarse` names blocks that must be replaced whole, because a finer marking was proven not
    to be reversible: (part, on the old side, number of the block in its story).
    """

    def __init__(self, coarse: Set[tuple[str, bool, int]] = frozenset()) -> None:
        self.moves: dict[int, Move] = {}
        self.count = 0
        self._coarse = coarse
        self._whole: set[int] = set()

    def story(
        self, old: Container, new: Container, parts: tuple[str, str] = ("", ""), *, moves: bool = True
    ) -> Aligned:
        """The items of one story of `parts`."""
        if self._coarse:
            named = {("", True, WHOLE), *((part, is_old, WHOLE) for part in parts for is_old in (True, False))}
            all_of_it = any(parts) and not named.isdisjoint(self._coarse)
            for part, blocks, is_old in ((parts[0], old.blocks, True), (parts[1], new.blocks, False)):
                if all_of_it:
                    self._whole.update(map(id, blocks))
                for number, block in enumerate(_looked_through(blocks)):
                    if (part, is_old, number) in self._coarse:
                        self._whole.add(id(block))
        plan = self._plan(old.blocks, new.blocks)
        if moves:
            gaps = [gap for gap in _gaps(plan) if not self._whole.intersection(map(id, [*gap.old, *gap.new]))]
            found = find_moves(gaps, self.count)
            self.count += len({move.name for move in found.values()})
            self.moves.update(found)
        return Aligned(old, new, settle_ends(self._items(plan)))

    def _items(self, plan: Sequence[Step]) -> list[Item]:
        out: list[Item] = []
        for step in plan:
            if isinstance(step, Gap):
                out += self._expanded(align_tokens(step.old, step.new, set(self.moves), self._whole))
            elif isinstance(step, Around):
                out.append(Wrapped(step.op, step.block, settle_ends(self._items(step.plan))))
            elif step.old.fingerprint == step.new.fingerprint:
                out.append(Kept(step.old, step.new))
            elif step.old.kind is Kind.CONTROL:
                out.append(Nested(step.old, step.new, settle_ends(self._items(step.plan))))
            elif step.old.kind is Kind.TABLE:
                out.append(TableItem(step.old, step.new, align_rows(step.old.rows, step.new.rows, self._cell)))
            else:
                whole = id(step.old) in self._whole or id(step.new) in self._whole
                same = None if whole else align_same(step.old, step.new)
                out += align_tokens([step.old], [step.new], set(), self._whole) if same is None else same
        return out

    def _expanded(self, items: list[Item]) -> Iterator[Item]:
        """Moved paragraphs as what they are made of."""
        for item in items:
            if isinstance(item, Whole) and item.block.kind is Kind.PARAGRAPH:
                yield from self.moved(item.op, item.block)
            else:
                yield item

    def moved(self, op: str, block: Block) -> Iterator[Item]:
        """One side of a moved paragraph: what both sides have in common moves, the rest goes or comes."""
        move = self.moves[id(block)]
        for piece in move.pieces:
            name = move.name if piece.op == KEPT else ""
            if op == DELETED and piece.old is not None:
                yield Piece(DELETED, piece.old, piece.old_start, piece.old_end, None, 0, 0, name)
            elif op == INSERTED and piece.new is not None:
                yield Piece(INSERTED, None, 0, 0, piece.new, piece.new_start, piece.new_end, name)
        yield Mark(DELETED, block, None, move.name) if op == DELETED else Mark(INSERTED, None, block, move.name)

    def _cell(self, old: Cell, new: Cell) -> list[Item]:
        return settle_ends(self._items(self._plan(old.container.blocks, new.container.blocks)))

    def _plan(self, old: list[Block], new: list[Block]) -> list[Step]:
        """Which blocks belong together, from the surest to the likeliest."""
        pairs = self._anchors(old, new)
        out: list[Step] = []
        i = j = 0
        for x, y in [*pairs, (len(old), len(new))]:
            self._gap(old[i:x], new[j:y], out)
            if x < len(old) and y < len(new):
                out.append(self._together(old[x], new[y]))
            i, j = x + 1, y + 1
        return _merged(out)

    def _together(self, old: Block, new: Block) -> Step:
        plan: list[Step] = []
        if old.kind is Kind.CONTROL and old.fingerprint != new.fingerprint:
            plan = self._plan(old.inner.blocks, new.inner.blocks)
            if old.identity != new.identity:
                return Around(INSERTED, new, [Around(DELETED, old, plan)])
        return Together(old, new, plan)

    def _key(self, block: Block) -> object:
        if id(block) in self._whole:
            return block
        if block.kind is Kind.CONTROL:
            return (block.kind, block.identity or block.text)
        return (block.kind, block.text) if block.kind is not Kind.OTHER else (block.kind, block.fingerprint)

    def _anchors(self, old: list[Block], new: list[Block]) -> list[tuple[int, int]]:
        """Pairs of equal blocks in one order: equal ends, blocks that stand once in both, and what adjoins them."""
        a, b = [self._key(x) for x in old], [self._key(x) for x in new]
        head = 0
        while head < min(len(a), len(b)) and old[head].fingerprint == new[head].fingerprint and a[head] == b[head]:
            head += 1
        tail = 0
        while (
            tail < min(len(a), len(b)) - head
            and old[-1 - tail].fingerprint == new[-1 - tail].fingerprint
            and a[-1 - tail] == b[-1 - tail]
        ):
            tail += 1
        middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail], a[head:], b[head:])
        return [
            *((i, i) for i in range(head)),
            *((head + i, head + j) for i, j in middle),
            *((len(a) - tail + k, len(b) - tail + k) for k in range(tail)),
        ]

    def _gap(self, old: list[Block], new: list[Block], out: list[Step]) -> None:
        """Tables and controls that are alike belong together; what remains is a gap of paragraphs."""
        if not old and not new:
            return
        ia = [i for i, block in enumerate(old) if block.kind is not Kind.PARAGRAPH and id(block) not in self._whole]
        ib = [j for j, block in enumerate(new) if block.kind is not Kind.PARAGRAPH and id(block) not in self._whole]
        words_a, words_b = [Words(old[i].text) for i in ia], [Words(new[j].text) for j in ib]

        def likeness(p: int, q: int) -> float:
            one, other = old[ia[p]], new[ib[q]]
            if one.kind is not other.kind or one.kind is Kind.OTHER:  # of no block that it does not know it sees inside
                return 0.0
            if one.identity != other.identity:  # another name around the same text
                return float(one.kind is Kind.CONTROL and bool(one.text.strip()) and one.text == other.text)
            return words_a[p].likeness(words_b[q]) + 0.01

        least = 0.01 if len(ia) == len(ib) == 1 else _LEAST_LIKE_COMPOSITE
        i = j = 0
        for p, q in paired(len(ia), len(ib), likeness, least):
            self._loose(old[i : ia[p]], new[j : ib[q]], out)
            out.append(self._together(old[ia[p]], new[ib[q]]))
            i, j = ia[p] + 1, ib[q] + 1
        self._loose(old[i:], new[j:], out)

    def _loose(
        self, old: list[Block], new: list[Block], out: list[Step], ops: tuple[str, ...] = (INSERTED, DELETED)
    ) -> None:
        """A gap, but for the controls in it that came or went around blocks that stand on the other side."""
        if not ops:
            if old or new:
                out.append(Gap(old, new))
            return
        op, *later = ops
        mine, others = (new, old) if op == INSERTED else (old, new)
        at = start = 0
        for number, first, end in [*self._around(mine, others), (len(mine), len(others), 0)]:
            one, other = _sides(op, mine[at:number], others[start:first])
            self._loose(one, other, out, tuple(later))
            if number < len(mine):
                one, other = _sides(op, mine[number].inner.blocks, others[first:end])
                out.append(Around(op, mine[number], self._plan(one, other)))
            at, start = number + 1, end

    def _around(self, mine: list[Block], others: list[Block]) -> Iterator[tuple[int, int, int]]:
        """The controls whose blocks say what a stretch of the other side says: their places, and the stretches."""
        controls = [n for n, b in enumerate(mine) if b.kind is Kind.CONTROL and b.text.strip()]
        keys = [self._key(block) for block in others] if controls else []
        places: dict[object, list[int]] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, []).append(place)
        at = 0
        for number in controls:
            inner = [self._key(block) for block in mine[number].inner.blocks]
            if id(mine[number]) in self._whole or not inner:
                continue
            known = places.get(inner[0], [])
            start = bisect_left(known, at)
            for place in known[start : start + _MOST_STRETCHES]:
                if keys[place : place + len(inner)] == inner:
                    at = place + len(inner)
                    yield number, place, at
                    break


def _sides(op: str, mine: list[Block], others: list[Block]) -> tuple[list[Block], list[Block]]:
    """The old and the new of two lists, of which `mine` are of the new side when `op` says that something came."""
    return (others, mine) if op == INSERTED else (mine, others)


def _looked_through(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks in reading order, those in controls instead of the controls."""
    for block in blocks:
        if block.kind is Kind.CONTROL:
            yield from _looked_through(block.inner.blocks)
        else:
            yield block


def _gaps(plan: Sequence[Step]) -> Iterator[Gap]:
    for step in plan:
        if isinstance(step, Gap):
            yield step
        else:
            yield from _gaps(step.plan)


def _merged(steps: list[Step]) -> list[Step]:
    """Neighbouring gaps as one, so that their tokens are aligned together."""
    out: list[Step] = []
    for step in steps:
        if isinstance(step, Gap) and out and isinstance(out[-1], Gap):
            out[-1] = Gap(out[-1].old + step.old, out[-1].new + step.new)
        else:
            out.append(step)
    return out


def _middle(old: list[Block], new: list[Block], a: list[object], b: list[object]) -> list[tuple[int, int]]:
    a, b = a[: len(old)], b[: len(new)]
    count_a, count_b = Counter(a), Counter(b)
    place = {key: j for j, key in enumerate(b) if count_b[key] == 1}
    unique = [
        (i, place[key], len(old[i].text) + 1)
        for i, key in enumerate(a)
        if key in place and count_a[key] == 1 and (old[i].text.strip() or old[i].kind is not Kind.PARAGRAPH)
    ]
    chain = [unique[i][:2] for i in heaviest_chain(unique)]
    out: list[tuple[int, int]] = []
    i = j = 0
    for x, y in [*chain, (len(a), len(b))]:
        out += _grown(a, b, i, x, j, y)
        if x < len(a) and y < len(b):
            out.append((x, y))
        i, j = x + 1, y + 1
    return out


def _tells(key: object) -> bool:
    """Whether a key holds text: an empty paragraph is like any other."""
    return bool(str(cast("tuple[object, object]", key)[1]).strip())


def _grown(a: list[object], b: list[object], i: int, x: int, j: int, y: int) -> list[tuple[int, int]]:
    """Pairs between two anchors: what adjoins them, then the longest common subsequence of the rest."""
    head: list[tuple[int, int]] = []
    while i < x and j < y and a[i] == b[j]:
        head.append((i, j))
        i, j = i + 1, j + 1
    tail: list[tuple[int, int]] = []
    while x > i and y > j and a[x - 1] == b[y - 1]:
        x, y = x - 1, y - 1
        tail.append((x, y))
    inner: list[tuple[int, int]] = []
    if i < x and j < y:
        common = set(a[i:x]) & set(b[j:y])
        telling = {key for key in common if not isinstance(key, Block) and _tells(key)}
        if telling:
            ia, ib = [k for k in range(i, x) if a[k] in telling], [k for k in range(j, y) if b[k] in telling]
            found = matches([a[k] for k in ia], [b[k] for k in ib])
            inner = [(ia[p + k], ib[q + k]) for p, q, n in found for k in range(n)]
    return [*head, *inner, *reversed(tail)]
