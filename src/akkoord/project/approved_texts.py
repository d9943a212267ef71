"""Approved texts kept beside the caches of a project, so that what changed in one can be shown without git.

Only an explanation rests on them: whether a text may be used is decided by its digest alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from akkoord.library import ClauseFile, Lock, text_digest
from akkoord.project.sources import Sources, UnreadableError
from akkoord.project.staging import write_whole

_FOLDER = Path("output") / ".cache" / "approved"


def keep_approved_texts(sources: Sources, lock: Lock, files: Mapping[tuple[str, str], ClauseFile]) -> None:
    """Keep every text that is as the lock says and not kept yet; one that cannot be written is done without."""
    folder = sources.root / _FOLDER
    with suppress(OSError):
        there = {path.stem for path in folder.glob("*.md")} if folder.is_dir() else set[str]()
        for key, locked in lock.items():
            file = files.get(key)
            if file is None or file.digest != locked.digest or locked.digest in there:
                continue
            with suppress(UnreadableError):
                write_whole(folder / f"{locked.digest}.md", sources.text(file.path).encode("utf-8", "surrogatepass"))


def kept_text(root: Path, digest: str) -> str | None:
    """The approved text with this digest, None when it was never kept or is not whole."""
    try:
        text = (root / _FOLDER / f"{digest}.md").read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError):
        return None
    return text if text_digest(text) == digest else None
