"""Names of the standard: namespaces, relationship types and content types (ISO/IEC 29500)."""

from __future__ import annotations

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
STRICT_W_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
XML_NS = "http://www.w3.org/XML/1998/namespace"
RELATIONSHIPS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE_NS = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
EXTENDED_NS = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
DATASTORE_NS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

OFFICE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
"""Prefix of the types of relationships between office parts: `…/styles`, `…/footnotes`."""

CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

WORD_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
"""Prefix of the content types of Word parts: `…document.main+xml`, `…footnotes+xml`."""

CONTENT_TYPES_PART = "[Content_Types].xml"
ROOT_RELATIONSHIPS_PART = "_rels/.rels"

CUSTOM_PROPERTY_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id of user-defined properties (ISO/IEC 29500-1, 22.3)."""


def w(tag: str) -> str:
    """`tag` in the WordprocessingML namespace, as lxml writes it."""
    return f"{{{W_NS}}}{tag}"


def r(name: str) -> str:
    """`name` in the namespace of relationship references."""
    return f"{{{R_NS}}}{name}"


def mc(name: str) -> str:
    """`name` in the namespace of markup compatibility (ISO/IEC 29500-3)."""
    return f"{{{MC_NS}}}{name}"
