"""What stands beside the pages of a PDF: attachments, things that run by themselves, words for reading aids, data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.readers.pdf.shape import PdfShape, changed_attachments
from akkoord.signing.comparison.overlays import leads_elsewhere, overlay_notes
from akkoord.signing.comparison.verdict import Change, Kind

_FILE = "het bestand"


def surrounding_changes(old: PdfShape, new: PdfShape, pages: Mapping[int, int], *, as_sent: bool) -> Iterator[Change]:
    """What changed beside the pages and is part of what was sent.

    `pages` is which page came back for which, empty where the text was laid out over other pages. With `as_sent`
    every page is made of what was sent, so that its parts have the same numbers.
    """
    for name, was, now in changed_attachments(old, new):
        kind = Kind.CHANGED if was and now else Kind.MISSING if was else Kind.ADDED
        what = f"bijgevoegd bestand `{name}` is {kind.dutch}"
        yield Change(kind, f"bijgevoegd bestand `{name}`", 0, was, now, what)
    for name in sorted(set(new.active) - set(old.active)):
        yield Change(Kind.ADDED, _FILE, 0, "", name, f"er zit iets in dat vanzelf iets doet of verbergt (`{name}`)")
    if new.tags and _read_otherwise(old, new, as_sent=as_sent):
        yield Change(Kind.HIDDEN, _FILE, 0, "", "", "een voorleeshulp zegt iets anders dan is verzonden")
    yield from _bookmark_changes(old, new, pages)


def _read_otherwise(old: PdfShape, new: PdfShape, *, as_sent: bool) -> bool:
    """Whether a reading aid says other words or, on the same pages, reads in another order; more at the end may be."""
    sides = [side.tags if as_sent else tuple(tag for tag in side.tags if tag.startswith(_SAID)) for side in (old, new)]
    return sides[1][: len(sides[0])] != sides[0] or (not as_sent and len(sides[1]) > len(sides[0]))


_SAID = ("/ActualText", "/Alt", "/E")


def _bookmark_changes(old: PdfShape, new: PdfShape, pages: Mapping[int, int]) -> Iterator[Change]:
    """Bookmarks with another name or to another page; that there are none any more is no change of the text."""
    for (was, before), (now, after) in zip(old.bookmarks, new.bookmarks, strict=False):
        if was != now:
            yield Change(Kind.CHANGED, f"bladwijzer `{was}`", 0, was, now, "een bladwijzer heeft een andere naam")
        elif leads_elsewhere(before, after, pages):
            yield Change(Kind.CHANGED, f"bladwijzer `{was}`", 0, before, after, "een bladwijzer leidt elders heen")
    for title, _ in new.bookmarks[len(old.bookmarks) :]:
        yield Change(Kind.ADDED, f"bladwijzer `{title}`", 0, "", title, "er is een bladwijzer bijgezet")


def surrounding_notes(old: PdfShape, new: PdfShape) -> Iterator[str]:
    """What changed and is no change of what was sent."""
    if old.metadata != new.metadata:
        yield "de gegevens over het bestand (titel, auteur, datums) zijn anders; de tekst staat daar los van"
    if old.bookmarks and len(new.bookmarks) < len(old.bookmarks):
        yield "bladwijzers zijn weg"
    if old.tags and not new.tags:
        yield "de aanduidingen voor voorleeshulpen zijn weg"
    if new.behind:
        yield f"achter het einde van de PDF staan nog {new.behind} tekens, die geen lezer toont"
    yield from overlay_notes(new)
