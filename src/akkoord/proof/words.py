"""Extracted text as a row of words, each with its place, in a form in which two readers can agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from akkoord.readers.extracted import ExtractedPiece
from akkoord.readers.pdf_text import MAYBE_SPACE, SOFT_HYPHEN

_UNDECIDED: Mapping[str, str] = {SOFT_HYPHEN: "(?:- ?)?", MAYBE_SPACE: " ?"}
_UNDECIDED_PATTERN = re.compile(f"([{SOFT_HYPHEN}{MAYBE_SPACE}])")

_MAX_JOINED = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, with its place in the file in Dutch."""

    text: str
    place: str


def words_of(pieces: Iterable[ExtractedPiece]) -> list[Word]:
    """The words of `pieces` in order: NFC, split at white space."""
    return [Word(text, piece.place) for piece in pieces for text in unicodedata.normalize("NFC", piece.text).split()]


def decided(words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """`words` with every undecided line end read as `other` has it there, where that is possible.

    A line end that hides a hyphen or a space (see `read_pdf_text`) is looked up in `other` at
    the place reached so far; the first real difference leaves only a look at whether the word
    occurs in `other` at all, which serves to show that difference well.
    """
    out: list[Word] = []
    known: frozenset[str] | None = None
    equal = 0  # words at the head that are known to be the same in both
    for word in words:
        if SOFT_HYPHEN not in word.text and MAYBE_SPACE not in word.text:
            out.append(word)
            continue
        equal = _equal_until(out, other, equal)
        level = equal == len(out)
        readings = _matching(word.text, [w.text for w in other[equal : equal + _MAX_JOINED]]) if level else []
        if not readings:
            known = frozenset(w.text for w in other) if known is None else known
            readings = _likely(word.text, known)
        out.extend(Word(text, word.place) for text in readings)
    return out


def _equal_until(one: Sequence[Word], two: Sequence[Word], start: int) -> int:
    """The first place from `start` where `one` and `two` differ or end; all before `start` is the same."""
    for index in range(start, min(len(one), len(two))):
        if one[index].text != two[index].text:
            return index
    return min(len(one), len(two))


def _matching(undecided: str, other: Sequence[str]) -> list[str]:
    """The words at the head of `other` that `undecided` can be read as; none when it cannot."""
    pattern = re.compile(
        "".join(_UNDECIDED.get(part) or re.escape(part) for part in _UNDECIDED_PATTERN.split(undecided))
    )
    for count in range(1, len(other) + 1):
        if pattern.fullmatch(" ".join(other[:count])):
            return list(other[:count])
    return []


def _likely(undecided: str, known: frozenset[str]) -> list[str]:
    whole = _UNDECIDED_PATTERN.sub("", undecided)
    apart = _UNDECIDED_PATTERN.sub(" ", undecided).split()
    hyphened = undecided.replace(SOFT_HYPHEN, "-").replace(MAYBE_SPACE, "")
    if whole not in known and hyphened in known:
        return [hyphened]
    return apart if whole not in known and set(apart) <= known else [whole]
