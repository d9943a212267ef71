"""The rows of the page of an edition, taken from the page that stands there where nothing of a pack changed.

Where in the page each row stands is kept beside it, under the digest of the page: of one that anybody touched nothing
is taken. The page has ten kilobytes for each pack, so no more of it is held than one row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from akkoord.project.guarded_file import read_guarded_data, write_guarded_data
from akkoord.project.staging import digest_of_file
from akkoord.writers.html import Overview, write_overview


def page_of(overview: Overview, page: Path, kept: Path) -> Iterator[bytes]:
    """The page, piece by piece; rows are taken from the `page` that stands there as `kept` tells, and told there."""
    known, digest = _known(page, kept), hashlib.sha256()
    places: list[list[object]] = []
    at = 0
    with ExitStack() as opened:
        before = opened.enter_context(page.open("rb")) if known else None

        def row(key: str) -> bytes | None:
            if before is None or key not in known:
                return None
            start, length = known[key]
            before.seek(start)
            return before.read(length)

        for key, piece in write_overview(overview, row):
            if key:
                places.append([key, at, len(piece)])
            at += len(piece)
            digest.update(piece)
            yield piece
    with suppress(OSError):  # what is not kept is made again
        write_guarded_data(kept, {"page": digest.hexdigest(), "rows": places})


def _known(page: Path, kept: Path) -> Mapping[str, tuple[int, int]]:
    """Where the rows of the page that stands there are, by what they were made of."""
    try:
        data = read_guarded_data(kept)
        if data["page"] != digest_of_file(page):
            return {}
        return {key: (at, length) for key, at, length in data["rows"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
