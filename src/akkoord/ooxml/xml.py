"""Reading hostile XML safely, and writing text into XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from akkoord.diagnostics import AkkoordError, Span, error

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml's only name for the type of an element

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r"))
_FORBIDDEN_BYTES = re.compile(b"\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class XmlError(AkkoordError):
    """A part that is no XML, or XML that may not be read (XML001 to XML003)."""


_FAULTS = (
    ("Excessive depth", "is te diep genest om te lezen"),
    ("huge text node", "heeft te veel tekst in een element"),
)


def _fault(broken: Exception) -> str:
    """What is wrong with XML, in Dutch, with the place in the part where the reader stopped."""
    said = next((dutch for sign, dutch in _FAULTS if sign in str(broken)), "is geen geldige XML")
    line, column = (broken.lineno, broken.offset) if isinstance(broken, SyntaxError) else (0, 0)
    return f"{said} (regel {line}, kolom {column})" if line else said


def parse_xml(data: bytes, file: str, part: str = "") -> Element:
    """The root of `data`, without comments and processing instructions.

    Nothing outside `data` is read and no entity is expanded. Depth (256) and the size of a
    text (10 MB) are libxml2's own limits.

    Raises:
        XmlError: not well-formed, too deep, or with a document type declaration, which no
            part of a package may have (ISO/IEC 29500-2, 9.1).
    """
    where = f"`{part}` in `{file}`" if part else f"`{file}`"
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data[:4096]:
        raise XmlError(_doctype(where, file))
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise XmlError(error("XML001", f"{where} {_fault(broken)}", Span(file))) from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise XmlError(_doctype(where, file))
    return root


def _doctype(where: str, file: str):
    return error("XML002", f"{where} heeft een DOCTYPE; dat mag niet in een Office-bestand", Span(file))


def root_like(root: Element, tag: str = "", more: Mapping[str, str] = MappingProxyType({})) -> Element:
    """An empty root with the namespaces (and `more`) and attributes of `root`, and its tag unless another is given."""
    made = etree.Element(tag or root.tag, nsmap={**root.nsmap, **more})
    if not tag:
        for name, value in root.attrib.items():
            made.set(name, value)
    return made


def serialise(root: Element) -> str:
    """`root` as a whole part, with the XML declaration."""
    return DECLARATION + etree.tostring(root, encoding=str)


def escape(text: str) -> str:
    """`text` as XML content."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """`text` as the value of an attribute in double quotes; line ends and tabs are kept."""
    text = escape(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def forbidden_character(text: str) -> str | None:
    """The first character in `text` that XML 1.0 cannot hold (production 2), or None."""
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def holds_forbidden(data: bytes) -> bool:
    """Whether a part in UTF-8 (lone surrogates passed) holds a character XML cannot hold.

    Ten times as fast as searching the text: this runs over every part that is written.
    """
    return len(data.translate(None, _CONTROL_BYTES)) != len(data) or bool(_FORBIDDEN_BYTES.search(data))
