"""Clauses kept between runs; whatever is wrong with the cache, it is only slower."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from akkoord.library import read_clause
from akkoord.project.clause_cache import ClauseCache

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
def clause():
    schema = json.loads((Path(__file__).parents[3] / "schemas/clause.schema.json").read_text(encoding="utf-8"))
    found, findings = read_clause(TEXT, FILE, schema)
    assert findings == ()
    return found


def test_what_was_kept_comes_back_with_its_places(tmp_path: Path, clause) -> None:
    ClauseCache(tmp_path, "p").put(FILE, "sha", clause)
    found = ClauseCache(tmp_path, "p").get(FILE, "sha")
    assert found == clause
    assert found.blocks[0].items[0].span == clause.blocks[0].items[0].span


@pytest.mark.parametrize(("program", "file", "sha"), [("q", FILE, "sha"), ("p", "x.md", "sha"), ("p", FILE, "ahs")])
def test_another_program_file_or_text_is_another_clause(
    tmp_path: Path, clause, program: str, file: str, sha: str
) -> None:
    ClauseCache(tmp_path, "p").put(FILE, "sha", clause)
    assert ClauseCache(tmp_path, program).get(file, sha) is None


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe", None])
def test_a_damaged_file_counts_as_not_there(tmp_path: Path, clause, damage: bytes | None) -> None:
    ClauseCache(tmp_path, "p").put(FILE, "sha", clause)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-5] if damage is None else damage)
    assert ClauseCache(tmp_path, "p").get(FILE, "sha") is None


def test_a_cache_that_may_not_be_used_or_kept(tmp_path: Path, clause) -> None:
    ClauseCache(tmp_path, "p", keep=False).put(FILE, "sha", clause)
    assert list(tmp_path.iterdir()) == []
    ClauseCache(tmp_path, "p").put(FILE, "sha", clause)
    assert ClauseCache(tmp_path, "p", use=False).get(FILE, "sha") is None


def test_what_a_run_did_not_ask_for_is_forgotten(tmp_path: Path, clause) -> None:
    cache = ClauseCache(tmp_path, "p")
    cache.put(FILE, "sha", clause)
    cache.put(FILE, "older", clause)
    cache.get(FILE, "sha")
    cache.forget_unused()
    assert len(list(tmp_path.iterdir())) == 1
    assert ClauseCache(tmp_path, "p").get(FILE, "sha") == clause


def test_a_cache_that_cannot_be_written_costs_nothing(tmp_path: Path, clause) -> None:
    (tmp_path / "cache").write_text("een bestand", encoding="utf-8")
    cache = ClauseCache(tmp_path / "cache", "p")
    cache.put(FILE, "sha", clause)
    assert cache.get(FILE, "sha") is None
