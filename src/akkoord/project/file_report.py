"""The was-wordt report of two loose Word files, in the shipped house style; no project is needed."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akkoord.compare.script import Side
from akkoord.diagnostics import AkkoordError, did_you_mean, error, has_errors
from akkoord.project import shipped
from akkoord.project.workshop import Job, Workshop, write
from akkoord.redline.report import Subject, Version
from akkoord.tree import Document, Inline, Text
from akkoord.tree.walk import map_block_inlines

if TYPE_CHECKING:
    from akkoord.compare.script import EditScript

KINDS = (".docx", ".html", ".pdf")


class ReportError(AkkoordError):
    """A report of a kind that is not made (RDL032), or whose table does not prove itself."""


def check_report_name(path: Path) -> None:
    """Nothing, when the ending of `path` names a kind of report.

    Raises:
        ReportError: it does not.
    """
    if path.suffix.lower() not in KINDS:
        hint = did_you_mean(path.suffix.lower(), KINDS) or f"bekend: {', '.join(KINDS)}"
        raise ReportError(error("RDL032", f"`{path.name}` is geen soort verslag", None, hint))


def file_report(script: EditScript, kind: str, date: str, author: str) -> bytes:
    """The report of `script` as a file of `kind` (".html"). `date` (2024-01-01T00:00:00Z) goes into its properties.

    Raises:
        ReportError: the table does not give the new text, or the PDF says something else than the report.
    """
    from akkoord.redline.changes import changes_of, readings_of
    from akkoord.redline.report import check_applied, paragraphs_of, was_wordt

    readings = readings_of(script)
    found = [d for reading in readings for d in check_applied(reading, *paragraphs_of(reading.story))]
    if found:
        raise ReportError(*found)
    workshop = shipped_workshop()
    document = was_wordt(_subject(script, date, author), changes_of(readings))
    document = printable(document, workshop.typesetter.covered)
    if kind == ".html":
        return workshop.pages.write(document)
    if kind == ".docx":
        return workshop.docx.write(document, pages={}, properties={})
    written = write(workshop, Job("", "was-wordt", document, {}))
    if has_errors(written.diagnostics) or not written.files:
        raise ReportError(*written.diagnostics)
    return written.files[f"was-wordt{kind}"]


def printable(document: Document, covered: frozenset[str]) -> Document:
    """The document with its code in the place of each character that the fonts of the report lack.

    What a stranger typed cannot be mended here, and must not keep the report back.
    """

    def shown(text: str) -> str:
        return "".join(c if c in covered else f"(U+{ord(c):04X})" for c in unicodedata.normalize("NFC", text))

    def inline(node: Inline) -> tuple[Inline, ...]:
        return (replace(node, text=shown(node.text)),) if isinstance(node, Text) else (node,)

    meta = document.meta
    names = {name: shown(getattr(meta, name)) for name in ("title", "short_title", "version_line", "author")}
    body = tuple(map_block_inlines(block, inline) for block in document.body)
    return replace(document, meta=replace(meta, **names), body=body)


def _subject(script: EditScript, date: str, author: str) -> Subject:
    return Subject(
        title=script.new.file,
        party="",
        old=_version(script.old),
        new=_version(script.new),
        effective="",
        iso_date=date[:10],
        author=author,
        region="",
        not_compared=script.not_compared,
    )


def _version(side: Side) -> Version:
    return Version("", "", "", side.file, side.digest)


def shipped_workshop() -> Workshop:
    """The workshop of what ships with the program."""
    templates = shipped.folder("templates")
    template = templates / "huisstijl.docx"
    return Workshop(templates / "fonts", b"", "", template.read_bytes(), template.name)
