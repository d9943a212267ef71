"""Whether the words of a change are those of another document that changed in the same way.

Two documents in which the same words change can have other words around them, such as a name. The words around are
those of the former page: where its lines are the same, so is all that was and becomes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from akkoord.project.differing_lines import DIGEST
from akkoord.records import TextChange

_TAG = re.compile(rb"<[^>]*>")
_NUMBER = re.compile(rb'<span class="number">([^<]*)</span>')
_LID = re.compile(rb"[0-9]+[a-z]*[.] ?")
_CELLS = " | "
"""Between the cells of a row in the words of a change."""

Lines = tuple[tuple[bytes, ...] | None, ...]
"""For each change the lines of a page in which its old words stand; None where they were not found."""


def lines_of(changes: Iterable[TextChange], page: bytes) -> Lines:
    """Where the old words of `changes` stand in the former page of the document they were found in."""
    there: dict[str, bytes] = {}
    for line in page.split(b"\n"):
        there.setdefault(_plain(line), line)
    return tuple(_lines_of(change, there) for change in changes)


def others_around(lines: Lines, page: bytes) -> frozenset[int]:
    """The numbers of the changes that have other words around them in a document with this former page."""
    framed = b"\n" + page + b"\n"
    return frozenset(
        number for number, own in enumerate(lines) if own is None or not all(_stands_in(framed, line) for line in own)
    )


def address_of(lines: Sequence[bytes], at: int) -> bytes:
    """Where a line stands: the numbers of its article, lid and part, and the table and row that it is in.

    The same words can change under another number; a plan tells those apart.
    """
    numbers: dict[str, bytes] = {}
    for line in reversed(lines[: at + 1]):
        if found := _NUMBER.search(line):
            heading, number = line.startswith(b"<h"), found[1]
            sort = "heading" if heading else "lid" if _LID.fullmatch(number) else "part"
            if sort == "heading" or "lid" not in numbers:  # a part of an earlier lid is none of this one
                numbers.setdefault(sort, number)
            if heading:
                break
    return b"/".join((*(numbers.get(sort, b"") for sort in ("heading", "lid", "part")), _row_of(lines, at)))


def _row_of(lines: Sequence[bytes], at: int) -> bytes:
    rows = 0
    for number in range(min(at, len(lines) - 1), -1, -1):
        line = lines[number]
        if line.startswith(b"</table"):
            break
        rows += line.startswith(b"<tr")
        if line.startswith(b"<table"):
            return b"%d.%d" % (sum(one.startswith(b"<table") for one in lines[:number]), rows)
    return b""


def has_digest(change: TextChange) -> bool:
    """Whether a digest stands in the new words: each text has its own."""
    return any(DIGEST.search(text.encode()) for text in change.becomes)


def _stands_in(framed: bytes, line: bytes) -> bool:
    """Whether a page has this line, whatever its tags say: an address is another where a number is."""
    if b"\n" + line + b"\n" in framed:
        return True
    words = _TAG.split(line)
    longest = max(words, key=len)
    at = framed.find(longest) if longest else -1
    while at >= 0:
        end = framed.index(b"\n", at)
        if _TAG.split(framed[framed.rindex(b"\n", 0, at + 1) + 1 : end]) == words:
            return True
        at = framed.find(longest, end)
    return False


def _lines_of(change: TextChange, there: dict[str, bytes]) -> tuple[bytes, ...] | None:
    found = [_line_of(part, there) for text in change.was for part in text.split(_CELLS) if part.strip()]
    lines = tuple(dict.fromkeys(line for line in found if line is not None))
    return lines if None not in found else None


def _line_of(text: str, there: dict[str, bytes]) -> bytes | None:
    for words in _as_on_a_page(text):
        if words in there:
            return there[words]
        if len(words) > 1 and (line := next((line for plain, line in there.items() if words in plain), None)):
            return line
    return None


def _as_on_a_page(text: str) -> Iterator[str]:
    """The words of a line, also without the number before it, which a page does not print in the line."""
    words = text.split()
    yield " ".join(words)
    if len(words) > 1:
        yield " ".join(words[1:])


def _plain(line: bytes) -> str:
    return " ".join(html.unescape(_TAG.sub(b"", line).decode("utf-8", "replace")).split())
