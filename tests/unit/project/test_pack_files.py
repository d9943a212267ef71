"""The folder of a pack: what stays, what is written, what is not ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from akkoord.project.pack_files import PackFiles
from akkoord.project.staging import Staging
from akkoord.project.state import PackState

EMPTY = PackState({}, {})


def opened(output: Path, former: PackState = EMPTY) -> PackFiles:
    return PackFiles(Staging(output), "r/e/p", former)


@pytest.fixture
def built(tmp_path: Path) -> PackState:
    there, found = opened(tmp_path).put({"a.docx": b"a", "a.pdf": b"b", "manifest.json": b"{}"}, ())
    assert found == ()
    assert there is not None
    return PackState({"a": "sleutel"}, there)


def test_files_of_the_same_step_are_kept(tmp_path: Path, built: PackState) -> None:
    rows = opened(tmp_path, built).kept("a", "sleutel", ("a.docx", "a.pdf"))
    assert rows is not None
    assert [(row.file, row.size) for row in rows] == [("a.docx", 1), ("a.pdf", 1)]


@pytest.mark.parametrize("change", ["key", "missing", "longer", "other bytes"])
def test_files_that_are_not_what_the_step_wrote_are_not_kept(tmp_path: Path, built: PackState, change: str) -> None:
    path = tmp_path / "r/e/p/a.pdf"
    if change == "missing":
        path.unlink()
    elif change == "longer":
        path.write_bytes(b"bb")
    elif change == "other bytes":
        path.write_bytes(b"c")
        os.utime(path, ns=(5, 5))
    key = "andere" if change == "key" else "sleutel"
    assert opened(tmp_path, built).kept("a", key, ("a.docx", "a.pdf")) is None


def test_a_file_of_another_time_with_the_same_bytes_is_kept(tmp_path: Path, built: PackState) -> None:
    os.utime(tmp_path / "r/e/p/a.pdf", ns=(5, 5))
    assert opened(tmp_path, built).kept("a", "sleutel", ("a.docx", "a.pdf")) is not None


def test_the_same_bytes_are_not_written_again(tmp_path: Path, built: PackState) -> None:
    folder = tmp_path / "r/e/p"
    before = (folder.stat().st_ino, (folder / "a.pdf").stat().st_mtime_ns)
    opened(tmp_path, built).put({"a.docx": b"a", "a.pdf": b"b", "manifest.json": b"{}"}, ())
    assert (folder.stat().st_ino, (folder / "a.pdf").stat().st_mtime_ns) == before


def test_a_file_that_is_no_longer_made_goes(tmp_path: Path, built: PackState) -> None:
    there, _ = opened(tmp_path, built).put({"manifest.json": b"{}"}, ("a.pdf",))
    assert sorted(there or ()) == ["a.pdf", "manifest.json"]
    assert sorted(path.name for path in (tmp_path / "r/e/p").iterdir()) == ["a.pdf", "manifest.json"]


def test_a_file_that_is_not_ours_stays_and_is_told(tmp_path: Path, built: PackState) -> None:
    (tmp_path / "r/e/p/notitie.txt").write_text("van mij", encoding="utf-8")
    _, found = opened(tmp_path, built).put({"a.docx": b"nieuw", "manifest.json": b"{}"}, ("a.pdf",))
    assert [d.code for d in found] == ["OUT007"]
    assert (tmp_path / "r/e/p/notitie.txt").read_text(encoding="utf-8") == "van mij"


def test_without_memory_the_manifest_that_stands_there_says_what_is_ours(tmp_path: Path, built: PackState) -> None:
    _, found = opened(tmp_path).put({"manifest.json": b"[]"}, ())
    assert [d.message for d in found] == [
        "`output/r/e/p/a.docx` is niet van Akkoord; het is blijven staan",
        "`output/r/e/p/a.pdf` is niet van Akkoord; het is blijven staan",
    ]


def test_a_folder_with_all_that_was_left_in_it_is_untouched(tmp_path: Path, built: PackState) -> None:
    (tmp_path / "r/e/p/~$a.docx").write_bytes(b"open in Word")
    assert opened(tmp_path, built).untouched()


@pytest.mark.parametrize("change", ["missing", "more", "longer", "later", "a folder", "none"])
def test_a_folder_in_which_anything_differs_was_touched(tmp_path: Path, built: PackState, change: str) -> None:
    path = tmp_path / "r/e/p/a.pdf"
    match change:
        case "missing":
            path.unlink()
        case "more":
            path.with_name("b.pdf").write_bytes(b"b")
        case "longer":
            stat = path.stat()
            path.write_bytes(b"bb")
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        case "later":
            os.utime(path, ns=(5, 5))
        case "a folder":
            path.with_name("b").mkdir()
        case _:
            built = PackState({}, {})
    assert not opened(tmp_path, built).untouched()
