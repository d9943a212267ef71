"""What was asked for, held against what the project has."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.diagnostics import Diagnostic, Severity
from akkoord.project.content import Content
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
