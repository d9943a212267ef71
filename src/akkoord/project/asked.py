"""What was asked for, held against what the project has."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.found import Found
from akkoord.diagnostics import Diagnostic, Severity
from akkoord.project.content import Content, RegionContent
from akkoord.project.missing_files import gone
from akkoord.project.selection import ADDENDA, Selection, SelectionError, check_selection, no_pack
from akkoord.spec import kind_of_lot


def check_asked(selection: Selection, content: Content) -> None:
    """Refuse what is not in the project, with the files that are not there or that could not be read.

    Raises:
        SelectionError: something is not there.
    """
    try:
        check_selection(selection, _known_values(content))
    except SelectionError as problem:
        raise SelectionError(*problem.diagnostics, *gone(content.diagnostics), *_unread(content)) from None


def _unread(content: Content) -> Iterator[Diagnostic]:
    """Why a name may be unknown: its file is not where it is looked for, or the profile with the name has a fault."""
    faulty = {region.files.region for region in content.regions.values() if region.region is None}
    for found in content.diagnostics:
        file = found.span.file if found.span is not None else ""
        if found.code == "SRC006" or (found.severity is Severity.ERROR and file and file in faulty):
            yield found


def no_pack_of(selection: Selection, content: Content) -> SelectionError:
    """What to raise when all that is asked for is known, and no pack is all of it."""
    return SelectionError(*no_pack(selection).diagnostics, *gone(content.diagnostics))


def _known_values(content: Content) -> dict[str, set[object]]:
    """Everything that can be asked for, by the name of its option."""
    known: dict[str, set[object]] = {name: set() for name in ("region", "provider", "document", "lot", "edition")}
    for name, region in content.regions.items():
        known["region"].add(name)
        known["provider"].update(region.files.providers, (region.pack.region_pack,) if region.pack else ())
        known["document"].update(region.files.documents)
        if any(spec.amends is not None for spec in region.documents.values()):
            known["document"].add(ADDENDA)
        if region.region is not None:
            lots = [lot.number for lot in region.region.lots]
            known["lot"].update(lots)
            known["edition"].update(region.region.editions)
            per_lot = (spec.kind for spec in region.documents.values() if spec.for_each_lot)
            known["document"].update(kind_of_lot(kind, lot) for kind in per_lot for lot in lots)
    return known


def is_about(found: Found, selection: Selection, content: Content) -> bool:
    """Whether a finding is about what was asked for; one about everybody or everything always is."""
    if selection.all:
        return True
    regions = {place.partition("/")[0] for place in found.places}
    editions = {place.partition("/")[2] for place in found.places}
    if selection.regions and not regions & set(selection.regions):
        return False
    if selection.editions and not editions & set(selection.editions):
        return False
    there = [content.regions[name] for name in sorted(regions)]
    if found.documents and not any(_document(k, selection, region) for k in found.documents for region in there):
        return False
    return found.providers is None or any(_provider(n, selection, region) for n in found.providers for region in there)


def _document(kind: str, selection: Selection, region: RegionContent) -> bool:
    base = kind if kind in region.documents else kind.rpartition("-")[0]
    return selection.wants_document(kind, base)


def _provider(name: str, selection: Selection, region: RegionContent) -> bool:
    if selection.providers and name not in selection.providers:
        return False
    lots = region.providers[name].lots if name in region.providers else ()
    return not selection.lots or bool(set(selection.lots) & set(lots))
