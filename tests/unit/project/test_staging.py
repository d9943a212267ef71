"""Packs come in their place whole, or not at all."""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from akkoord.project import staging as module
from akkoord.project.staging import Staging, long_path_warning

BOTH_WAYS = pytest.mark.parametrize("atomic", [True, False], ids=["exchange", "journal"])


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


@BOTH_WAYS
def test_a_new_pack_stands_in_its_place(tmp_path: Path, atomic: bool) -> None:
    staging = Staging(tmp_path, atomic)
    assert staging.put("regio/2023/een", {"a.txt": b"a"}, {}) is None
    assert contents(tmp_path / "regio/2023/een") == {"a.txt": "a"}


@BOTH_WAYS
def test_a_pack_is_replaced_and_what_it_keeps_is_not_written_again(tmp_path: Path, atomic: bool) -> None:
    staging = Staging(tmp_path, atomic)
    place = tmp_path / "regio/2023/een"
    staging.put("regio/2023/een", {"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}, {})
    before = (place / "b.txt").stat().st_mtime_ns
    assert staging.put("regio/2023/een", {"a.txt": b"nieuw"}, {"b.txt": place / "b.txt"}) is None
    assert contents(place) == {"a.txt": "nieuw", "b.txt": "b"}
    assert (place / "b.txt").stat().st_mtime_ns == before
    staging.finish()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["regio"]


@BOTH_WAYS
def test_at_no_moment_of_an_exchange_is_the_pack_away_for_good(
    tmp_path: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that dies at any of its renames leaves, after recovery, the old or the new pack."""
    rename = Path.rename
    for moment in range(3):
        output = tmp_path / str(moment)
        staging = Staging(output, atomic)
        staging.put("r/e/p", {"a.txt": b"oud"}, {})
        calls = 0

        def dying(self: Path, target: Path, moment: int = moment) -> Path:
            nonlocal calls
            calls += 1
            if calls > moment:
                raise KeyboardInterrupt
            return rename(self, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", dying)
            patched.setattr(Path, "unlink", lambda self: None)  # a dead process clears no journal
            with suppress(KeyboardInterrupt):
                staging.put("r/e/p", {"a.txt": b"nieuw"}, {})
        staging.recover()
        assert contents(output / "r/e/p")["a.txt"] in {"oud", "nieuw"}
        assert sorted(path.name for path in output.iterdir()) == ["r"]


def test_a_pack_that_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staging = Staging(tmp_path)
    staging.put("r/e/p", {"a.txt": b"oud"}, {})

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    finding = staging.put("r/e/p", {"a.txt": b"nieuw"}, {})
    assert finding is not None
    assert finding.code == "OUT006"
    assert "de schijf is vol" in finding.message
    assert contents(tmp_path / "r/e/p") == {"a.txt": "oud"}


@BOTH_WAYS
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EROFS, "op deze schijf kan niets worden geschreven"),
        (errno.EACCES, "u hebt er geen rechten voor, of het is open in een ander programma"),
        (errno.EIO, "de schijf geeft een fout"),
    ],
)
@pytest.mark.parametrize("call", ["write_bytes", "mkdir"])
def test_a_disk_that_refuses_says_why_and_costs_nothing_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool, number: int, words: str, call: str
) -> None:
    staging = Staging(tmp_path, atomic)
    staging.put("regio/2023/een", {"a.txt": b"a"}, {})

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, call, refuse)
    problem = staging.put("regio/2023/een", {"a.txt": b"nieuw", "b.txt": b"b"}, {})
    assert problem is not None
    assert problem.code == "OUT006"
    assert words in problem.message
    assert "wat er was staat er nog" in problem.message
    monkeypatch.undo()
    assert contents(tmp_path / "regio/2023/een") == {"a.txt": "a"}


def test_without_hard_links_a_kept_file_is_copied_with_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging = Staging(tmp_path)
    staging.put("r/e/p", {"a.txt": b"a"}, {})
    place = tmp_path / "r/e/p/a.txt"
    os.utime(place, ns=(10**18, 10**18))

    def refuse(self: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    staging.put("r/e/p", {"b.txt": b"b"}, {"a.txt": place})
    assert place.stat().st_mtime_ns == 10**18


def test_a_pack_that_left_the_project_is_taken_away(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    staging.put("r/e/p", {"a.txt": b"a"}, {})
    assert staging.remove("r/e/p") is None
    assert not (tmp_path / "r/e/p").exists()


@pytest.mark.parametrize("journal", [b"", b"{}", b"[1]", b'["../x", "a", "b"]', b"\xff"])
def test_a_broken_journal_moves_nothing(tmp_path: Path, journal: bytes) -> None:
    staging = Staging(tmp_path / "output")
    staging.folder.mkdir(parents=True)
    (staging.folder / "journal.json").write_bytes(journal)
    staging.recover()
    assert not staging.folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_the_journal_brings_the_old_pack_back_when_the_new_one_is_gone(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    (staging.folder / "oud").mkdir(parents=True)
    (tmp_path / "r/e").mkdir(parents=True)
    (staging.folder / "journal.json").write_text(json.dumps(["r/e/p", ".staging/nieuw", ".staging/oud"]))
    staging.recover()
    assert (tmp_path / "r/e/p").is_dir()


def test_a_path_too_long_for_windows_is_refused_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WINDOWS_LIMIT", len(str(tmp_path)) + 5)
    monkeypatch.setattr(module, "_limited", lambda: True)
    finding = Staging(tmp_path).put("r/e/p", {"a.txt": b"a"}, {})
    assert finding is not None
    assert finding.code == "OUT003"


def test_a_path_that_will_be_too_long_on_windows_is_a_warning_everywhere() -> None:
    assert long_path_warning("r/e/p", ("a.docx",)) is None
    finding = long_path_warning("r/e/" + "x" * 200, ("a.docx",))
    assert finding is not None
    assert finding.code == "OUT004"
