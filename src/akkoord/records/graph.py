"""The record of a whole output folder: every pack, and which inputs made which output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FORMAT = "akkoord-output/1"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a build: what went in and what came out, each name with its SHA-256."""

    name: str
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PackEntry:
    """A pack by its path under the output folder, with the digests of its manifest and of its ZIP, and its steps.

    `zip_sha256` is "" for a pack without signature pack.
    """

    path: str
    status: str
    manifest_sha256: str
    steps: tuple[Step, ...]
    zip_sha256: str = ""


def output_manifest(packs: Iterable[PackEntry], overviews: Iterable[Step] = ()) -> dict[str, object]:
    """The record as plain data, as in `schemas/output.schema.json`; packs by path, steps by name.

    `overviews` are the steps that belong to no single pack.
    """
    ordered = sorted(packs, key=lambda pack: pack.path)
    return {
        "format": FORMAT,
        "packs": [
            {
                "path": pack.path,
                "status": pack.status,
                "manifest_sha256": pack.manifest_sha256,
                "zip_sha256": pack.zip_sha256 or None,
            }
            for pack in ordered
        ],
        "steps": [
            *(_step(step) for pack in ordered for step in sorted(pack.steps, key=lambda step: step.name)),
            *(_step(step) for step in sorted(overviews, key=lambda step: step.name)),
        ],
    }


def _step(step: Step) -> dict[str, object]:
    return {"name": step.name, "inputs": dict(step.inputs), "outputs": dict(step.outputs)}
