"""Extracted text as a row of words, each with its place, in a form in which two readers can agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from akkoord.readers.extracted import ExtractedPiece
from akkoord.readers.pdf_text import MAYBE_SPACE, SOFT_HYPHEN

_UNDECIDED: Mapping[str, tuple[str, ...]] = {SOFT_HYPHEN: ("", "-", "- "), MAYBE_SPACE: ("", " ")}
_UNDECIDED_PATTERN = re.compile(f"([{SOFT_HYPHEN}{MAYBE_SPACE}])")

_MAX_JOINED = 12


class Words(Struct, frozen=True):
    """The words of `pieces` as printed, in order: NFC, split at white space.

    `readings` holds, by its place among the words of the pieces, as which words an undecided
    one is read; `undecided` the places of those that still are. The words alone say whether two
    texts are equal, and places are worked out only to show where they are not.
    """

    texts: list[str]
    pieces: Sequence[ExtractedPiece]
    readings: Mapping[int, Sequence[str]] = field(default_factory=dict[int, Sequence[str]])
    undecided: Sequence[int] = ()

    def places(self) -> list[str]:
        """The place in the file of each word, in Dutch."""
        out: list[str] = []
        index = 0
        for piece in self.pieces:
            for _ in unicodedata.normalize("NFC", piece.text).split():
                out.extend([piece.place] * len(self.readings.get(index, ("",))))
                index += 1
        return out


def words_of(pieces: Sequence[ExtractedPiece]) -> Words:
    """The words of `pieces`. A line end never composes with a letter, so all are normalised at once."""
    whole = unicodedata.normalize("NFC", "\n".join([piece.text for piece in pieces]))
    texts = whole.split()
    marked = SOFT_HYPHEN in whole or MAYBE_SPACE in whole
    return Words(texts, pieces, undecided=_undecided(texts) if marked else ())


def decided(words: Words, other: Words) -> Words:
    """`words`, none decided yet, with every undecided line end read as `other` has it there, if it can be.

    A line end that hides a hyphen or a space (see `read_pdf_text`) is looked up in `other` at
    the place reached so far; the first real difference leaves only a look at whether the word
    occurs in `other` at all, which serves to show that difference well.
    """
    if not words.undecided:
        return words
    texts = words.texts
    known_texts = other.texts
    if other.undecided:
        known_texts = [text.replace(MAYBE_SPACE, "") for text in known_texts]  # where it may end is no letter of a word
    out: list[str] = []
    readings: dict[int, Sequence[str]] = {}
    known: frozenset[str] | None = None
    equal = 0  # words at the head that are known to be the same in both
    copied = 0
    for index in words.undecided:
        out += texts[copied:index]
        copied = index + 1
        equal = _equal_until(out, known_texts, equal)
        read = _matching(texts[index], known_texts[equal : equal + _MAX_JOINED]) if equal == len(out) else []
        if not read:
            known = frozenset(known_texts) if known is None else known
            read = _likely(texts[index], known)
        readings[index] = read
        out += read
    return Words(out + texts[copied:], words.pieces, readings)


def _undecided(texts: Sequence[str]) -> list[int]:
    """Which of `texts` hold a mark; neither mark is ASCII, which most words are."""
    return [
        index for index, text in enumerate(texts) if not text.isascii() and (SOFT_HYPHEN in text or MAYBE_SPACE in text)
    ]


def _equal_until(one: Sequence[str], two: Sequence[str], start: int) -> int:
    """The first place from `start` where `one` and `two` differ or end; all before `start` is the same."""
    end = min(len(one), len(two))
    if one[start:end] == two[start:end]:
        return end
    return next(index for index in range(start, end) if one[index] != two[index])


def _matching(undecided: str, other: Sequence[str]) -> list[str]:
    """The words at the head of `other` that `undecided` can be read as; none when it cannot."""
    parts = _UNDECIDED_PATTERN.split(undecided)
    for count in range(1, len(other) + 1):
        if _can_be_read(parts, " ".join(other[:count])):
            return list(other[:count])
    return []


def _can_be_read(parts: Iterable[str], text: str) -> bool:
    """Whether `parts`, each a mark or plain text, can be read as exactly `text`."""
    reached = {0}
    for part in parts:
        choices = _UNDECIDED.get(part, (part,))
        reached = {at + len(choice) for at in reached for choice in choices if text.startswith(choice, at)}
    return len(text) in reached


def _likely(undecided: str, known: frozenset[str]) -> list[str]:
    whole = _UNDECIDED_PATTERN.sub("", undecided)
    apart = _UNDECIDED_PATTERN.sub(" ", undecided).split()
    hyphened = undecided.replace(SOFT_HYPHEN, "-").replace(MAYBE_SPACE, "")
    if whole not in known and hyphened in known:
        return [hyphened]
    left_open = undecided.replace(SOFT_HYPHEN, "- ").replace(MAYBE_SPACE, "").split()  # "loon- en prijsontwikkeling"
    if whole not in known and set(left_open) <= known:
        return left_open
    return apart if whole not in known and set(apart) <= known else [whole]
