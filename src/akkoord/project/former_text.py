"""What a file said before, when the project is a git checkout and git is on the path.

Only explanations and a choice of what to show rest on this: whether a text may be used is decided by its digest alone.
"""

from __future__ import annotations

from pathlib import Path

from akkoord.library import text_digest
from akkoord.project.git import asked
from akkoord.project.sources import source_text

_LOOKED_AT = 50
"""So many commits that touched the file are tried, newest first."""


def former_text(root: Path, path: str, digest: str) -> str | None:
    """The text that the file at `path` had when its digest was `digest`; None when git does not know it."""
    commits = asked(root, "rev-list", f"--max-count={_LOOKED_AT}", "HEAD", "--", f"./{path}")
    for commit in ("", *(commits or b"").decode("ascii", "replace").split()):
        # The empty commit names the index: a text that was added and not yet committed.
        found = asked(root, "cat-file", "blob", f"{commit}:./{path}")
        text = None if found is None else _plain(found)
        if text is not None and text_digest(text) == digest:
            return text
    return None


def changed_files(root: Path) -> frozenset[str] | None:
    """The files of a project that differ from the last commit, new ones included; None when git does not know.

    No filter runs and nothing is compared by content that git has not stored itself.
    """
    changed = asked(root, "diff-index", "--name-only", "--relative", "-z", "HEAD", "--", ".")
    new = asked(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if changed is None or new is None:
        return None
    return frozenset(name for name in (changed + new).decode("utf-8", "replace").split("\0") if name)


def _plain(content: bytes) -> str | None:
    try:
        return source_text(content)
    except UnicodeDecodeError:
        return None
