"""Blocks of a story, looking through content controls, and their values on three levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.properties import Value, attributes_value, element_value, properties_value
from akkoord.compare.canonical.stream import Atom, Stream, Token, coalesced, control_value, markers
from akkoord.ooxml import Element, parse_xml
from akkoord.ooxml.names import W_NS, mc, w
from akkoord.ooxml.tracked import DELETING, INSERTING, author_of, date_of

_VAL = w("val")
_P = w("p")
_TBL = w("tbl")
_BLOCKS = frozenset((_P, _TBL))
_PARAGRAPH_SPECIAL = frozenset((w("pStyle"), w("numPr"), w("rPr"), w("sectPr"), w("pPrChange")))
_MARK_SPECIAL = INSERTING | DELETING
_NO_BLOCK = frozenset(
    (w("sectPr"), w("tcPr"), w("tblPr"), w("tblGrid"), w("trPr"), w("tblPrEx"), w("sdtPr"), w("sdtEndPr"))
)
_TABLE_SPECIAL = frozenset((w("tblStyle"), w("tblPrChange")))
_MERGES = frozenset((w("gridSpan"), w("vMerge"), w("hMerge"), w("cellIns"), w("cellDel"), w("cellMerge")))
_ROW_STRUCTURE = frozenset((w("ins"), w("del"), w("gridBefore"), w("gridAfter")))


ANY_STYLE = None
"""The style of the paragraph that a story or cell must have (17.4.65, 17.10.3) and does not: it is as any."""
_NO_PARAGRAPH = parse_xml(f'<w:p xmlns:w="{W_NS}"/>'.encode(), "")
_CONTINUED = (w("vMerge"), (), "")


class Paragraph(NamedTuple):
    """A paragraph: its text and those of its text boxes; style, numbering and stream; properties as written."""

    texts: Value
    structure: Value
    formatting: Value


class Table(NamedTuple):
    """A table: its texts; style, merges and cells; properties as written. `rows` holds the blocks of each cell."""

    texts: Value
    structure: Value
    formatting: Value
    rows: tuple[tuple[tuple[Paragraph | Table, ...], ...], ...]


Block = Paragraph | Table


class Unit(Struct):
    """A block as it stands in its story, with the markers and the tags of controls that stand before it.

    `trailing` are those that stand after the last block. `element` is None when there is no
    block to hold what stands there.
    """

    element: Element | None
    leading: list[Token] = field(default_factory=list[Token])
    trailing: list[Token] = field(default_factory=list[Token])


class Reader:
    """Reads the blocks of one part."""

    def __init__(self, environment: Environment, part: str) -> None:
        self.environment = environment
        self.part = part
        self.resolve = environment.resolver(part)
        self.names = {
            start.get(w("id"), ""): start.get(w("name"), "")
            for start in environment.root(part).iter(w("bookmarkStart"))
        }

    def _stream(self) -> Stream:
        stream = Stream(self.environment, self.part, lambda box: tuple(self.blocks(box)))
        stream.bookmarks = self.names
        return stream

    def units(self, holder: Element) -> list[Unit]:
        """The blocks under `holder` in order, content controls and block-level changes looked through."""
        found: list[Unit] = []
        waiting: list[Token] = []
        for child in holder:
            if child.tag in _BLOCKS:  # nearly all are
                found.append(Unit(child, waiting))
                waiting = []
                continue
            for item in self._around_blocks(child) if child.tag not in _NO_BLOCK else ():
                if isinstance(item, Token):
                    waiting.append(item)
                else:
                    found.append(Unit(item, waiting))
                    waiting = []
        if not found:  # a note or cell without a paragraph equals one with an empty paragraph
            found.append(Unit(None))
        found[-1].trailing = waiting
        return found

    def _items(self, holder: Element) -> Iterator[Element | Token]:
        for child in holder:
            tag = child.tag
            if tag in _BLOCKS:
                yield child
            elif tag not in _NO_BLOCK:
                yield from self._around_blocks(child)

    def _around_blocks(self, element: Element) -> Iterator[Element | Token]:
        """What stands between blocks or around them."""
        tag = element.tag
        bracket = self._bracket(element)
        if bracket is not None:
            content = element.find(w("sdtContent")) if tag == w("sdt") else None
            yield bracket
            yield from self._items(element if content is None else content)
            yield Token(bracket.kind, ("end",))
        elif tag == mc("AlternateContent"):
            branches = [branch for branch in element if len(branch)]
            for number, branch in enumerate(branches):
                if number:
                    yield Token("fallback", (tuple(self.blocks(branch)),))
                else:
                    yield from self._items(branch)
        elif (marker := self._stream().marker(element)) is not None:
            yield marker
        else:
            yield Token("loose", (element_value(element, self.resolve),), zero=True)

    def _bracket(self, element: Element) -> Token | None:
        """The token of an element that holds blocks; None for others."""
        tag = element.tag
        if tag == w("sdt"):
            return Token("control", control_value(element, self.resolve))
        if tag == w("customXml"):
            return Token("markup", attributes_value(element, self.resolve))
        if tag in INSERTING or tag in DELETING:
            return Token("change", (tag, author_of(element), date_of(element)))
        return None

    def blocks(self, holder: Element) -> list[Block]:
        """The values of the blocks under `holder`."""
        return [self.value(unit) for unit in self.units(holder)]

    def value(self, unit: Unit) -> Block:
        """The value of one block."""
        element = unit.element
        if element is None:
            blank = self._paragraph(_NO_PARAGRAPH, unit)
            return blank._replace(structure=(ANY_STYLE, *blank.structure[1:]))
        if element.tag == _TBL:
            return self._table(element, unit)
        return self._paragraph(element, unit)

    def _paragraph(self, element: Element, unit: Unit) -> Paragraph:
        stream = self._stream()
        atoms, boxes = stream.read(element, unit.leading)
        atoms += [Atom("", token, ()) for token in unit.trailing]
        properties = element.find(w("pPr"))
        style, numbering, written, changed, mark, section = self._paragraph_properties(stream, properties)
        text = "".join(atom.text for atom in atoms)
        structure = (style, numbering, coalesced(atoms, with_properties=False), markers(atoms), changed, section)
        formatting = (written, mark, coalesced(atoms, with_properties=True))
        return Paragraph((text, *_box_texts(boxes)), structure, formatting)

    def _paragraph_properties(self, stream: Stream, properties: Element | None) -> tuple[object, ...]:
        """Style by name, numbering that holds, properties as written, tracked changes, the mark, section or not."""
        environment = self.environment
        if properties is None:
            return ("", self._numbering(None, ""), (), (), (), False)
        named = properties.find(w("pStyle"))
        identifier = named.get(_VAL, "") if named is not None else environment.default_paragraph_style
        mark = properties.find(w("rPr"))
        changed: list[object] = []
        mark_value: Value = ()
        if mark is not None and len(mark):
            changed += [(child.tag, author_of(child), date_of(child)) for child in mark if child.tag in _MARK_SPECIAL]
            mark_value = stream.run_properties(mark)
        former = properties.find(w("pPrChange"))
        if former is not None:
            before = self._paragraph_properties(stream, former.find(w("pPr")))
            changed.append(("former", author_of(former), date_of(former), before))
        return (
            environment.style_name(identifier),
            self._numbering(properties.find(w("numPr")), identifier),
            properties_value(properties, _PARAGRAPH_SPECIAL, self.resolve),
            tuple(changed),
            mark_value,
            properties.find(w("sectPr")) is not None,
        )

    def _numbering(self, written: Element | None, style: str) -> object:
        number, level = self.environment.style_numbering(style or self.environment.default_paragraph_style)
        for child in written if written is not None else ():
            if child.tag == w("numId"):
                number = child.get(_VAL, "")
            elif child.tag == w("ilvl"):
                level = child.get(_VAL, "")
        value = self.environment.list_value(number)
        return None if value is None else (level or "0", value)

    def _table(self, element: Element, unit: Unit) -> Table:
        properties = element.find(w("tblPr"))
        named = properties.find(w("tblStyle")) if properties is not None else None
        style = self.environment.style_name(named.get(_VAL, "") if named is not None else "")
        rows: list[tuple[tuple[Block, ...], ...]] = []
        structure: list[object] = [style, _tokens(unit.leading)]
        formatting: list[object] = [
            properties_value(properties, _TABLE_SPECIAL, self.resolve),
            self._former(properties),
            properties_value(element.find(w("tblGrid")), frozenset(), self.resolve),
        ]
        for row in self._inside(element, w("tr"), structure):
            cells: list[tuple[Block, ...]] = []
            row_properties = row.find(w("trPr"))
            structure.append(("row", _only(row_properties, _ROW_STRUCTURE)))
            formatting.append((_without(row_properties, _ROW_STRUCTURE), element_value_or_none(row.find(w("tblPrEx")))))
            for cell in self._inside(row, w("tc"), structure):
                cell_properties = cell.find(w("tcPr"))
                structure.append(("cell", _only(cell_properties, _MERGES)))
                formatting.append(_without(cell_properties, _MERGES))
                cells.append(tuple(self.blocks(cell)))
            rows.append(tuple(cells))
        structure.append(_tokens(unit.trailing))
        texts = tuple(tuple(tuple(block.texts for block in cell) for cell in row) for row in rows)
        return Table(texts, tuple(structure), tuple(formatting), tuple(rows))

    def _former(self, properties: Element | None) -> Value:
        former = properties.find(w("tblPrChange")) if properties is not None else None
        return () if former is None else element_value(former, self.resolve)

    def _inside(self, holder: Element, tag: str, structure: list[object]) -> Iterator[Element]:
        """The rows (or cells) of a table, controls around them looked through and noted in `structure`."""
        stream = self._stream()
        for child in holder:
            if child.tag == tag:
                yield child
            elif child.tag == w("sdt"):
                content = child.find(w("sdtContent"))
                structure.append(("control", control_value(child, self.resolve)))
                yield from self._inside(child if content is None else content, tag, structure)
                structure.append(("control", "end"))
            elif child.tag == w("customXml"):
                yield from self._inside(child, tag, structure)
            elif (marker := stream.marker(child)) is not None and marker.kind:
                structure.append((marker.kind, marker.value))


def _only(properties: Element | None, tags: frozenset[str]) -> Value:
    found = (child for child in (properties if properties is not None else ()) if child.tag in tags)
    return tuple(_CONTINUED if child.get(_VAL) == "continue" else element_value(child) for child in found)


def _without(properties: Element | None, tags: frozenset[str]) -> Value:
    return properties_value(properties, tags)


def element_value_or_none(element: Element | None) -> Value:
    """The value of an element, () when there is none or it is empty."""
    return () if element is None or not len(element) else element_value(element)


def _tokens(tokens: Sequence[Token]) -> Value:
    atoms = [Atom("", token, ()) for token in tokens]
    return (coalesced(atoms, with_properties=False), markers(atoms))


def _box_texts(boxes: Sequence[Value]) -> Iterator[object]:
    for box in boxes:
        yield tuple(block.texts for block in box if isinstance(block, Paragraph | Table))
