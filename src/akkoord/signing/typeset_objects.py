"""The objects of a PDF as the typesetter writes it, and the file written once more with others in their place.

The typesetter writes every object by itself, in the order of the table at the end. What does not change is copied as
it stands: streams whole, everything else deflated together, a hundred objects at a time (that is most of the tags).

Source:
    ISO 32000-1, 7.3 (objects), 7.5.4 (the table), 7.5.7 and 7.5.8 (object streams, the table as a stream), 7.9.2 and
    annex D.2 (texts).
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "bytes | list[Value] | dict[bytes, Value]"
"""A dictionary by its names, an array, or anything else as it is written."""

_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = 20
_OPENED, _CLOSED = b"%d 0 obj\n", b"\nendobj\n"
_STREAM_ENDS = b"endstream"
_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_TOGETHER = 100
_TOKEN = re.compile(rb"\s*(<<|>>|\[|\]|/[^\s()<>\[\]{}/%]*|\d+ \d+ R\b|<[0-9A-Fa-f\s]*>|\(|[^\s()<>\[\]{}/%]+)")
_OF_PDF = {
    **{chr(code): code for code in (*b"\t\n\r", *range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))},
    **dict(zip("˘ˇˆ˙˝˛˚˜", range(0x18, 0x20), strict=True)),
    **dict(zip("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", range(0x80, 0x9F), strict=True)),
    "€": 0xA0,
}
_AS_IF_UNICODE = ("\xfe\xff", "\xef\xbb\xbf")
_IN_STRING = re.compile(rb"\\.|[()]", re.DOTALL)
_AFTER_NAME = re.compile(rb"[^\s()<>\[\]{}/%]")


class TypesetFile(NamedTuple):
    """`objects` in the order of their numbers, from 1; `trailer` tells which of them the document is."""

    objects: list[bytes]
    trailer: dict[bytes, Value]


def opened(pdf: bytes) -> TypesetFile:
    """The objects of a file of the typesetter.

    Raises:
        AssertionError: the file is written in another way; a bug of ours.
    """
    end = _START.search(pdf)
    table = _TABLE.match(pdf, int(end[1])) if end else None
    assert table is not None, "no table where a typeset file has it"  # noqa: S101  a bug of ours
    begin, count = table.end(), int(table[1])
    places = [int(pdf[at : at + 10]) for at in range(begin + _ENTRY, begin + _ENTRY * count, _ENTRY)]
    ends = dict(zip(ordered := sorted(places), [*ordered[1:], table.start()], strict=True))
    objects: list[bytes] = []
    for number, place in enumerate(places, start=1):
        head = _OPENED % number
        whole = pdf[place : ends[place]]
        assert whole.startswith(head), number  # noqa: S101  a bug of ours
        assert whole.endswith(_CLOSED), number  # noqa: S101  a bug of ours
        objects.append(whole[len(head) : -len(_CLOSED)])
    trailer = dictionary(pdf[begin + _ENTRY * count :].removeprefix(b"trailer\n"))
    return TypesetFile(objects, trailer)


def saved(objects: Sequence[bytes], trailer: Mapping[bytes, Value]) -> bytes:
    """A file with these objects; the same bytes for the same objects."""
    written, size = [_HEADER], len(_HEADER)
    entries: list[tuple[int, int, int]] = [(0, 0, 65535)] * (len(objects) + 1)
    packed: list[int] = []

    def write(number: int, body: bytes) -> None:
        nonlocal size
        entries[number] = (1, size, 0)
        written.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        size += len(written[-1])

    for number, body in enumerate(objects, start=1):
        if body.endswith(_STREAM_ENDS):
            write(number, body)
        else:
            packed.append(number)
    for at in range(0, len(packed), _TOGETHER):
        numbers = packed[at : at + _TOGETHER]
        entries += [(0, 0, 0)]
        holder = len(entries) - 1
        for index, number in enumerate(numbers):
            entries[number] = (2, holder, index)
        write(holder, _holder(numbers, [objects[number - 1] for number in numbers]))
    digest = hashlib.sha256(b"".join(written)).digest()[:16]
    table = {name: trailer[name] for name in (b"/Root", b"/Info") if name in trailer}
    entries.append((1, size, 0))
    rows = b"".join(struct.pack(">BIH", *entry) for entry in entries)
    write(
        len(entries) - 1,
        stream(
            {
                b"/Type": b"/XRef", b"/Size": b"%d" % len(entries), b"/W": [b"1", b"4", b"2"], **table,
                b"/ID": [array(trailer[b"/ID"])[0], b"<%b>" % digest.hex().encode()],
            }, rows,
        ),
    )  # fmt: skip
    written.append(b"startxref\n%d\n%%%%EOF\n" % (size - len(written[-1])))
    return b"".join(written)


def _holder(numbers: Sequence[int], bodies: Sequence[bytes]) -> bytes:
    """An object stream with these objects."""
    places: list[bytes] = []
    at = 0
    for number, body in zip(numbers, bodies, strict=True):
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(places) + b"\n"
    of = {b"/Type": b"/ObjStm", b"/N": b"%d" % len(numbers), b"/First": b"%d" % len(head)}
    return stream(of, head + b"\n".join(bodies))


def stream(of: Mapping[bytes, Value], data: bytes) -> bytes:
    """A stream that holds `data`, deflated, with the dictionary `of`."""
    deflated = zlib.compress(data)
    whole = {**of, b"/Filter": b"/FlateDecode", b"/Length": b"%d" % len(deflated)}
    return b"%b\nstream\n%b\n%b" % (text_of(whole), deflated, _STREAM_ENDS)


def reference(value: Value) -> int:
    """The number of the object that `value` refers to.

    Raises:
        AssertionError: it refers to nothing; a bug of ours.
    """
    assert isinstance(value, bytes), value  # noqa: S101  a bug of ours
    assert value.endswith(b" 0 R"), value  # noqa: S101  a bug of ours
    return int(value[:-4])


def array(value: Value) -> list[Value]:
    """An array, as it is.

    Raises:
        AssertionError: it is something else; a bug of ours.
    """
    assert isinstance(value, list), value  # noqa: S101  a bug of ours
    return value


def text_string(text: str) -> bytes:
    """A text for people, as who signs writes it again: a byte a letter where the letters of PDF have all of it."""
    letters = b"" if text.startswith(_AS_IF_UNICODE) else bytes(_OF_PDF.get(letter, 0) for letter in text)
    coded = b"\xfe\xff" + text.encode("utf-16-be") if 0 in letters or not letters else letters
    return b"<%b>" % coded.hex().encode()


def dictionary(body: bytes) -> dict[bytes, Value]:
    """The dictionary that `body` begins with.

    Raises:
        AssertionError: it begins with something else; a bug of ours.
    """
    value, _ = _value(body, 0)
    assert isinstance(value, dict), body[:60]  # noqa: S101  a bug of ours
    return value


def text_of(value: Value) -> bytes:
    """How a value is written."""
    if isinstance(value, dict):
        return b"<<%b>>" % b"".join(name + _apart(text_of(of)) for name, of in value.items())
    if isinstance(value, list):
        return b"[%b]" % b" ".join(map(text_of, value))
    return value


def _apart(text: bytes) -> bytes:
    """What stands after a name, with the space that it needs there."""
    return b" " + text if _AFTER_NAME.match(text) else text


def _value(data: bytes, at: int) -> tuple[Value, int]:
    """The value at `at`, and where it ends."""
    found = _TOKEN.match(data, at)
    assert found is not None, data[at : at + 60]  # noqa: S101  a bug of ours
    token, end = found[1], found.end()
    if token == b"(":
        return _string(data, end)
    if token == b"[":
        return _values(data, end, b"]")
    if token == b"<<":
        values, end = _values(data, end, b">>")
        names = [name for name in values[::2] if isinstance(name, bytes)]
        return dict(zip(names, values[1::2], strict=True)), end
    return token, end


def _values(data: bytes, at: int, closed: bytes) -> tuple[list[Value], int]:
    """The values up to `closed`, and where that ends."""
    values: list[Value] = []
    while True:
        value, at = _value(data, at)
        if value == closed:
            return values, at
        values.append(value)


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """The string of which the first bracket ends at `at`: brackets within it come in pairs, or after a backslash."""
    depth = 1
    for found in _IN_STRING.finditer(data, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return data[at - 1 : found.end()], found.end()
    raise AssertionError(data[at - 1 : at + 60])
