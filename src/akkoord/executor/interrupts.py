"""Ctrl-C goes to every process of a terminal; only the parent decides what it means."""

from __future__ import annotations

import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def uninterrupted() -> Generator[None, None, None]:
    """Start processes that Ctrl-C does not reach, from their first moment on; one that comes meanwhile comes after.

    A process has the blocked signals of its parent. Ignoring the signal once it runs would be too late: until then a
    Ctrl-C ends it with a traceback of its own. Windows has no such thing; there it is ignored once the process runs.
    """
    if sys.platform == "win32":
        yield
        return
    # The process that looks after what processes share is started first: that ends by letting the signal through.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
