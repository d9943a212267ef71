"""Akkoord: assembly of contract documents from a versioned clause library."""

import gc
import sys
from types import ModuleType
from typing import cast

__version__ = "0.1.0"


def collect_seldom(after: int = 100_000) -> None:
    """Let the collector of cycles look less often: trees have none, and it takes a tenth of the time to find that out.

    It looks when `after` objects more were made than let go. For a process that is ours; whoever uses the program as a
    library keeps the settings it has.
    """
    gc.set_threshold(after, 50, 20)


def _load_msgspec() -> None:
    """Load `msgspec` without `typing_extensions`, which it looks for first and then finds all of in `typing`.

    That takes a tenth of a command that finds nothing changed. Whoever has loaded it keeps it, and can load it after.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = cast("ModuleType", None)
    try:
        import msgspec  # noqa: F401 # pyright: ignore[reportUnusedImport]
    finally:
        del sys.modules["typing_extensions"]


_load_msgspec()
