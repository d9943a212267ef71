"""The record of a whole output folder: every pack, and which inputs made which output.

It holds some hundred kilobytes for each pack, so it is written a pack and a step to a line, and made piece by piece:
nobody holds all of it, and what it said of a pack that stays as it is goes on into the next record as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

FORMAT = "akkoord-output/1"
_OPEN = ('{"format": "akkoord-output/1",', '"packs": [')
_BETWEEN = '], "steps": ['
_CLOSE = "]}"
_NEXT = b",\n"
"""Between two members of a list."""


class Step(Struct, frozen=True):
    """One step of a build: what went in and what came out, each name with its SHA-256."""

    name: str
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[tuple[str, str], ...]


class PackEntry(Struct, frozen=True):
    """A pack by its path under the output folder, with the digests of its manifest and of its ZIP.

    `zip_sha256` is "" for a pack without signature pack.
    """

    path: str
    status: str
    manifest_sha256: str
    zip_sha256: str = ""


def step_lines(steps: Iterable[Step]) -> bytes:
    """The lines of steps in the record, by name, without what stands between them and what follows."""
    return _NEXT.join(map(_step, sorted(steps, key=lambda step: step.name)))


def output_record(
    packs: Sequence[PackEntry], steps: Callable[[PackEntry], bytes], overviews: bytes = b""
) -> Iterator[tuple[str, bytes]]:
    """The record, as in `schemas/output.schema.json`, piece by piece; packs by path, steps by name.

    `steps` gives the lines of the steps of a pack, `overviews` are those of the steps that belong to no single pack;
    both as `step_lines` makes them. With a piece that is the steps of a pack, and nothing else, goes its path.
    """
    ordered = sorted(packs, key=lambda pack: pack.path)
    yield "", ("\n".join(_OPEN) + "\n").encode()
    before = b""
    for pack in ordered:
        yield "", before + _row(pack)
        before = _NEXT
    yield "", (b"\n" if before else b"") + f"{_BETWEEN}\n".encode()
    before = b""
    for pack in ordered:
        lines = steps(pack)
        if lines:
            yield "", before
            yield pack.path, lines
            before = _NEXT
    if overviews:
        yield "", before + overviews
        before = _NEXT
    yield "", (b"\n" if before else b"") + f"{_CLOSE}\n".encode()


def _row(pack: PackEntry) -> bytes:
    digests = {"manifest_sha256": pack.manifest_sha256, "zip_sha256": pack.zip_sha256 or None}
    return json.dumps({"path": pack.path, "status": pack.status, **digests}, ensure_ascii=False).encode()


def _step(step: Step) -> bytes:
    data = {"name": step.name, "inputs": dict(step.inputs), "outputs": dict(step.outputs)}
    return json.dumps(data, ensure_ascii=False).encode()
