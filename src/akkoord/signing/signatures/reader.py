"""pyHanko's reader, which looks up what stands in an object stream without reading all that stands before it.

pyHanko reads the table at the head of an object stream again for every object in it, which is most of the time
that judging a signature takes. Here the table is read once. What does not fit is left to pyHanko, and refused there.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader


class StreamTableReader(PdfFileReader):
    """A strict reader that keeps the tables of object streams (ISO 32000-1, 7.5.7)."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream, strict=True)
        self._tables: dict[int, tuple[BytesIO, tuple[int, ...], int]] = {}

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> object:
        data, numbers, first = self._table(stmnum)
        if 0 <= 2 * idx < len(numbers) and numbers[2 * idx] == idnum and numbers[0::2].count(idnum) == 1:
            data.seek(first + numbers[2 * idx + 1])
            found = generic.read_object(data, generic.Reference(idnum, 0, self))
            if not isinstance(found, generic.StreamObject | generic.IndirectObject):
                return found
        return super()._get_object_from_stream(idnum, stmnum, idx)

    def _table(self, stmnum: int) -> tuple[BytesIO, tuple[int, ...], int]:
        """The content of an object stream, its table (none for any other thing), and where the first object stands."""
        if stmnum not in self._tables:
            stream = generic.Reference(stmnum, 0, self).get_object()
            assert isinstance(stream, generic.StreamObject), "no object stream"  # noqa: S101  as pyHanko has it
            content = stream.read_data(DecodePurpose.OBJECT_STREAM)
            count, first = int(stream["/N"]), int(stream["/First"])
            words = content[:first].split()[: 2 * count]
            whole = stream["/Type"] == "/ObjStm" and len(words) == 2 * count and all(map(bytes.isdigit, words))
            self._tables[stmnum] = (BytesIO(content), tuple(map(int, words)) if whole else (), first)
        return self._tables[stmnum]
