"""The words in a line that become other ones, marked so that a sentence can name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from akkoord.redline.changes.signals import VALUE

Words = tuple[tuple[str, str], ...]
"""Old words with the new ones in their place, in the order of the text."""

_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*|\s+|[^\w\s]")
_CITED = re.compile(
    r"(?:\b(?:artikel(?:en)?|bijlagen?|hoofdstuk(?:ken)?|punt(?:en)?|lid|leden|onder|onderdeel)\s(?:[\w.]+,?\s)?)+$"
)
_LONG = 20
"""From so many words on, a line is not written out again for a few words."""
_FEW = 6
_MOST = 2


def replaced_words(was: str, becomes: str) -> Words | None:
    """Which words become which; None when a stretch only comes or goes, which words alone cannot say."""
    found = tuple(_stretches(was, becomes))
    if not found or any(not old or not new for old, new in found) or _replayed(was, found) != becomes:
        return None
    return found


def cited_words(was: str, becomes: str) -> Words | None:
    """As `replaced_words` for references with a number that moved, and the words before it: "artikel 2 lid 1"."""
    found: list[tuple[str, str]] = []
    at = 0
    for old, new in replaced_words(was, becomes) or ():
        start = was.find(old, at)
        before = _CITED.search(was[at:start])
        lead = before[0] if before is not None else ""
        found.append((lead + old, lead + new))
        at = start + len(old)
    return tuple(found) if found and _replayed(was, tuple(found)) == becomes else replaced_words(was, becomes)


def substituted_words(was: str, becomes: str) -> Words | None:
    """As `replaced_words`, where saying only those words is clearer than writing out the line.

    That is: a long line, at most two stretches of a few words, each of which stands there once.
    """
    if len(was.split()) < _LONG:
        return None
    found = replaced_words(was, becomes)
    if found is None or len(found) > _MOST:
        return None
    short = all(len(old.split()) <= _FEW and len(new.split()) <= _FEW for old, new in found)
    once = all(len(re.findall(rf"(?<!\w){re.escape(old)}(?!\w)", was)) == 1 == was.count(old) for old, _ in found)
    return found if short and once else None


def _replayed(text: str, words: Words) -> str:
    at = 0
    for old, new in words:
        start = text.find(old, at)
        if start < 0:
            return ""
        text = text[:start] + new + text[start + len(old) :]
        at = start + len(new)
    return text


def _stretches(was: str, becomes: str) -> Iterator[tuple[str, str]]:
    old, new = _tokens(was), _tokens(becomes)
    for tag, a, b, c, d in _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old):
        if tag != "equal":
            yield "".join(old[a:b]).strip(), "".join(new[c:d]).strip()


def _tokens(text: str) -> list[str]:
    """Words and signs; a date, an amount or a number is one."""
    out: list[str] = []
    at = 0
    for value in VALUE.finditer(text):
        out += _TOKEN.findall(text[at : value.start()])
        out.append(value[0])
        at = value.end()
    return out + _TOKEN.findall(text[at:])


def _joined(
    opcodes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    """Stretches with only a space between them as one."""
    out: list[tuple[str, int, int, int, int]] = []
    for code in opcodes:
        tag, a, b, c, d = code
        if tag == "equal" and out and not "".join(old[a:b]).strip():
            out.append(("replace", a, b, c, d))
        else:
            out.append(code)
    merged: list[tuple[str, int, int, int, int]] = []
    for tag, a, b, c, d in out:
        if merged and tag != "equal" and merged[-1][0] != "equal":
            _, first, _, start, _ = merged[-1]
            merged[-1] = ("replace", first, b, start, d)
        else:
            merged.append((tag, a, b, c, d))
    return merged
