"""Files that cannot be compared, said in words that tell what to do."""

from __future__ import annotations

from akkoord.diagnostics import AkkoordError, Span, error
from akkoord.ooxml import Package, read_package
from akkoord.ooxml.names import STRICT_W_NS, W_NS

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = frozenset(("vbaProject", "wordVbaData"))


class RedlineInputError(AkkoordError):
    """A file that is no Word document we compare (RDL001 to RDL006)."""


def open_document(data: bytes, file: str) -> Package:
    """The package in `data`.

    Raises:
        RedlineInputError: another kind of file, strict Open XML, or with macros.
        ArchiveError, PackageError, XmlError: damaged, hostile or too large.
    """
    _refuse_other_kinds(data, file)
    package = read_package(data, file)
    main = package.main_part()
    root = package.xml(main)
    if root.tag == f"{{{STRICT_W_NS}}}document":
        hint = "sla het in Word op als gewoon .docx-bestand (niet als Strict Open XML)"
        raise RedlineInputError(error("RDL004", f"`{file}` is Strict Open XML", Span(file), hint))
    if root.tag != f"{{{W_NS}}}document":
        raise RedlineInputError(error("RDL003", f"`{file}` is geen Word-document", Span(file), "verwacht: .docx"))
    if any(r.kind in _MACROS for r in package.relationships(main)) or "macroEnabled" in package.content_type(main):
        hint = "sla het op zonder macro's (.docx)"
        raise RedlineInputError(error("RDL005", f"`{file}` bevat macro's", Span(file), hint))
    return package


def _refuse_other_kinds(data: bytes, file: str) -> None:
    if not data:
        raise RedlineInputError(error("RDL003", f"`{file}` is leeg", Span(file), "verwacht: .docx"))
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            hint = "sla het op zonder wachtwoord"
            raise RedlineInputError(error("RDL002", f"`{file}` is met een wachtwoord beveiligd", Span(file), hint))
        hint = "open het in Word en sla het op als .docx"
        raise RedlineInputError(error("RDL001", f"`{file}` is een oud Word-bestand (.doc)", Span(file), hint))
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise RedlineInputError(error("RDL003", f"`{file}` is een PDF", Span(file), "verwacht: .docx"))
    if data.startswith(b"{\\rtf"):
        raise RedlineInputError(error("RDL003", f"`{file}` is een RTF-bestand", Span(file), "verwacht: .docx"))
