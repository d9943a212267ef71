"""A file that the program keeps for itself, with the digest of its content as the first line.

What a killed run, a full disk or another hand left of it is then seen as broken, and made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from akkoord.project.staging import write_whole


def write_guarded(file: Path, body: bytes, write: Callable[[Path, bytes], None] = write_whole) -> None:
    """Write `body` behind its digest, by `write`.

    Raises:
        OSError: it cannot be written.
    """
    write(file, _digest(body) + b"\n" + body)


def write_guarded_pieces(file: Path, body: Iterable[bytes]) -> None:
    """Write the pieces of a body behind the digest of all of them, of which no more than one is held at a time.

    Raises:
        OSError: it cannot be written; what was there still is.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(file.name + ".new")
    digest = hashlib.sha256()
    with unfinished.open("wb") as new:
        new.write(_digest(b"") + b"\n")  # as long as the one that comes there
        for piece in body:
            digest.update(piece)
            new.write(piece)
        new.seek(0)
        new.write(digest.hexdigest().encode("ascii"))
    unfinished.replace(file)


def read_guarded(file: Path) -> bytes:
    """The body that `write_guarded` or `write_guarded_pieces` was given.

    Raises:
        OSError, ValueError: it is not there, or it is broken.
    """
    digest, _, body = file.read_bytes().partition(b"\n")
    if _digest(body) != digest:
        raise ValueError(file.name)
    return body


def write_guarded_data(file: Path, data: Mapping[str, object]) -> None:
    """Write plain data, as JSON.

    Raises:
        OSError: it cannot be written.
    """
    write_guarded(file, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def read_guarded_data(file: Path) -> dict[str, Any]:
    """What `write_guarded_data` was given.

    Raises:
        OSError, ValueError: it is not there, or it is broken.
    """
    return cast("dict[str, Any]", json.loads(read_guarded(file)))


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")
