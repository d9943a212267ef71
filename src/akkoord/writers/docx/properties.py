"""The properties of the file; set by us, so that no value passes through a template."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.ooxml import DECLARATION, escape, escape_attribute
from akkoord.ooxml.names import CORE_NS, CUSTOM_NS, CUSTOM_PROPERTY_FORMAT, EXTENDED_NS, VARIANT_NS
from akkoord.tree import DocumentMeta, Status
from akkoord.writers.docx.errors import property_error

_LIMIT = 255
"""UTF-16 code units that Word keeps of a text property."""

_STATUS = {Status.CONCEPT: "concept", Status.READY: "gereed"}


def core_properties(meta: DocumentMeta, status: Status) -> bytes:
    """`docProps/core.xml`; both dates are the edition's.

    Source:
        ISO/IEC 29500-2, 11 (core properties; W3CDTF dates).
    """
    moment = f"{meta.date}T00:00:00Z"
    values = (
        ("dc:title", meta.title),
        ("dc:subject", meta.subject),
        ("dc:creator", meta.author),
        ("cp:category", meta.kind),
        ("cp:contentStatus", _STATUS[status]),
        ("cp:version", meta.version),
        ("dc:language", meta.language),
        ("cp:lastModifiedBy", meta.author),
    )
    texts = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values if value)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escape(moment)}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{CORE_NS}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{texts}{dates}</cp:coreProperties>"
    ).encode("utf-8", "surrogatepass")


def app_properties(meta: DocumentMeta) -> bytes:
    """`docProps/app.xml`: the region as organisation, and no counts that Word would contradict."""
    return (
        f'{DECLARATION}<Properties xmlns="{EXTENDED_NS}"><Application>Akkoord</Application>'
        f"<Company>{escape(meta.author)}</Company></Properties>"
    ).encode("utf-8", "surrogatepass")


def custom_properties(properties: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml`, by name.

    Raises:
        DocxError: DCX003, a value is longer than Word keeps.
    """
    out: list[str] = []
    for number, (name, value) in enumerate(sorted(properties.items()), 2):
        if len(value.encode("utf-16-le", "surrogatepass")) // 2 > _LIMIT:
            raise property_error(name, value)
        out.append(
            f'<property fmtid="{CUSTOM_PROPERTY_FORMAT}" pid="{number}" name="{escape_attribute(name)}">'
            f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        )
    return f'{DECLARATION}<Properties xmlns="{CUSTOM_NS}" xmlns:vt="{VARIANT_NS}">{"".join(out)}</Properties>'.encode(
        "utf-8", "surrogatepass"
    )
