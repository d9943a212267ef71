"""What was read is kept between runs; whatever is wrong with the cache, it is only slower."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Severity
from akkoord.library import read_clause
from akkoord.project.content import Content, read_content
from akkoord.project.read_cache import NAME, Kept, ReadCache
from akkoord.project.sources import Sources, list_sources
from support.workspace import PROVIDER, REGION, ROOT, make_project

FILE = "clauses/afspraken/duur/1.0.md"
TEXT = """---
id: duur
version: "1.0"
title: Duur
status: concept
valid_from: 2023-01-01
source: bron
---
1. De looptijd begint op {{ looptijd.start | datum }}.
1. Zie [](#duur.1).
"""


@pytest.fixture
def kept() -> Kept:
    schema = json.loads((ROOT / "schemas/clause.schema.json").read_text(encoding="utf-8"))
    found, findings = read_clause(TEXT, FILE, schema)
    assert findings == ()
    return Kept(found, "digest")


def keep(folder: Path, kept: Kept, *, file: str = FILE, sha: str = "sha", keep: bool = True) -> None:
    cache = ReadCache(folder, "p", keep=keep)
    cache.put(file, sha, kept)
    cache.close()


def test_what_was_kept_comes_back_with_its_places(tmp_path: Path, kept: Kept) -> None:
    keep(tmp_path, kept)
    found = ReadCache(tmp_path, "p").get(FILE, "sha")
    assert found == kept
    assert found.value.blocks[0].items[0].span == kept.value.blocks[0].items[0].span


@pytest.mark.parametrize(("program", "file", "sha"), [("q", FILE, "sha"), ("p", "x.md", "sha"), ("p", FILE, "ahs")])
def test_another_program_file_or_text_is_another_value(
    tmp_path: Path, kept: Kept, program: str, file: str, sha: str
) -> None:
    keep(tmp_path, kept)
    assert ReadCache(tmp_path, program).get(file, sha) is None


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", None])
def test_a_damaged_file_counts_as_not_there(tmp_path: Path, kept: Kept, damage: bytes | None) -> None:
    keep(tmp_path, kept)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-5] if damage is None else damage)
    assert ReadCache(tmp_path, "p").get(FILE, "sha") is None


@pytest.mark.parametrize("value", [os.getcwd, Diagnostic(Severity.NOTE, "X", "x", None), "geen ClauseVersion, cut off"])
def test_what_no_run_of_this_program_wrote_counts_as_not_there(tmp_path: Path, kept: Kept, value: object) -> None:
    cache = ReadCache(tmp_path, "p")
    cache.put(FILE, "sha", kept)
    row, _ = cache._values[FILE]
    data = pickle.dumps(value)[: -2 if isinstance(value, str) else None]
    cache._values[FILE] = (replace(row, length=len(data)), data)
    cache.close()
    assert ReadCache(tmp_path, "p").get(FILE, "sha") is None


def test_a_cache_that_may_not_be_used_or_kept(tmp_path: Path, kept: Kept) -> None:
    keep(tmp_path, kept, keep=False)
    assert list(tmp_path.iterdir()) == []
    keep(tmp_path, kept)
    assert ReadCache(tmp_path, "p", use=False).get(FILE, "sha") is None


def test_what_a_run_did_not_ask_for_is_forgotten(tmp_path: Path, kept: Kept) -> None:
    cache = ReadCache(tmp_path, "p")
    cache.put(FILE, "sha", kept)
    cache.put("other.md", "sha", kept)
    cache.close()
    again = ReadCache(tmp_path, "p")
    assert again.get(FILE, "sha") == kept
    again.close()
    assert ReadCache(tmp_path, "p").get(FILE, "sha") == kept
    assert ReadCache(tmp_path, "p").get("other.md", "sha") is None


def test_a_cache_of_the_same_files_is_not_written_again(tmp_path: Path, kept: Kept) -> None:
    keep(tmp_path, kept)
    before = (tmp_path / NAME).stat()
    again = ReadCache(tmp_path, "p")
    again.get(FILE, "sha")
    again.close()
    after = (tmp_path / NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path, kept: Kept) -> None:
    (tmp_path / "cache").write_text("een bestand", encoding="utf-8")
    keep(tmp_path / "cache", kept)
    assert ReadCache(tmp_path / "cache", "p").get(FILE, "sha") is None


def read(root: Path, cache: Path, *, use: bool = True) -> Content:
    return read_content(Sources(root, list_sources(root)), ReadCache(cache, "p", use=use))


def test_a_whole_project_comes_back_as_it_was_read_and_nothing_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(ROOT, tmp_path)
    assert first.regions["ijsselland"].providers

    def no_parser(*_: object) -> None:
        raise AssertionError("a file that was kept is parsed")

    monkeypatch.setattr("akkoord.spec.reading.record.read_yaml", no_parser)
    monkeypatch.setattr("akkoord.readers.front_matter.read_yaml", no_parser)
    again = read(ROOT, tmp_path)
    assert again == first
    assert places(again) == places(first)


def places(content: Content) -> object:
    """Where values stand, which does not count in what is equal."""
    spans = [clause.span for clause in content.library.versions.values()]
    for region in content.regions.values():
        spans += [place for one in (*region.providers.values(), region.region) for place in one.places.values()]
    return spans


def test_a_file_with_a_finding_is_read_again_each_time(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    provider = project / REGION / "providers" / f"{PROVIDER}.yaml"
    provider.write_text(provider.read_text(encoding="utf-8") + "onbekend: 1\n", encoding="utf-8")
    first, again = (read(project, tmp_path / "cache") for _ in range(2))
    assert any(d.span is not None and d.span.file.endswith(provider.name) for d in first.diagnostics)
    assert again.diagnostics == first.diagnostics


def test_only_the_owner_reads_what_data_files_hold(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.new").write_bytes(b"left behind, for everybody")
    (tmp_path / NAME).write_bytes(b"of an older program, for everybody")
    read(ROOT, tmp_path)
    kept = tmp_path / NAME
    assert b"@" in kept.read_bytes()
    assert os.name != "posix" or kept.stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [NAME]
