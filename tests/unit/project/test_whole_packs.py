"""A pack of which nothing changed stands as a whole; whatever was touched is looked into."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from support.workspace import PROVIDER, REGION, WITHOUT, build, edit, make_project, packs_gone_into, tree_of


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which two packs were built; tests work on a copy."""
    project = make_project(tmp_path_factory.mktemp("built"))
    build(project, PROVIDER, WITHOUT)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    return tmp_path / "project"


def test_a_pack_of_which_nothing_changed_is_left_standing_as_a_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, seen = build(project, PROVIDER, WITHOUT), packs_gone_into(monkeypatch)
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "\n", "\n# een opmerking\n")
    again = build(project, PROVIDER, WITHOUT)
    assert seen == [PROVIDER]
    assert [p for p in again.packs if WITHOUT in p.path] == [p for p in first.packs if WITHOUT in p.path]


@pytest.mark.parametrize("what", ["a file more", "a file less", "another size", "another time"])
def test_a_pack_that_somebody_touched_is_looked_into(project: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    before = tree_of(project / "output")
    folder = project / "output/ijsselland/2023" / WITHOUT
    match what:
        case "a file more":
            (folder / "aantekening.txt").write_text("van mij", encoding="utf-8")
        case "a file less":
            (folder / "manifest.json").unlink()
        case "another size":
            (folder / "raamovereenkomst.html").write_text("iets anders", encoding="utf-8")
        case _:
            os.utime(folder / "raamovereenkomst.pdf", (1, 1))
    seen = packs_gone_into(monkeypatch)
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "\n", "\n# een opmerking\n")
    result = build(project, WITHOUT)
    assert seen == [WITHOUT]
    assert ("OUT007" in {d.code for d in result.diagnostics}) is (what == "a file more")
    there = tree_of(project / "output")
    assert {n: d for n, d in there.items() if f"/{WITHOUT}/" in n and "aantekening" not in n} == {
        n: d for n, d in before.items() if f"/{WITHOUT}/" in n
    }
