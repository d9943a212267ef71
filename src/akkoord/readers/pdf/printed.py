"""What is printed on each page of a PDF, line by line with its place, and the headings by which people find it."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
from msgspec import Struct

from akkoord.readers.pdf.lines import Line, furniture_lines, page_lines
from akkoord.readers.pdf.page_objects import PageObjects, page_objects


class PrintedLine(Struct, frozen=True):
    """A line with its place in points from the lower left corner. `note` is whether it is of a footnote."""

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    note: bool = False
    mark: str = ""


class Heading(Struct, frozen=True):
    """A heading by the bookmark that leads to it: its page and the height at which it begins, in points."""

    title: str
    page: int
    top: float


class PrintedPage(Struct, frozen=True):
    """A page: its lines in reading order, those of footnotes last; header and footer; and all that is on it."""

    number: int
    lines: tuple[PrintedLine, ...]
    furniture: tuple[str, ...]
    objects: PageObjects


class Printed(Struct, frozen=True):
    """A file. `unread` names what was met and could not be read, each with its page."""

    pages: tuple[PrintedPage, ...]
    headings: tuple[Heading, ...]
    unread: tuple[str, ...]


def read_printed(data: bytes) -> Printed:
    """What is printed in `data`; a file that is no PDF has no pages and says so in `unread`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return Printed((), (), ("het bestand is niet te openen als PDF",))
    try:
        pages = tuple(_pages(document))
        headings = tuple(_headings(document))
    finally:
        document.close()
    return Printed(pages, headings, tuple(_unread(pages)))


def margins_of(data: bytes) -> tuple[str, ...]:
    """The words of header and footer of each page, "" where there are none; () for a file that is no PDF."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return ()
    try:
        return tuple(" ".join(line.words for line in furniture_lines(page)) for page in page_objects(document))
    finally:
        document.close()


def _pages(document: pdfium.PdfDocument) -> Iterator[PrintedPage]:
    seen: set[str] = set()
    for page in page_objects(document):
        found = page_lines(page, seen)
        lines = (*(_line(line) for line in found.body), *(_line(line, note=True) for line in found.notes))
        furniture = tuple(line.words for line in furniture_lines(page))
        yield PrintedPage(page.number, tuple(line for line in lines if line.text.strip()), furniture, page)


def _line(line: Line, *, note: bool = False) -> PrintedLine:
    return PrintedLine(line.text, line.page, line.left, line.right, line.baseline, line.size, note, line.mark)


def _unread(pages: tuple[PrintedPage, ...]) -> Iterator[str]:
    for page in pages:
        yield from page.objects.unread
        if not page.objects.runs:
            yield f"pagina {page.number}: geen tekst"


def _headings(document: pdfium.PdfDocument) -> Iterator[Heading]:
    for bookmark in document.get_toc():
        destination = bookmark.get_dest()
        page = destination.get_index() if destination is not None else None
        if destination is None or page is None:
            continue
        _, view = destination.get_view()
        yield Heading(bookmark.get_title(), page + 1, view[1] if len(view) > 1 else float("inf"))
