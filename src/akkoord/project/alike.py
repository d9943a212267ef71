"""Documents gone through for one addressee of each arrangement, where a question has one answer for all of them.

Who asks where a clause stands need not have the text of a thousand providers made: those who get one arrangement have
the same clauses at the same places under the same headings. What is printed of one of them stands for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import Struct, field

from akkoord.assembly import ROW_ROOTS, Layout, Prepared, depends_on_addressee
from akkoord.project.planned import PlannedDocument
from akkoord.spec import DocumentSpec, Provider
from akkoord.tree import Held, Section, Slot, Table, all_inlines, blocks_with, inlines_with
from akkoord.tree.expression import names_in

SaysAlike: TypeAlias = Callable[[Prepared, DocumentSpec, Layout], bool]
"""Whether a question has one answer for all who get an arrangement, signature pages included."""


class Alike(Struct):
    """The documents of one edition that stand for those of others. A text with a fault stands for no other."""

    says: SaysAlike
    _said: dict[int, bool] = field(default_factory=dict[int, bool])
    _known: dict[tuple[int, bool], PlannedDocument] = field(default_factory=dict["tuple[int, bool]", PlannedDocument])

    def find(self, prepared: Prepared, spec: DocumentSpec, provider: Provider | None) -> PlannedDocument | None:
        """The document of another addressee that says the same, None when this one has to be gone through."""
        layout = self._layout(prepared, spec, provider)
        return self._known.get((id(layout), provider is None)) if layout is not None else None

    def keep(self, prepared: Prepared, spec: DocumentSpec, provider: Provider | None, planned: PlannedDocument) -> None:
        """Let a document stand for those of others, where it may."""
        layout = self._layout(prepared, spec, provider)
        if layout is not None and planned.document is not None:
            self._known[id(layout), provider is None] = planned

    def _layout(self, prepared: Prepared, spec: DocumentSpec, provider: Provider | None) -> Layout | None:
        """The arrangement of a document of which the answer is the same for all, None for any other."""
        if spec.amends is not None or (provider is not None and provider.deviations):
            return None
        own = "" if spec.instrument.shared or provider is None else provider.id
        layout = prepared.layout(spec.kind, own)
        if layout is None:
            return None
        if id(layout) not in self._said:
            self._said[id(layout)] = self.says(prepared, spec, layout)
        return layout if self._said[id(layout)] else None


def headings_alike(layout: Layout) -> bool:
    """Whether all who get an arrangement have the same headings."""
    sections = (block for block in blocks_with(layout.blocks, Held.SLOT) if isinstance(block, Section))
    slots = (inline for section in sections for inline in all_inlines(section.title) if isinstance(inline, Slot))
    return not any(depends_on_addressee(name.path) for slot in slots for name in names_in(slot.expression))


def repeated_tables(layout: Layout) -> Iterator[Table]:
    """The tables of an arrangement of which an addressee has some rows any number of times, or nothing at all."""
    for block in blocks_with(layout.blocks, Held.SLOT):
        if isinstance(block, Table):
            slots = (inline for inline in inlines_with((block,), Held.SLOT) if isinstance(inline, Slot))
            if any(name.path[0] in ROW_ROOTS for slot in slots for name in names_in(slot.expression)):
                yield block
