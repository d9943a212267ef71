"""The OOXML package: names, safe reading of XML, deterministic zip."""

from akkoord.ooxml.archive import (
    ArchiveError,
    BegunEntry,
    KnownEntries,
    Limits,
    PackedEntry,
    begin_entry,
    pack_archive,
    pack_entry,
    read_archive,
    write_archive,
)
from akkoord.ooxml.package import (
    Package,
    PackageError,
    Relationship,
    read_package,
    relationships_part,
)
from akkoord.ooxml.strict import as_transitional, back_to_strict, is_strict
from akkoord.ooxml.word import require_word_document, word_document
from akkoord.ooxml.xml import (
    DECLARATION,
    Element,
    XmlError,
    escape,
    escape_attribute,
    forbidden_character,
    holds_forbidden,
    parse_xml,
    root_like,
    serialise,
)

__all__ = [
    "DECLARATION",
    "ArchiveError",
    "BegunEntry",
    "Element",
    "KnownEntries",
    "Limits",
    "Package",
    "PackageError",
    "PackedEntry",
    "Relationship",
    "XmlError",
    "as_transitional",
    "back_to_strict",
    "begin_entry",
    "escape",
    "escape_attribute",
    "forbidden_character",
    "holds_forbidden",
    "is_strict",
    "pack_archive",
    "pack_entry",
    "parse_xml",
    "read_archive",
    "read_package",
    "relationships_part",
    "require_word_document",
    "root_like",
    "serialise",
    "word_document",
    "write_archive",
]
