"""Akkoord: assembly of contract documents from a versioned clause library."""

import gc

__version__ = "0.1.0"


def collect_seldom(after: int = 100_000) -> None:
    """Let the collector of cycles look less often: trees have none, and it takes a tenth of the time to find that out.

    It looks when `after` objects more were made than let go. For a process that is ours; whoever uses the program as a
    library keeps the settings it has.
    """
    gc.set_threshold(after, 50, 20)
