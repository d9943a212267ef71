"""The names that texts ask for as their authors wrote them: what is filled in, and what a condition rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from msgspec import Struct, field

from akkoord.diagnostics import Span
from akkoord.library import Library
from akkoord.readers.slots import parse_text
from akkoord.spec import DocumentSpec, HeadingPart, SectionPart
from akkoord.tree import Block, Conditional, Slot, all_blocks, map_block_inlines
from akkoord.tree.expression import Expression, names_in
from akkoord.tree.inlines import Inline

_EXPRESSIONS = cast("tuple[type, ...]", Expression.__args__)
_WHEN = "when"
REASON = "reden van afwezigheid"
"""The part of a spec that no document prints: the manifest says it of a document that is not there."""


class Condition(Struct, frozen=True):
    """A condition in a text: the names it rests on, as it is written, and where."""

    names: frozenset[str]
    source: str
    span: Span


class Asked(Struct, frozen=True):
    """What one clause version asks for: its slots by their place, and its conditions in reading order."""

    slots: Mapping[Span, Slot]
    conditions: tuple[Condition, ...]

    @property
    def printed(self) -> frozenset[str]:
        """The names that slots are filled with."""
        return frozenset(name for slot in self.slots.values() for name in names_of(slot.expression))

    @property
    def names(self) -> frozenset[str]:
        """Every name, printed or decided by."""
        return self.printed.union(*(condition.names for condition in self.conditions))


class SpecName(Struct, frozen=True):
    """A name in the spec of a document. `part` says in Dutch what it is for, `section` is the part it belongs to.

    `decides` is whether it stands in a condition, else it is filled in. `section` is None for the document as a whole.
    """

    name: str
    part: str
    decides: bool
    span: Span
    section: Span | None


class AskedNames(Struct):
    """What every clause version of a library asks for, worked out once for each."""

    library: Library
    _known: dict[str, Asked] = field(default_factory=dict[str, Asked])

    def of(self, clause: str) -> Asked:
        """What `clause` (`id@version`) asks for; nothing for "" and for what the library has not."""
        if clause not in self._known:
            name, _, version = clause.partition("@")
            found = self.library.versions.get((name, version))
            self._known[clause] = _asked(found.blocks, found.span) if found is not None else Asked({}, ())
        return self._known[clause]


def names_of(expression: Expression) -> frozenset[str]:
    """The dotted names in an expression."""
    return frozenset(".".join(name.path) for name in names_in(expression))


def _asked(blocks: tuple[Block, ...], place: Span) -> Asked:
    slots: dict[Span, Slot] = {}

    def note(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, Slot):
            slots[inline.span or place] = inline
        return (inline,)

    for block in blocks:
        map_block_inlines(block, note)
    conditions = (b for b in all_blocks(blocks) if isinstance(b, Conditional))
    return Asked(slots, tuple(Condition(names_of(b.expression), b.source, b.span or place) for b in conditions))


_PARTS = {
    "title": "titel",
    "short_title": "korte titel",
    "subtitle": "titelpagina",
    "motto": "titelpagina",
    "lines": "titelpagina",
    "notice": "titelpagina",
    "absent": REASON,
    "letter": "briefhoofd",
    "signature_pages": "ondertekening",
}
_INSIDE = {"title": "titel", "caption": "bijschrift", "columns": "tabelkop", "summary": "omschrijving van de tabel"}


def names_in_spec(spec: DocumentSpec) -> Iterator[SpecName]:
    """The names in the texts and conditions of a spec, in the order of its fields."""
    for name in spec.__struct_fields__:
        if name != "parts":
            place = spec.place(name) if name in spec.places else spec.span
            yield from _names(getattr(spec, name), name, _PARTS.get(name, ""), place, None)
    for part in spec.parts:
        yield from _names(part, "parts", "", part.span, None)


def _names(value: object, key: str, part: str, span: Span, section: Span | None) -> Iterator[SpecName]:
    if isinstance(value, str):
        slots = (piece for piece in parse_text(value, span)[0] if isinstance(piece, Slot)) if "{{" in value else ()
        for slot in slots:
            yield from (SpecName(name, part, False, span, section) for name in sorted(names_of(slot.expression)))
    elif isinstance(value, tuple | list):
        for item in cast("Iterable[object]", value):
            yield from _names(item, key, part, span, section)
    elif isinstance(value, _EXPRESSIONS):
        decides = key == _WHEN
        for name in sorted(names_of(cast("Expression", value))):
            yield SpecName(name, part, decides, span, section)
    elif isinstance(value, Struct) and not isinstance(value, Span):
        own = getattr(value, "span", None)
        here = own if isinstance(own, Span) else span
        inside = here if isinstance(value, SectionPart | HeadingPart) else section
        for name in value.__struct_fields__:
            yield from _names(getattr(value, name), name, part or _INSIDE.get(name, ""), here, inside)
