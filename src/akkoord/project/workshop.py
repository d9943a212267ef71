"""From a document tree to its proven files; this runs in the workers.

In a worker nothing is read from or written to the project: a task holds the tree, the
workshop all that every document is made with, and the bytes go back to the run.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from akkoord.diagnostics import AkkoordError, Diagnostic, has_errors, in_order
from akkoord.project import shipped
from akkoord.records import FileRow
from akkoord.tree import BlocksKey, Contents, Document, Revised, inlines_in, packed, unpacked

if TYPE_CHECKING:
    from akkoord.project.layout import Layout
    from akkoord.project.sources import Sources
    from akkoord.readers.docx_text import DocxReader
    from akkoord.readers.extracted import ExtractedText
    from akkoord.readers.pdf_text import KnownPages
    from akkoord.records import PlacedField
    from akkoord.signing import FieldPlan
    from akkoord.typesetting.typesetter import Typesetter
    from akkoord.writers.docx import DocxWriter, HouseStyle
    from akkoord.writers.html import PageWriter
    from akkoord.writers.typst import DataWriter

STANDARDS: Mapping[str, tuple[str, ...]] = {"typst": ("PDF/A-2a", "PDF/UA-1"), "libreoffice": ("PDF/A-2b",)}
"""What a PDF keeps, by what made it."""


_NO_PAGES: Mapping[str, int] = {}
"""Where the sections of a document begin that lists none."""


class HouseStyleError(AkkoordError):
    """The house style cannot be used, so that nothing can be written."""

    exit_code = 1


class Job(Struct, frozen=True):
    """A document to write, what to say of it in the properties of its DOCX, and its signature fields.

    `alone` is for one that is given out as PDF and in no other form.
    """

    pack: str
    kind: str
    document: Document
    properties: Mapping[str, str]
    fields: tuple[FieldPlan, ...] = ()
    alone: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        """To a worker the body goes apart, so that documents that share it here share it there.

        A document that is given out alone, the cover sheet of one pack, shares nothing.
        """
        if self.alone:
            return Job, tuple(getattr(self, name) for name in self.__struct_fields__)
        document = replace(self.document, body=())
        body = packed(BlocksKey(self.document.body))
        return _job, (body, self.pack, self.kind, document, self.properties, self.fields, self.alone)


def _job(body: bytes, pack: str, kind: str, document: Document, *rest: Any) -> Job:
    return Job(pack, kind, replace(document, body=unpacked(body)), *rest)


class Written(Struct, frozen=True):
    """The files of a document by name, none when a finding stops it; their rows, pages and signature fields."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    fields: tuple[PlacedField, ...] = ()
    typeset: str = ""
    """The digest of what the typesetter was given."""
    rows: tuple[FileRow, ...] = ()
    pages: int = 0


class Workshop(Struct, frozen=True, dict=True):
    """What every document of a run is made with. What is costly to open is opened once per worker.

    `fonts` is the folder of the pinned fonts, `logo` a PNG or empty, at `logo_file`, `template` the
    Word template at `template_file`. `libreoffice` is the program that makes the PDF of the DOCX,
    None when Typst makes it.
    """

    fonts: Path
    logo: bytes
    logo_file: str
    template: bytes
    template_file: str
    libreoffice: Path | None = None

    @cached_property
    def typesetter(self) -> Typesetter:
        """Typst, which remembers the layout that documents have in common."""
        from akkoord.typesetting.typesetter import Typesetter

        return Typesetter(self.fonts, self.logo)

    @cached_property
    def data(self) -> DataWriter:
        """The writer of what Typst is given, which remembers the text that documents have in common."""
        from akkoord.writers.typst import DataWriter

        return DataWriter()

    @cached_property
    def pages(self) -> PageWriter:
        """The writer of HTML, which remembers the text that documents have in common."""
        from akkoord.writers.html import PageWriter

        return PageWriter()

    @cached_property
    def reader(self) -> DocxReader:
        """The reader of DOCX, which reads once what files have in common."""
        from akkoord.readers.docx_text import DocxReader

        return DocxReader()

    @cached_property
    def known_pages(self) -> KnownPages:
        """The pages of PDFs that were read, so that what files have in common is read once."""
        from akkoord.readers.pdf_text import KnownPages

        return KnownPages()

    @cached_property
    def docx(self) -> DocxWriter:
        """The writer of DOCX in the house style, which remembers the text that documents have in common.

        Raises:
            HouseStyleError: it has a fault; a run looks for that before it writes anything.
        """
        house, findings = self._opened_house
        if house is None:
            raise HouseStyleError(*findings)
        from akkoord.writers.docx import DocxWriter

        return DocxWriter(house)

    def house_findings(self) -> tuple[Diagnostic, ...]:
        """What there is to say of the house style: template, fonts and logo.

        Raises:
            HouseStyleError: it has a fault.
        """
        from akkoord.typesetting.fonts import check_fonts, font_files
        from akkoord.typesetting.picture import check_picture

        files = font_files(self.fonts) if self.fonts.is_dir() else ()
        found = (
            *check_fonts({f"templates/fonts/{file.name}": file.read_bytes() for file in files}),
            *(check_picture(self.logo, self.logo_file) if self.logo_file else ()),
            *self._opened_house[1],
        )
        if has_errors(found):
            raise HouseStyleError(*in_order(found))
        return found

    @cached_property
    def _opened_house(self) -> tuple[HouseStyle | None, tuple[Diagnostic, ...]]:
        from akkoord.writers.docx import open_house_style

        return open_house_style(self.template, self.template_file)

    def __reduce__(self) -> tuple[Callable[..., Workshop], tuple[object, ...]]:
        """Without what was opened: each worker opens its own."""
        return _arrived, tuple(getattr(self, name) for name in self.__struct_fields__)


def _arrived(*values: Any) -> Workshop:
    """A workshop in another process, with the fonts that ship with the program there: they may stand elsewhere."""
    workshop = Workshop(*values)
    return workshop if workshop.fonts.is_dir() else replace(workshop, fonts=shipped.folder("templates") / "fonts")


def workshop_of(sources: Sources, layout: Layout, libreoffice: Path | None = None) -> Workshop:
    """The workshop of a project. A house style with a fault is found when it is first used."""
    return Workshop(
        shipped.folder("templates") / "fonts",
        sources.bytes(layout.logo) if layout.logo else b"",
        layout.logo.removeprefix("@"),
        sources.bytes(layout.template),
        layout.template.removeprefix("@"),
        libreoffice,
    )


def write(workshop: Workshop, job: Job) -> Written:
    """The DOCX, PDF and HTML of a document, proven equal; of one that is given out alone the PDF."""
    made = _libreoffice if workshop.libreoffice is not None else _pdf_alone if job.alone else _typst
    try:
        written = made(workshop, job)
    except AkkoordError as problem:
        return Written({}, in_order(problem.diagnostics))
    findings = in_order(written.diagnostics)
    if has_errors(findings):
        return Written({}, findings)
    rows = tuple(file_row(name, content) for name, content in sorted(written.files.items()))
    return replace(written, diagnostics=findings, rows=rows)


def file_row(name: str, content: bytes) -> FileRow:
    """What a manifest says of a file."""
    return FileRow(name, hashlib.sha256(content).hexdigest(), len(content))


def _pdf_alone(workshop: Workshop, job: Job) -> Written:
    from akkoord.proof.equality import compare_tree
    from akkoord.readers.pdf_text import read_pdf_text

    pdf = _pdf(workshop, job.document)
    read = read_pdf_text(pdf, workshop.known_pages)
    return Written({f"{job.kind}.pdf": pdf}, compare_tree(job.document, read, "PDF"), pages=read.pages)


def _typst(workshop: Workshop, job: Job) -> Written:
    from akkoord.readers.pdf_text import read_pdf_text
    from akkoord.signing import with_fields
    from akkoord.typesetting.destinations import section_pages

    document = job.document
    typeset = _pdf(workshop, document)
    # Only a list of contents says on which page a section begins.
    pages = section_pages(typeset) if any(isinstance(block, Contents) for block in document.body) else _NO_PAGES
    docx = workshop.docx.write(document, pages=pages, properties=job.properties)
    pdf, fields = with_fields(typeset, job.fields)
    read = read_pdf_text(pdf, workshop.known_pages)
    proof = _proof(workshop, document, docx, read)
    files = _named(workshop, job, docx, pdf)
    return Written(files, proof, fields, typeset_digest(workshop, document), pages=read.pages)


def _libreoffice(workshop: Workshop, job: Job) -> Written:
    """The PDF from the DOCX. The page numbers of its contents are those of Typst: LibreOffice fills in none."""
    from akkoord.readers.pdf_pages import page_count
    from akkoord.typesetting.destinations import section_pages
    from akkoord.typesetting.libreoffice import libreoffice_pdfs

    assert workshop.libreoffice is not None, "no program to make the PDF with"  # noqa: S101  a bug of ours
    pages = section_pages(_pdf(workshop, job.document))
    docx = workshop.docx.write(job.document, pages=pages, properties=job.properties)
    with tempfile.TemporaryDirectory(prefix="akkoord-") as scratch:
        pdfs = libreoffice_pdfs(workshop.libreoffice, {job.kind: docx}, Path(scratch), workshop.fonts)
    pdf = pdfs[job.kind]
    return Written(_named(workshop, job, docx, pdf), (), pages=page_count(pdf) or 0)


def typeset_digest(workshop: Workshop, document: Document) -> str:
    """The digest of what the typesetter is given for a document: the same digest, the same PDF by the same tools."""
    data = workshop.data.write(document)
    return hashlib.sha256(f"{len(data.text)} {data.text}{data.rest}".encode()).hexdigest()


def _pdf(workshop: Workshop, document: Document) -> bytes:
    data = workshop.data.write(document)
    unprintable = workshop.typesetter.unprintable(document, data)
    if unprintable:
        raise AkkoordError(*unprintable)
    return workshop.typesetter.pdf(data)


def _named(workshop: Workshop, job: Job, docx: bytes, pdf: bytes) -> Mapping[str, bytes]:
    page = workshop.pages.write(job.document)
    return {f"{job.kind}.docx": docx, f"{job.kind}.pdf": pdf, f"{job.kind}.html": page}


def _proof(workshop: Workshop, document: Document, docx: bytes, pdf: ExtractedText) -> tuple[Diagnostic, ...]:
    """Whether tree, DOCX and what was read of the PDF say the same: each with each, so no two can be wrong together."""
    from akkoord.proof.equality import compare_all

    # Struck words are text where the tree has them: in a report, and in the was-wordt table of an addendum.
    struck = document.report or any(isinstance(inline, Revised) for inline in inlines_in(document.body))
    return compare_all(document, workshop.reader.read(docx, struck=struck), pdf)
