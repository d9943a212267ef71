"""Dutch typography of running text: quotes, apostrophes, dashes, the ellipsis, the space after `€`.

Only what an author types for want of a key is changed; an escaped character (`\\"`) stays.
"""

from __future__ import annotations

import re

_CLIPPED = re.compile(r"'(?:s|t|n|m|k|r|ns|em|ie|ier|[0-9]{2})(?![^\W_])", re.IGNORECASE)
"""Words that begin with an apostrophe: 's-Hertogenbosch, 't, 'n, '95 (Woordenlijst, Leidraad 13)."""

_OPENS_AFTER = frozenset("([{–—-/“‘„\u00a0")
_DASH = re.compile(r"(?<=\s)-(?=\s)")
_EURO = re.compile(r"€ +(?=[0-9])")
_SPACES = re.compile(" {2,}")
_TOUCHED = re.compile(r"[\"'€]|\.\.\.| {2}|(?:^|\s)-(?:\s|$)")


def typeset(text: str, before: str, after: str) -> str:
    """`text` with Dutch typography; `before` and `after` are the characters around it, "" at an end."""
    if not _TOUCHED.search(text):
        return text
    whole = f"{before}{text}{after}"
    changed = _DASH.sub("–", whole)[len(before) : len(whole) - len(after)]
    changed = _quoted(changed, before)
    changed = changed.replace("...", "…")
    changed = _EURO.sub("€\u00a0", changed)
    return _SPACES.sub(" ", changed)


def _quoted(text: str, before: str) -> str:
    if '"' not in text and "'" not in text:
        return text
    out: list[str] = []
    last = before
    for at, character in enumerate(text):
        if character in "\"'":
            character = _quote(text, at, last)  # the typeset form takes its place
        out.append(character)
        last = character
    return "".join(out)


def _quote(text: str, at: int, last: str) -> str:
    opens = not last or last.isspace() or last in _OPENS_AFTER
    if text[at] == '"':
        return "“" if opens else "”"
    if not opens or _CLIPPED.match(text, at):
        return "’"
    return "‘"
