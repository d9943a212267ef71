"""The rows of the page of an edition, taken from the page that stands there where nothing of a pack changed.

Where in the page each row stands is kept beside it, under the digest of the page: of one that anybody touched nothing
is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from akkoord.project.guarded_file import read_guarded_data, write_guarded_data
from akkoord.project.pack_files import sha256_of
from akkoord.writers.html import Overview, Rows, write_overview


def page_of(overview: Overview, page: Path, kept: Path) -> bytes:
    """What `write_overview` gives; rows are taken from the `page` that stands there as `kept` tells, and told there."""
    rows = Rows(_known(page, kept))
    content = write_overview(overview, rows)
    places: list[list[object]] = []
    at = 0
    for key, row in rows.used.items():
        at = content.index(row, at)
        places.append([key, at, len(row)])
        at += len(row)
    with suppress(OSError):  # what is not kept is made again
        write_guarded_data(kept, {"page": sha256_of(content), "rows": places})
    return content


def _known(page: Path, kept: Path) -> Mapping[str, bytes]:
    """The rows of the page that stands there, by what they were made of."""
    try:
        data, content = read_guarded_data(kept), page.read_bytes()
        if data["page"] != sha256_of(content):
            return {}
        return {key: content[at : at + length] for key, at, length in data["rows"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
