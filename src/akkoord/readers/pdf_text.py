"""The logical text of a PDF, read from what stands on its pages (PDFium), not from how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import pypdfium2 as pdfium

from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText
from akkoord.readers.pdf.known_pages import KnownPages, Taken, taken_apart
from akkoord.readers.pdf.lines import Line, PageLines, page_lines
from akkoord.readers.pdf.page_objects import SOFT_HYPHEN, PageObjects, read_page

__all__ = ["MAYBE_SPACE", "SOFT_HYPHEN", "KnownPages", "joined_pieces", "read_pdf_text"]

MAX_PAGES = 2000

MAYBE_SPACE = "\u200b"
"""In extracted text: a line ended here where a line may also end inside a word (`en/of`, `e-mail`, an address)."""

_JOINTS = "-\u2010\u2013\u2014/"


def read_pdf_text(data: bytes, known: KnownPages | None = None) -> ExtractedText:
    """The text of a PDF in reading order: one piece per printed line, footnotes by their mark.

    Page furniture, repeated table headers and the page numbers in the contents are left out.
    Where a line ends, the page does not always show whether the word ends too. Such a place
    is marked, so that the comparison may take it either way: `SOFT_HYPHEN` for a hyphen at
    the line end (none, hyphen, or hyphen and space), `MAYBE_SPACE` for a line end after a
    character where lines break without a hyphen. Everywhere else a line end is a space.

    Images, rotated, invisible or unmappable text, form fields and a reading order that the
    painting order contradicts are named in `unread`. A file that is no PDF gives no pieces
    and says so there.

    `known` are the pages of files that were read before: one that is made of the very same
    bytes is not read again, and colour profiles are left aside.
    """
    taken = taken_apart(data) if known is not None else Taken((), data)
    try:
        document = pdfium.PdfDocument(taken.data)
    except pdfium.PdfiumError:
        return ExtractedText((), (), ("het bestand is niet te openen als PDF",))
    try:
        if len(document) > MAX_PAGES:
            return ExtractedText((), (), (f"{len(document)} pagina's, meer dan {MAX_PAGES}",))
        read = partial(read_page, document)
        pages = tuple(_read(read, len(document), taken, known))
    finally:
        document.close()
    return _text(pages)


def _read(
    read: Callable[[int], PageObjects], count: int, taken: Taken, known: KnownPages | None
) -> Iterator[PageObjects]:
    """The pages of a file, each as it was read before or as it is read now."""
    numbers = range(1, count + 1)
    if known is None or len(taken.pages) != count:
        yield from map(read, numbers)
        return
    for number, made_of in zip(numbers, taken.pages, strict=True):
        yield known.page(made_of, number, partial(read, number))


def _text(pages: Sequence[PageObjects]) -> ExtractedText:
    seen: set[str] = set()
    read = [page_lines(page, seen) for page in pages]
    notes, lost = _notes(line for page in read for line in page.notes)
    unread = [message for page in pages for message in page.unread]
    unread += [message for page in read for message in page.unread]
    unread += [f"pagina {page.number}: geen tekst" for page in pages if not page.runs]
    return ExtractedText(joined_pieces(_placed(read)), notes, (*unread, *lost), len(pages))


def _placed(pages: Iterable[PageLines]) -> list[tuple[str, str]]:
    """The words of each body line with its place. A mark at the very start of a line belongs to the line before."""
    placed: list[tuple[str, str]] = []
    for page in pages:
        for number, line in enumerate(page.body, start=1):
            if line.mark and placed:
                words, place = placed[-1]
                placed[-1] = (f"{words.rstrip()}[^{line.mark}]", place)
            placed.append((line.text.lstrip(), f"pagina {line.page}, regel {number}"))
    return placed


def joined_pieces(lines: Sequence[tuple[str, str]]) -> tuple[ExtractedPiece, ...]:
    """One piece per line, from its text and place; a word that runs on into the next line stands whole in the first."""
    pieces: list[ExtractedPiece] = []
    carried, place = "", ""
    for text, here in lines:
        if carried:
            head, _, rest = text.partition(" ")
            pieces[-1] = ExtractedPiece(carried + head, place)
            text = rest
            if not text:
                text, here = carried + head, place
                pieces.pop()
        joint = _joint(text)
        pieces.append(ExtractedPiece(text.strip(), here))
        carried, place = (text.rstrip(SOFT_HYPHEN) + joint, here) if joint else ("", "")
    return tuple(piece for piece in pieces if piece.text)


def _joint(text: str) -> str:
    """What joins the last word of a line to the next line, "" when the word ends with the line."""
    if not text or text[-1].isspace():
        return ""
    if text[-1] == SOFT_HYPHEN:
        return SOFT_HYPHEN
    word = text.rsplit(None, 1)[-1]
    address = "://" in word or "@" in word or word.startswith("www.")
    return MAYBE_SPACE if text[-1] in _JOINTS or address else ""


def _notes(lines: Iterable[Line]) -> tuple[tuple[ExtractedNote, ...], tuple[str, ...]]:
    """The footnotes; one that runs on to the next page has no mark there and goes on."""
    found: list[tuple[str, list[tuple[str, str]], str]] = []
    lost: list[str] = []
    for line in lines:
        place = f"pagina {line.page}"
        if line.mark:
            found.append((line.mark, [], place))
        if found:
            found[-1][1].append((line.text.lstrip(), place))
        elif line.words:
            lost.append(f"{place}: een voetnoot zonder nummer")
    notes = tuple(
        ExtractedNote(mark, " ".join(piece.text for piece in joined_pieces(texts)), place)
        for mark, texts, place in found
    )
    return notes, tuple(lost)
