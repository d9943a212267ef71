"""The workers of a Dask cluster: the same outcomes as on this machine, also when workers die."""

from __future__ import annotations

import builtins
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from akkoord.executor import Crashed, Done, Failed, Outcome, in_order
from akkoord.executor.cluster import Cluster, ClusterError
from unit.executor import jobs

ROOT = Path(__file__).parents[3]


def identity() -> str:
    return "dezelfde"


def other_identity() -> str:
    return f"een andere in elk proces: {os.getpid()}"


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    places = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard", "--host", "127.0.0.1"],
        env={**os.environ, "PYTHONPATH": places},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two worker processes on loopback, each looked after by a nanny that replaces it."""
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    parts = [_start("dask_scheduler", "--port", place.rpartition(":")[2])]
    parts += [_start("dask_worker", place, "--nthreads", "1", "--death-timeout", "60") for _ in range(2)]
    try:
        _wait_for_workers(place, 2)
        yield place
    finally:
        for part in reversed(parts):
            part.terminate()
        for part in parts:
            try:
                part.wait(20)
            except subprocess.TimeoutExpired:
                part.kill()


def _wait_for_workers(place: str, count: int) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        try:
            cluster = Cluster(place, identity)
        except ClusterError:
            time.sleep(0.5)
            continue
        cluster.close()
        if cluster.threads >= count:
            return
    pytest.fail("the cluster did not come up")


def outcomes_of(
    cluster: Cluster, work: Callable[[Any, Any], Any], batches: list[list[int]], store: Any
) -> list[Outcome[Any]]:
    """The outcomes of the tasks in their order."""
    return list(in_order([task for batch in batches for task in batch], cluster.run(work, batches, store)))


@pytest.mark.slow
def test_every_task_has_its_outcome_and_a_task_that_raises_costs_no_other_its_result(address: str) -> None:
    cluster = Cluster(address, identity)
    try:
        assert outcomes_of(cluster, jobs.scale, [[1, 2], [], [3], [4, 5]], 3) == [Done(3 * n) for n in range(1, 6)]
        first, second, third = outcomes_of(cluster, jobs.divide, [[1, 0], [2]], 4)
        assert (first, third) == (Done(4.0), Done(2.0))
        assert isinstance(second, Failed)
    finally:
        cluster.close()


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_is_replaced(address: str, tmp_path: Path) -> None:
    cluster = Cluster(address, identity)
    try:
        batches = [[0, 1], [2, 3], [4, 5]]
        assert outcomes_of(cluster, jobs.die_once, batches, str(tmp_path)) == [Done(n) for n in range(6)]
    finally:
        cluster.close()


@pytest.mark.slow
def test_only_a_task_that_kills_every_worker_is_lost(address: str) -> None:
    cluster = Cluster(address, identity)
    try:
        assert outcomes_of(cluster, jobs.die_on, [[0, 1], [2, 3]], 1) == [
            Crashed() if n == 1 else Done(n) for n in range(4)
        ]
    finally:
        cluster.close()


@pytest.mark.slow
def test_workers_with_another_program_are_refused(address: str) -> None:
    with pytest.raises(ClusterError) as refused:
        Cluster(address, other_identity)
    assert refused.value.diagnostics[0].code == "CLU004"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1", "onzin", "tcp://:8786"])
def test_a_scheduler_that_is_not_there_is_said_at_once(address: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError) as refused:
        Cluster(address, identity)
    (said,) = refused.value.diagnostics
    assert (said.code, address in said.message) == ("CLU002", True)


def test_without_dask_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> object:
        if name.partition(".")[0] == "distributed":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ClusterError) as refused:
        Cluster("tcp://127.0.0.1:8786", identity)
    (said,) = refused.value.diagnostics
    assert (said.code, said.hints) == ("CLU001", ("installeer het met `pip install akkoord[cluster]`",))
