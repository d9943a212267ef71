"""The numbers of a document, each counted once.

Chapters 1, 2, …; articles `Artikel 1`; annexes `Bijlage I`. Leden `7.1` in a chapter, `1.` in
a preamble, article or annex, counted on through the whole section; onderdelen `a.`, counted on through
their lid; subonderdelen `1°`; requirements A, B, … through their annex; other lists `1.` anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import dutch
from akkoord.assembly.findings import Findings
from akkoord.diagnostics import Span, error
from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Frame,
    Held,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Table,
    TableRow,
    map_child_blocks,
    stands_in,
)

Numbered = TypeVar("Numbered", Clause, Table, TableRow)

_LEVELS = (ListKind.LEDEN, ListKind.ONDERDELEN, ListKind.SUBONDERDELEN)

_WHAT: Mapping[SectionKind, str] = {
    SectionKind.CHAPTER: "het hoofdstuk",
    SectionKind.ARTICLE: "het artikel",
    SectionKind.ANNEX: "de bijlage",
}
_INSERTED = re.compile(r"([1-9][0-9]*)([a-z])")
"""An article that was put between others later: `14a` stands after `14`, and `15` stays `15`."""

_SECTION_NUMBERS: Mapping[SectionKind, Callable[[int], Number]] = {
    SectionKind.CHAPTER: lambda n: Number(str(n), str(n)),
    SectionKind.ARTICLE: lambda n: Number(f"Artikel {n}", str(n)),
    SectionKind.ANNEX: lambda n: Number(f"Bijlage {dutch.roman(n)}", dutch.roman(n)),
}


class _Count(Struct):
    """How many numbers of one row were given."""

    done: int = 0

    def next(self) -> int:
        self.done += 1
        return self.done


class _Place(Struct, frozen=True):
    """Where numbering is: `depth` 0 gives leden, 1 onderdelen, 2 subonderdelen, None plain lists.

    `count` is shared by all lists that count on together, `letters` by the requirements of a section.
    """

    kind: SectionKind
    section: str
    depth: int | None
    count: _Count
    letters: _Count
    one_lid: bool = False
    in_requirement: bool = False

    def state(self) -> tuple[object, ...]:
        """All that a number given here hangs on."""
        counted = (self.count.done, self.letters.done)
        section = self.section if self.kind is SectionKind.CHAPTER else ""  # the number of nothing else is printed
        return (self.kind, section, self.depth, self.one_lid, self.in_requirement, *counted)

    def plain(self) -> _Place:
        return replace(self, depth=None, count=_Count())

    def inside_item(self) -> _Place:
        return replace(self, depth=None if self.depth is None else self.depth + 1, count=_Count())


class Numbering(Struct):
    """Numbers one document; `declared` are the numbers that its spec gives, by section id, with their places.

    `positions` says of the annexes that are bound in, by their place, which number the first of them has:
    annexes that stand apart count as well.
    """

    findings: Findings
    declared: Mapping[str, tuple[str, Span]] = field(default_factory=dict[str, tuple[str, Span]])
    positions: Mapping[Span, int] = field(default_factory=dict[Span, int])
    known: dict[tuple[object, ...], tuple[object, object, int, int]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[object, object, int, int]"]
    )
    """By the `id` of a clause or row and all that its numbers hang on: it, what it becomes, and how far each row of
    numbers then is. Several documents may share it, so that what they have in common stays one object."""
    wholes: dict[tuple[int, int, str, str, int], tuple[Section, Section, int, str]] = field(
        default_factory=dict["tuple[int, int, str, str, int]", "tuple[Section, Section, int, str]"]
    )
    """As `known`, of the sections of the document."""
    _inserted: str = ""
    _sections: dict[SectionKind, _Count] = field(default_factory=lambda: {k: _Count() for k in _SECTION_NUMBERS})

    def document(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The sections of a document, numbered; signature pages and contents get no number."""
        return tuple(self._whole(b) if isinstance(b, Section) else b for b in blocks)

    def _whole(self, section: Section) -> Section:
        """A section of the document; the very same one where counting was as far before."""
        count = self._sections.get(section.kind, _Count())
        place = 0 if section.span is None else self.positions.get(section.span, 0)
        declared, _ = self.declared.get(section.anchor, ("", None))
        key = (id(section), count.done, self._inserted, declared, place)
        known = self.wholes.get(key)
        if known is not None:
            count.done, self._inserted = known[2:]
            return known[1]
        found = len(self.findings.diagnostics)
        made = self._section(section)
        if section.children and len(self.findings.diagnostics) == found:
            self.wholes[key] = (section, made, count.done, self._inserted)
        return made

    def _section(self, section: Section) -> Section:
        make = _SECTION_NUMBERS.get(section.kind)
        if section.kind is SectionKind.TEXT:  # counts on through its text as a preamble does
            place = _Place(SectionKind.PREAMBLE, "", 0, _Count(), _Count())
            return replace(section, children=self._row(section.children, place))
        if make is None and section.kind is not SectionKind.PREAMBLE:
            place = _Place(section.kind, "", None, _Count(), _Count())
            return replace(section, children=self._row(section.children, place))
        if not section.children and not self.findings.failed:  # a clause that is missing has been reported
            message = f"`{section.anchor}` heeft geen tekst; verwacht: minstens één clausule met tekst"
            hint = "geef het deel in het document een `when`, dan vervalt het met zijn tekst"
            self.findings.add(error("NUM003", message, section.span, hint))
        number = self._inserted_number(section) or (None if make is None else self._next_number(section, make))
        one_lid = section.kind is SectionKind.ARTICLE and _leden(section.children) == 1
        place = _Place(section.kind, "" if number is None else number.cited, 0, _Count(), _Count(), one_lid)
        return replace(section, number=number, children=self._row(section.children, place))

    def _next_number(self, section: Section, make: Callable[[int], Number]) -> Number:
        kind, count = section.kind, self._sections[section.kind]
        if section.span is not None:
            count.done = max(count.done, self.positions.get(section.span, 0) - 1)
        if kind is SectionKind.ARTICLE:
            self._inserted = ""
        return make(count.next())

    def _inserted_number(self, section: Section) -> Number | None:
        """The number of an article that is declared as `14a`: it counts for nothing, and stands right after `14`."""
        declared, span = self.declared.get(section.anchor, ("", None))
        parts = _INSERTED.fullmatch(declared)
        if parts is None or section.kind is not SectionKind.ARTICLE:
            return None
        before = str(self._sections[SectionKind.ARTICLE].done)
        if parts[1] != before or parts[2] <= self._inserted:
            last = f"artikel `{before}{self._inserted}`" if before != "0" else "het begin"
            at = f"direct na artikel `{parts[1]}` of wat daarna is ingevoegd"
            message = f"artikel `{declared}` staat na {last}; verwacht: {at}, op volgorde"
            here = before + (chr(ord(self._inserted) + 1) if self._inserted else "a")
            hint = "" if before == "0" else f"zet het deel op zijn plaats, of schrijf `number: {here}`"
            self.findings.add(error("NUM004", message, span, hint))
        if parts[1] == before:
            self._inserted = parts[2]
        return Number(f"Artikel {declared}", declared)

    def _row(self, blocks: tuple[Block, ...], place: _Place) -> tuple[Block, ...]:
        return tuple(numbered for block in blocks for numbered in self._block(block, place))

    def _block(self, block: Block, place: _Place) -> tuple[Block, ...]:
        match block:
            case NumberedList():
                return self._list(block, place)
            case Clause():
                return (self._once(block, place, self._clause),)
            case Section():
                return (replace(block, children=self._row(block.children, place)),)
            case Table():
                return (self._once(block, place, self._table),)
            case Paragraph() | BulletList() | Frame():
                return (map_child_blocks(block, lambda row: self._row(row, place.plain())),)
            case _:
                return (block,)

    def _once(self, node: Numbered, place: _Place, make: Callable[[Numbered, _Place], Numbered]) -> Numbered:
        """`node` numbered; the very node that was made of it before in a place that counts the same.

        One in which nothing counts is what it is wherever it stands.
        """
        if not _counts(node):
            return node
        key = (id(node), *place.state())
        known = self.known.get(key)
        if known is None:
            found = len(self.findings.diagnostics)
            made = make(node, place)
            if len(self.findings.diagnostics) == found:
                self.known[key] = (node, made, place.count.done, place.letters.done)
            return made
        place.count.done, place.letters.done = known[2:]
        return cast("Numbered", known[1])

    def _clause(self, clause: Clause, place: _Place) -> Clause:
        return replace(clause, children=self._row(clause.children, place))

    def _table(self, table: Table, place: _Place) -> Table:
        return replace(table, rows=tuple(self._once(row, place, self._table_row) for row in table.rows))

    def _list(self, block: NumberedList, place: _Place) -> tuple[Block, ...]:
        depth = place.depth
        if depth is not None and depth >= len(_LEVELS):
            message = "een lijst dieper dan subonderdelen; verwacht: hoogstens lid, onderdeel en subonderdeel"
            self.findings.add(
                error("NUM001", message, block.span, "maak er een lijst met streepjes van, of een eigen lid")
            )
            return self._list(block, place.plain())
        if depth == 0 and place.one_lid:
            return self._only_lid(block.items[0], place)
        if depth is None:
            plain = block if place.in_requirement else replace(block, items=tuple(_unnamed_items(block.items)))
            place = place.plain()
            return (replace(plain, items=tuple(self._item(i, place) for i in plain.items)),)
        items = tuple(self._item(i, place) for i in block.items)
        return (replace(block, items=items, kind=_LEVELS[depth], within=place.kind),)

    def _item(self, item: ListItem, place: _Place) -> ListItem:
        number = _item_number(place, place.count.next())
        return replace(item, number=number, children=self._row(item.children, place.inside_item()))

    def _only_lid(self, item: ListItem, place: _Place) -> tuple[Block, ...]:
        """The single lid of an article, which carries no number: its text stands in the article itself."""
        first, *rest = self._row(item.children, place.inside_item())
        if isinstance(first, Paragraph):
            first = replace(first, anchor=item.anchor)
        return (first, *rest)

    def _table_row(self, row: TableRow, place: _Place) -> TableRow:
        if not row.clause:
            cells = tuple(replace(c, children=self._row(c.children, place.plain())) for c in row.cells)
            return replace(row, cells=cells)
        letter = dutch.letters(place.letters.next()).upper()
        inside = replace(place.plain(), in_requirement=True)
        mark, *others = row.cells
        lettered = tuple(
            replace(b, number=Number(letter, letter)) if isinstance(b, Paragraph) and b.role is Role.REQUIREMENT else b
            for b in mark.children
        )
        rest = (replace(c, children=self._row(c.children, inside)) for c in others)
        return replace(row, cells=(replace(mark, children=lettered), *rest))


def check_declared(blocks: tuple[Block, ...], declared: Mapping[str, tuple[str, Span]], findings: Findings) -> None:
    """Hold the numbers that a spec declares, by section id, against those counted."""
    for block in blocks:
        if not isinstance(block, Section) or block.number is None or block.anchor not in declared:
            continue
        wanted, span = declared[block.anchor]
        if wanted != block.number.cited:
            message = (
                f"{_WHAT[block.kind]} `{block.anchor}` heeft nummer `{wanted}`, maar telt als `{block.number.cited}`"
            )
            hint = f"schrijf `number: {block.number.cited}`, of zet het deel op zijn plaats"
            findings.add(error("NUM002", message, span, hint))


def _counts(node: Clause | Table | TableRow) -> bool:
    """Whether anything in a node gets a number."""
    if isinstance(node, TableRow):
        return bool(node.clause) or any(stands_in(b, Held.NUMBERED) for cell in node.cells for b in cell.children)
    return stands_in(node, Held.NUMBERED)


def _item_number(place: _Place, count: int) -> Number:
    match place.depth:
        case 0 if place.kind is SectionKind.CHAPTER:
            return Number(f"{place.section}.{count}", f"{place.section}.{count}")
        case 1:
            letters = dutch.letters(count)
            return Number(f"{letters}.", letters)
        case 2:
            return Number(f"{count}°", f"{count}°")
        case _:
            return Number(f"{count}.", str(count))


def _leden(blocks: tuple[Block, ...]) -> int:
    """How many leden stand in a section."""
    return sum(
        len(b.items) if isinstance(b, NumberedList) else _leden(b.children)
        for b in blocks
        if isinstance(b, NumberedList | Clause | Section)
    )


def _unnamed_items(items: tuple[ListItem, ...]) -> Iterator[ListItem]:
    """The items of a plain list: nothing can refer to them."""
    for item in items:
        yield replace(item, anchor="")
