"""What was sent, cut into provisions: the leden and onderdelen under their headings, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from akkoord.proof.words import Words, words_of
from akkoord.readers.pdf.printed import Heading, Printed, PrintedLine
from akkoord.readers.pdf_text import joined_pieces

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s")
_LETTER = re.compile(r"([a-z])\.\s")
_ARTICLE = re.compile(r"(artikel|hoofdstuk|bijlage)\s+(\S+)", re.IGNORECASE)
_HEAD = "begin"


class Provision(Struct, frozen=True):
    """A provision: how it is cited ("artikel 2 lid 3 onder a"), its page, and which words of the text are its."""

    place: str
    page: int
    start: int
    end: int


class PrintedText(Struct, frozen=True):
    """A printed file as one row of words: the text of all pages, then the footnotes. `lines` in that order."""

    lines: tuple[PrintedLine, ...]
    words: Words

    def line_of_words(self) -> list[int]:
        """For each word the place of its line in `lines`."""
        return [int(place) for place in self.words.places()]


def printed_text(printed: Printed) -> PrintedText:
    """The words of a printed file, those of footnotes after those of the text."""
    every = [line for page in printed.pages for line in page.lines]
    lines = (*(line for line in every if not line.note), *(line for line in every if line.note))
    pieces = joined_pieces([(line.text.strip(), str(number)) for number, line in enumerate(lines)])
    return PrintedText(lines, words_of(pieces))


def provisions(printed: Printed, text: PrintedText) -> tuple[Provision, ...]:
    """The provisions of `text` in order; together they hold every word."""
    places = list(_places(text.lines, printed.headings))
    found: list[Provision] = []
    for index, line in enumerate(text.line_of_words()):
        place = places[line]
        if found and found[-1].place == place:
            found[-1] = Provision(place, found[-1].page, found[-1].start, index + 1)
        else:
            found.append(Provision(place, text.lines[line].page, index, index + 1))
    return tuple(found)


def place_of_lines(printed: Printed, lines: Sequence[PrintedLine]) -> list[str]:
    """How each line is cited."""
    return list(_places(lines, printed.headings))


def _places(lines: Sequence[PrintedLine], headings: Sequence[Heading]) -> Iterator[str]:
    """The place of each line: a number counts as that of a lid only when it is the next one."""
    heading, lid, part = "", "", ""
    for line in lines:
        if line.note:
            yield f"voetnoot {line.mark}" if line.mark else "voetnoot"
            continue
        current = _heading(line, headings)
        if current != heading:
            heading, lid, part = current, "", ""
        else:
            lid, part = _numbered(line.text.strip(), lid, part)
        yield _cited(heading, lid, part)


def _heading(line: PrintedLine, headings: Sequence[Heading]) -> str:
    above = [h for h in headings if (h.page, -h.top) <= (line.page, -line.baseline)]
    return max(above, key=lambda h: (h.page, -h.top)).title if above else _HEAD


def _numbered(words: str, lid: str, part: str) -> tuple[str, str]:
    if (number := _NUMBER.match(words)) and _follows(lid, number[1]):
        return number[1], ""
    if (letter := _LETTER.match(words)) and letter[1] == (chr(ord(part) + 1) if part else "a"):
        return lid, letter[1]
    return lid, part


def _follows(before: str, number: str) -> bool:
    """Whether `number` is the next one after `before`: 1, 2, 3 or 7.1, 7.2, 7.3."""
    *stem, last = number.split(".")
    if not before:
        return int(last) == 1
    *stem_before, last_before = before.split(".")
    return stem == stem_before and int(last) == int(last_before) + 1


def _cited(heading: str, lid: str, part: str) -> str:
    article = _ARTICLE.match(heading)
    words = f"{article[1].lower()} {article[2].rstrip('.,:')}" if article else heading
    if lid:
        words += f" lid {lid}" if article else f", {lid}"
    return f"{words} onder {part}" if part else words
