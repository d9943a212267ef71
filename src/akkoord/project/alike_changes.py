"""Packs whose texts change alike, as far as that can be known before any text is assembled.

Where only clauses changed, texts that have those in the same places change in the same way, however else they are
arranged. It is no more than likely: who looks at packs that belong together finds less to compare, and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from akkoord.assembly import Layout
from akkoord.project.pack_planning import PackPlanning, PlacedPack
from akkoord.tree import Block, Clause, Section, Table


class AlikeChanges(Struct):
    """Says of packs in which way they change; `files` are the sources that are not what they were."""

    planning: PackPlanning
    files: frozenset[str]
    _places: dict[int, object] = field(default_factory=dict[int, object])

    def of(self, placed: PlacedPack) -> object:
        """The documents of a pack that change, and where: equal for packs that belong together."""
        whole, provider = self.planning.whole, placed.provider
        if whole is None or provider is None:
            return placed.name
        kinds = tuple(whole.changed_kinds(placed.name, provider, placed.kinds))
        layouts = (self.planning.dependence.layout(kind, provider) for kind in kinds)
        return tuple((kind, self._of(layout)) for kind, layout in zip(kinds, layouts, strict=True) if layout)

    def _of(self, layout: Layout) -> object:
        """Where changed clauses stand in an arrangement; the arrangement itself where there are none."""
        if id(layout) not in self._places:
            self._places[id(layout)] = tuple(self._changed(layout.blocks, ())) or id(layout)
        return self._places[id(layout)]

    def _changed(self, blocks: Iterable[Block], under: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
        """The changed clauses in blocks, each with the numbers that it stands under."""
        for at, block in enumerate(blocks):
            match block:
                case Section():
                    number = block.number.shown if block.number is not None else ""
                    yield from self._changed(block.children, (*under, number))
                case Clause() if block.span is not None and block.span.file in self.files:
                    yield (*under, at, block.id)
                case Table():
                    rows = (row for row in block.rows if row.span is not None and row.span.file in self.files)
                    yield from ((*under, at, row.anchor) for row in rows)
                case _:
                    pass
