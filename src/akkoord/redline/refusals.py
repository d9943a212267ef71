"""Word documents that cannot be compared; what is none is said by `ooxml`."""

from __future__ import annotations

from akkoord.diagnostics import AkkoordError, Span, error
from akkoord.ooxml import Package, read_package, word_document
from akkoord.ooxml.names import STRICT_W_NS

_MACROS = frozenset(("vbaProject", "wordVbaData"))


class RedlineInputError(AkkoordError):
    """A Word document that we do not compare (RDL004, RDL005)."""


def open_document(data: bytes, file: str) -> Package:
    """The package in `data`.

    Raises:
        RedlineInputError: strict Open XML, or with macros.
        ArchiveError, PackageError, XmlError: another kind of file; damaged, hostile or too large.
    """
    package = read_package(data, file)
    main = package.main_part()
    if word_document(package).tag == f"{{{STRICT_W_NS}}}document":
        hint = "sla het in Word op als gewoon .docx-bestand (niet als Strict Open XML)"
        raise RedlineInputError(error("RDL004", f"`{file}` is Strict Open XML", Span(file), hint))
    if any(r.kind in _MACROS for r in package.relationships(main)) or "macroEnabled" in package.content_type(main):
        hint = "sla het op zonder macro's (.docx)"
        raise RedlineInputError(error("RDL005", f"`{file}` bevat macro's", Span(file), hint))
    return package
