"""What the program holds of packs while it builds: those that are under way, and nothing of one that stands."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest

from akkoord.project import batches, making
from akkoord.project.finishing import Finishing, Unfinished
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.result import PackResult
from akkoord.project.under_way import PackUnderWay
from akkoord.project.workshop import Written
from akkoord.records import Manifest
from akkoord.tree import Document
from support.plan_project import REGION, make_plan_project
from support.workspace import build

PROVIDERS = 8
OF_A_PACK = (PlannedPack, PlannedDocument, PackUnderWay, Unfinished, Written, Document, Manifest)
"""What is large of a pack: trees, files, rows of the manifest."""


def held() -> Counter[str]:
    """How many objects there are of what is large of a pack."""
    gc.collect()
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, OF_A_PACK))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of several providers, none of them built."""
    project = make_plan_project(tmp_path / "project")
    folder = project / REGION / "providers"
    text = (folder / "een.yaml").read_text(encoding="utf-8")
    for number in range(PROVIDERS):
        own = text.replace("id: een", f"id: nog-{number}").replace('"00000001"', f'"0000001{number}"')
        (folder / f"nog-{number}.yaml").write_text(own, encoding="utf-8")
    return project


def test_nothing_is_held_of_a_pack_that_stands(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "FIRST", 2)
    monkeypatch.setattr(batches, "TOGETHER", 2)
    before, ended, at_end = held(), list[Counter[str]](), list[Counter[str]]()
    real, record = Finishing.ended, making.record_output

    def noted(self: Finishing, *arguments: object) -> PackResult:
        ended.append(held() - before)
        return real(self, *arguments)  # pyright: ignore[reportArgumentType]  as it was called

    def at_the_end(*arguments: object) -> object:
        at_end.append(held() - before)
        return record(*arguments)  # pyright: ignore[reportArgumentType]  as it was called

    monkeypatch.setattr(Finishing, "ended", noted)
    monkeypatch.setattr(making, "record_output", at_the_end)
    result = build(project, jobs=1)
    assert not any(pack.failed for pack in result.packs)
    assert len(ended) == len(result.packs) > PROVIDERS
    assert all(sum(there[kind.__name__] for there in ended) for kind in OF_A_PACK)  # all of it is seen when it is there
    begin, rest = ended[: len(ended) // 2], ended[len(ended) // 2 :]
    assert max(there.total() for there in rest) <= max(there.total() for there in begin)
    assert at_end == [Counter()]
