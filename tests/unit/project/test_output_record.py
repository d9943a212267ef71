"""The record of the output: as long as all manifests together, and never in memory as a whole."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.project.record_file import KEPT, RecordFile, known_record, write_record
from akkoord.records import PackEntry, Step, output_record, step_lines

SHA = "0123456789abcdef" * 4
OVERVIEWS = step_lines([Step("overview r/e", (("x", SHA),), ())])
LINES = 400
"""Lines of steps of a pack: about as much as a real one has."""


def entries_of(count: int) -> dict[str, PackEntry]:
    return {path: PackEntry(path, "ready", SHA, SHA) for path in (f"r/e/{number:04}" for number in range(count))}


def lines_of(asked: list[str], entry: PackEntry) -> bytes:
    asked.append(entry.path)
    inputs = tuple((f"clauses/{entry.path}/{number}.md", SHA) for number in range(LINES))
    return step_lines([Step(f"write {entry.path}/x", inputs, ((f"{entry.path}/x.pdf", entry.manifest_sha256),))])


def whole(entries: dict[str, PackEntry], overviews: bytes) -> bytes:
    return b"".join(piece for _, piece in output_record(tuple(entries.values()), partial(lines_of, []), overviews))


def written(
    folder: Path, entries: dict[str, PackEntry], overviews: bytes = OVERVIEWS
) -> tuple[list[str], RecordFile, bytes]:
    """The packs of which the steps were made, what is known of the record, its bytes."""
    asked: list[str] = []
    place = folder / "manifest.json"
    former = known_record(place, folder)
    known = write_record(place, folder, former, entries, overviews, partial(lines_of, asked))
    return asked, known, place.read_bytes()


def changed(entries: dict[str, PackEntry]) -> dict[str, PackEntry]:
    return entries | {"r/e/0003": replace(entries["r/e/0003"], manifest_sha256="f" * 64)}


def without(entries: dict[str, PackEntry]) -> dict[str, PackEntry]:
    return {path: entry for path, entry in entries.items() if path != "r/e/0004"}


def with_one_more(entries: dict[str, PackEntry]) -> dict[str, PackEntry]:
    return entries | {"a/e/nieuw": PackEntry("a/e/nieuw", "", SHA)}


@pytest.mark.parametrize(
    ("change", "made"),
    [(changed, ["r/e/0003"]), (without, []), (with_one_more, ["a/e/nieuw"]), (dict, [])],
)
def test_only_what_is_new_is_made_and_the_rest_goes_on_as_it_stands(
    tmp_path: Path, change: Callable[[dict[str, PackEntry]], dict[str, PackEntry]], made: list[str]
) -> None:
    before = entries_of(8)
    assert written(tmp_path, before)[0] == list(before)
    after = change(before)
    asked, known, content = written(tmp_path, after)
    assert (asked, content) == (made, whole(after, OVERVIEWS))
    assert known_record(tmp_path / "manifest.json", tmp_path) == known
    assert known.says(after, OVERVIEWS)
    assert known.says(before, OVERVIEWS) is (after == before)
    assert not known.says(after, b"")
    again = change(after)
    assert written(tmp_path, again, b"")[::2] == ([], whole(again, b""))


def test_a_record_with_the_same_bytes_is_not_written(tmp_path: Path) -> None:
    entries = entries_of(3)
    written(tmp_path, entries)
    place = tmp_path / "manifest.json"
    os.utime(place, ns=(1, 1))
    before = place.stat()
    assert written(tmp_path, entries)[0] == list(entries)  # it was touched, so nothing is known of it
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manifest.json", KEPT]
    assert known_record(place, tmp_path).says(entries, OVERVIEWS)


@pytest.mark.parametrize("lost", ["gone", "broken", "touched", "record gone"])
def test_what_is_known_of_a_record_is_a_cache(tmp_path: Path, lost: str) -> None:
    entries = entries_of(4)
    written(tmp_path, entries)
    place, kept = tmp_path / "manifest.json", tmp_path / KEPT
    match lost:
        case "gone":
            kept.unlink()
        case "broken":
            kept.write_bytes(kept.read_bytes()[:-9])
        case "touched":
            place.write_bytes(place.read_bytes().replace(b"clauses", b"clausul"))
        case _:
            place.unlink()
    assert not known_record(place, tmp_path).packs
    assert written(tmp_path, changed(entries))[::2] == (list(entries), whole(changed(entries), OVERVIEWS))


def test_a_record_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    entries = entries_of(200)
    size = len(whole(entries, OVERVIEWS))
    for after in (entries, changed(entries)):
        tracemalloc.start()
        written_size = write_record(
            tmp_path / "manifest.json", tmp_path, known_record(tmp_path / "manifest.json", tmp_path), after, OVERVIEWS,
            partial(lines_of, []),
        ).file.stat.size  # fmt: skip
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert written_size == size > 6_000_000
        assert peak < size / 10
