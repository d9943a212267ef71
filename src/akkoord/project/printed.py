"""What a document prints, paragraph by paragraph: each with its place in the document and in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import Span
from akkoord.project.places import NOWHERE, Heading, heading_of
from akkoord.tree import (
    Blank,
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
    CrossReference,
    Document,
    Emphasis,
    Footnote,
    Frame,
    Include,
    Inline,
    LineBreak,
    Link,
    ListItem,
    ListKind,
    NumberedList,
    Paragraph,
    Reference,
    Revised,
    Role,
    Section,
    SectionKind,
    SignatureBlock,
    SignatureSlot,
    Slot,
    Strong,
    Table,
    TermUse,
    Text,
    plain_text,
)

Leaf = Text | TermUse | Blank | Reference | LineBreak


class Stretch(Struct, frozen=True):
    """A paragraph, a title or the text of a cell.

    `numbers` leads under the heading to a lid and an onderdeel ("2", "a"); `place` says that in words ("lid 2 onder
    a"). `clause` is the version it stands in (`id@version`), "" outside a clause. `leaves` are its words in order,
    without what only marks them up; `span` is where it begins in the source.
    """

    heading: Heading
    numbers: tuple[str, ...]
    place: str
    clause: str
    span: Span | None
    leaves: tuple[Leaf, ...]

    @property
    def text(self) -> str:
        """The words a reader sees."""
        return plain_text(self.leaves)


class _At(Struct, frozen=True):
    """Where in the document: under which heading, in which lid and clause."""

    heading: Heading
    numbers: tuple[str, ...] = ()
    place: str = ""
    clause: str = ""
    span: Span | None = None
    chapter: bool = False


def printed_in(document: Document) -> Iterator[Stretch]:
    """Everything that `document` prints but its title page, in reading order; a footnote after its paragraph."""
    yield from stretches_of((*document.body, *document.signature_pages))


def stretches_of(blocks: Iterable[Block]) -> Iterator[Stretch]:
    """The same of `blocks`."""
    yield from _blocks(blocks, _At(NOWHERE))


def _blocks(blocks: Iterable[Block], at: _At) -> Iterator[Stretch]:
    for block in blocks:
        yield from _block(block, at)


def _block(block: Block, at: _At) -> Iterator[Stretch]:
    match block:
        case Paragraph():
            yield from _stretch(block.children, replace(at, span=block.span or at.span))
        case Section():
            inside = _in_section(block, at)
            yield from _stretch(block.title, replace(inside, span=block.span))
            yield from _blocks(block.children, inside)
        case Clause():
            yield from _blocks(block.children, replace(at, clause=f"{block.id}@{block.version}", span=block.span))
        case NumberedList() | BulletList():
            kind = block.kind if isinstance(block, NumberedList) else ListKind.PLAIN
            for item in block.items:
                yield from _blocks(item.children, _in_item(item, kind, at))
        case Table():
            yield from _table(block, at)
        case Frame() | Conditional():
            yield from _blocks(block.children, at)
        case SignatureBlock() | Contents() | Include() | SignatureSlot() | ContractList():
            return


def _in_section(section: Section, at: _At) -> _At:
    if section.kind is SectionKind.HEADING:
        return replace(at, span=section.span or at.span)
    return _At(heading_of(section), span=section.span, chapter=section.kind is SectionKind.CHAPTER)


def _in_item(item: ListItem, kind: ListKind, at: _At) -> _At:
    here = replace(at, span=item.span or at.span)
    if item.number is None or kind is ListKind.PLAIN:
        return here
    cited = item.number.cited
    number = cited.removeprefix(f"{at.heading.number}.")
    if kind is ListKind.LEDEN:
        return replace(here, numbers=(number,), place=f"punt {cited}" if at.chapter else f"lid {cited}")
    return replace(here, numbers=(*at.numbers, number), place=f"{at.place} onder {cited}".strip())


def _table(table: Table, at: _At) -> Iterator[Stretch]:
    for row in (table.header, *table.rows):
        here = replace(at, clause=row.clause or at.clause, span=row.span or table.span or at.span)
        first = next((b for b in row.cells[0].children if isinstance(b, Paragraph)), None) if row.cells else None
        if first is not None and first.role is Role.REQUIREMENT and first.number is not None:
            here = replace(here, numbers=(first.number.cited,), place=f"eis {first.number.cited}")
        for cell in row.cells:
            yield from _blocks(cell.children, here)


def _stretch(inlines: Iterable[Inline], at: _At) -> Iterator[Stretch]:
    leaves: list[Leaf] = []
    notes: list[Footnote] = []
    _gather(inlines, leaves, notes)
    if leaves:
        yield Stretch(at.heading, at.numbers, at.place, at.clause, at.span, tuple(leaves))
    for note in notes:
        yield from _blocks(note.children, replace(at, span=note.span or at.span))


def _gather(inlines: Iterable[Inline], leaves: list[Leaf], notes: list[Footnote]) -> None:
    for inline in inlines:
        match inline:
            case Text() | TermUse() | Blank() | Reference() | LineBreak():
                leaves.append(inline)
            case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                _gather(children, leaves, notes)
            case Footnote():
                notes.append(inline)
            case Slot() | CrossReference():
                pass  # only in a text as read
