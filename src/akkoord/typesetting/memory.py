"""Memory that was let go given back to the system, where the system does not take it by itself.

Typesetting takes and leaves many small pieces; glibc keeps what was left for the next, also when nobody asks for it
any more. Elsewhere (Windows, macOS, musl) there is nothing to do.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache

_M_ARENA_MAX = -8
"""The option of `mallopt` that says how many places there are (malloc.h of glibc)."""


def give_back() -> None:
    """Give the system what this process has let go of; it takes a few milliseconds."""
    _trimming()()


@cache
def hold_together() -> None:
    """Let all threads take memory from one place, where each would keep what it let go for itself alone.

    Asked once, before there are threads. Typesetting takes little at a time, so that they hardly wait for each other.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library than glibc
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


@cache
def _trimming() -> Callable[[], object]:
    """What does it here: nothing where there is no such function."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library than glibc
            trim = ctypes.CDLL(None).malloc_trim
            return lambda: trim(ctypes.c_size_t(0))
    return lambda: None
