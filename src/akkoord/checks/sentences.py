"""A text cut into its sentences, each with where it begins."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.patterns import pattern_of

_END = pattern_of(r"(?<=[.;!?])(?<!\b[a-z]\.)(?<!\bnr\.)(?<!\bm\.n\.)\s+")


def sentences_in(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of `text` from front to back; what a semicolon parts are two."""
    start = 0
    for end in _END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    if start < len(text):
        yield start, text[start:]
