"""Zip archives: bounded reading of what comes in, byte-identical writing of what goes out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from itertools import islice

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, error
from akkoord.ooxml.foreign import not_a_package

_DOS_DATE = 0x0021
"""1980-01-01, the first day a zip can name: the date says nothing, so it never differs."""

_PARAGRAPH = re.compile(rb"<(?:[\w.-]+:)?p[\s/>]")
_UTF8_NAME = 0x800
_DEFLATED = 8


class ArchiveError(AkkoordError):
    """A zip that cannot or may not be read (PKG001 to PKG004)."""


class Limits(Struct, frozen=True):
    """How much a package may hold; far above any contract, far below what harms a machine.

    `paragraphs` is of one part: a page holds some fifty at most, so that 5,000 pages may be read.
    """

    entries: int = 2_000
    entry_bytes: int = 64 * 2**20
    total_bytes: int = 256 * 2**20
    paragraphs: int = 250_000


GENEROUS = Limits()


class KnownEntries:
    """Entries that were unpacked before, by every byte that they stand in: the same bytes hold the same.

    Only small ones are kept, the last that were met. Each is the same object each time, so that what is made of it can
    be found again without looking through it.
    """

    _MOST = 64
    _LARGEST = 65_536

    def __init__(self) -> None:
        self._contents: dict[tuple[object, ...], bytes] = {}

    def read(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, whole: bytes, most: int) -> bytes:
        """The content of an entry that stands in `whole`, or as much as `most` bytes of it."""
        if len(whole) > self._LARGEST or not _holds_all_of(whole, info):
            return _unpacked(archive, info, most)
        # All that unpacking goes by: the entry as it stands, and what the table at the end says of it.
        key = (whole, info.filename, info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size)
        content = self._contents.pop(key, None)
        if content is None:
            content = _unpacked(archive, info, most)
        if len(content) < most and len(content) <= self._LARGEST:  # one that is longer was not unpacked to its end
            self._contents[key] = content
            if len(self._contents) > self._MOST:
                del self._contents[next(iter(self._contents))]
        return content[:most]


def read_archive(
    data: bytes, file: str, limits: Limits = GENEROUS, known: KnownEntries | None = None
) -> dict[str, bytes]:
    """The entries of the zip in `data` by name, in the order of the archive, folders left out.

    Sizes are counted while unpacking; what the zip says of itself is not believed. `known` are entries of archives
    that were read before.

    Raises:
        ArchiveError: no zip, encrypted, a name outside the package or twice, or over a limit.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir()]
            _check_names(infos, file, limits)
            out: dict[str, bytes] = {}
            left = limits.total_bytes
            places = _places(infos, archive.start_dir)
            for info in infos:
                most = min(limits.entry_bytes, left) + 1
                if known is None:
                    content = _unpacked(archive, info, most)
                else:
                    content = known.read(archive, info, data[slice(*places[info.header_offset])], most)
                left -= len(content)
                if len(content) > limits.entry_bytes or left < 0:
                    raise ArchiveError(_too_big(file, info.filename))
                if _paragraphs(content, info.filename, limits.paragraphs) > limits.paragraphs:
                    raise ArchiveError(_too_many(file, info.filename, limits.paragraphs))
                out[info.filename] = content
            return out
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError) as broken:
        raise ArchiveError(not_a_package(data, file, broken)) from None


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(info) as entry:
        return entry.read(most)


_LOCAL = struct.Struct("<26xHH")
"""What an entry begins with: at its end the lengths of the name and of what else stands before the content."""


def _holds_all_of(whole: bytes, info: zipfile.ZipInfo) -> bool:
    """Whether an entry ends where the next one begins, and not within it."""
    if len(whole) < _LOCAL.size:
        return False
    return _LOCAL.size + sum(_LOCAL.unpack_from(whole)) + info.compress_size <= len(whole)


def _places(infos: Iterable[zipfile.ZipInfo], end: int) -> Mapping[int, tuple[int, int]]:
    """Where each entry begins and the next one does, by the first."""
    begins = sorted({info.header_offset for info in infos})
    return {begin: (begin, after) for begin, after in zip(begins, (*begins[1:], end), strict=True)}


def _check_names(infos: list[zipfile.ZipInfo], file: str, limits: Limits) -> None:
    if len(infos) > limits.entries:
        message = f"`{file}` heeft {len(infos)} onderdelen; meer dan {limits.entries} wordt niet gelezen"
        raise ArchiveError(error("PKG002", message, Span(file)))
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or name.lower() in seen:
            message = f"`{file}` heeft een onderdeel met een verboden of dubbele naam: `{name}`"
            raise ArchiveError(error("PKG003", message, Span(file)))
        if info.flag_bits & 1:
            message = f"`{file}` is met een wachtwoord beveiligd"
            raise ArchiveError(error("PKG004", message, Span(file), "sla het bestand op zonder wachtwoord"))
        seen.add(name.lower())


def _paragraphs(content: bytes, name: str, limit: int) -> int:
    """How many paragraphs a part holds, by its bytes: a part of so many would be too large to take apart first."""
    if not name.endswith(".xml") or len(content) < limit * len(b"<p/>"):
        return 0
    return sum(1 for _ in islice(_PARAGRAPH.finditer(content), limit + 1))


def _too_many(file: str, name: str, limit: int) -> Diagnostic:
    most = f"{limit:,}".replace(",", ".")
    message = f"`{name}` in `{file}` heeft meer dan {most} alinea's; zoveel wordt niet gelezen"
    return error("PKG002", message, Span(file), "deel het document op, of haal lege alinea's weg")


def _too_big(file: str, name: str) -> Diagnostic:
    return error("PKG002", f"`{name}` in `{file}` is uitgepakt te groot om te lezen", Span(file))


class PackedEntry(Struct, frozen=True):
    """An entry already deflated, so that what never changes is compressed once."""

    name: str
    compressed: bytes
    crc: int
    size: int


class BegunEntry(Struct, frozen=True):
    """The beginning of an entry, deflated, from which any number of entries can go on.

    `deflate` holds what was not given out yet; it is copied and never used itself.
    """

    deflate: zlib._Compress  # pyright: ignore[reportPrivateUsage]  # the type has no other name
    compressed: bytes
    crc: int
    size: int

    def ended(self, name: str, data: bytes) -> PackedEntry:
        """The entry `name` that ends in `data`."""
        deflate = self.deflate.copy()
        compressed = self.compressed + deflate.compress(data) + deflate.flush()
        return PackedEntry(name, compressed, zlib.crc32(data, self.crc), self.size + len(data))


def begin_entry(data: bytes, level: int = 6) -> BegunEntry:
    """An entry that begins with `data`, deflated at `level` (0 to 9)."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
    return BegunEntry(deflate, deflate.compress(data), zlib.crc32(data), len(data))


def pack_entry(name: str, data: bytes, level: int = 6) -> PackedEntry:
    """`data` deflated at `level` (0 to 9) under `name`."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
    return PackedEntry(name, deflate.compress(data) + deflate.flush(), zlib.crc32(data), len(data))


def write_archive(entries: Iterable[PackedEntry]) -> bytes:
    """A zip of `entries` in their order: no clock, no attributes, one byte string per content.

    Source:
        APPNOTE.TXT 6.3, 4.3 (local header, central directory, end record).
    """
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for entry in entries:
        name = entry.name.encode()
        shared = struct.pack(
            "<HHHHIIIHH",
            _UTF8_NAME,
            _DEFLATED,
            0,
            _DOS_DATE,
            entry.crc,
            len(entry.compressed),
            entry.size,
            len(name),
            0,
        )
        local += (b"PK\3\4", struct.pack("<H", 20), shared, name, entry.compressed)
        central += (b"PK\1\2", struct.pack("<HH", 20, 20), shared, struct.pack("<HHHII", 0, 0, 0, 0, offset), name)
        offset += 30 + len(name) + len(entry.compressed)
    directory = b"".join(central)
    count = len(central) // 5
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)
    return b"".join(local) + directory + end


def pack_archive(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """A zip of whole parts in their order."""
    return write_archive(pack_entry(name, data, level) for name, data in parts.items())
