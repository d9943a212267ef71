"""What stands beside the pages of a PDF: attachments, things that run by themselves, words for reading aids, data."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.readers.pdf.shape import PdfShape, changed_attachments
from akkoord.signing.comparison.overlays import overlay_notes
from akkoord.signing.comparison.verdict import Change, Kind

_FILE = "het bestand"


def surrounding_changes(old: PdfShape, new: PdfShape) -> Iterator[Change]:
    """What changed beside the pages and is part of what was sent."""
    for name, was, now in changed_attachments(old, new):
        kind = Kind.CHANGED if was and now else Kind.MISSING if was else Kind.ADDED
        what = f"bijgevoegd bestand `{name}` is {kind.dutch}"
        yield Change(kind, f"bijgevoegd bestand `{name}`", 0, was, now, what)
    for name in sorted(set(new.active) - set(old.active)):
        yield Change(Kind.ADDED, _FILE, 0, "", name, f"er zit iets in dat vanzelf iets doet of verbergt (`{name}`)")
    if new.tags and new.tags != old.tags:
        yield Change(Kind.HIDDEN, _FILE, 0, "", "", "een voorleeshulp zegt iets anders dan is verzonden")


def surrounding_notes(old: PdfShape, new: PdfShape) -> Iterator[str]:
    """What changed and is no change of what was sent."""
    if old.metadata != new.metadata:
        yield "de gegevens over het bestand (titel, auteur, datums) zijn anders; de tekst staat daar los van"
    if old.tags and not new.tags:
        yield "de aanduidingen voor voorleeshulpen zijn weg"
    yield from overlay_notes(new)
