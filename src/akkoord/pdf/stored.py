"""The objects of a PDF one by one, as they lie in the file: each by itself, or together with others in a stream.

Read as far as files go that the typesetter wrote, or that were written once more after it: one table, no part that was
added later, no secrets. Any other file is refused.

Source:
    ISO 32000-1, 7.5.4 (the table), 7.5.7 (objects in a stream), 7.5.8 (the table as a stream).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping

from akkoord.pdf.values import Value, dictionary

_TAIL = 64
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_LINE = 20
_IN_USE = re.compile(rb"(?:\d{10} \d{5} n[ \r][\r\n])*")
_COLUMNS: Value = [b"1", b"4", b"2"]
"""How many bytes the columns of a table have that is a stream: a kind, a place or holder, an index."""
_ROW = struct.Struct(">BIH")
_APART, _HELD = 1, 2
_OPENED, _CLOSED = re.compile(rb"\d+ 0 obj\n"), b"\nendobj\n"
_STREAM, _STREAM_ENDS = b"\nstream\n", b"\nendstream"
_LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)\b")
_NOT_SO = (b"/Prev", b"/Encrypt", b"/XRefStm", b"/Index")


class OtherFormError(ValueError):
    """A file that is written in another way than those that are read here."""


class StoredObjects:
    """The objects of `pdf` by their numbers, from 1 to `count`; `trailer` tells which of them the document is.

    Raises:
        OtherFormError: it is written in another way; that may show when an object is asked for.
    """

    def __init__(self, pdf: bytes) -> None:
        end = _START.search(pdf, max(0, len(pdf) - _TAIL))
        if end is None:
            raise OtherFormError("no place of a table")
        self._pdf = pdf
        self._holders: dict[int, list[bytes]] = {}
        self.trailer: Mapping[bytes, Value]
        self._rows = b""
        self._lines_at = 0
        self._table_at = at = int(end[1])
        if table := _TABLE.match(pdf, at):
            self._lines_at, self.count = table.end(), int(table[1]) - 1
            self.trailer = dictionary(pdf[table.end() + _LINE * int(table[1]) :].removeprefix(b"trailer\n"))
        else:
            self.trailer, self._rows = stream_of(pdf[slice(*self._span(at))])
            self.count = len(self._rows) // _ROW.size - 1
            if self.trailer.get(b"/W") != _COLUMNS:
                raise OtherFormError("a table of other columns")
        if any(name in self.trailer for name in _NOT_SO):
            raise OtherFormError("a file in parts, or a secret one")

    def apart(self) -> list[bytes]:
        """All bodies in the order of their numbers, of a file in which each object stands by itself.

        One object begins where another ends, so that none has to be looked through.

        Raises:
            OtherFormError: some stand together in a stream, or there is something between objects.
        """
        if self._rows:
            raise OtherFormError("objects in a stream")
        table = self._pdf[self._lines_at + _LINE : self._lines_at + _LINE * (self.count + 1)]
        if len(table) != _LINE * self.count or not _IN_USE.fullmatch(table):
            raise OtherFormError("a table with others than objects in use")
        places = list(map(int, table.split()[::3]))
        ends = dict(zip(starts := sorted(places), [*starts[1:], self._table_at], strict=True))
        bodies: list[bytes] = []
        for number, place in enumerate(places, start=1):
            head, whole = b"%d 0 obj\n" % number, self._pdf[place : ends[place]]
            if not whole.startswith(head) or not whole.endswith(_CLOSED):
                raise OtherFormError(number)
            bodies.append(whole[len(head) : -len(_CLOSED)])
        return bodies

    def body(self, number: int) -> bytes:
        """What stands between the number of an object and its end."""
        kind, place, index = self._row(number)
        if kind == _HELD:
            if place not in self._holders:
                self._holders[place] = _unpacked(self._pdf[slice(*self.span(place))])
            bodies = self._holders[place]
            if index >= len(bodies):
                raise OtherFormError(number)
            return bodies[index]
        return self._pdf[slice(*self.span(number))]

    def span(self, number: int) -> tuple[int, int]:
        """Where in the file the body of an object stands that stands there by itself."""
        kind, place, _ = self._row(number)
        if kind != _APART or not self._pdf.startswith(b"%d 0 obj\n" % number, place):
            raise OtherFormError(number)
        return self._span(place)

    def _row(self, number: int) -> tuple[int, int, int]:
        """What the table says of an object: its kind, and where it stands."""
        if not 0 < number <= self.count:
            raise OtherFormError(number)
        if self._rows:
            return _ROW.unpack_from(self._rows, _ROW.size * number)
        at = self._lines_at + _LINE * number
        line = self._pdf[at : at + _LINE]
        if not line[:10].isdigit() or line[17:18] != b"n":
            raise OtherFormError(number)
        return _APART, int(line[:10]), 0

    def _span(self, place: int) -> tuple[int, int]:
        """Where the body stands of the object that stands at `place`."""
        pdf = self._pdf
        head = _OPENED.match(pdf, place)
        end = pdf.find(_CLOSED, place)
        if head is None or end < 0:
            raise OtherFormError(place)
        stream = pdf.find(_STREAM, place, end)
        if stream >= 0:  # its bytes may look like an end
            length = _LENGTH.search(pdf, place, stream)
            end = stream + len(_STREAM) + int(length[1]) + len(_STREAM_ENDS) if length else -1
            if not pdf.startswith(_STREAM_ENDS + _CLOSED, end - len(_STREAM_ENDS)):
                raise OtherFormError(place)
        return head.end(), end


def stream_of(body: bytes) -> tuple[dict[bytes, Value], bytes]:
    """The dictionary of a stream and what it holds, inflated.

    Raises:
        OtherFormError: it is no stream, or coded in another way.
    """
    about, data = parts_of_stream(body)
    of = dictionary(about)
    if of.get(b"/Filter") != b"/FlateDecode" or b"/DecodeParms" in of:
        raise OtherFormError("a stream coded in another way")
    try:
        return of, zlib.decompress(data)
    except zlib.error as problem:
        raise OtherFormError(str(problem)) from problem


def parts_of_stream(body: bytes) -> tuple[bytes, bytes]:
    """How a stream is described, and its bytes as they stand; no bytes when it is none."""
    about, found, data = body.partition(_STREAM)
    if not found:
        return body, b""
    if not data.endswith(_STREAM_ENDS):
        raise OtherFormError("a stream without end")
    return about, data[: -len(_STREAM_ENDS)]


def _unpacked(body: bytes) -> list[bytes]:
    """The objects that a stream holds, in order."""
    of, data = stream_of(body)
    first, count = of.get(b"/First"), of.get(b"/N")
    if not isinstance(first, bytes) or not first.isdigit() or of.get(b"/Type") != b"/ObjStm":
        raise OtherFormError("no holder of objects")
    numbers = data[: int(first)].split()
    if count != b"%d" % (len(numbers) // 2) or not all(map(bytes.isdigit, numbers)):
        raise OtherFormError("a holder of other objects")
    places = [int(first) + int(place) for place in numbers[1::2]]
    return [data[at:end].rstrip() for at, end in zip(places, [*places[1:], len(data)], strict=True)]
