"""A disk that does not do what is asked of it: what is said, and that what stood there stays."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from akkoord.project import build as building
from akkoord.project.sources import Listing, list_sources
from support.plan_project import make_plan_project
from support.workspace import build, edit, tree_of

PROVIDER = "contracts/voorbeeld/providers/twee.yaml"
PACK = "voorbeeld/2023/twee"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_plan_project(tmp_path_factory.mktemp("built") / "project")
    assert build(project).exit_code == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """The project with one provider changed since it was built."""
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    edit(tmp_path / "project" / PROVIDER, "seat: ", "seat: Oud-")
    return tmp_path / "project"


def packs(project: Path) -> dict[str, str]:
    return {name: digest for name, digest in tree_of(project / "output").items() if name.count("/") == 3}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("name", ["write_bytes", "mkdir"])
def test_a_pack_that_cannot_be_written_stays_as_it_was_and_is_made_the_next_time(
    project: Path, monkeypatch: pytest.MonkeyPatch, number: int, name: str
) -> None:
    before, real = packs(project), getattr(Path, name)

    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if ".staging" in self.parts:
            raise OSError(number, os.strerror(number))
        return real(self, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, name, refuse)
        result = build(project)
    assert result.exit_code == 1
    told = [d for d in result.diagnostics if d.code == "OUT006"]
    assert any(f"`output/{PACK}` kan niet worden geschreven" in d.message and d.hints for d in told)
    assert packs(project) == before
    assert build(project).exit_code == 0
    assert packs(project) != before


def test_a_source_that_vanishes_while_a_build_reads_is_named_and_stops_only_its_own_pack(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = packs(project)

    def listed(root: Path) -> Listing:
        found = list_sources(root)
        (root / PROVIDER).unlink()
        return found

    monkeypatch.setattr(building, "list_sources", listed)
    result = build(project)
    assert result.exit_code == 1
    assert [d.span.file for d in result.diagnostics if d.code == "SRC003" and d.span] == [PROVIDER]
    assert {n: d for n, d in packs(project).items() if PACK in n} == {n: d for n, d in before.items() if PACK in n}


def test_a_source_that_may_not_be_read_is_named_and_stops_only_its_own_pack(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = packs(project), Path.open

    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.as_posix().endswith(PROVIDER):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    result = build(project)
    assert result.exit_code == 1
    (found,) = [d for d in result.diagnostics if d.code == "SRC003"]
    assert found.span is not None
    assert found.span.file == PROVIDER
    assert packs(project) == before
