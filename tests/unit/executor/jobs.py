"""Work for the tests of the executor: workers must be able to import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def scale(store: int, task: int) -> int:
    return store * task


def divide(store: int, task: int) -> float:
    return store / task


def sleep(store: float, task: int) -> int:
    """Takes `store` seconds for each of `task`."""
    time.sleep(store * task)
    return task


def own_process(store: None, task: int) -> int:
    return os.getpid()


def die_on(store: int, task: int) -> int:
    """Kills its worker on the task that the store names."""
    if task == store:
        os._exit(9)
    return task


def die_once(store: str, task: int) -> int:
    """Kills its worker the first time task 3 comes by; `store` is a folder to remember that in."""
    mark = Path(store, "died")
    if task == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return task
