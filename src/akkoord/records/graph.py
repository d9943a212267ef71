"""The record of a whole output folder: every pack, and which inputs made which output.

It holds some hundred kilobytes for each pack, so it is written a pack and a step to a line: what it said of a pack
that stays as it is goes on into the next record as it stands, without being read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

FORMAT = "akkoord-output/1"
_OPEN = ('{"format": "akkoord-output/1",', '"packs": [')
_BETWEEN = '], "steps": ['
_CLOSE = "]}"


class Step(Struct, frozen=True):
    """One step of a build: what went in and what came out, each name with its SHA-256."""

    name: str
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[tuple[str, str], ...]


class PackEntry(Struct, frozen=True):
    """A pack by its path under the output folder, with the digests of its manifest and of its ZIP, and its steps.

    `zip_sha256` is "" for a pack without signature pack. `steps` are the lines of its steps in the record, by name.
    """

    path: str
    status: str
    manifest_sha256: str
    steps: tuple[str, ...]
    zip_sha256: str = ""


def step_lines(steps: Iterable[Step]) -> tuple[str, ...]:
    """The lines of steps in the record, by name."""
    return tuple(map(_step, sorted(steps, key=lambda step: step.name)))


def output_record(packs: Iterable[PackEntry], overviews: Iterable[Step] = ()) -> str:
    """The record, as in `schemas/output.schema.json`; packs by path, steps by name.

    `overviews` are the steps that belong to no single pack.
    """
    ordered = sorted(packs, key=lambda pack: pack.path)
    steps = [line for pack in ordered for line in pack.steps]
    lines = [*_OPEN, *_listed(map(_row, ordered)), _BETWEEN, *_listed((*steps, *step_lines(overviews))), _CLOSE]
    return "\n".join(lines) + "\n"


def former_entries(record: str) -> dict[str, PackEntry]:
    """The packs of a record by path.

    Raises:
        ValueError, KeyError, TypeError: `record` is not one that `output_record` wrote.
    """
    lines = record.splitlines()
    if tuple(lines[: len(_OPEN)]) != _OPEN or lines[-1] != _CLOSE:
        raise ValueError("no record of an output folder")
    middle = lines.index(_BETWEEN)
    steps: dict[str, list[str]] = {}
    for line in lines[middle + 1 : -1]:
        steps.setdefault(_owner(line), []).append(line.removesuffix(","))
    rows: list[dict[str, str | None]] = [json.loads(line.removesuffix(",")) for line in lines[len(_OPEN) : middle]]
    return {str(row["path"]): _entry(row, steps) for row in rows}


def _entry(row: Mapping[str, str | None], steps: Mapping[str, list[str]]) -> PackEntry:
    path = row["path"] or ""
    own = tuple(steps.get(path, ()))
    return PackEntry(path, row["status"] or "", row["manifest_sha256"] or "", own, row["zip_sha256"] or "")


def _owner(line: str) -> str:
    """The pack of a step: `write <region>/<edition>/<pack>/<kind>`."""
    _, _, rest = line.partition('"name": "')
    return "/".join(rest.partition('"')[0].partition(" ")[2].split("/")[:3])


def _row(pack: PackEntry) -> str:
    digests = {"manifest_sha256": pack.manifest_sha256, "zip_sha256": pack.zip_sha256 or None}
    return json.dumps({"path": pack.path, "status": pack.status, **digests}, ensure_ascii=False)


def _step(step: Step) -> str:
    data = {"name": step.name, "inputs": dict(step.inputs), "outputs": dict(step.outputs)}
    return json.dumps(data, ensure_ascii=False)


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """The lines as the members of a list: each but the last with a comma."""
    before = ""
    for line in lines:
        if before:
            yield f"{before},"
        before = line
    if before:
        yield before
