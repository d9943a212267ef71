"""Comparison with an expected file beside its input.

`AKKOORD_RENEW_EXPECTED=1` writes the expected files anew; look at every change before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path


def assert_as_expected(path: Path, actual: str) -> None:
    """`actual` is what `path` holds; no file stands for empty text."""
    actual = actual.rstrip("\n") + "\n" if actual.strip() else ""
    if os.environ.get("AKKOORD_RENEW_EXPECTED"):
        if actual:
            path.write_text(actual, encoding="utf-8", newline="\n")
        else:
            path.unlink(missing_ok=True)
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    assert actual == expected, f"differs from {path.name}"
