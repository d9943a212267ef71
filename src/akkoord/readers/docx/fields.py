"""Fields: which text is a code and which is shown."""

from __future__ import annotations

from msgspec import Struct


class _Field(Struct):
    code: str = ""
    showing: bool = False
    dropped: bool = False


class OpenFields:
    """The fields that are open at a place; they may begin in one paragraph and end in another.

    A page number inside a table of contents is dropped: it is layout, not text.
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def begin(self) -> None:
        """`fldChar begin`."""
        self._open.append(_Field())

    def code(self, text: str) -> None:
        """`instrText`: part of the code of the innermost field."""
        if self._open and not self._open[-1].showing:
            self._open[-1].code += text

    def separate(self) -> None:
        """`fldChar separate`: what follows is the result."""
        if self._open:
            field = self._open[-1]
            field.showing = True
            outside = [_kind(f.code) for f in self._open[:-1]]
            field.dropped = _kind(field.code) == "PAGEREF" and "TOC" in outside

    def end(self) -> None:
        """`fldChar end`."""
        if self._open:
            self._open.pop()

    def simple(self, code: str) -> None:
        """A `fldSimple` begins; close it with `end`."""
        self.begin()
        self.code(code)
        self.separate()

    @property
    def showing(self) -> bool:
        """Whether text here is shown to a reader."""
        return not self._open or all(f.showing and not f.dropped for f in self._open)

    @property
    def unfinished(self) -> int:
        """How many fields are still open."""
        return len(self._open)


def _kind(code: str) -> str:
    words = code.split(maxsplit=1)
    return words[0].upper() if words else ""
