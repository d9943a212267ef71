"""Where each paragraph comes from, in a form that outlives a save in Word or LibreOffice.

Word keeps content controls, LibreOffice drops them; both keep bookmarks inside a paragraph
and custom XML parts. So a clause has all three: a control tagged `id@version`, a bookmark in
its first paragraph, and a line in the map from bookmark to clause, digest, file and line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from akkoord.diagnostics import Span
from akkoord.ooxml import DECLARATION, escape_attribute
from akkoord.ooxml.names import DATASTORE_NS, OFFICE_RELATIONSHIP, RELATIONSHIPS_NS

PROVENANCE_NS = "urn:akkoord:provenance:1"
_TAG_LIMIT = 64
_ITEM_ID = "{5C0B9D3E-2F41-4E7B-9C58-2A1D6E8F0001}"


class Origin(Struct, frozen=True):
    """One line of the map. `digest` is "" where the tree does not hold it (a table row)."""

    bookmark: str
    id: str
    version: str
    digest: str
    span: Span | None


def bookmark_name(prefix: str, anchor: str) -> str:
    """A bookmark for `anchor`: hidden, at most 40 characters, letters and digits only."""
    return prefix + hashlib.sha256(anchor.encode("utf-8", "surrogatepass")).hexdigest()[:20]


_LONGEST_VERSION = 24


def control_tag(clause_id: str, version: str) -> str:
    """`id@version`, cut to the 64 characters Word allows; the map holds the whole id."""
    tag = f"{clause_id}@{version}"
    if len(tag) <= _TAG_LIMIT:
        return tag
    if len(version) > _LONGEST_VERSION:  # that of a provider's own text names the provider
        whose = hashlib.sha256(version.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return control_tag(clause_id, f"{version.partition('+')[0]}+{whose}")
    mark = hashlib.sha256(clause_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    room = _TAG_LIMIT - len(version) - len(mark) - 2
    return f"{clause_id[:room]}-{mark}@{version}"


def provenance_lines(origins: Iterable[Origin]) -> str:
    """Lines of the map, in reading order."""
    return "".join(_line(o) for o in origins)


def provenance_map(lines: str) -> bytes:
    """The custom XML part that maps bookmarks to clauses, of `provenance_lines`."""
    return f'{DECLARATION}<provenance xmlns="{PROVENANCE_NS}">{lines}</provenance>'.encode("utf-8", "surrogatepass")


def _line(origin: Origin) -> str:
    values = {
        "bookmark": origin.bookmark,
        "id": origin.id,
        "version": origin.version,
        "digest": origin.digest,
        "file": origin.span.file if origin.span else "",
        "line": str(origin.span.line) if origin.span else "",
    }
    return "<clause" + "".join(f' {k}="{escape_attribute(v)}"' for k, v in values.items() if v) + "/>"


def provenance_parts(item: int) -> Mapping[str, bytes]:
    """The parts beside the map that tell Word what it is; they never change."""
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{DATASTORE_NS}" ds:itemID="{_ITEM_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{PROVENANCE_NS}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    relationships = (
        f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS_NS}"><Relationship Id="rId1" '
        f'Type="{OFFICE_RELATIONSHIP}customXmlProps" Target="itemProps{item}.xml"/></Relationships>'
    )
    return {
        f"customXml/itemProps{item}.xml": properties.encode(),
        f"customXml/_rels/item{item}.xml.rels": relationships.encode(),
    }


def provenance_types(item: int) -> Iterator[tuple[str, str]]:
    """The content types of those parts."""
    yield (
        f"customXml/itemProps{item}.xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
