"""What the texts of several editions have in common: most clauses stand in all of them, and in each arrangement."""

from __future__ import annotations

from msgspec import Struct, field

from akkoord.assembly.arrangement import Arranged
from akkoord.assembly.variants import Variants
from akkoord.tree import Block, Section

_MOST = 50_000
"""When more is known of the blocks of one document than this, it is let go before the next edition."""


class CommonBlocks(Struct, frozen=True):
    """What the arrangements of one document have in common, made once; see `Selection`, `Anchors` and `Numbering`."""

    arranged: Arranged = field(default_factory=Arranged)
    selected: dict[int, tuple[Block, tuple[Block, ...], frozenset[str]]] = field(
        default_factory=dict[int, "tuple[Block, tuple[Block, ...], frozenset[str]]"]
    )
    decided: dict[tuple[object, ...], tuple[Block, tuple[Block, ...]]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[Block, tuple[Block, ...]]"]
    )
    addressed: dict[tuple[int, str], tuple[object, object]] = field(
        default_factory=dict["tuple[int, str]", "tuple[object, object]"]
    )
    whole_addressed: dict[tuple[int, frozenset[str]], tuple[Block, Block]] = field(
        default_factory=dict["tuple[int, frozenset[str]]", "tuple[Block, Block]"]
    )
    numbered: dict[tuple[object, ...], tuple[object, object, int, int]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[object, object, int, int]"]
    )
    whole_numbered: dict[tuple[int, int, str, str, int], tuple[Section, Section, int, str]] = field(
        default_factory=dict["tuple[int, int, str, str, int]", "tuple[Section, Section, int, str]"]
    )

    @property
    def much(self) -> bool:
        """Whether it is too much to keep for another edition."""
        most = (self.selected, self.decided, self.addressed, self.whole_addressed, self.numbered, self.whole_numbered)
        return max(map(len, most)) > _MOST


class Common(Struct, frozen=True):
    """What documents have in common in all editions that are made of the same clause versions, as they were read."""

    variants: Variants = field(default_factory=Variants)
    _documents: dict[str, CommonBlocks] = field(default_factory=dict[str, CommonBlocks])

    def of(self, kind: str) -> CommonBlocks:
        """That of one kind of document."""
        known = self._documents.get(kind)
        if known is None or known.much:
            known = self._documents[kind] = CommonBlocks()
        return known
