"""Which kinds a pack has and why not is decided once for packs of which the same decides it, as for each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from akkoord.project.opening import open_project
from akkoord.project.placed_kinds import Placing, placed_kinds
from akkoord.project.plan import make_plan
from akkoord.project.selection import Selection
from support.workspace import PROVIDER, REGION, ROOT, edit, make_project

SELECTIONS = [Selection(), Selection(documents=("convenant",)), Selection(documents=("bijlage-perceel",), lots=(2,))]


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("model", [False, True])
def test_each_pack_has_the_kinds_that_it_would_have_alone(selection: Selection, model: bool) -> None:
    packs = 0
    for planner in make_plan(open_project(ROOT), selection, model=model).planners:
        prepared = planner.ready({})
        for name in planner.names():
            provider = prepared.model or planner.region_content.providers.get(name)
            placed = placed_kinds(planner, prepared, name, provider)
            assert placed == Placing.of(planner, prepared).decided(planner, name, provider)
            packs += 1
    assert packs


def test_an_error_in_the_record_of_one_provider_keeps_nobody_else_from_being_like_others(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    edit(project / REGION / "providers" / f"{PROVIDER}.yaml", "lots: [", "lots: [99, ")
    (planner,) = make_plan(open_project(project), Selection()).planners
    placing = planner.placing(planner.ready({}))
    providers = planner.region_content.providers
    asked = (name for name in planner.names() if name != planner.pack.region_pack)
    alone = [name for name in asked if placing.key(planner, name, providers.get(name)) is None]
    assert placing.faults
    assert alone == [PROVIDER]
