"""Jobs that are equal are done once, however many packs ask for them."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from akkoord.project.redline_work import Outcomes


def test_each_pack_gets_the_outcome_of_its_own_job_and_equal_jobs_are_done_once() -> None:
    done: list[str] = []

    def run(jobs: Sequence[Any]) -> Iterator[Any]:
        for job in jobs:
            done.append(job.kind)
            yield f"made of {job.kind}"

    asked: list[Any] = [(key, SimpleNamespace(kind=key)) for key in ("own-1", "shared", "own-2", "shared", "own-3")]
    outcomes = Outcomes(asked, run)
    assert [outcomes.of(key) for key, _ in asked] == [f"made of {key}" for key, _ in asked]
    assert done == ["own-1", "shared", "own-2", "own-3"]
    with pytest.raises(StopIteration):
        outcomes.of("shared")
