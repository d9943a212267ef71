"""One run at a time."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from akkoord.project.run_lock import BusyError, OutputError, run_lock


def never(who: str) -> None:
    raise AssertionError(f"waits for {who}")


def test_the_lock_is_free_again_after_use(tmp_path: Path) -> None:
    for _ in range(2):
        with run_lock(tmp_path / "output", wait=False, waiting=never):
            assert (tmp_path / "output/.lock").exists()


def test_a_second_run_that_may_not_wait_is_refused_and_told_who_works(tmp_path: Path) -> None:
    with (
        run_lock(tmp_path, wait=False, waiting=never),
        pytest.raises(BusyError, match=rf"een andere run werkt in dit project \(proces {os.getpid()}\)"),
        run_lock(tmp_path, wait=False, waiting=never),
    ):
        raise AssertionError("two at once")


def test_a_second_run_waits_and_says_so_once(tmp_path: Path) -> None:
    said: list[str] = []
    order: list[str] = []

    def second() -> None:
        with run_lock(tmp_path, wait=True, waiting=said.append):
            order.append("second")

    with run_lock(tmp_path, wait=False, waiting=never):
        thread = threading.Thread(target=second)
        thread.start()
        while not said:
            time.sleep(0.01)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
    assert said == [f" (proces {os.getpid()})"]


def test_an_output_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("een bestand", encoding="utf-8")
    with (
        pytest.raises(OutputError) as caught,
        run_lock(tmp_path / "output", wait=False, waiting=never),
    ):
        raise AssertionError("no lock to be had")
    assert caught.value.diagnostics[0].code == "OUT001"
