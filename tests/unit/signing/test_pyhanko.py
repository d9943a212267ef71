"""What this program takes from pyHanko that has no public name: a version that changes it fails here, and by name."""

from __future__ import annotations

import inspect
import io

import pytest
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from akkoord.signing.signatures.reader import StreamTableReader
from support.signed import files


def test_what_is_overridden_or_called_is_there_as_it_was():
    assert list(inspect.signature(PdfFileReader._get_object_from_stream).parameters) == [
        "self", "idnum", "stmnum", "idx",
    ]  # fmt: skip
    assert list(inspect.signature(HistoricalResolver._get_usages_of_ref).parameters) == ["self", "ref"]
    assert isinstance(PdfContent.__dict__["_ensure_writer"], property)


def read(reader: PdfFileReader, number: int) -> str:
    """An object as text, or that there is none."""
    try:
        return repr(Reference(number, 0, reader).get_object())
    except PdfReadError as problem:
        return str(problem)


@pytest.mark.parametrize("made", [files.sent, files.signed_twice])
def test_our_reader_is_asked_and_reads_every_object_as_pyhanko_does(made, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    own = StreamTableReader._get_object_from_stream

    def counted(self, idnum, stmnum, idx):
        asked.append(idnum)
        return own(self, idnum, stmnum, idx)

    monkeypatch.setattr(StreamTableReader, "_get_object_from_stream", counted)
    ours, theirs = StreamTableReader(io.BytesIO(made())), PdfFileReader(io.BytesIO(made()), strict=True)
    numbers = range(1, int(theirs.trailer["/Size"]))
    for number in numbers:
        assert read(ours, number) == read(theirs, number), number
    assert len(set(asked)) > 20
