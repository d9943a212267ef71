"""A whole document as the bytes of a Word file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import cast

from akkoord.diagnostics import Span
from akkoord.ooxml import (
    DECLARATION,
    begin_entry,
    forbidden_character,
    holds_forbidden,
    pack_entry,
    relationships_part,
    write_archive,
)
from akkoord.ooxml.names import RELATIONSHIPS_NS
from akkoord.tree import KEPT, Contents, Document, TitlePage, all_blocks
from akkoord.tree.codec import to_data
from akkoord.writers.docx.errors import forbidden_character_error
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.properties import app_properties, core_properties, custom_properties
from akkoord.writers.docx.provenance import provenance_map
from akkoord.writers.docx.rendered import render_shell
from akkoord.writers.docx.segments import Values, render
from akkoord.writers.docx.shared_body import BodyWriter, WrittenBody
from akkoord.writers.docx.shell import APP_PART, CORE_PART, CUSTOM_PART

_PARTS = 16
"""So many parts of a document are written by us, with room to spare."""
_LINE_ENDS = re.compile(r"[\t\r\n]+")


def write_docx(
    document: Document,
    house: HouseStyle,
    *,
    pages: Mapping[str, int],
    properties: Mapping[str, str],
    level: int = 6,
) -> bytes:
    """The Word file of `document` in the house style.

    `pages` holds the page on which each section of the contents begins, by anchor (from the
    PDF); without it the contents have no page numbers. `properties` become custom
    properties. `level` is that of deflate, 0 to 9. Same input, same bytes.

    Raises:
        DocxError: a character XML cannot hold, a reference without target, a number the
            house style cannot count to, a property over 255 characters.
    """
    return DocxWriter(house).write(document, pages=pages, properties=properties, level=level)


_COVER = (
    '<w:sdt><w:sdtPr><w:id w:val="{id}"/><w:docPartObj>'
    '<w:docPartGallery w:val="Cover Pages"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>"
)


_COVER_ID = 2_000_000_000
"""Far from those of the body, which count on from the highest in the template."""


class DocxWriter:
    """Writes documents in one house style, one after another.

    Addressees that share the object `Document.body` have it written and deflated once.
    """

    def __init__(self, house: HouseStyle) -> None:
        self._house = house
        self._body = BodyWriter(house)
        self._begun = lru_cache(KEPT)(begin_entry)
        self._packed = lru_cache(_PARTS * KEPT)(pack_entry)
        self._is_forbidden = lru_cache(_PARTS * KEPT)(holds_forbidden)

    def write(
        self, document: Document, *, pages: Mapping[str, int], properties: Mapping[str, str], level: int = 6
    ) -> bytes:
        """See `write_docx`."""
        writer = self._turned if document.report else self
        return writer._written(document, pages, properties, level)

    @cached_property
    def _turned(self) -> DocxWriter:
        """The writer of reports, whose pages lie on their side."""
        return DocxWriter(self._house.on_its_side())

    def _written(
        self, document: Document, pages: Mapping[str, int], properties: Mapping[str, str], level: int
    ) -> bytes:
        house = self._house
        body = self._body.write(document, pages)
        (main, story), *stories = _stories(document, house).items()
        head, tail = (_encoded(xml) for xml in (_front(document, story[0]) + body.text, body.pages + story[1]))
        parts = {name: _encoded("".join(sides)) for name, sides in stories}
        parts |= _own_parts(document, house, body, properties)
        for data in (head, tail, *parts.values()):
            if self._is_forbidden(data):
                character = forbidden_character(data.decode("utf-8", "surrogatepass")) or ""
                raise forbidden_character_error(character, *_place(document, properties, character))
        # Content types and root relationships first, as readers expect; then ours, then the rest.
        written = (self._packed(name, data, level) for name, data in parts.items())
        text = self._begun(head, level).ended(main, tail)
        return write_archive((*house.fixed[:2], text, *written, *house.fixed[2:]))


def _front(document: Document, xml: str) -> str:
    """What stands before the body: a title page before a text without contents is a cover page of its own.

    LibreOffice 7.4 loses the looks of a text that begins a content control, until it has met one that holds a
    building block, as the contents are. Source: ISO/IEC 29500-1, 17.5.2.12 (`docPartObj`); docs/docx.md.
    """
    before, body, cover = xml.partition("<w:body>")
    if document.title_page is None or not cover or any(isinstance(b, Contents) for b in document.body):
        return xml
    return f"{before}{body}{_COVER.format(id=_COVER_ID)}{cover}</w:sdtContent></w:sdt>"


def _encoded(xml: str) -> bytes:
    return xml.encode("utf-8", "surrogatepass")


def shell_values(document: Document) -> Values:
    """What the tags of the template print. A line end in a value becomes a space."""
    page, meta = document.title_page or TitlePage(document.meta.title), document.meta
    texts = {
        "titel": page.title,
        "korte_titel": meta.short_title,
        "ondertitel": page.subtitle,
        "motto": page.motto,
        "mededeling": page.notice,
        "versie_regel": meta.version_line,
        "regio": meta.region,
        "editie": meta.edition,
        "onderwerp": meta.subject,
        "kenmerk": document.mark,
    }
    values: dict[str, str | tuple[str, ...]] = {name: _LINE_ENDS.sub(" ", text) for name, text in texts.items()}
    values["regels"] = tuple(_LINE_ENDS.sub(" ", line) for line in page.lines)
    return values


def _stories(document: Document, house: HouseStyle) -> dict[str, tuple[str, str]]:
    """The parts of the template that hold tags, filled, the main one first: up to the body and from there on."""
    values = shell_values(document)
    shell = house.untitled if document.title_page is None else house.titled
    compiled = shell.compiled if shell.compiled is not None else render_shell(shell.package, house.stories, values)
    return {name: render(compiled[name], values) for name in house.stories}


def _own_parts(
    document: Document, house: HouseStyle, body: WrittenBody, properties: Mapping[str, str]
) -> dict[str, bytes]:
    parts = {
        house.numbering.name: house.numbering.with_added(body.instances),
        house.footnotes.name: house.footnotes.with_added(body.notes),
        house.relationships.name: house.relationships.with_added(body.links),
        house.provenance_part: provenance_map(body.origins),
        CORE_PART: core_properties(document.meta, document.status),
        APP_PART: app_properties(document.meta),
        CUSTOM_PART: custom_properties(properties),
    }
    if body.note_links:
        relationships = f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS_NS}">{body.note_links}</Relationships>'
        parts[relationships_part(house.footnotes.name)] = relationships.encode("utf-8", "surrogatepass")
    return parts


def _place(document: Document, properties: Mapping[str, str], character: str) -> tuple[str, Span | None]:
    """Where a forbidden character stands: the innermost block with a span, else the property."""
    found: tuple[str, Span | None] = ("de gegevens van het document", None)
    for block in all_blocks((*document.body, *document.signature_pages)):
        span: Span | None = getattr(block, "span", None)
        if span is not None and _holds(to_data(block), character):
            found = ("de tekst", span)
    for name, value in properties.items():
        if character in value:
            found = (f"de eigenschap `{name}`", None)
    return found


def _holds(data: object, character: str) -> bool:
    """Whether any text in the plain data of a block holds `character`."""
    if isinstance(data, list):
        return any(_holds(one, character) for one in cast("list[object]", data))
    return isinstance(data, str) and character in data
