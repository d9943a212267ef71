"""The profile of one region, for what needs nothing else of the project."""

from __future__ import annotations

import json
from pathlib import Path

from akkoord.diagnostics import AkkoordError
from akkoord.project import shipped
from akkoord.project.whole_file import read_whole
from akkoord.spec import Region
from akkoord.spec.reading import read_region


class ProfileError(AkkoordError):
    """A profile that cannot be read; says what is wrong with it."""


def region_profile(root: Path, region: str) -> Region | None:
    """The profile of a region of the project at `root`, None when there is none.

    Raises:
        ProfileError: it is there and not as it should be.
    """
    name = f"contracts/{region}/region.yaml"
    if not region or not (root / name).is_file():
        return None
    schema = json.loads((shipped.folder("schemas") / "region.schema.json").read_text(encoding="utf-8"))
    found, diagnostics = read_region(read_whole(root / name).decode("utf-8", "replace"), name, schema)
    if found is None:
        raise ProfileError(*diagnostics)
    return found


def only_region(root: Path) -> str:
    """The one region of a project, "" when there are more."""
    found = sorted(path.parent.name for path in root.glob("contracts/*/region.yaml"))
    return found[0] if len(found) == 1 else ""
