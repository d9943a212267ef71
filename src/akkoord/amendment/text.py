"""The text of an instrument as addressed lines: what an amendment points to.

The lines come from the document tree alone. Nothing here knows of a comparison, so that the
outcome of an amendment can be held against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import Placed
from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
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
    Strong,
    Table,
    TableRow,
    TermUse,
    Text,
    plain_text,
)

BULLET = "–"
"""What stands before an item without a number."""
AGAIN = 1000
"""Added to `Step.again` for a place that is taken up again, so that it is no other place of that name."""
CELLS = " | "
"""Between the cells of a row."""


class Level(StrEnum):
    """What a step of a place is."""

    PREAMBLE = "preamble"
    CHAPTER = "chapter"
    ARTICLE = "article"
    ANNEX = "annex"
    PART = "part"
    """Text without number."""
    HEADING = "heading"
    LID = "lid"
    ONDERDEEL = "onderdeel"
    SUBONDERDEEL = "subonderdeel"
    ITEM = "item"
    """An item without number; a definition has its term as key."""
    TABLE = "table"
    REQUIREMENT = "requirement"
    """A row of a table that has a letter of its own."""


_SECTIONS = {
    SectionKind.TEXT: Level.PART,
    SectionKind.SUBJECT: Level.PART,
    SectionKind.PREAMBLE: Level.PREAMBLE,
    SectionKind.CHAPTER: Level.CHAPTER,
    SectionKind.ARTICLE: Level.ARTICLE,
    SectionKind.ANNEX: Level.ANNEX,
    SectionKind.HEADING: Level.HEADING,
    SectionKind.SIGNATURES: Level.PART,
}
_LISTS = {
    ListKind.LEDEN: Level.LID,
    ListKind.ONDERDELEN: Level.ONDERDEEL,
    ListKind.SUBONDERDELEN: Level.SUBONDERDEEL,
    ListKind.PLAIN: Level.ONDERDEEL,
}


class Step(Placed, frozen=True):
    """One step of a place: article "7", lid "2", the item "Addendum", the table with this caption.

    `again` counts the earlier ones of the same name in the same place. `defines` is whether
    the key of an item is the term that it defines, `alone` whether there is no other table without a title there.
    """

    ASIDE = frozenset({"defines", "alone"})

    level: Level
    key: str
    again: int = 0
    defines: bool = False
    alone: bool = False


Path = tuple[Step, ...]


class Address(Struct, frozen=True):
    """Where a line stands: in what (`path`), after which lid of it ("" before the first), and the how manieth there.

    The first line of a section, lid or item is its heading or its opening words.
    """

    path: Path
    after: str = ""
    ordinal: int = 1


class Sort(StrEnum):
    """What a line is."""

    TITLE = "title"
    TEXT = "text"
    CAPTION = "caption"
    HEADER = "header"
    ROW = "row"


class Line(Placed, frozen=True):
    """A paragraph, a title, a caption, or a row of a table. `number` as printed before it.

    A footnote stands in `text` where its mark is. `inlines` or `table` is how it looks;
    `clause` is the `id@version` of the clause it comes from, "" for none.
    """

    ASIDE = frozenset({"inlines", "table", "clause"})

    address: Address
    sort: Sort
    number: str
    text: str
    inlines: tuple[Inline, ...] = ()
    table: Table | None = None
    clause: str = ""

    @property
    def shown(self) -> str:
        """The text with its number, as read."""
        return " ".join(part for part in (self.number, self.text) if part)

    @property
    def content(self) -> tuple[Sort, tuple[Level, ...], str, str]:
        """What must be the same for two lines to say the same at the same depth."""
        levels = tuple(step.level for step in _without_headings(self.address.path))
        return self.sort, levels, self.number, self.text


def lines_of(body: Sequence[Block]) -> tuple[Line, ...]:
    """The lines of a body in reading order, without contents and places to sign."""
    walk = _Walk()
    walk.blocks(body, (), "")
    return tuple(_alone(tuple(_contiguous(walk.lines))))


def _alone(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, in which a table without a title knows whether it is the only one in its place."""
    several = {line.address.path[:-1] for line in lines if _untitled(line.address.path) and line.address.path[-1].again}
    for line in lines:
        path = line.address.path
        if _untitled(path) and path[:-1] not in several:
            line = replace(line, address=replace(line.address, path=(*path[:-1], replace(path[-1], alone=True))))
        yield line


def _untitled(path: Path) -> bool:
    """Whether it is the place of a table without a title."""
    return bool(path) and path[-1].level is Level.TABLE and not path[-1].key


def _contiguous(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with every place in one stretch: what is taken up again later is another place of that name."""
    times: dict[Path, int] = {}
    before: Path = ()
    for line in lines:
        path = line.address.path
        common = next((n for n, (a, b) in enumerate(zip(before, path, strict=False)) if a != b), None)
        entered = min(len(before), len(path)) if common is None else common
        for depth in range(entered + 1, len(path) + 1):
            times[path[:depth]] = times.get(path[:depth], 0) + 1
        before = path
        steps = (replace(step, again=step.again + AGAIN * (times[path[: n + 1]] - 1)) for n, step in enumerate(path))
        yield replace(line, address=replace(line.address, path=tuple(steps)))


class _Walk:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._within: dict[tuple[Path, Level, str], int] = {}
        self._ordinals: dict[tuple[Path, str], int] = {}
        self._after: dict[Path, str] = {}
        self._passed: set[Path] = set()

    def blocks(self, blocks: Iterable[Block], path: Path, clause: str, number: str = "") -> None:
        """`blocks` of the section or item at `path`; `number` stands before the first of them."""
        for block in blocks:
            if number and not isinstance(block, Paragraph | Clause | Frame):
                self._line(path, Sort.TEXT, number, (), clause)
                number = ""
            self._block(block, path, clause, number)
            number = ""
        if number:
            self._line(path, Sort.TEXT, number, (), clause)

    def _block(self, block: Block, path: Path, clause: str, number: str) -> None:
        match block:
            case Paragraph():
                shown = " ".join(part for part in (number, block.number.shown if block.number else "") if part)
                self._line(self._place(path), Sort.TEXT, shown, block.children, clause)
            case Section():
                self._section(block, path, clause)
            case NumberedList():
                self._numbered(block, path, clause)
            case BulletList():
                self._bullets(block, path, clause)
            case Table():
                self._table(block, path, clause)
            case Clause():
                self.blocks(block.children, path, f"{block.id}@{block.version}", number)
            case Frame():
                self.blocks(block.children, path, clause, number)
            case Contents() | SignatureBlock():
                pass
            case Conditional() | Include() | SignatureSlot() | ContractList():
                raise AssertionError(f"{type(block).__name__} in a finished tree")

    def _place(self, path: Path) -> Path:
        """Where text stands: under its heading until a lid comes, from then on after that lid."""
        return _without_headings(path) if path in self._passed else path

    def _section(self, section: Section, path: Path, clause: str) -> None:
        if section.kind is SectionKind.SIGNATURES:
            return
        level = _SECTIONS[section.kind]
        title = plain_text(section.title)
        parent = _without_headings(path)
        here = (*parent, self._step(parent, level, section.number.cited if section.number else title))
        if section.number is not None or title:
            shown = section.number.shown if section.number else ""
            self._line(here, Sort.TITLE, shown, section.title, clause)
        self.blocks(section.children, here, clause)

    def _numbered(self, block: NumberedList, path: Path, clause: str) -> None:
        level = _LISTS[block.kind]
        parent = _without_headings(path) if level is Level.LID else self._place(path)
        for index, item in enumerate(block.items, 1):
            cited = item.number.cited if item.number else str(index)
            here = (*parent, self._step(parent, level, cited))
            self.blocks(item.children, here, clause, item.number.shown if item.number else "")
            if level is Level.LID:
                self._after[parent] = cited
                self._passed.add(path)

    def _bullets(self, block: BulletList, path: Path, clause: str) -> None:
        parent = self._place(path)
        for item in block.items:
            term = _term(item)
            key = term or str(
                sum(n for (p, level, _), n in self._within.items() if (p, level) == (parent, Level.ITEM)) + 1
            )
            here = (*parent, replace(self._step(parent, Level.ITEM, key), defines=bool(term)))
            self.blocks(item.children, here, clause, BULLET)

    def _table(self, table: Table, path: Path, clause: str) -> None:
        parent = self._place(path)
        here = (*parent, self._step(parent, Level.TABLE, table.caption))
        if table.caption:
            self._put(
                Address(here, "", self._next(here, "")),
                Sort.CAPTION,
                "",
                table.caption,
                (Text(table.caption),),
                table,
                clause,
            )
        for row in (table.header, *table.rows):
            self._row(row, here, Sort.HEADER if row is table.header else Sort.ROW, table, row.clause or clause)

    def _row(self, row: TableRow, path: Path, sort: Sort, table: Table, clause: str) -> None:
        letter = next(
            (
                block.number.cited
                for cell in row.cells
                for block in cell.children
                if isinstance(block, Paragraph) and block.role is Role.REQUIREMENT and block.number
            ),
            "",
        )
        here = (*path, self._step(path, Level.REQUIREMENT, letter)) if letter else path
        text = CELLS.join(_cell_text(cell.children) for cell in row.cells)
        self._put(Address(here, "", self._next(here, "")), sort, "", text, (), table, clause)

    def _line(self, path: Path, sort: Sort, number: str, inlines: tuple[Inline, ...], clause: str) -> None:
        text = line_text(inlines)
        if not (text.strip() or number):
            return
        after = self._after.get(path, "")
        self._put(Address(path, after, self._next(path, after)), sort, number, text, inlines, None, clause)

    def _put(
        self,
        address: Address,
        sort: Sort,
        number: str,
        text: str,
        inlines: tuple[Inline, ...],
        table: Table | None,
        clause: str,
    ) -> None:
        self.lines.append(Line(address, sort, number, text.strip(), inlines, table, clause))

    def _next(self, path: Path, after: str) -> int:
        self._ordinals[path, after] = self._ordinals.get((path, after), 0) + 1
        return self._ordinals[path, after]

    def _step(self, parent: Path, level: Level, key: str) -> Step:
        count = self._within.get((parent, level, key), 0)
        self._within[parent, level, key] = count + 1
        return Step(level, key, count)


def _without_headings(path: Path) -> Path:
    return tuple(step for step in path if step.level is not Level.HEADING)


def _term(item: ListItem) -> str:
    """The term that an item defines: bold words it begins with, before a colon."""
    first: Block | None = item.children[0] if item.children else None
    while isinstance(first, Clause):
        first = first.children[0] if first.children else None
    if not isinstance(first, Paragraph) or not first.children:
        return ""
    head, *rest = first.children
    return plain_text((head,)) if isinstance(head, Strong) and plain_text(rest).lstrip().startswith(":") else ""


def _cell_text(blocks: Iterable[Block]) -> str:
    walk = _Walk()
    walk.blocks(blocks, (), "")
    return "\n".join(line.shown for line in walk.lines)


def line_text(inlines: Iterable[Inline]) -> str:
    """The words of a line, footnotes in brackets where their mark stands."""
    return "".join(_texts(inlines))


def _texts(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Strong(children) | Emphasis(children) | Revised(_, children) | Link(_, children):
                yield from _texts(children)
            case LineBreak():
                yield "\n"
            case Footnote():
                yield f" [voetnoot: {_cell_text(inline.children)}]"
            case _:
                yield plain_text((inline,))


def as_printed(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The words of a line as words of another document: no links, no fields, a footnote in brackets."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Strong() | Emphasis() | Revised() | Link():
                out.append(replace(inline, children=as_printed(inline.children)))
            case TermUse(text):
                out.append(Text(text))
            case Reference():
                out.append(Text(inline.text))
            case Footnote():
                out.append(Text(line_text((inline,))))
            case _:
                out.append(inline)
    return tuple(out)
