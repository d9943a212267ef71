"""Documents with tracked changes for tests, written short.

A case is the content of a body. `{A}` stands for the attributes of a change by author A
(`w:id`, `w:author`, `w:date`), with ids counted; `{B 2024-05-01}` for one by B on that day.
`{W}` stands for the namespaces, for parts that are written whole: such a text holds
`=== word/footnotes.xml` above each part, the body first.
"""

import re

from lxml import etree

from akkoord.ooxml import Package, pack_archive
from akkoord.ooxml.names import (
    CONTENT_TYPES_NS,
    M_NS,
    R_NS,
    RELATIONSHIPS_NS,
    W14_NS,
    W_NS,
    WORD_CONTENT_TYPE,
    WP_NS,
    mc,
)

NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:m="{M_NS}" xmlns:w14="{W14_NS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:wp="{WP_NS}" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:mc="{mc("")[1:-1]}" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
DOCUMENT = "word/document.xml"
_PART = re.compile(r"^=== (\S+)$", re.MULTILINE)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = ("header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering", "settings")


def written(text: str) -> dict[str, bytes]:
    """The parts of a case by name."""
    pieces = _PART.split(text)
    parts = {DOCUMENT: f"<w:document {NAMESPACES}><w:body>{pieces[0]}</w:body></w:document>"}
    parts |= dict(zip(pieces[1::2], pieces[2::2], strict=True))
    return {name: _filled(xml).encode() for name, xml in parts.items()}


def package(text: str) -> Package:
    """The package of a case: its parts, with the content types and relationships they need."""
    parts = written(text)
    names = [name for name in parts if name.endswith(".xml") and name != DOCUMENT]
    if "word/_rels/document.xml.rels" not in parts:
        related = "".join(
            f'<Relationship Id="r-{name[5:-4]}" Type="{_OFFICE}/{kind}" Target="{name[5:]}"/>'
            for name in names
            for kind in _KINDS
            if name.startswith(f"word/{kind}")
        )
        parts["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="{RELATIONSHIPS_NS}">{related}</Relationships>'.encode()
        )
    root = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{DOCUMENT}"/>'
    head = {
        "[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES_NS}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{DOCUMENT}" ContentType="{WORD_CONTENT_TYPE}document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS_NS}">{root}</Relationships>',
    }
    return Package("voorbeeld.docx", {name: xml.encode() for name, xml in head.items()} | parts)


def zipped(made: Package) -> bytes:
    return pack_archive(made.parts)


def plain(xml: bytes) -> str:
    """A part as canonical XML, one element a line: without blanks between elements, and ids of tracked changes."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    for change in root.iterfind(f".//*[@{{{W_NS}}}author]"):
        change.attrib.pop(f"{{{W_NS}}}id")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, method="c14n2").decode().replace("><", ">\n<")


def _filled(text: str) -> str:
    counted = iter(range(1, 10_000))

    def attributes(match: re.Match[str]) -> str:
        day = match[2] or "2024-03-01"
        return f'w:id="{next(counted)}" w:author="{match[1]}" w:date="{day}T09:00:00Z"'

    return re.sub(r"\{([A-Z])(?: (\d{4}-\d\d-\d\d))?\}", attributes, text.replace("{W}", NAMESPACES))
