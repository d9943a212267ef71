"""The answer on the text of a file that came back."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Answer(StrEnum):
    """What became of the text, from good to bad."""

    IDENTICAL = "identical"
    LAYOUT = "layout_only"
    ADDED = "added"
    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"

    @property
    def dutch(self) -> str:
        """In a report."""
        return _ANSWERS[self]


_ANSWERS = {
    Answer.IDENTICAL: "gelijk",
    Answer.LAYOUT: "alleen opmaak anders",
    Answer.ADDED: "er is iets toegevoegd",
    Answer.MISSING: "er ontbreekt iets",
    Answer.CHANGED: "gewijzigd",
    Answer.UNREADABLE: "niet leesbaar",
}


class Kind(StrEnum):
    """What a change does."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"
    HIDDEN = "hidden"
    """It can be read by a program and not by a person, or the other way round."""
    LAYOUT = "layout"

    @property
    def dutch(self) -> str:
        """In a report."""
        return _KINDS[self]


_KINDS = {
    Kind.CHANGED: "gewijzigd",
    Kind.MISSING: "weg",
    Kind.ADDED: "toegevoegd",
    Kind.MOVED: "verplaatst",
    Kind.HIDDEN: "te zien is iets anders dan er te lezen staat",
    Kind.LAYOUT: "opmaak",
}


class Change(Struct, frozen=True):
    """One difference: where it stands in what was sent ("artikel 2 lid 1"), on which page (0 for none), was and is."""

    kind: Kind
    place: str
    page: int
    was: str
    becomes: str
    what: str = ""


class TextVerdict(Struct, frozen=True):
    """The text of a file. `unread` names what could not be compared; `notes` what is worth knowing and no change.

    `detail` is what libraries said of what is broken, in their own language; for who reads JSON.
    """

    answer: Answer
    changes: tuple[Change, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it is proven that the text is what was sent."""
        return self.answer in (Answer.IDENTICAL, Answer.LAYOUT)


def text_verdict(
    changes: Iterable[Change], unread: Iterable[str], notes: Iterable[str], *, same_look: bool
) -> TextVerdict:
    """The verdict that follows from what was found. What could not be read is never good."""
    found = tuple(dict.fromkeys(changes))
    unknown = tuple(dict.fromkeys(unread))
    kinds = {change.kind for change in found} - {Kind.LAYOUT}
    if kinds == {Kind.MISSING}:
        answer = Answer.MISSING
    elif kinds == {Kind.ADDED}:
        answer = Answer.ADDED
    elif kinds:
        answer = Answer.CHANGED
    elif unknown:
        answer = Answer.UNREADABLE
    else:
        answer = Answer.IDENTICAL if same_look and not found else Answer.LAYOUT
    return TextVerdict(answer, found, unknown, tuple(dict.fromkeys(notes)))
