"""Akkoord: assembly of contract documents from a versioned clause library."""

import gc

__version__ = "0.1.0"


def collect_seldom() -> None:
    """Let the collector of cycles look less often: trees have none, and it takes a tenth of the time to find that out.

    For a process that is ours; whoever uses the program as a library keeps the settings it has.
    """
    gc.set_threshold(100_000, 50, 20)
