"""An OOXML package: parts, and how they point to one another (ISO/IEC 29500-2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from posixpath import basename, dirname, join, normpath

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Span, error
from akkoord.ooxml.archive import GENEROUS, KnownEntries, Limits, read_archive
from akkoord.ooxml.names import (
    CONTENT_TYPES_NS,
    CONTENT_TYPES_PART,
    RELATIONSHIPS_NS,
)
from akkoord.ooxml.xml import Element, parse_xml

_POINTED_KEPT = 16
"""So many parts are remembered with what they point to: often asked of one file, and mostly the same in the next."""


class PackageError(AkkoordError):
    """A zip that is no Word document (PKG005, PKG006)."""


class Relationship(Struct, frozen=True):
    """A pointer from one part to another, or to an address outside (`external`).

    `kind` is the last step of the type ("styles", "hyperlink"); `target` the name of the
    part, or the address as written.
    """

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The type without its namespace."""
        return self.type.rsplit("/", 1)[-1]


class Package(Struct, frozen=True):
    """The parts of a package by name (without leading `/`), in the order of the archive."""

    file: str
    parts: Mapping[str, bytes]

    def xml(self, part: str) -> Element:
        """The root of an XML part.

        Raises:
            PackageError: there is no such part. XmlError: it cannot be read.
        """
        if part not in self.parts:
            message = f"`{part}` ontbreekt in `{self.file}`"
            raise PackageError(error("PKG006", message, Span(self.file)))
        return parse_xml(self.parts[part], self.file, part)

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """The relationships of `part` ("" for those of the package), in file order."""
        name = relationships_part(part)
        if name not in self.parts:
            return ()
        return _relationships(self.parts[name], self.file, name, part)

    def related(self, part: str, kind: str) -> str | None:
        """The first part inside the package that `part` points to with `kind`."""
        for relationship in self.relationships(part):
            if relationship.kind == kind and not relationship.external and relationship.target in self.parts:
                return relationship.target
        return None

    def main_part(self) -> str:
        """The part of the document itself.

        Raises:
            PackageError: the package points to none.
        """
        found = self.related("", "officeDocument")
        if found is None:
            message = f"`{self.file}` is geen Word-document: het wijst geen hoofdtekst aan"
            raise PackageError(error("PKG005", message, Span(self.file), "sla het op als .docx"))
        return found

    def content_type(self, part: str) -> str:
        """The content type of `part`, "" when the package states none."""
        types = self.xml(CONTENT_TYPES_PART)
        for override in types.iter(f"{{{CONTENT_TYPES_NS}}}Override"):
            if override.get("PartName", "").lstrip("/").lower() == part.lower():
                return override.get("ContentType", "")
        extension = part.rsplit(".", 1)[-1].lower()
        for default in types.iter(f"{{{CONTENT_TYPES_NS}}}Default"):
            if default.get("Extension", "").lower() == extension:
                return default.get("ContentType", "")
        return ""


def read_package(data: bytes, file: str, limits: Limits = GENEROUS, known: KnownEntries | None = None) -> Package:
    """The package in `data`; `known` are entries of packages that were read before.

    Raises:
        ArchiveError: no zip, or one over the limits. PackageError: not a package.
    """
    parts = read_archive(data, file, limits, known)
    if CONTENT_TYPES_PART not in parts:
        message = f"`{file}` is geen Word-document: `{CONTENT_TYPES_PART}` ontbreekt"
        raise PackageError(error("PKG005", message, Span(file), "sla het op als .docx"))
    return Package(file, parts)


def relationships_part(part: str) -> str:
    """The part that holds the relationships of `part` ("" for the package)."""
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


@lru_cache(_POINTED_KEPT)
def _relationships(data: bytes, file: str, name: str, part: str) -> tuple[Relationship, ...]:
    """The relationships of `part` that stand in `data`, the part `name` of `file`."""
    found = parse_xml(data, file, name).iter(f"{{{RELATIONSHIPS_NS}}}Relationship")
    return tuple(_relationship(part, r) for r in found)


def _relationship(part: str, element: Element) -> Relationship:
    target = element.get("Target", "")
    kind = element.get("Type", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = normpath(join("/", dirname(part), target.split("#")[0])).lstrip("/")
    return Relationship(element.get("Id", ""), kind, target, external)
