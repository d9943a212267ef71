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
from akkoord.readers.docx.properties import paragraph_properties, value, whole
from akkoord.readers.docx.styles import Styles

_PROVENANCE = "urn:akkoord:provenance:1"
_BOOKMARK = w("bookmarkStart")
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
        self._known: dict[int, BlockRef] = {}

    def enter(self, part: str, container: Container) -> None:
        """Work out the places of the blocks of a story."""
        _Walk(self, part).blocks(container.blocks, "", None)

    def of(self, block: Block) -> BlockRef:
        """The place of a block of a story that was entered."""
        return self._known.get(id(block)) or BlockRef("", 0, block.text)

    def put(self, block: Block, reference: BlockRef) -> None:
        """Remember the place of a block."""
        self._known[id(block)] = reference

    def counter(self) -> ListNumbers:
        """Numbers of a story, counted from its beginning."""
        return ListNumbers(self._lists)

    def style(self, paragraph: Element) -> str:
        """The id of the style of a paragraph."""
        return paragraph_properties(paragraph.find(w("pPr"))).style or self._styles.default

    def title(self, style: str) -> str:
        """The name of a style."""
        return self._document.style_titles.get(style, style)

    def outline(self, paragraph: Element, style: str) -> int:
        """The outline level of a paragraph, by itself or by its style."""
        own = whole(value(paragraph.find(w("pPr")), "outlineLvl"))
        if own is not None:
            return own
        levels = (whole(value(s.find(w("pPr")), "outlineLvl")) for s in self._styles.chain(style))
        return next((level for level in levels if level is not None), _BODY_TEXT)

    def list_of(self, paragraph: Element, style: str) -> tuple[int, int]:
        """The list and the level that number a paragraph."""
        own = paragraph_properties(paragraph.find(w("pPr"))).number
        of_style = self._styles.number(style)
        number = own.number_id if own.number_id is not None else of_style.number_id
        instance = self._lists.instance(number) if number else None
        if number is None or instance is None:
            return -1, 0
        if own.level is not None:
            return instance.abstract_id, own.level
        if own.number_id is None:
            return instance.abstract_id, self._lists.level_of_style(number, instance, style)
        return instance.abstract_id, of_style.level or 0

    def clause(self, control: Element) -> Clause | None:
        """The clause that the tag of a content control names."""
        tag = value(control.find(w("sdtPr")), "tag")
        name, at, version = tag.rpartition("@")
        if not at or not name:
            return None
        known = next((c for c in self._clauses.values() if (c.id, c.version) == (name, version)), None)
        return known or Clause(name, version)

    def anchored(self, paragraph: Element) -> Clause | None:
        """The clause that begins in a paragraph, by a bookmark of the provenance map."""
        names = (b.get(w("name"), "") for b in paragraph.iter(_BOOKMARK)) if self._clauses else ()
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
            reference = BlockRef(self._part, self._position, block.text, heading=self._heading, place=place)
            if block.kind is Kind.PARAGRAPH:
                reference = self._paragraph(block, reference)
            reference = replace(reference, clause=clause or self._anchored)
            self._places.put(block, reference)
            if block.kind is Kind.TABLE:
                self._table(block, place, clause)

    def _paragraph(self, block: Block, reference: BlockRef) -> BlockRef:
        places, paragraph = self._places, block.element
        style = places.style(paragraph)
        properties = paragraph_properties(paragraph.find(w("pPr")))
        try:
            number = self._numbers.shown(properties.number, style)
        except UnknownNumberFormatError:
            number = ""
        outline = places.outline(paragraph, style)
        if number:
            listed, level = places.list_of(paragraph, style)
            self._count(_Counted(listed, level, outline, number))
        elif outline < _BODY_TEXT:
            apart = paragraph.find(f"{w('pPr')}/{w('pageBreakBefore')}") is not None  # such as a page to sign
            self._above = [] if apart else [c for c in self._above if c.outline < outline]
        begun = places.anchored(paragraph)
        self._anchored = begun if begun or outline < _BODY_TEXT else self._anchored
        content = block.content
        text = content.shown(0, len(content))
        numbers = tuple(c.label for c in self._above)
        if outline < _BODY_TEXT and text.strip():
            self._heading = text.strip()
        return replace(
            reference, text=text, style=places.title(style), number=number, numbers=numbers, heading=self._heading
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
            paragraphs = row.element.iter(w("p"))
            self._anchored = next((c for p in paragraphs if (c := places.anchored(p))), self._anchored)
            for c, cell in enumerate(row.cells, 1):
                self.blocks(cell.container.blocks, f"{label}, rij {r}, cel {c}", clause)


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
