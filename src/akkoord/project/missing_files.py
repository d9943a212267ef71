"""What a region lacks that its other files count on: each file is named once, in place of all that follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.library import Library
from akkoord.project.layout import RegionFiles
from akkoord.spec import Initiative, Pack, Provider, Region


class MissingFiles(Struct, frozen=True):
    """What is not there. With `specs` all providers or all documents are gone, with `initiatives` that file is."""

    findings: tuple[Diagnostic, ...]
    specs: bool
    initiatives: bool


def missing_files(
    folder: str,
    files: RegionFiles,
    providers: Iterable[Provider],
    initiatives: Iterable[Initiative],
    pack: Pack | None,
) -> MissingFiles:
    """What the region in `folder` needs and does not have."""
    found: list[Diagnostic] = []

    def lacks(name: str, why: str) -> None:
        message = f"in `{folder}/` ontbreekt `{name}`{why}"
        hint = f"zet `{folder}/{name}` terug, of maak het zoals docs/formats.md zegt"
        place = None if name.endswith("/") else Span(f"{folder}/{name}")
        found.append(error("SRC007", message, place, hint))

    if not files.region:
        lacks("region.yaml", "")
    if not files.pack:
        lacks("pack.yaml", "")
    specs = len(found)
    if not files.documents and pack is not None:
        lacks("documents/", ": `pack.yaml` noemt documenten")
    if not files.providers and any(initiative.providers for initiative in initiatives):
        lacks("providers/", ": `initiatives.yaml` noemt aanbieders")
    specs = len(found) - specs
    admitted = [p.id for p in providers if p.admission is not None and p.admission.initiative]
    gone = not files.initiatives and bool(admitted)
    if gone:
        lacks("initiatives.yaml", f": `{admitted[0]}` is toegelaten met een initiatief")
    return MissingFiles(tuple(found), bool(specs), gone)


def missing_editions(regions: Iterable[Region], library: Library, files: Collection[str]) -> Iterator[Diagnostic]:
    """The editions that regions build and that are not there; one of `files` that cannot be read is told elsewhere."""
    for region in regions:
        for index, name in enumerate(region.editions):
            file = f"clauses/editions/{name}.yaml"
            if name not in library.editions and file not in files:
                message = f"de editie `{name}` bestaat niet; verwacht: `{file}`"
                yield error("PLN001", message, region.place(f"editions.{index}"), did_you_mean(name, library.editions))


def gone(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of `diagnostics` that say that a file is not there: why something that is asked for is not known."""
    return tuple(found for found in diagnostics if found.code in ("SRC007", "PLN001"))
