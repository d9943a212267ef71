"""What a paragraph is made of: leaves of text and objects, what is around them, and the tokens they are compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.ooxml.tracked import DELETING, INSERTING

HYPERLINK = w("hyperlink")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Wrapper(Struct, eq=False):
    """A hyperlink, content control or tag around content; `key` says what it does to its content.

    `silent`: nothing, as a smart tag does. `lone`: it came or went around content that stays, and does not count in it.
    """

    element: Element
    outer: Wrapper | None
    key: object
    silent: bool = False
    lone: bool = False


class Leaf(Struct, eq=False):
    """The content of characters `start` up to `end`.

    `key` is None for text and else says what the object is; `parts` are those of a field,
    which is one character. `marks` are the tracked changes of others around it.
    """

    start: int
    end: int
    element: Element
    run: Element | None
    wrapper: Wrapper | None
    marks: tuple[Element, ...]
    key: object = None
    shown: str = ""
    parts: tuple[Leaf, ...] = ()

    @property
    def inserted(self) -> bool:
        """Whether somebody inserted it."""
        return any(mark.tag in INSERTING for mark in self.marks)


class Marker(Struct, eq=False):
    """One end of a range (bookmark, comment), or the run that refers to a comment, before character `at`."""

    at: int
    element: Element
    wrapper: Wrapper | None


class Token(Struct, frozen=True):
    """A word, blanks, a punctuation mark or an object; `key` is equal for equal tokens of either side."""

    start: int
    end: int
    key: object


def tokens_of(leaves: Sequence[Leaf]) -> list[Token]:
    """The tokens of leaves, in order."""
    out: list[Token] = []
    index = 0
    while index < len(leaves):
        leaf = leaves[index]
        wrapper = wrapper_key(leaf.wrapper)
        if leaf.key is not None:
            out.append(Token(leaf.start, leaf.end, (leaf.key, wrapper)))
            index += 1
            continue
        last = index
        while last + 1 < len(leaves) and _one_text(leaves[last], leaves[last + 1]):
            last += 1
        text = leaf.shown if last == index else "".join(part.shown for part in leaves[index : last + 1])
        for found in _TOKEN.finditer(text):
            key: object = found.group() if wrapper is None else (found.group(), wrapper)
            out.append(Token(leaf.start + found.start(), leaf.start + found.end(), key))
        index = last + 1
    return out


def _one_text(leaf: Leaf, following: Leaf) -> bool:
    """Whether a word may go on from one leaf into the next: not from what somebody struck into what came for it."""
    if following.key is not None or not _in_one(leaf.wrapper, following.wrapper):
        return False
    if following.marks is leaf.marks:
        return True
    kinds = [{mark.tag in DELETING for mark in marks} for marks in (leaf.marks, following.marks)]
    return not kinds[0] or not kinds[1] or kinds[0] == kinds[1]


def _in_one(wrapper: Wrapper | None, other: Wrapper | None) -> bool:
    """Whether two wrappers are one, or links to one place, which programs cut at every run."""
    if wrapper is other:
        return True
    if wrapper is None or other is None or wrapper.outer is not other.outer or wrapper.key != other.key:
        return False
    return wrapper.element.tag == HYPERLINK


def wrapper_key(wrapper: Wrapper | None) -> object:
    """What all wrappers around content do to it, None for none."""
    while wrapper is not None and (wrapper.silent or wrapper.lone):
        wrapper = wrapper.outer
    if wrapper is None:
        return None
    return (wrapper.key, wrapper_key(wrapper.outer))
