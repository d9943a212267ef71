"""Whether a package is a Word document of which every story can be read."""

from __future__ import annotations

from akkoord.diagnostics import Span, error
from akkoord.ooxml.names import STRICT_W_NS, w
from akkoord.ooxml.package import Package, PackageError
from akkoord.ooxml.xml import Element

_STORIES = frozenset(("header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering", "settings"))
_OTHERS = ("spreadsheetml", "presentationml", "ms-excel", "ms-powerpoint")
_BODIES = (
    (w("document"), w("body")),
    (f"{{{STRICT_W_NS}}}document", f"{{{STRICT_W_NS}}}body"),
)


def require_word_document(package: Package) -> None:
    """Read every part that holds text or says how it looks, so that nothing is passed over in silence.

    Raises:
        PackageError, XmlError: as `word_document`, or another part cannot be read.
    """
    word_document(package)
    for relationship in package.relationships(package.main_part()):
        if relationship.kind in _STORIES and not relationship.external and relationship.target in package.parts:
            package.xml(relationship.target)


def word_document(package: Package) -> Element:
    """The root of the main part, of either form of the standard.

    Raises:
        PackageError: it is another kind of file, or has no body. XmlError: it cannot be read.
    """
    main = package.main_part()
    if any(other in package.content_type(main) for other in _OTHERS):
        message = f"`{package.file}` is een ander Office-bestand, geen Word-document"
        raise PackageError(error("PKG005", message, Span(package.file), "sla het op als .docx"))
    root = package.xml(main)
    if not any(root.tag == document and root.find(body) is not None for document, body in _BODIES):
        message = f"`{package.file}` is geen Word-document: `{main}` heeft geen hoofdtekst"
        raise PackageError(error("PKG005", message, Span(package.file)))
    return root
