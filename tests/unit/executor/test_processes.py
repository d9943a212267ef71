"""Tasks over workers: outcomes, failures, crashes, and which worker does what."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from akkoord.executor import Beside, Crashed, Done, Failed, Forked, Outcome, Processes, can_fork, in_order
from akkoord.executor import processes as processes_module
from unit.executor import jobs


def run(work: Callable[[Any, Any], Any], tasks: Sequence[int], store: Any, *, jobs: int) -> list[Outcome[Any]]:
    """The outcomes of the tasks in their order; each task is a batch of its own."""
    return outcomes_of(work, [[task] for task in tasks], store, jobs=jobs)


def outcomes_of(
    work: Callable[[Any, Any], Any], batches: Sequence[Sequence[int]], store: Any, *, jobs: int
) -> list[Outcome[Any]]:
    with Processes(jobs) as processes:
        tasks = [task for batch in batches for task in batch]
        return list(in_order(tasks, processes.run(work, batches, store)))


BOTH = pytest.mark.parametrize("processes", [1, 2])


@BOTH
def test_every_task_gives_its_result(processes: int) -> None:
    assert run(jobs.scale, range(20), 3, jobs=processes) == [Done(3 * n) for n in range(20)]


@BOTH
def test_no_tasks_give_no_results(processes: int) -> None:
    assert run(jobs.scale, [], 1, jobs=processes) == []


def test_one_job_runs_in_this_process() -> None:
    assert run(jobs.own_process, [1], None, jobs=1) == [Done(os.getpid())]


def test_more_jobs_run_elsewhere() -> None:
    assert run(jobs.own_process, [1], None, jobs=2) != [Done(os.getpid())]


@BOTH
def test_a_task_that_raises_costs_no_other_its_result(processes: int) -> None:
    first, second, third = run(jobs.divide, [1, 0, 2], 4, jobs=processes)
    assert (first, third) == (Done(4.0), Done(2.0))
    assert isinstance(second, Failed)
    assert second.message == "ZeroDivisionError: division by zero"
    assert "jobs.py" in second.traceback


def test_tasks_are_taken_as_workers_get_free() -> None:
    taken: list[int] = []

    def tasks():
        for n in range(1000):
            taken.append(n)
            yield n

    with Processes(2) as processes:
        outcomes = processes.run(jobs.scale, ([task] for task in tasks()), 1)
        task, outcome = next(outcomes)
        assert outcome == Done(task)
        assert len(taken) < 20
        outcomes.close()


def test_a_long_task_does_not_keep_the_others_from_being_done() -> None:
    with Processes(2) as processes:
        order = [task for task, _ in processes.run(jobs.sleep, [[n] for n in (20, 0, 0, 0, 0, 0)], 0.1)]
    assert order == [0, 0, 0, 0, 0, 20]


def test_workers_stay_between_two_runs_of_the_same_work() -> None:
    with Processes(2) as processes:
        runs = [{outcome for _, outcome in processes.run(jobs.own_process, [[1], [2], [3]], None)} for _ in range(2)]
    assert len(runs[0] | runs[1]) <= 2


def test_after_an_empty_batch_more_comes_when_an_outcome_was_taken() -> None:
    done: list[int] = []

    def batches():
        yield [1]
        while not done:
            yield []
        yield [2]

    with Processes(2) as processes:
        done.extend(task for task, _ in processes.run(jobs.scale, batches(), 1))
    assert done == [1, 2]


@pytest.mark.slow
def test_a_task_that_kills_its_worker_is_reported_and_the_others_go_on() -> None:
    assert run(jobs.die_on, range(10), 3, jobs=2) == [Crashed() if n == 3 else Done(n) for n in range(10)]


@pytest.mark.slow
def test_a_worker_that_dies_once_is_replaced(tmp_path) -> None:
    assert run(jobs.die_once, range(8), str(tmp_path), jobs=2) == [Done(n) for n in range(8)]


@BOTH
def test_the_tasks_of_a_batch_go_to_one_worker_and_come_back_in_order(processes: int) -> None:
    batches = [[1, 2, 3], [], [4], [5, 6]]
    assert outcomes_of(jobs.scale, batches, 2, jobs=processes) == [Done(2 * n) for n in range(1, 7)]
    first, second, third = outcomes_of(jobs.own_process, [[1, 2], [3]], None, jobs=processes)
    assert first == second
    assert isinstance(third, Done)


@pytest.mark.slow
def test_of_a_batch_only_the_task_that_kills_its_worker_is_lost() -> None:
    batches = [[0, 1, 2], [3, 4, 5], [6, 7]]
    assert outcomes_of(jobs.die_on, batches, 4, jobs=2) == [Crashed() if n == 4 else Done(n) for n in range(8)]


def test_a_task_beside_this_process() -> None:
    beside = Beside(jobs.own_process, None)
    for task in (1, 2):
        beside.ask(task)
    first, second = beside.outcome(), beside.outcome()
    beside.close()
    assert isinstance(first, Done)
    assert first.value != os.getpid()
    assert second == first


def test_a_task_beside_this_process_that_fails_or_dies() -> None:
    failing, dying = Beside(jobs.divide, 1), Beside(jobs.die_on, 4)
    for task in (0, 1):  # the one that failed does the next
        failing.ask(task)
    assert isinstance(failing.outcome(), Failed)
    assert isinstance(failing.outcome(), Done)
    dying.ask(4)
    assert dying.outcome() == Crashed()
    dying.ask(1)
    assert dying.outcome() == Crashed()
    failing.close()
    dying.close()


def test_a_task_of_which_nobody_waits_for_the_outcome_is_ended() -> None:
    beside = Beside(jobs.own_process, None)
    beside.ask(1)
    beside.close()


def test_a_process_that_is_split_off_has_all_that_this_one_has() -> None:
    if not sys.platform.startswith("linux"):
        assert not can_fork()
        return
    there = object()
    same = id(there)
    forked = Forked(lambda: (os.getpid(), id(there) == same))
    outcome = forked.outcome()
    assert isinstance(outcome, Done)
    assert outcome.value[0] != os.getpid()
    assert outcome.value[1]


def test_a_process_beside_that_is_split_off_goes_on_with_what_this_one_knows() -> None:
    if not can_fork():
        return
    there = {"what": lambda: "cannot be packed"}
    beside: Beside[str] = Beside(lambda store, task: f"{store['what']()}: {task}", there, split=True)
    try:
        for task in ("a", "b"):
            beside.ask(task)
        assert [beside.outcome(), beside.outcome()] == [Done("cannot be packed: a"), Done("cannot be packed: b")]
        assert beside.pid != os.getpid()
    finally:
        beside.close()


def test_a_process_beside_that_is_split_off_ends_with_its_parent() -> None:
    if not can_fork():
        return
    code = (
        "import os\n"
        "from akkoord.executor import Beside\n"
        "beside = Beside(lambda store, task: task, None, split=True)\n"
        "print(beside.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=here)
    until = time.monotonic() + 30
    while runs(int(done.stdout)):
        assert time.monotonic() < until
        time.sleep(0.01)


def runs(pid: int) -> bool:
    """Whether a process is there that has not ended; one that nobody asked about yet has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_process_that_is_split_off_and_fails_dies_or_is_ended() -> None:
    if not sys.platform.startswith("linux"):
        assert not can_fork()
        return
    assert isinstance(Forked(lambda: 1 // 0).outcome(), Failed)
    assert Forked(lambda: os._exit(3)).outcome() == Crashed()
    assert isinstance(Forked(lambda: object).outcome(), Done)
    assert Forked(lambda: lambda: None).outcome() == Crashed()  # what cannot be packed does not come back
    Forked(lambda: time.sleep(600)).close()


def test_a_process_in_which_more_runs_is_not_split() -> None:
    ends = threading.Event()
    thread = threading.Thread(target=ends.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        ends.set()
        thread.join()


def test_windows_gets_no_more_workers_than_its_pool_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Pool:
        def __init__(self, count: int, **_: object) -> None:
            asked.append(count)

        def shutdown(self, **_: object) -> None:
            pass

    monkeypatch.setattr(processes_module, "ProcessPoolExecutor", Pool)
    for system in ("win32", "linux"):
        monkeypatch.setattr(processes_module.sys, "platform", system)
        assert list(Processes(100).run(jobs.scale, (), 1)) == []
    assert asked == [61, 100]
