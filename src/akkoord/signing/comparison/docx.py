"""A Word file that came back, held against the Word file that was sent: its words, and what it holds besides.

Another program writes the same text in another way, so only what is read counts: words in order with computed
numbers, footnotes, header and footer. What people tracked is read as accepted, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from akkoord.proof.words import Words, words_of
from akkoord.readers.docx.beside import Remark, Unseen
from akkoord.readers.docx.oddities import Oddity
from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText
from akkoord.readers.pdf_text import SOFT_HYPHEN
from akkoord.signing.comparison.oddities import odd_changes, odd_unread
from akkoord.signing.comparison.provisions import Provision
from akkoord.signing.comparison.text import word_changes
from akkoord.signing.comparison.verdict import Answer, Change, Kind, TextVerdict, text_verdict

CONTENTS = "inhoudsopgave"
HIDDEN = "verborgen tekst"
FURNITURE = "kop- of voettekst"
_PAGE_NUMBERS = re.compile(r"(pagina|bladzijde)\s+\d+(\s+(?:van|/)\s+\d+)?", re.IGNORECASE)
_LIKE = 0.7
"""How much words must be like those of a provision to be located there."""
_NUMBER_AT_END = re.compile(r"\s+\d+$")


class Tracked(Struct, frozen=True):
    """Tracked changes of one author ("" when none is named): how many of each sort, in Dutch."""

    author: str
    counts: str


class WordSide(Struct, frozen=True):
    """A Word file as it was read. `places` says for each piece of the text how it is cited ("artikel 7 lid 2").

    `furniture` are the words of headers and footers, `hidden` what is not printed.
    """

    digest: str
    text: ExtractedText
    places: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    hidden: tuple[Unseen, ...] = ()
    remarks: tuple[Remark, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    oddities: tuple[Oddity, ...] = ()


def compare_docx(sent: WordSide, returned: WordSide) -> TextVerdict:
    """The verdict on the text of `returned`; `sent` must have places."""
    sent, returned = (replace(side, text=_without_soft_hyphens(side.text)) for side in (sent, returned))
    if not returned.text.pieces:
        new = tuple(what for what in returned.text.unread if what not in sent.text.unread)
        return TextVerdict(Answer.UNREADABLE, unread=new or ("er staat geen tekst in die iemand ziet",))
    changes = [
        *_text(sent, returned.text),
        *_notes(sent.text, returned.text),
        *_furniture(sent.furniture, returned.furniture),
        *_hidden(sent, returned.hidden),
    ]
    told = {change.place for change in changes}
    changes += odd_changes(sent.oddities, returned.oddities, lambda words: _where(sent, words), told)
    unread = [what for what in returned.text.unread if what not in sent.text.unread]
    unread += odd_unread(sent.oddities, returned.oddities)
    return text_verdict(changes, unread, _told(returned), same_look=sent.digest == returned.digest)


def _without_soft_hyphens(text: ExtractedText) -> ExtractedText:
    """The text without the places where a word may be broken, which show nothing."""
    pieces = tuple(ExtractedPiece(piece.text.replace(SOFT_HYPHEN, ""), piece.place) for piece in text.pieces)
    notes = tuple(ExtractedNote(n.mark, n.text.replace(SOFT_HYPHEN, ""), n.place) for n in text.notes)
    return ExtractedText(pieces, notes, text.unread)


def _text(sent: WordSide, returned: ExtractedText) -> Iterator[Change]:
    old = words_of(sent.text.pieces)
    new = words_of(tuple(_without_page_numbers(sent, returned)))
    yield from word_changes(_provisions(sent, old), old.texts, new.texts)


def _without_page_numbers(sent: WordSide, returned: ExtractedText) -> Iterator[ExtractedPiece]:
    """The pieces of `returned`; a line of the contents without its page number, which each program sets by itself."""
    lines = {piece.text for piece, place in zip(sent.text.pieces, sent.places, strict=True) if place == CONTENTS}
    for piece in returned.pieces:
        bare = _NUMBER_AT_END.sub("", piece.text)
        yield ExtractedPiece(bare, piece.place) if bare in lines and piece.text not in lines else piece


def _provisions(sent: WordSide, words: Words) -> tuple[Provision, ...]:
    found: list[Provision] = []
    index = 0
    for piece, place in zip(sent.text.pieces, sent.places, strict=True):
        count = len(words_of((ExtractedPiece(piece.text, ""),)).texts)
        if found and found[-1].place == place:
            found[-1] = Provision(place, 0, found[-1].start, index + count)
        elif count:
            found.append(Provision(place, 0, index, index + count))
        index += count
    assert index == len(words.texts), "every word has a provision"  # noqa: S101  a bug of ours
    return tuple(found)


def _notes(old: ExtractedText, new: ExtractedText) -> Iterator[Change]:
    was, now = ({note.mark: note.text for note in text.notes} for text in (old, new))
    for mark in sorted(was.keys() | now.keys(), key=lambda m: (len(m), m)):
        one, other = was.get(mark, ""), now.get(mark, "")
        if one.split() != other.split():
            kind = Kind.CHANGED if one and other else Kind.MISSING if one else Kind.ADDED
            yield Change(kind, f"voetnoot {mark}", 0, one, other)


def _furniture(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    was, now = (sorted({_PAGE_NUMBERS.sub(r"\1", words) for words in side}) for side in (old, new))
    gone, come = [w for w in was if w not in now], [w for w in now if w not in was]
    for index in range(max(len(gone), len(come))):
        one, other = (side[index] if index < len(side) else "" for side in (gone, come))
        kind = Kind.CHANGED if one and other else Kind.MISSING if one else Kind.ADDED
        yield Change(kind, FURNITURE, 0, one, other)


def _hidden(sent: WordSide, new: Sequence[Unseen]) -> Iterator[Change]:
    left = [unseen.words for unseen in sent.hidden]
    for unseen in new:
        if unseen.words in left:
            left.remove(unseen.words)
        else:
            what = f"er staat tekst in die niemand ziet ({unseen.why})"
            yield Change(Kind.HIDDEN, _where(sent, unseen.words, unseen.among), 0, "", unseen.words, what)


def _where(sent: WordSide, words: str, among: str = "") -> str:
    """The provision in which such words were sent, or words that are much like them.

    Of several the one that is most like `among`: the paragraph or row in which they came back.
    """
    stories: dict[str, str] = {}
    for piece, place in zip(sent.text.pieces, sent.places, strict=True):
        if place != CONTENTS:
            stories[place] = f"{stories[place]} {piece.text}" if place in stories else piece.text
    stories |= {f"voetnoot {note.mark}": note.text for note in sent.text.notes}
    stories |= {FURNITURE: " ".join(sent.furniture)}
    plain = " ".join(words.split())
    holding = {place: text for place, text in stories.items() if plain and plain in text}
    known = " ".join(among.split()) or plain
    place = max(holding or stories, key=lambda one: Indel.normalized_similarity(known, stories[one]))
    return place if holding or Indel.normalized_similarity(known, stories[place]) >= _LIKE else HIDDEN


def _told(returned: WordSide) -> Iterable[str]:
    for tracked in returned.tracked:
        who = tracked.author or "iemand zonder naam"
        yield f"bijgehouden wijzigingen van {who}: {tracked.counts}; hier gelezen alsof ze zijn aangenomen"
    for remark in returned.remarks:
        who = remark.author or "iemand zonder naam"
        yield f"opmerking van {who}: `{remark.text[:200]}`"
