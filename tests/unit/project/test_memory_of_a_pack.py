"""What the program takes for a pack more, at the end of a build that made it."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest

from akkoord.project import making, pack_planning
from support.plan_project import REGION, make_plan_project
from support.workspace import build

TURN = 6
"""After so many packs what texts have in common is gone through: more than twice as many are made at least."""
FEW, MANY = 14, 38
MOST_OF_A_PACK = 12_000
"""Bytes: its provider as read, what is remembered of it as it stands in the file, its result. It is 4 to 8 kB, as what
other tests left in bounded memories makes room; 21 when values are kept of it."""

pytestmark = pytest.mark.slow


def held_at_the_end(project: Path, providers: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Bytes that Python holds when the packs of a project with so many providers stand, beyond those of before."""
    make_plan_project(project)
    folder = project / REGION / "providers"
    text = (folder / "een.yaml").read_text(encoding="utf-8")
    for number in range(providers):
        own = text.replace("id: een", f"id: nog-{number}").replace('"00000001"', f'"00001{number:03}"')
        (folder / f"nog-{number}.yaml").write_text(own, encoding="utf-8")
    found: list[int] = []
    real = making.record_output

    def noted(*arguments: object) -> object:
        gc.collect()
        found.append(tracemalloc.get_traced_memory()[0])
        return real(*arguments)  # pyright: ignore[reportArgumentType]  as it was called

    with monkeypatch.context() as patch:
        patch.setattr(making, "record_output", noted)
        patch.setattr(pack_planning, "TURN", TURN)
        tracemalloc.start()
        try:
            result = build(project, jobs=2)  # what writers remember of texts is in the workers, and bounded
        finally:
            tracemalloc.stop()
    assert len(result.packs) > providers
    assert not any(pack.failed for pack in result.packs)
    return found[0]


def test_a_pack_more_takes_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held_at_the_end(tmp_path / "first", 1, monkeypatch)  # what is loaded once is there after it
    few, many = (held_at_the_end(tmp_path / str(n), n, monkeypatch) for n in (FEW, MANY))
    packs = 2 * (MANY - FEW)  # of two editions
    assert (many - few) / packs < MOST_OF_A_PACK
