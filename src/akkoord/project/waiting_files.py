"""Files of a document that wait on disk until the other documents of their pack are written.

Documents are written kind by kind over many packs, so that for some time most of all these packs is there and none of
them is whole. Held in memory, that would be the largest thing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path


class WaitingFiles(Mapping[str, bytes]):
    """Files by name, each read when it is asked for.

    Raises:
        OSError: on reading one that is there no more, or cannot be read.
    """

    def __init__(self, places: Mapping[str, Path]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> bytes:
        return self._places[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def put_aside(folder: Path, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """`files` in `folder`, which nobody else uses; themselves when the disk takes them not: then memory holds them."""
    places = {name: folder / name for name in files}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            places[name].write_bytes(content)
    except OSError:
        for place in places.values():
            with suppress(OSError):
                place.unlink(missing_ok=True)
        return files
    return WaitingFiles(places)
