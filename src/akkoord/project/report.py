"""The report of a bug of ours, for whoever has to mend it."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Sequence
from pathlib import Path

import akkoord
from akkoord.project.shipped import library_versions


def keep_report(trace: str, arguments: Sequence[str]) -> Path | None:
    """Write what happened to a file of its own; where it is, None when that fails too.

    It goes to the machine's folder for temporary files: a bug may well be one in how we
    write output. It names the machine, so nothing of it ever goes into output.
    """
    lines = [
        f"akkoord {akkoord.__version__}, Python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {version}" for name, version in library_versions().items()),
        f"argumenten: {list(arguments)}",
        "",
        trace,
    ]
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="akkoord-verslag-", suffix=".txt", delete=False
        ) as file:
            file.write("\n".join(lines))
    except OSError:
        return None
    return Path(file.name)
