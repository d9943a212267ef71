"""Commented starts on disk: the verbs `new-provider` and `new-region`.

What is written can be built at once, to packs that are concepts: everything that a person has still to say is marked as
open, and the rules name each of those places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Template

from msgspec import Struct

from akkoord.diagnostics import AkkoordError, Diagnostic, did_you_mean, error
from akkoord.project import shipped
from akkoord.project.content import RegionContent
from akkoord.project.opening import open_sources
from akkoord.project.run_lock import run_lock
from akkoord.project.sources import NoProjectError, find_root
from akkoord.project.staging import write_new
from akkoord.spec.consistency.names import is_device
from akkoord.spec.days import days_later, years_later

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LONGEST_ID = 60
_LONGEST_EDITION = 40
_CLAUSES: Mapping[str, tuple[str, str]] = {
    "onderwerp": (
        "Onderwerp",
        "1. {{ aanbieder.naam }}, statutair gevestigd te {{ aanbieder.vestigingsplaats }} en ingeschreven in het "
        "handelsregister onder nummer {{ aanbieder.kvk }}, levert jeugdhulp aan jeugdigen uit de gemeenten in de "
        "regio.\n"
        '1. Wat partijen nog afspreken: {{ "omschrijving" | open }}.',
    ),
    "duur": (
        "Duur en opzegging",
        "1. Deze overeenkomst loopt van {{ looptijd.start | datum }} tot en met {{ looptijd.eind | datum }}.\n"
        "1. Ieder van partijen kan schriftelijk opzeggen met een termijn van {{ opzegging.maanden }} maanden.",
    ),
    "ondertekening": (
        "Ondertekening",
        "Voor {{ partij.naam }}, die tekent voor de tekst met kenmerk {{ inhoud_digest }}.\n\n::: handtekening\n:::",
    ),
}
"""The clauses of a new region: what each is about, and its text."""


class StartError(AkkoordError):
    """Nothing can be started with what was named: NEW010 id, NEW011 region, NEW012 lot, NEW013 there already."""


class Started(Struct, frozen=True):
    """What was made: `sort` is "provider" or "region", `files` are paths in the project, in the order of making."""

    sort: str
    id: str
    region: str
    files: tuple[str, ...]


def start_provider(
    folder: Path, name: str, region: str, legal_name: str, lots: Sequence[int], waiting: Callable[[str], None]
) -> Started:
    """Write the file of a provider with id `name`; `region` "" takes the only one there is.

    Without `lots` it gets the first lot of the region, without `legal_name` an open one.

    Raises:
        NoProjectError: there is no project.
        StartError: the id is none, the region or a lot is not there, or the file is there already.
    """
    _require_id(name)
    root = find_root(folder)
    with run_lock(root / "output", wait=True, waiting=waiting):
        _, content = open_sources(root)
        chosen = _region(content.regions, region)
        values = {
            "id": name,
            "name": _quoted(legal_name or "n.t.b."),
            "lots": str(_lots(content.regions[chosen], lots)),
        }
        file = f"contracts/{chosen}/providers/{name}.yaml"
        return Started("provider", name, chosen, _write(root, {file: _filled("provider.yaml", values)}))


def start_region(folder: Path, name: str, title: str, start: date, waiting: Callable[[str], None]) -> Started:
    """Write a region with id `name`: profile, pack, one agreement with its clauses, an edition, and a provider.

    `start` is the first day of the term and of the edition. In a folder that is no project yet, it becomes one.

    Raises:
        StartError: the id is none, or something of the region is there already; nothing is written then.
    """
    _require_id(name)
    root = _root(folder)
    edition = f"{name}-{start.year}"[:_LONGEST_EDITION].rstrip("-")
    values = {
        "id": name,
        "name": _quoted(title or name),
        "title": " ".join((title or name).split()),
        "edition": edition,
        "date": start.isoformat(),
        "end": _last_day(start, years=2).isoformat(),
    }
    own = f"contracts/{name}"
    provider = {"id": f"{name}-aanbieder"[:_LONGEST_ID].rstrip("-"), "name": _quoted("n.t.b."), "lots": "[1]"}
    files = {
        f"{own}/region.yaml": _filled("region.yaml", values),
        f"{own}/pack.yaml": _filled("pack.yaml", values),
        f"{own}/documents/overeenkomst.yaml": _filled("overeenkomst.yaml", values),
        f"{own}/providers/{provider['id']}.yaml": _filled("provider.yaml", provider),
        f"clauses/editions/{edition}.yaml": _filled("edition.yaml", values),
    }
    for part, (heading, text) in _CLAUSES.items():
        clause = {"clause": f"{name}-{part}", "title": heading, "text": text, "date": start.isoformat()}
        files[f"clauses/{name}/{name}-{part}/0.1.md"] = _filled("clause.md", clause)
    with run_lock(root / "output", wait=True, waiting=waiting):
        return Started("region", name, name, _write(root, files))


def _root(folder: Path) -> Path:
    try:
        return find_root(folder)
    except NoProjectError:
        return folder.resolve()


def _require_id(name: str) -> None:
    if is_device(name):
        message = f"`{name}` kan niet; op Windows kan geen map of bestand zo heten"
        raise StartError(error("NEW010", message, None, f"kies een andere naam, zoals `{name}-1`"))
    if _ID.match(name) is None or len(name) > _LONGEST_ID:
        message = (
            f"`{name}` is geen id; verwacht: kleine letters, cijfers en koppeltekens, ten hoogste {_LONGEST_ID} tekens"
        )
        raise StartError(error("NEW010", message, None, "bijvoorbeeld `voorbeeld-thuisbasis`"))


def _region(regions: Mapping[str, RegionContent], name: str) -> str:
    if not name and len(regions) == 1:
        return next(iter(regions))
    if name in regions:
        return name
    known = ", ".join(f"`{one}`" for one in sorted(regions))
    if not name:
        message = (
            f"voor welke regio is niet bekend; er zijn er {len(regions)}: {known}" if regions else "er is geen regio"
        )
        hint = "noem er een: `--region NAAM`" if regions else "begin er een: `new-region NAAM`"
        raise StartError(error("NEW011", message, None, hint))
    hint = did_you_mean(name, regions) or (f"verwacht: {known}" if known else "begin er een: `new-region NAAM`")
    raise StartError(error("NEW011", f"er is geen regio `{name}`", None, hint))


def _lots(region: RegionContent, asked: Sequence[int]) -> list[int]:
    profile = region.region
    there = [lot.number for lot in profile.lots] if profile is not None else []
    unknown = [lot for lot in asked if there and lot not in there]
    if unknown:
        known = ", ".join(map(str, there))
        raise StartError(error("NEW012", f"perceel {unknown[0]} staat niet in het regioprofiel; verwacht: {known}"))
    return sorted(set(asked)) or there[:1] or [1]


def _write(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write all files, or none where one of them is there."""
    there = [path for path in files if (root / path).exists()]
    if there:
        raise StartError(_exists(there))
    for path, text in files.items():
        try:
            write_new(root / path, text.encode())
        except FileExistsError:
            raise StartError(_exists([path])) from None
    return tuple(files)


def _exists(paths: Iterable[str]) -> Diagnostic:
    first = next(iter(paths))
    return error("NEW013", f"`{first}` bestaat al en wordt niet overschreven", None, "kies een andere naam")


def _filled(name: str, values: Mapping[str, str]) -> str:
    text = (shipped.PACKAGE / "project" / "starts" / name).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def _quoted(text: str) -> str:
    """Text as YAML: a double-quoted scalar of JSON is one of YAML too."""
    return json.dumps(text, ensure_ascii=False)


def _last_day(start: date, years: int) -> date:
    """The last day of a term of so many years; of one from 29 February on it is 28 February where there is no 29th."""
    later = years_later(start, years)
    return days_later(later, -1) if later.day == start.day else later
