"""Asking git about the project, when that is a checkout and git is on the path.

Only commands are used that run no hook, filter or pager and fetch nothing, and each has a limit of time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SECONDS = 20


def asked(root: Path, *arguments: str, seconds: int = SECONDS) -> bytes | None:
    """What git says, None when there is no git, no repository, or no answer in time."""
    git = shutil.which("git")
    if git is None:
        return None
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**own, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603  # git as found on the path, and paths that `sources` listed
            [git, "-C", str(root), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
