"""A PDF that came back, held against the PDF that was sent.

What a page is made of is compared first: when all of that is the same, the page is. Only where it is not, its
words are compared, and then what a person sees of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from akkoord.readers.pdf.letters import letters_of
from akkoord.readers.pdf.pictures import pictures
from akkoord.readers.pdf.printed import Printed, PrintedLine, PrintedPage, read_printed
from akkoord.readers.pdf.shape import PdfShape, UnreadablePdfError, read_pdf_shape
from akkoord.signing.comparison.overlays import overlay_changes
from akkoord.signing.comparison.pairing import Pages, paired
from akkoord.signing.comparison.provisions import place_of_lines, printed_text
from akkoord.signing.comparison.services import is_evidence, is_stamp
from akkoord.signing.comparison.surroundings import surrounding_changes, surrounding_notes
from akkoord.signing.comparison.text import text_changes
from akkoord.signing.comparison.verdict import Answer, Change, Kind, TextVerdict, text_verdict
from akkoord.signing.comparison.visible import Drawn, Seen, in_margin, lines_under, look, unseen

_DAMAGED = "het bestand is beschadigd; elk programma herstelt dat op zijn eigen manier"


class PdfFile:
    """A PDF with what comparing asks of it, each read once.

    Raises:
        UnreadablePdfError: on `shape`, when it cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def shape(self) -> PdfShape:
        """What it is made of."""
        return read_pdf_shape(self.data)

    @cached_property
    def printed(self) -> Printed:
        """What is printed."""
        return read_printed(self.data)

    @cached_property
    def places(self) -> dict[PrintedLine, str]:
        """How each line is cited."""
        lines = [line for page in self.printed.pages for line in page.lines]
        return dict(zip(lines, place_of_lines(self.printed, lines), strict=True))


def compare_pdf(sent: PdfFile, returned: PdfFile) -> TextVerdict:
    """The verdict on the text of `returned`.

    Raises:
        UnreadablePdfError: `sent` itself cannot be read.
    """
    old = sent.shape
    try:
        new = returned.shape
    except UnreadablePdfError as problem:
        return TextVerdict(
            Answer.UNREADABLE, unread=(str(problem),), detail=(problem.detail,) if problem.detail else ()
        )
    return _Comparison(sent, returned, old, new).verdict()


class _Comparison:
    """One comparison; collects what it finds."""

    def __init__(self, sent: PdfFile, returned: PdfFile, old: PdfShape, new: PdfShape) -> None:
        self._sent, self._returned = sent, returned
        self._old, self._new = old, new
        self._changes: list[Change] = []
        self._notes: list[str] = list(surrounding_notes(old, new))
        self._unread: list[str] = [_DAMAGED] if new.repaired else []
        self._same_look = True

    def verdict(self) -> TextVerdict:
        if len(self._returned.printed.pages) != len(self._new.pages):
            said = "twee programma's vinden een ander aantal bladzijden in het bestand"
            return TextVerdict(Answer.UNREADABLE, unread=(said, *self._unread, *self._returned.printed.unread))
        without_stamps, _ = _as_sent(self._returned.printed, self._sent.printed)
        pages = paired(self._old, self._new, self._sent.printed, without_stamps)
        odd = self._differing_pages(pages)
        self._pages(pages)
        if odd:
            self._words(pages)
            readable = set(self._readable(pages))
            self._sight([pair for pair in odd if pair in readable])
        self._turned(pages)
        self._changes += overlay_changes(
            self._sent.printed, self._sent.places, self._old, self._new, self._readable(pages), pages.by_old
        )
        as_sent = not odd and not pages.gone and all(a == b for a, b in pages.pairs)
        self._changes += surrounding_changes(self._old, self._new, pages.by_old, as_sent=as_sent)
        verdict = text_verdict(self._changes, self._unread, self._notes, same_look=self._same_look)
        return replace(verdict, detail=self._new.repaired)

    def _differing_pages(self, pages: Pages) -> list[tuple[int, int]]:
        """The pairs that are not made of the same parts, or in which another program reads other words."""
        old, new = self._sent.printed, self._returned.printed
        return [
            (a, b)
            for a, b in pages.pairs
            if self._old.pages[a - 1].digest != self._new.pages[b - 1].digest
            or _letters(old.pages[a - 1]) != _letters(new.pages[b - 1])
        ]

    def _pages(self, pages: Pages) -> None:
        """Pages that came, went, or changed places."""
        for number in pages.extra:
            words = " ".join(line.text.strip() for line in self._returned.printed.pages[number - 1].lines)
            if number > max((b for _, b in pages.pairs), default=0) and is_evidence(words):
                self._notes.append(f"bladzijde {number} is een bewijsblad van een ondertekendienst: `{words[:300]}`")
            else:
                what = f"bladzijde {number} is toegevoegd"
                self._changes.append(Change(Kind.ADDED, f"bladzijde {number}", number, "", words[:600], what))
                self._unread += _unread_of(self._returned.printed, number)
        for number in pages.gone:
            words = " ".join(line.text.strip() for line in self._sent.printed.pages[number - 1].lines)
            place = self._first_place(number)
            what = f"bladzijde {number} ontbreekt"
            self._changes.append(Change(Kind.MISSING, place, number, words[:600], "", what))
        for a, b in pages.pairs:
            if a in pages.moved:
                what = f"bladzijde {a} staat nu op plaats {b}"
                self._changes.append(Change(Kind.MOVED, self._first_place(a), a, "", "", what))

    def _readable(self, pages: Pages) -> list[tuple[int, int]]:
        """The pairs without those that came back as a picture alone."""
        old, new = self._sent.printed.pages, self._returned.printed.pages
        return [(a, b) for a, b in pages.pairs if not _is_scan(new[b - 1]) or not old[a - 1].lines]

    def _first_place(self, number: int) -> str:
        lines = self._sent.printed.pages[number - 1].lines
        return self._sent.places[lines[0]] if lines else f"bladzijde {number}"

    def _words(self, pages: Pages) -> None:
        """What differs in the words of the pages that came back for what was sent."""
        old = self._sent.printed
        new, stamps = _as_sent(self._returned.printed, self._sent.printed)
        self._notes += [f"stempel van een ondertekendienst: `{words}`" for words in stamps]
        if not pages.whole:
            pairs = self._readable(pages)
            scans = sorted({b for _, b in pages.pairs} - {b for _, b in pairs})
            self._unread += [f"bladzijde {b} is een plaatje, geen tekst" for b in scans]
            old = replace(old, pages=tuple(old.pages[a - 1] for a, _ in pairs))
            new = replace(new, pages=tuple(new.pages[b - 1] for _, b in pairs))
        self._changes += text_changes(old, printed_text(old), printed_text(new))

    def _sight(self, odd: Sequence[tuple[int, int]]) -> None:
        """What a person sees on the pages that are made of other parts."""
        before = pictures(self._sent.data, (a for a, _ in odd))
        after = pictures(self._returned.data, (b for _, b in odd))
        told = {change.place for change in self._changes}
        moved: list[tuple[int, int]] = []
        for a, b in odd:
            if a not in before or b not in after:
                self._unread.append(f"bladzijde {b} is te groot om te bekijken")
                continue
            old_page, new_page = self._sent.printed.pages[a - 1], self._returned.printed.pages[b - 1]
            seen = look(old_page, new_page, before[a], after[b])
            if not seen.moved and self._redrawn(b, len(seen.lines), len(old_page.lines)):
                seen = Seen(moved=True)
            if seen.moved:
                moved.append((a, b))
            drawn = [thing for thing in seen.drawn if not _is_stamp(thing, new_page)]
            self._same_look = self._same_look and not (seen.lines or drawn or seen.moved)
            self._lines(seen.lines, told)
            self._drawn(drawn, new_page)
        if moved:
            self._moved(moved)

    def _redrawn(self, page: int, different: int, lines: int) -> bool:
        """Whether another program drew all letters anew, as in printing to PDF: with fonts that are not those sent.

        Then the pictures tell nothing, as where the layout moved.
        """
        return different > _REDRAWN * lines and not self._new.pages[page - 1].fonts <= self._known_fonts

    @cached_property
    def _known_fonts(self) -> frozenset[str]:
        return frozenset(font for page in self._old.pages for font in page.fonts)

    def _lines(self, lines: Iterable[PrintedLine], told: set[str]) -> None:
        """Lines that say the same and look different; those whose words differ are told already."""
        for line in lines:
            place = self._sent.places[line]
            if place not in told:
                self._changes.append(Change(Kind.HIDDEN, place, line.page, line.text.strip(), "", _LOOKS_DIFFERENT))

    def _drawn(self, drawn: Iterable[Drawn], page: PrintedPage) -> None:
        for thing in drawn:
            words = [line.text.strip() for line in lines_under(thing.box, page)]
            if words and not thing.in_margin:
                continue  # new words: told with the text
            furniture = " ".join(self._sent.printed.pages[thing.page - 1].furniture)
            if thing.in_margin and not words and furniture:
                where, was = f"kop- of voettekst van bladzijde {thing.page}", furniture
                becomes = " ".join(page.furniture)
                self._changes.append(Change(Kind.CHANGED, where, thing.page, was, becomes, _LOOKS_DIFFERENT))
            else:
                where = self._nearest_place(thing)
                self._changes.append(Change(Kind.ADDED, where, thing.page, "", " ".join(words), "er is iets getekend"))

    def _nearest_place(self, thing: Drawn) -> str:
        lines = self._sent.printed.pages[thing.page - 1].lines
        middle = (thing.box[1] + thing.box[3]) / 2
        near = min(lines, key=lambda line: abs(line.baseline - middle), default=None)
        return self._sent.places[near] if near is not None else f"bladzijde {thing.page}"

    def _moved(self, moved: Sequence[tuple[int, int]]) -> None:
        """Pages whose layout moved: are the letters those that the file says, and can they be seen?"""
        numbers = [b for _, b in moved]
        letters, after = letters_of(self._returned.data, numbers), pictures(self._returned.data, numbers)
        paths = [sum(p.objects.paths for p in side.printed.pages) for side in (self._sent, self._returned)]
        if paths[0] != paths[1]:
            self._unread.append("er is anders getekend (lijnen en vlakken) dan in wat is verzonden")
        other = [b for _, b in moved if not self._new.pages[b - 1].fonts <= self._known_fonts]
        if other:
            numbers_said = ", ".join(map(str, other))
            said = f"andere lettertypen op bladzijde {numbers_said}; niet bewezen dat te zien is wat er te lezen staat"
            self._unread.append(said)
        for a, b in moved:
            page = self._returned.printed.pages[b - 1]
            for line in unseen(page, after[b], letters[b]):
                change = Change(Kind.HIDDEN, f"bladzijde {b}", a, line.text.strip(), "", _LOOKS_DIFFERENT)
                self._changes.append(change)
        self._unread += _new_unread(self._sent.printed, self._returned.printed)

    def _turned(self, pages: Pages) -> None:
        for a, b in pages.pairs:
            old, new = self._old.pages[a - 1], self._new.pages[b - 1]
            if old.turned != new.turned:
                self._same_look = False
                what = f"bladzijde {b} is gedraaid ({(new.turned - old.turned) % 360} graden)"
                self._changes.append(Change(Kind.LAYOUT, f"bladzijde {a}", a, "", "", what))
            if old.digest == new.digest and old.box != new.box:
                self._same_look = False
                self._cut(a, b)

    def _cut(self, a: int, b: int) -> None:
        """A page of which another part is seen."""
        left, bottom, right, top = self._new.pages[b - 1].box
        for line in self._sent.printed.pages[a - 1].lines:
            inside = left <= line.left and line.right <= right + 1 and bottom <= line.baseline <= top
            if not inside:
                what = "valt buiten het deel van de bladzijde dat te zien is"
                self._changes.append(Change(Kind.HIDDEN, self._sent.places[line], a, line.text.strip(), "", what))
        what = f"bladzijde {b} heeft andere randen"
        self._changes.append(Change(Kind.LAYOUT, f"bladzijde {a}", a, "", "", what))


_REDRAWN = 0.6
"""The share of the lines of a page that look different when they were all drawn anew."""
_LOOKS_DIFFERENT = "te zien is iets anders dan is verzonden"


def _is_scan(page: PrintedPage) -> bool:
    """Whether a page is a picture: without text, or with text that was recognised in it and is not drawn."""
    objects = page.objects
    return not page.lines or (objects.pictures > 0 and objects.invisible * 2 >= len(objects.runs))


def _is_stamp(thing: Drawn, page: PrintedPage) -> bool:
    """Whether all that was drawn there is the stamp of a signing service."""
    words = [line.text for line in lines_under(thing.box, page)]
    return thing.in_margin and bool(words) and all(map(is_stamp, words))


def _letters(page: PrintedPage) -> str:
    return "".join("".join(run.text for run in page.objects.runs).split())


def _as_sent(new: Printed, old: Printed) -> tuple[Printed, list[str]]:
    """What came back without the stamps of signing services, and what they say.

    What was header, footer or footnote in what was sent is so here as well, wherever a page was scaled to.
    """
    known = {line.text for page in old.pages for line in page.lines}
    furniture = {line for page in old.pages for line in page.furniture}
    notes = {line.text.strip() for page in old.pages for line in page.lines if line.note}
    stamps: list[str] = []
    kept: list[PrintedPage] = []
    for page in new.pages:
        lines: list[PrintedLine] = []
        for line in page.lines:
            box = (line.left, line.baseline, line.right, line.baseline + line.size)
            if line.text not in known and in_margin(box, page) and is_stamp(line.text):
                stamps.append(line.text.strip())
            elif line.text.strip() not in furniture:
                lines.append(replace(line, note=True) if line.text.strip() in notes else line)
        kept.append(replace(page, lines=tuple(lines)))
    return replace(new, pages=tuple(kept)), stamps


def _unread_of(printed: Printed, number: int) -> Iterator[str]:
    page = printed.pages[number - 1]
    yield from page.objects.unread
    if not page.lines:
        yield f"pagina {number}: geen tekst"


def _new_unread(old: Printed, new: Printed) -> Iterator[str]:
    """What could not be read in what came back, and was not so in what was sent."""
    known = {what.partition(": ")[2] for what in old.unread}
    yield from (what for what in new.unread if what.partition(": ")[2] not in known)
