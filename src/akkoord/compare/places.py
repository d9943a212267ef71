"""Where each block of a document stands: position, number, heading, clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.blocks import Block, Container, Kind
from akkoord.compare.document import Document
from akkoord.compare.script import BlockRef, Clause
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.readers.docx.numbering import ListNumbers, Lists, UnknownNumberFormatError
from akkoord.readers.docx.properties import NumberProperties, ParagraphProperties, paragraph_properties, value, whole
from akkoord.readers.docx.styles import Styles

_PROVENANCE = "urn:akkoord:provenance:1"
_BOOKMARK, _P_PR, _P, _SDT_PR, _NAME = w("bookmarkStart"), w("pPr"), w("p"), w("sdtPr"), w("name")
_BREAK_BEFORE = w("pageBreakBefore")
_BODY_TEXT = 9
"""The outline level of what is no heading (17.3.1.20)."""


class _Counted(Struct, frozen=True):
    """A number above the current paragraph: which list and level, and the outline level of its paragraph."""

    list: int
    level: int
    outline: int
    label: str


class Places:
    """The places of all blocks of one side. Stories are entered in reading order, as their lists count."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = Styles(_root(document, "styles"))
        self._lists = Lists(_root(document, "numbering"), self._styles)
        self._clauses = _clauses(document)
        self._known: dict[int, tuple[Block, BlockRef]] = {}
        self._outlines: dict[str, int] = {}
        self._by_tag = {(clause.id, clause.version): clause for clause in [*self._clauses.values()][::-1]}

    def enter(self, part: str, container: Container) -> None:
        """Work out the places of the blocks of a story."""
        _Walk(self, part).blocks(container.blocks, "", None)

    def of(self, block: Block) -> BlockRef:
        """The place of a block of a story that was entered."""
        known = self._known.get(id(block))
        if known is None:
            return BlockRef("", 0, block.text)
        return replace(known[1], text=_text_of(block))

    def put(self, block: Block, reference: BlockRef) -> None:
        """Remember the place of a block. Its text is read when it is asked for: of nearly all of them nobody does."""
        self._known[id(block)] = (block, reference)

    def counter(self) -> ListNumbers:
        """Numbers of a story, counted from its beginning."""
        return ListNumbers(self._lists)

    def style(self, properties: ParagraphProperties) -> str:
        """The id of the style of a paragraph with these properties."""
        return properties.style or self._styles.default

    def title(self, style: str) -> str:
        """The name of a style."""
        return self._document.style_titles.get(style, style)

    def outline(self, own: Element | None, style: str) -> int:
        """The outline level of a paragraph, by its `own` properties or by its style."""
        level = whole(value(own, "outlineLvl"))
        if level is not None:
            return level
        if style not in self._outlines:
            levels = (whole(value(s.find(_P_PR), "outlineLvl")) for s in self._styles.chain(style))
            self._outlines[style] = next((level for level in levels if level is not None), _BODY_TEXT)
        return self._outlines[style]

    def list_of(self, own: NumberProperties, style: str) -> tuple[int, int]:
        """The list and the level that number a paragraph; `own` is what it says itself."""
        found = self._lists.level_of(own, style)
        return (found[1].abstract_id, found[2]) if found is not None else (-1, 0)

    def clause(self, control: Element) -> Clause | None:
        """The clause that the tag of a content control names."""
        tag = value(control.find(_SDT_PR), "tag")
        name, at, version = tag.rpartition("@")
        if not at or not name:
            return None
        return self._by_tag.get((name, version)) or Clause(name, version)

    def anchored(self, paragraph: Element) -> Clause | None:
        """The clause that begins in a paragraph, by a bookmark of the provenance map."""
        names = (b.get(_NAME, "") for b in paragraph.iter(_BOOKMARK)) if self._clauses else ()
        return next((self._clauses[name] for name in names if name in self._clauses), None)


class _Walk:
    """One story in reading order."""

    def __init__(self, places: Places, part: str) -> None:
        self._places = places
        self._part = part
        self._position = 0
        self._tables = 0
        self._numbers = places.counter()
        self._above: list[_Counted] = []
        self._heading = ""
        self._anchored: Clause | None = None

    def blocks(self, blocks: Sequence[Block], place: str, clause: Clause | None) -> None:
        for block in blocks:
            if block.kind is Kind.CONTROL:
                self.blocks(block.inner.blocks, place, self._places.clause(block.element) or clause)
                self._anchored = None  # the control says where the clause ends
                continue
            self._position += 1
            if block.kind is Kind.PARAGRAPH:
                reference = self._paragraph(block, place, clause)
            else:
                at = self._part, self._position
                reference = BlockRef(*at, "", heading=self._heading, place=place, clause=clause or self._anchored)
            self._places.put(block, reference)
            if block.kind is Kind.TABLE:
                self._table(block, place, clause)

    def _paragraph(self, block: Block, place: str, clause: Clause | None) -> BlockRef:
        places, paragraph = self._places, block.element
        own = paragraph.find(_P_PR)
        properties = paragraph_properties(own)
        style = places.style(properties)
        try:
            number = self._numbers.shown(properties.number, style)
        except UnknownNumberFormatError:
            number = ""
        outline = places.outline(own, style)
        if number:
            listed, level = places.list_of(properties.number, style)
            self._count(_Counted(listed, level, outline, number))
        elif outline < _BODY_TEXT:
            apart = own is not None and own.find(_BREAK_BEFORE) is not None  # such as a page to sign
            self._above = [] if apart else [c for c in self._above if c.outline < outline]
        begun = places.anchored(paragraph)
        self._anchored = begun if begun or outline < _BODY_TEXT else self._anchored
        numbers = tuple(c.label for c in self._above)
        if outline < _BODY_TEXT and (text := _text_of(block).strip()):
            self._heading = text
        return BlockRef(
            self._part,
            self._position,
            "",
            style=places.title(style),
            number=number,
            numbers=numbers,
            heading=self._heading,
            place=place,
            clause=clause or self._anchored,
        )

    def _count(self, number: _Counted) -> None:
        """Leave the numbers that this one does not stand under."""
        above = self._above
        if number.outline < _BODY_TEXT:
            above = [c for c in above if c.outline < number.outline]
        else:
            same = next((i for i, c in enumerate(above) if c.list == number.list and c.level >= number.level), None)
            above = above[:same] if same is not None and above[same].outline == _BODY_TEXT else above
        self._above = [*above, number]

    def _table(self, table: Block, place: str, clause: Clause | None) -> None:
        self._tables += 1
        places = self._places
        label = f"{place}, tabel" if place else f"tabel {self._tables}"
        for r, row in enumerate(table.rows, 1):
            paragraphs = row.element.iter(_P)
            self._anchored = next((c for p in paragraphs if (c := places.anchored(p))), self._anchored)
            for c, cell in enumerate(row.cells, 1):
                self.blocks(cell.container.blocks, f"{label}, rij {r}, cel {c}", clause)


def _text_of(block: Block) -> str:
    """The whole text of a block, of a paragraph as it is shown."""
    if block.kind is not Kind.PARAGRAPH:
        return block.text
    content = block.content
    return content.shown(0, len(content))


def _root(document: Document, kind: str) -> Element | None:
    part = document.related(kind)
    return document.root(part) if part else None


def _clauses(document: Document) -> Mapping[str, Clause]:
    """The provenance map of our own files: clauses by bookmark."""
    out: dict[str, Clause] = {}
    for name, data in document.package.parts.items():
        if (
            name.startswith("customXml/")
            and _PROVENANCE.encode() in data
            and name.rsplit("/", 1)[-1].startswith("item")
        ):
            for line in document.package.xml(name).iter(f"{{{_PROVENANCE}}}clause"):
                bookmark = line.get("bookmark", "")
                version = line.get("version", "")
                out[bookmark] = Clause(line.get("id", ""), version, line.get("digest", ""), bookmark)
    return out
