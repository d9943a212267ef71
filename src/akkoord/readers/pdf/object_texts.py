"""The text of every object on a page, from the text of the whole page.

Asked for one object, PDFium looks through all characters of the page. Here the text of the page is taken once, and what
stands of each object in it is looked for by the object that a character belongs to. It gives what PDFium gives for one
object (`CPDF_TextPage::GetTextByPredicate`): its characters, and a space where the next character is one.
"""

from __future__ import annotations

import ctypes
import re

from akkoord.readers.pdf import calls

_TURNED = re.compile("[\0\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]")
"""Text from right to left: PDFium turns pieces of it round, so that the characters of an object may lie apart."""
_NO_LETTER = "\ufffe"
"""In the text of a page: a hyphen at a line end, or a character without letter, which the text of an object lacks."""
_HYPHEN = "\x02"
"""A hyphen at a line end in the text of an object."""


def object_texts(text_page: int) -> dict[int, str]:
    """The text of each object on a page, by its address; an object that is not there has to be asked for itself.

    Of a page of which this does not tell for certain there is none: where characters stand in another order than their
    objects, some have no letter, or the text of the page has more or less of them than there are.
    """
    count = calls.count_characters(text_page)
    memory = ctypes.create_string_buffer(2 * count + 2)
    if not count or calls.page_text(text_page, 0, count, ctypes.addressof(memory)) != count + 1:
        return {}
    words = memory.raw[:-2].decode("utf-16-le", "replace")
    if len(words) != count or _TURNED.search(words):
        return {}
    if any(calls.character(text_page, found.start()) != ord(_HYPHEN) for found in re.finditer(_NO_LETTER, words)):
        return {}
    return _divided(text_page, words.replace(_NO_LETTER, _HYPHEN))


def _divided(text_page: int, words: str) -> dict[int, str]:
    """`words` by object; none when an object is met twice."""
    owner, count = calls.character_owner, len(words)
    texts: dict[int, str] = {}
    at = line_end = 0
    while at < count:
        of = owner(text_page, at)
        if not of:  # made up by PDFium: a space or line end between objects
            at += 1
            continue
        if line_end <= at:
            line_end = words.find("\r", at + 1) % (count + 1)
        end = line_end if owner(text_page, line_end - 1) == of else _end(text_page, of, at + 1, line_end - 1)
        if of in texts:
            return {}
        texts[of] = words[at : end + 1] if words[end : end + 1] == " " else words[at:end]
        at = end
    return texts


def _end(text_page: int, of: int, first: int, last: int) -> int:
    """Where the characters of an object end: those before `first` are its own, that at `last` is not.

    Most end soon, as the number of an item does, or just before the last, where that is a hyphen: there it is looked
    for first.
    """
    owner = calls.character_owner
    if first < last and owner(text_page, last - 1) == of:
        return last
    ahead = 1
    while first + ahead < last:
        if owner(text_page, first + ahead) != of:
            last = first + ahead
            break
        first, ahead = first + ahead + 1, 2 * ahead
    while first < last:
        middle = (first + last) // 2
        if owner(text_page, middle) == of:
            first = middle + 1
        else:
            last = middle
    return last
