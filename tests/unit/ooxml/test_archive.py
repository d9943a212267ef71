"""What comes in is bounded and named; what goes out has one byte string per content."""

import io
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.ooxml import ArchiveError, KnownEntries, Limits, pack_archive, read_archive


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def code(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ArchiveError) as caught:
        read_archive(data, "x.docx", limits or Limits())
    return caught.value.diagnostics[0].code


def test_reads_back_what_was_written_in_order():
    parts = {"b.xml": b"<b/>", "a.xml": "é".encode() * 500, "leeg": b""}
    assert list(read_archive(pack_archive(parts), "x.docx").items()) == list(parts.items())


def test_every_entry_is_dated_1980_and_the_archive_is_sound():
    data = pack_archive({"a": b"1", "map/ü": b"2"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == ["a", "map/ü"]


@pytest.mark.parametrize("data", [b"", b"geen zip", zipped({"a": b"x" * 999})[:60]], ids=["leeg", "tekst", "afgekapt"])
def test_what_is_no_zip_is_refused(data: bytes):
    assert code(data) == "PKG001"


def test_damaged_content_is_refused():
    data = bytearray(zipped({"a": bytes(range(256)) * 20}))
    data[40] ^= 0xFF
    assert code(bytes(data)) == "PKG001"


def test_a_bomb_is_refused_by_what_unpacks_not_by_what_it_says():
    bomb = zipped({"a.xml": b"0" * 3_000_000})
    lying = bomb.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert code(bomb, Limits(entry_bytes=1_000_000)) == "PKG002"
    assert code(lying, Limits(entry_bytes=1_000_000)) in ("PKG001", "PKG002")


def test_many_parts_together_are_bounded():
    data = zipped({f"{n}": b"0" * 1000 for n in range(20)})
    assert code(data, Limits(total_bytes=10_000)) == "PKG002"
    assert code(data, Limits(entries=10)) == "PKG002"


@pytest.mark.parametrize("paragraph", [b"<w:p/>", b"<p/>", b"<w:p></w:p>", b"<x:p a='1'>t</x:p>"])
def test_a_part_of_very_many_paragraphs_is_refused_before_it_is_read(paragraph: bytes) -> None:
    limits = Limits(paragraphs=100)
    assert code(pack_archive({"word/document.xml": b"<w:pPr/>" * 900 + paragraph * 101}), limits) == "PKG002"
    fits = pack_archive({"word/document.xml": b"<w:pPr/><w:pict/>" * 900 + paragraph * 100})
    assert read_archive(fits, "x.docx", limits)


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/a"])
def test_a_name_outside_the_package_is_refused(name: str):
    assert code(zipped({name: b""})) == "PKG003"


def test_names_that_differ_in_case_only_are_refused():
    assert code(zipped({"Word/a.xml": b"", "word/A.xml": b""})) == "PKG003"


def test_an_encrypted_entry_is_refused():
    data = bytearray(zipped({"a": b"x"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    assert code(bytes(data)) == "PKG004"


def test_the_level_changes_size_only():
    parts = {"a": zlib.compress(bytes(range(256)) * 40) + b"tekst " * 5000}
    small, fast = pack_archive(parts, 9), pack_archive(parts, 0)
    assert len(small) < len(fast)
    assert read_archive(small, "x") == read_archive(fast, "x") == parts


TWO = pack_archive({"a.xml": b"<a>" + bytes(range(32, 127)) * 3 + b"</a>", "b.xml": b"<b/>"})


def outcome(data: bytes, known: KnownEntries | None, limits: Limits) -> object:
    try:
        return read_archive(data, "x.docx", limits, known)
    except ArchiveError as refused:
        return refused.diagnostics


@given(
    edits=st.lists(st.tuples(st.integers(0, len(TWO) - 1), st.integers(0, 255)), max_size=3),
    limits=st.builds(Limits, entry_bytes=st.integers(0, 400), total_bytes=st.integers(0, 500)),
)
def test_known_entries_change_nothing_of_what_is_read(edits: list[tuple[int, int]], limits: Limits):
    other = bytearray(TWO)
    for at, byte in edits:
        other[at] = byte
    known = KnownEntries()
    for data in (TWO, bytes(other), TWO):
        for of in (Limits(), limits):
            assert outcome(data, known, of) == outcome(data, None, of)


def test_an_entry_that_two_archives_have_is_unpacked_once():
    known = KnownEntries()
    first = read_archive(TWO, "x.docx", known=known)
    second = read_archive(pack_archive({**first, "b.xml": b"<c/>"}), "y.docx", known=known)
    assert second["a.xml"] is first["a.xml"]
    assert second["b.xml"] == b"<c/>"


def test_large_entries_and_those_of_long_ago_are_let_go():
    known = KnownEntries()
    large = pack_archive({"a": bytes(100_000)})
    assert read_archive(large, "x", known=known)["a"] is not read_archive(large, "x", known=known)["a"]
    old = read_archive(TWO, "x", known=known)["a.xml"]
    read_archive(pack_archive({f"{n}": b"%d" % n for n in range(64)}), "x", known=known)
    assert read_archive(TWO, "x", known=known)["a.xml"] is not old
