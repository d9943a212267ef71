"""The objects of a PDF as the typesetter writes it, and the file written once more with others in their place.

The typesetter writes every object by itself, in the order of the table at the end. What does not change is copied as
it stands: streams whole, everything else deflated together, a hundred objects at a time (that is most of the tags).

Source:
    ISO 32000-1, 7.5.7 and 7.5.8 (object streams, the table as a stream).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from akkoord.pdf.stored import OtherFormError, StoredObjects
from akkoord.pdf.values import Value, array, text_of

_STREAM_ENDS = b"endstream"
_HEADER = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_TOGETHER = 100
_DEFLATED_KEPT = 128
"""So many streams are remembered, some 8 kB each: two in three with tags of a contract are those of the one before."""


class TypesetFile(NamedTuple):
    """`objects` in the order of their numbers, from 1; `trailer` tells which of them the document is."""

    objects: list[bytes]
    trailer: dict[bytes, Value]


def opened(pdf: bytes) -> TypesetFile:
    """The objects of a file of the typesetter.

    Raises:
        AssertionError: the file is written in another way; a bug of ours.
    """
    try:
        stored = StoredObjects(pdf)
        return TypesetFile(stored.apart(), {**stored.trailer})
    except OtherFormError as problem:
        raise AssertionError(problem) from problem


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
    deflated = _deflated(data)
    whole = {**of, b"/Filter": b"/FlateDecode", b"/Length": b"%d" % len(deflated)}
    return b"%b\nstream\n%b\n%b" % (text_of(whole), deflated, _STREAM_ENDS)


@lru_cache(_DEFLATED_KEPT)
def _deflated(data: bytes) -> bytes:
    return zlib.compress(data)
