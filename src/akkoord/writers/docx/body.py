"""The body: blocks of the tree as paragraphs, tables and content controls.

A string writer: every constant is XML that the schema knows, every text is escaped at the
leaf. docxtpl and python-docx take ten times as long for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from akkoord.ooxml import escape_attribute
from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContractList,
    Frame,
    Include,
    ListItem,
    ListKind,
    NumberedList,
    Paragraph,
    Role,
    Section,
    SectionKind,
    SignatureBlock,
    SignatureSlot,
    Table,
    plain_text,
)
from akkoord.writers.docx.contents import contents_xml
from akkoord.writers.docx.errors import uncountable_error
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.numbering import WordCounter, numbering_properties
from akkoord.writers.docx.paragraphs import KEEP, KEEP_NEXT, NO_NUMBER, ParagraphWriter
from akkoord.writers.docx.provenance import Origin, bookmark_name, control_tag
from akkoord.writers.docx.runs import Links, NoteWriter, RunWriter, Targets, run
from akkoord.writers.docx.styles import (
    COUNTED,
    FOLLOW_STYLES,
    FREE_LEVELS,
    LIST_STYLES,
    ROLE_SPACING,
    ROLE_STYLES,
    SECTION_STYLES,
    Style,
)
from akkoord.writers.docx.tables import signature_rows, table_frame
from akkoord.writers.table_heights import stays_whole

_FREE_FORMATS = (
    (re.compile(r"\d+\."), Style.FREE_DIGITS),
    (re.compile(r"[a-z]+\."), Style.FREE_LETTERS),
    (re.compile(r"\d+°"), Style.FREE_DEGREES),
)
_FREE_FOLLOW = (Style.FREE_FOLLOW, Style.ONDERDEEL_FOLLOW, Style.SUBONDERDEEL_FOLLOW)


_KEEPS = {Role.SIGNATURE: KEEP, Role.LEGEND: KEEP_NEXT}
"""Roles that stay with what follows, such as the legend of a table."""


class Place(Struct, frozen=True):
    """Where blocks stand: the style of plain text there, how many lists deep, how aligned."""

    text: Style = Style.BODY
    depth: int = 0
    alignment: str = ""
    in_cell: bool = False
    keep: str = ""
    """What holds its paragraphs on the page of the next: the rows of a short table."""
    open: bool = False
    """Whether the last item of a list announces what follows the list."""


class _Lead(Struct, frozen=True):
    """The number of an item that begins with a clause: the first paragraph of the clause carries it."""

    style: Style
    numbering: str
    anchor: str


class BlockWriter:
    """State of one document while it is written. `listed` are the sections in the contents that stand outermost."""

    def __init__(self, house: HouseStyle, targets: Targets, pages: Mapping[str, int], listed: frozenset[str]) -> None:
        self._house = house
        self._pages = pages
        self._targets = targets
        self._listed = listed
        self._next_control = house.next_control_id
        self._requirement_list = 0
        self._lead: _Lead | None = None
        self._preamble_list: int | None = None
        self.paragraphs = ParagraphWriter(house)
        self.notes = NoteWriter(house, targets)
        self.links = Links(house.relationship_prefix)
        self.counter = WordCounter(house.bindings, house.next_number_id)
        self.origins: list[Origin] = []
        self._runs = RunWriter(house, targets, self.links, self.notes)

    def going_on(self, targets: Targets, pages: Mapping[str, int]) -> BlockWriter:
        """One that goes on from here on its own, with nothing written yet, where references lead to `targets`."""
        after = copy(self)
        after._targets, after._pages = targets, pages
        after.paragraphs = self.paragraphs.going_on()
        after.notes = self.notes.going_on(targets)
        after.links = self.links.going_on()
        after.counter = self.counter.going_on()
        after.origins = []
        after._runs = RunWriter(self._house, targets, after.links, after.notes)
        return after

    def blocks(self, blocks: Iterable[Block], place: Place) -> None:
        """Write `blocks` in order; a list whose last item announces what follows the list stays with that."""
        before: Block | None = None
        for block in blocks:
            if before is not None:
                self._block(before, replace(place, open=True) if _ends_open(before) else place)
            before = block
        if before is not None:
            self._block(before, place)

    def _block(self, block: Block, place: Place) -> None:
        match block:
            case Paragraph():
                self._paragraph(block, place)
            case NumberedList() | BulletList():
                self._list(block, place)
            case Clause():
                self._clause(block, place)
            case Section():
                self._section(block)
            case Table():
                self._table(block)
            case Frame():
                self.blocks(block.children, replace(place, text=Style.FRAME))
            case SignatureBlock():
                self._signature_block(block)
            case Contents():
                self._contents(block)
            case Conditional() | Include() | SignatureSlot() | ContractList():
                raise AssertionError(f"assembly replaces every {type(block).__name__}")
            case _:
                assert_never(block)

    def _paragraph(self, block: Paragraph, place: Place) -> None:
        if self._lead is not None:
            lead, self._lead = self._lead, None
            xml = self._runs.xml(block.children)
            self.paragraphs.write(lead.style, xml, place.keep, lead.numbering, place.alignment, lead.anchor)
            return
        if block.role is Role.BODY and block.number is None:
            self.paragraphs.write(place.text, self._runs.xml(block.children), place.keep, last=place.alignment)
            return
        style = place.text if block.role is Role.BODY else ROLE_STYLES[block.role]
        numbering = ""
        anchor = ""
        if block.number is not None:
            if block.role is not Role.REQUIREMENT:
                raise uncountable_error(block.number.shown, block.span)
            # letters run on through an annex: the list that once restarted is kept
            numbering, self._requirement_list = self.counter.number(
                style, block.number, 0, self._requirement_list, block.span
            )
            anchor = block.anchor
        keep = _KEEPS.get(block.role, place.keep)
        last = ROLE_SPACING.get(block.role, place.alignment)
        self.paragraphs.write(style, self._runs.xml(block.children), keep, numbering, last, anchor)

    def _list(self, block: NumberedList | BulletList, place: Place) -> None:
        if isinstance(block, NumberedList):
            self._numbered_list(block, place)
        else:
            self._bullets(block, place)

    def _numbered_list(self, block: NumberedList, place: Place) -> None:
        if not block.items:
            return
        scheme = LIST_STYLES.get((block.within, block.kind))
        free = scheme is None
        of_preamble = block.within is SectionKind.PREAMBLE and block.kind is ListKind.LEDEN
        instance = self._preamble_list if of_preamble else None if free else 0
        depth = min(place.depth, FREE_LEVELS - 1) if free else 0
        style = scheme or _free_style(block.items[0])
        for item in block.items:
            if item.number is None:
                raise AssertionError("numbering gives every item of a list its number")
            numbering, instance = self.counter.number(style, item.number, depth, instance, item.span)
            open_end = place.open and item is block.items[-1]
            self._item(item, style, numbering, _inside(block.kind, free, place), open_end=open_end)
        if of_preamble:  # numbers run on through a preamble: the list that once began is kept
            self._preamble_list = instance

    def _bullets(self, block: BulletList, place: Place) -> None:
        depth = min(place.depth, FREE_LEVELS - 1)
        binding = self._house.bindings[Style.BULLET]
        numbering = numbering_properties(binding.number_id, depth) if depth else ""
        for item in block.items:
            self._item(item, Style.BULLET, numbering, _inside(ListKind.PLAIN, True, place))

    def _item(self, item: ListItem, style: Style, numbering: str, inside: Place, *, open_end: bool = False) -> None:
        """One item: its first paragraph carries the number and stays with what it announces under it."""
        first = item.children[0] if item.children else None
        rest = item.children
        inner = ""
        if isinstance(first, Paragraph) and first.number is None:
            inner, rest = self._runs.xml(first.children), item.children[1:]
        anchor = item.anchor if item.number is not None else ""
        if isinstance(first, Clause) and _begins_with_text(first):
            self._lead = _Lead(style, numbering, anchor)
            self.blocks(item.children, inside)
            return
        keep = KEEP_NEXT if open_end or (rest and _announces(first, rest[0])) else ""
        self.paragraphs.write(style, inner, keep, numbering, inside.alignment, anchor)
        self.blocks(rest, inside)

    def _clause(self, block: Clause, place: Place) -> None:
        name = bookmark_name("_c_", block.anchor or block.id)
        out = self.paragraphs.out
        before = len(out)
        tag = escape_attribute(control_tag(block.id, block.version))
        out.append(
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{self._control()}"/>'
            '<w15:appearance w15:val="hidden"/></w:sdtPr><w:sdtContent>'
        )
        self.paragraphs.bookmark_next(name)
        self.origins.append(Origin(name, block.id, block.version, block.digest, block.span))
        self.blocks(block.children, place)
        if len(out) == before + 1:  # a clause without text; an empty control would be an error
            del out[before:]
            self.paragraphs.take_back_bookmark(name)
            self.origins.pop()
            return
        out.append("</w:sdtContent></w:sdt>")

    def _section(self, block: Section) -> None:
        self._preamble_list = None
        if block.kind is SectionKind.TEXT and not block.title:
            self.blocks(block.children, Place())
            return
        heading = Style.HEADING_2 if block.level <= 2 else Style.HEADING_3
        style = SECTION_STYLES.get(block.kind, heading)
        numbering = ""
        if block.number is not None:
            numbering, _ = self.counter.number(style, block.number, 0, 0, block.span)
        elif style in COUNTED:
            numbering = NO_NUMBER
        if block.kind in (SectionKind.ANNEX, SectionKind.SIGNATURES):
            self.paragraphs.break_page()
        listed = block.kind is SectionKind.SIGNATURES and block.anchor in self._listed
        listed = listed or block.kind is SectionKind.SUBJECT
        outline = '<w:outlineLvl w:val="0"/>' if listed else ""
        title = self._runs.xml(block.title)
        self.paragraphs.write(style, title, KEEP, numbering, outline, block.anchor)
        self.blocks(block.children, Place())

    def _table(self, block: Table) -> None:
        write = self.paragraphs
        if block.caption:
            write.write(Style.CAPTION, run(block.caption), KEEP)
        frame = table_frame(block, self._house)
        write.out.append(frame.start)
        held = KEEP_NEXT if stays_whole(block) else ""
        head, kept, inner, last = (
            [Place(style, 0, frame.alignment(column), True, keep) for column in range(len(frame.widths))]
            for style, keep in (
                (Style.TABLE_HEAD, KEEP_NEXT),
                (Style.TABLE_TEXT, KEEP_NEXT),
                (Style.TABLE_TEXT, held),
                (Style.TABLE_TEXT, ""),
            )
        )
        # Of a longer one the first two rows and the last two stay together.
        ends = (0, 1, len(block.rows) - 1)
        places = [kept if n in ends else inner for n in range(len(block.rows))]
        places = [head, *places[1:], last] if block.rows else [head]
        for number, row in enumerate((block.header, *block.rows)):
            write.out.append(frame.header_row if number == 0 else frame.row)
            if row.clause:
                name = bookmark_name("_c_", f"row:{row.anchor or row.clause}")
                clause_id, _, version = row.clause.rpartition("@")
                write.bookmark_next(name)
                self.origins.append(Origin(name, clause_id, version, "", row.span))
            column = 0
            for cell in row.cells:
                write.out.append(frame.cell(column, cell.columns_wide))
                self._cell(cell.children, places[number][column])
                column += cell.columns_wide
            write.out.append("</w:tr>")
        write.out.append("</w:tbl>")
        write.write(Style.TABLE_SPACE, "")

    def _cell(self, children: tuple[Block, ...], place: Place) -> None:
        """A cell always ends in a paragraph; Word calls the file corrupt when it does not."""
        for child in children:
            if type(child) is Paragraph:  # nearly every cell: spares two calls each
                self._paragraph(child, place)
            else:
                self._block(child, place)
        if not self.paragraphs.out[-1].endswith("</w:p>"):
            self.paragraphs.write(place.text, "", "", "", place.alignment)
        self.paragraphs.out.append("</w:tc>")

    def _signature_block(self, block: SignatureBlock) -> None:
        write = self.paragraphs
        write.write(Style.SIGNATURE_PARTY, run(block.heading), KEEP)
        signature_rows(block, self._house, write)
        write.write(Style.TABLE_SPACE, "")

    def _contents(self, block: Contents) -> None:
        write = self.paragraphs
        control = self._control() if block.entries else 0
        contents_xml(block, control, self._targets, self._pages, self._house.plain_entries, self._runs, write)
        write.break_page()

    def _control(self) -> int:
        number = self._next_control
        self._next_control += 1
        return number


def _announces(first: Block | None, following: Block) -> bool:
    """Whether an item's first paragraph announces what follows it: a list or a table, or by its colon.

    Such a colon stands before the new text of an amendment.
    """
    return isinstance(following, NumberedList | BulletList | Table) or _ends_in_colon(first)


def _ends_in_colon(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and plain_text(block.children[-1:]).endswith(":")


def _ends_open(block: Block) -> bool:
    """Whether `block` is a list whose last item is a paragraph that announces what follows the list."""
    if not isinstance(block, NumberedList) or not block.items:
        return False
    last = block.items[-1].children
    return len(last) == 1 and _ends_in_colon(last[0])


def _begins_with_text(clause: Clause) -> bool:
    """Whether a clause begins with a paragraph that a number can stand before."""
    first = clause.children[0] if clause.children else None
    if isinstance(first, Clause):
        return _begins_with_text(first)
    return isinstance(first, Paragraph) and first.number is None


def _free_style(item: ListItem) -> Style:
    """The list that shows numbers like that of `item`."""
    shown = item.number.shown if item.number else ""
    for pattern, style in _FREE_FORMATS:
        if pattern.fullmatch(shown):
            return style
    raise uncountable_error(shown, item.span)


def _inside(kind: ListKind, free: bool, place: Place) -> Place:
    """The place inside an item: its text lines up with that of the item."""
    follow = _FREE_FOLLOW[min(place.depth, 2)] if free else FOLLOW_STYLES[kind]
    if place.in_cell:
        follow = place.text
    return replace(place, text=follow, depth=place.depth + 1, open=False)
