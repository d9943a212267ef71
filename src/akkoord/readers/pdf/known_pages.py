"""Pages that were read before: what a page is made of, byte for byte, and what was read of such a page.

A page shows what its content, its fonts and its other means say, and nothing else (ISO 32000-1, 7.7.3.3 and 7.8). Where
all of that is as it was in a page that was read, letter by letter of the file, it shows the same. Nothing is known of
who wrote the file; of a file that cannot be taken apart nothing is known at all, and each of its pages is read.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from akkoord.pdf.stored import StoredObjects, parts_of_stream
from akkoord.pdf.values import Value, array, dictionary, reference, text_of
from akkoord.pdf.values import value as value_of
from akkoord.readers.pdf.page_objects import PageObjects

_MOST = 200
"""So many pages are kept: those of the last files, some 20 kB each."""
_DEEPEST = 20
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_ANY_REFERENCE = re.compile(rb"(?<![/\w])R\b")
_INHERITED = (b"/Resources", b"/MediaBox", b"/CropBox", b"/Rotate")
_ASIDE = frozenset((b"/Type", b"/Parent", b"/StructParents", b"/Tabs", b"/Annots"))
"""What of a page says where it stands and how it is tagged, and what lies over it."""
_LINK = b"/Link"
_BEGINS_AS_LINK = re.compile(rb"<</Type\s*/Annot\s*/Subtype\s*/Link\b")
_PROFILE = frozenset((b"/N", b"/Length", b"/Range", b"/Filter", b"/Alternate", b"/Metadata"))
_UNTAKEN = (AssertionError, ValueError, LookupError, RecursionError, struct.error)
"""What comes of taking apart a file that is written in another way."""


class Taken(NamedTuple):
    """A file taken apart: what each page is made of, None where that is not known, and the file to read pages of."""

    pages: tuple[bytes | None, ...]
    data: bytes


class KnownPages:
    """What was read of the last pages, by what they are made of."""

    def __init__(self) -> None:
        self._read: dict[bytes, PageObjects] = {}

    def page(self, made_of: bytes | None, number: int, read: Callable[[], PageObjects]) -> PageObjects:
        """The page with this number: as it was read before, or as `read` gives it."""
        if made_of is None:
            return read()
        known = self._read.pop(made_of, None) or read()
        if not known.unread:  # what was not read is said with the number of the page
            self._read[made_of] = known
            for old in list(islice(self._read, max(0, len(self._read) - _MOST))):
                del self._read[old]
        return known if known.number == number else replace(known, number=number)


def taken_apart(data: bytes) -> Taken:
    """A file taken apart.

    In the file to read pages of, colour profiles are zeros: PDFium makes tables of them for each file, for colours that
    nobody looks at here, and takes the colours it has itself when a profile is none.
    """
    try:
        return _Taking(StoredObjects(data)).taken(data)
    except _UNTAKEN:
        return Taken((), data)


class _Taking:
    """Takes one file apart."""

    def __init__(self, objects: StoredObjects) -> None:
        self._objects = objects
        self._digests: dict[int, bytes] = {}
        self._values: dict[bytes, Value] = {}
        self._open: set[int] = set()

    def taken(self, data: bytes) -> Taken:
        root = dictionary(self._objects.body(reference(self._objects.trailer[b"/Root"])))
        if b"/OCProperties" in root:  # what is shown of a page is said elsewhere
            return Taken((), data)
        pages = tuple(self._pages(root[b"/Pages"], {}, 0))
        profiles = {number for page in pages for number in self._profiles(page)}
        return Taken(tuple(map(self._made_of, pages)), self._without(data, profiles))

    def _pages(self, node: Value, above: Mapping[bytes, Value], depth: int) -> Iterator[dict[bytes, Value]]:
        """Each page with what it has of what it stands under."""
        if depth > _DEEPEST:
            raise ValueError(depth)
        own = dictionary(self._objects.body(reference(node)))
        found = {**above, **own}
        if b"/Kids" not in own:
            yield found
            return
        passed = {name: found[name] for name in _INHERITED if name in found}
        for kid in array(own[b"/Kids"]):
            yield from self._pages(kid, passed, depth + 1)

    def _made_of(self, page: Mapping[bytes, Value]) -> bytes | None:
        if not all(self._is_link(one) for one in array(self._value(page.get(b"/Annots", [])))):
            return None
        made = {name: page[name] for name in sorted(page) if name not in _ASIDE}
        return self._digest_of(text_of(made))

    def _is_link(self, annotation: Value) -> bool:
        if isinstance(annotation, bytes):
            body = self._objects.body(reference(annotation))
            if _BEGINS_AS_LINK.match(body) and body.count(b"/Subtype") == 1:  # mostly so, and seen without reading it
                return True
        one = self._value(annotation)
        return isinstance(one, dict) and one.get(b"/Subtype") == _LINK

    def _value(self, value: Value) -> Value:
        """A value that is a dictionary or an array, also where it is referred to."""
        if not isinstance(value, bytes):
            return value
        if value not in self._values:
            self._values[value] = value_of(self._objects.body(reference(value)))
        return self._values[value]

    def _digest(self, number: int) -> bytes:
        """The digest of an object with all that it refers to."""
        if number not in self._digests:
            if number in self._open or len(self._open) > _DEEPEST:
                raise ValueError(number)
            self._open.add(number)
            about, data = parts_of_stream(self._objects.body(number))
            self._digests[number] = self._digest_of(about, data)
            self._open.discard(number)
        return self._digests[number]

    def _digest_of(self, text: bytes, data: bytes = b"") -> bytes:
        """The digest of a value as it is written and of the bytes of a stream, objects by what they hold."""
        references = _REFERENCE.findall(text)
        if len(references) != len(_ANY_REFERENCE.findall(text)):
            raise ValueError(text)
        digest = hashlib.sha256(b"%d " % len(data))
        digest.update(data)
        digest.update(_REFERENCE.sub(lambda found: self._digest(int(found[1])), text))
        return digest.digest()

    def _profiles(self, page: Mapping[bytes, Value]) -> Iterator[int]:
        """The numbers of the colour profiles that a page has."""
        means = self._value(page.get(b"/Resources", {}))
        spaces = self._value(means.get(b"/ColorSpace", {})) if isinstance(means, dict) else {}
        for one in spaces.values() if isinstance(spaces, dict) else ():
            space = self._value(one) if not isinstance(one, bytes) or one.endswith(b" R") else one
            if isinstance(space, list) and space[0] == b"/ICCBased":
                yield reference(space[1])

    def _without(self, data: bytes, profiles: set[int]) -> bytes:
        """The file with zeros where these profiles stand; everything else is where it was."""
        copy = bytearray(data)
        for number in profiles:
            begin, end = self._objects.span(number)
            about, profile = parts_of_stream(data[begin:end])
            of = dictionary(about)
            if b"/N" in of and of.keys() <= _PROFILE:
                at = data.index(profile, begin + len(about), end)
                copy[at : at + len(profile)] = bytes(len(profile))
        return bytes(copy)
