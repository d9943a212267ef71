"""What an addendum says, as blocks: the amendments, what moves along with them, was-wordt with grounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from akkoord.amendment.amendments import (
    Amendment,
    Amendments,
    Insertion,
    Renumbering,
    Repeal,
    Replacement,
    Substitution,
)
from akkoord.amendment.applying import touched
from akkoord.amendment.citation import cited, cited_place
from akkoord.amendment.pairing import Pairing
from akkoord.amendment.text import CELLS, Line, Sort, as_printed
from akkoord.amendment.wording import sentence, subject
from akkoord.assembly import dutch
from akkoord.compare.script import SegmentKind
from akkoord.redline.changes import SAME_TEXT, Change
from akkoord.redline.changes import Line as RevisedLine
from akkoord.redline.report.cells import marked, paragraphs_of, words_cell
from akkoord.spec import ReferenceStyle
from akkoord.tree import (
    Block,
    ListItem,
    ListKind,
    Number,
    NumberedList,
    Paragraph,
    Role,
    SectionKind,
    Table,
    TableCell,
    TableRow,
    Text,
    map_block_inlines,
)

_NONE_MOVE = "Er is geen nummer en geen verwijzing die meeschuift."
_MOVED = "De tekst is verplaatst."
_HEADING = "Het kopje volgt de tekst die eronder staat."
_NO_GROUND = "De gegevens in de tekst zijn gewijzigd."
_LEGEND = (
    "Wat vervalt is doorgehaald en staat tussen [haken]; wat nieuw is, is vet en dubbel onderstreept. Getallen, "
    "bedragen en datums zijn als geheel gemerkt."
)

_GOES_ON = "(vervolg)"
_LETTERS_IN_A_CELL, _LINES_IN_A_ROW = 24, 28
"""About how many letters fit on a line of the old or the new text, and how many lines a row of the table has."""


class Parts(Struct, frozen=True):
    """What goes into an addendum: the list of amendments, the numbers that move along, the was-wordt table.

    `count` is the number of amendments.
    """

    amendments: tuple[Block, ...]
    following: tuple[Block, ...]
    table: tuple[Block, ...]
    count: int


def parts_of(pairing: Pairing, amendments: Amendments, style: ReferenceStyle) -> Parts:
    """The amendments in words, each with a number of its own."""
    return Parts(
        tuple(_sentences(amendments.amendments, style)),
        tuple(_following(amendments, style)),
        tuple(_was_wordt(pairing, amendments.amendments, style)),
        len(amendments.amendments),
    )


def _sentences(amendments: Sequence[Amendment], style: ReferenceStyle) -> Iterator[Block]:
    """A lid for each amendment. From its first table on, its text has the full width, as it had where it comes from."""
    items: list[ListItem] = []
    for n, amendment in enumerate(amendments, 1):
        said = sentence(amendment, style)
        quoted = tuple(_quoted(said.lines))
        table = next((at for at, block in enumerate(quoted) if isinstance(block, Table)), len(quoted))
        number = Number(f"{n}.", str(n))
        items.append(ListItem((_words(said.words), *quoted[:table]), number, f"wijziging-{n}"))
        if quoted[table:]:
            yield _lid(items)
            yield from quoted[table:]
            items = []
    if items:
        yield _lid(items)


def _lid(items: Sequence[ListItem]) -> NumberedList:
    return NumberedList(tuple(items), ListKind.LEDEN, SectionKind.ARTICLE)


def _quoted(lines: Sequence[Line]) -> Iterator[Block]:
    """New text as it is to read, numbers as words: they are of another document."""
    for table, rows in groupby(lines, key=lambda line: id(line.table) if line.table else 0):
        group = tuple(rows)
        if not table:
            yield from (_quote(line) for line in group)
        else:
            yield _quoted_table(group)


def _quote(line: Line) -> Paragraph:
    head = (Text(f"{line.number} "),) if line.number and line.text else (Text(line.number),) if line.number else ()
    return Paragraph((*head, *as_printed(line.inlines)), Role.QUOTE)


def _quoted_table(lines: Sequence[Line]) -> Block:
    """The table that the lines are of, with those rows only."""
    table = lines[0].table
    assert table is not None, "lines of a table have one"  # noqa: S101  a bug of ours
    whole = any(line.sort is Sort.HEADER for line in lines)
    if not whole:
        return Paragraph((Text(" ".join(line.shown for line in lines).replace(CELLS, " ")),), Role.QUOTE)
    rows = tuple(_bare(row) for row in table.rows)
    return replace(table, header=_bare(table.header), rows=rows, anchor="")


def _bare(row: TableRow) -> TableRow:
    def cell(old: TableCell) -> TableCell:
        return replace(old, children=tuple(_bare_block(block) for block in old.children))

    return replace(row, cells=tuple(cell(c) for c in row.cells), anchor="", clause="")


def _bare_block(block: Block) -> Block:
    bare = map_block_inlines(block, lambda inline: as_printed((inline,)))
    return replace(bare, anchor="") if isinstance(bare, Paragraph) else bare


# --- what moves along -----------------------------------------------------------------------


def _following(amendments: Amendments, style: ReferenceStyle) -> Iterator[Block]:
    rows = [
        (dutch.capitalised(cited(one.path, style)), "het nummer", cited(one.path, style), cited(one.becomes, style))
        for one in amendments.renumberings
    ]
    for one in amendments.following:
        place = dutch.capitalised(cited_place(one.place, style))
        rows += [(place, "een verwijzing", old, new) for old, new in one.words]
    if not rows:
        yield _words(_NONE_MOVE)
        return
    heads = ("Plaats", "Wat", "Was", "Wordt")
    yield _table(
        "meeschuiven",
        heads,
        (34, 18, 24, 24),
        (tuple(words_cell(text) for text in row) for row in rows),
        "Nummers en verwijzingen die meeschuiven",
        "Per plaats het nummer of de verwijzing die meeschuift, met was en wordt",
    )


# --- was-wordt ------------------------------------------------------------------------------


def _was_wordt(pairing: Pairing, amendments: Sequence[Amendment], style: ReferenceStyle) -> Iterator[Block]:
    rows = [
        row
        for n, amendment in enumerate(amendments, 1)
        if not isinstance(amendment, Renumbering)
        for row in _rows(n, amendment, pairing, style)
    ]
    if rows:
        yield _words(_LEGEND, Role.LEGEND)
        heads = ("Nr", "Plaats", "Was", "Wordt", "Grond")
        summary = "Per wijziging de plaats, de oude tekst, de nieuwe tekst en de grond"
        yield _table("was-wordt-tabel", heads, (6, 17, 28, 28, 21), rows, "Was-wordt met gronden", summary)


def _rows(
    number: int, amendment: Amendment, pairing: Pairing, style: ReferenceStyle
) -> Iterator[tuple[TableCell, ...]]:
    """The rows of an amendment: one, or more where its text is too long for a row, which no page breaks."""
    place = dutch.capitalised(subject(amendment, style))
    grounds = _grounds(_changes(pairing, amendment), headed=isinstance(amendment, Repeal | Insertion))
    for was, becomes in _sides(pairing, amendment):
        yield words_cell(str(number)), words_cell(place), was, becomes, words_cell(*grounds)
        place, grounds = _GOES_ON, (_GOES_ON,)


def _grounds(changes: Sequence[Change], *, headed: bool) -> tuple[str, ...]:
    """Why a text changes, each ground once; of a text without one, what there is to say.

    A heading has no ground beside that of the text under it; `headed` is whether the text comes or goes.
    """
    own = [change for change in changes if change.clause or change.in_table]
    if headed and changes and not own:
        return (_HEADING,)
    if headed and own and all(change.consequential for change in own):
        return (_MOVED,)  # the same text goes here and comes there, with another number
    said = tuple(dict.fromkeys(change.ground for change in own or changes if change.ground))
    filled = [ground for ground in said if ground.startswith(SAME_TEXT)]
    if len(filled) > 1:  # rows of one table, each with figures of its own
        said = (f"{SAME_TEXT}anders is wat erin is ingevuld.", *(ground for ground in said if ground not in filled))
    if said:
        return said
    return (_MOVED,) if any(change.link for change in changes) else (_NO_GROUND,)


def _sides(pairing: Pairing, amendment: Amendment) -> Iterator[tuple[TableCell, TableCell]]:
    """The old and the new text of an amendment, with what differs marked, in stretches that each fit in a row."""
    match amendment:
        case Replacement() | Substitution():
            for lines in _stretches(_differing(pairing, amendment), lambda line: max(len(line.was), len(line.becomes))):
                was, becomes = (paragraphs_of(lines, side) for side in (SegmentKind.DELETED, SegmentKind.INSERTED))
                yield _cell(was, "(nieuw)"), _cell(becomes, "(vervalt)")
        case Repeal():
            stub = tuple(Paragraph(tuple(marked(line.shown, SegmentKind.INSERTED))) for line in amendment.stub)
            for gone in _stretches((pairing.old[n].shown for n in _touched(pairing, amendment)), len):
                was = tuple(Paragraph(tuple(marked(words, SegmentKind.DELETED))) for words in gone)
                yield _cell(was, "–"), _cell(stub, "(vervalt)")
                stub = ()
        case Insertion():
            for come in _stretches((line.shown for line in amendment.lines), len):
                becomes = tuple(Paragraph(tuple(marked(words, SegmentKind.INSERTED))) for words in come)
                yield words_cell("(nieuw)"), _cell(becomes, "–")
        case Renumbering():
            yield words_cell("–"), words_cell("–")


_LineT = TypeVar("_LineT")


def _stretches(lines: Iterable[_LineT], letters: Callable[[_LineT], int]) -> Iterator[tuple[_LineT, ...]]:
    """`lines` in stretches of about half a page of the was-wordt table; one, empty, where there are none."""
    stretch: list[_LineT] = []
    height = 0
    for line in lines:
        needed = 1 + letters(line) // _LETTERS_IN_A_CELL
        if stretch and height + needed > _LINES_IN_A_ROW:
            yield tuple(stretch)
            stretch, height = [], 0
        stretch.append(line)
        height += needed
    yield tuple(stretch)


def _cell(paragraphs: Sequence[Paragraph], otherwise: str) -> TableCell:
    return TableCell(tuple(paragraphs)) if paragraphs else words_cell(otherwise)


def _differing(pairing: Pairing, amendment: Amendment) -> Iterator[RevisedLine]:
    """The lines of the changes that an amendment is of; of a larger change only those at its place."""
    old = {_plain(pairing.old[n].shown) for n in _touched(pairing, amendment)}
    new = {_plain(line.shown) for line in amendment.lines} if isinstance(amendment, Replacement) else set[str]()
    for change in _changes(pairing, amendment):
        own = [line for line in change.lines if _plain(line.was) in old or _plain(line.becomes) in new]
        yield from own or change.lines


def _plain(text: str) -> str:
    return " ".join(text.split())


def _touched(pairing: Pairing, amendment: Amendment) -> tuple[int, ...]:
    return touched(pairing.old, amendment)


def _changes(pairing: Pairing, amendment: Amendment) -> tuple[Change, ...]:
    """The changes that an amendment is of, each once, in the order of the text."""
    found = {id(c): c for n in _touched(pairing, amendment) if (c := pairing.old_changes.get(n))}
    lines: tuple[Line, ...] = amendment.lines if isinstance(amendment, Replacement | Insertion) else ()
    wanted = {line.address for line in lines}
    found |= {id(c): c for n, c in sorted(pairing.new_changes.items()) if pairing.new[n].address in wanted}
    return tuple(found.values())


def _table(
    anchor: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[tuple[TableCell, ...]],
    caption: str,
    summary: str,
) -> Table:
    head = TableRow(tuple(words_cell(text) for text in heads))
    body = tuple(TableRow(cells) for cells in rows)
    return Table(tuple(widths), ("left",) * len(heads), head, body, caption, summary, anchor)


def _words(text: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((Text(text),), role)
