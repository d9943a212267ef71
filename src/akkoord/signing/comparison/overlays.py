"""What lies over the pages: fields, links, stamps and notes. None of it may cover what was sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from akkoord.readers.pdf.printed import Printed, PrintedLine, PrintedPage
from akkoord.readers.pdf.shape import Annotation, PdfShape
from akkoord.signing.comparison.services import is_stamp
from akkoord.signing.comparison.verdict import Change, Kind
from akkoord.signing.comparison.visible import in_margin, lines_under
from akkoord.signing.signatures.fields import SEAL_FIELD


def overlay_changes(
    printed: Printed,
    places: Mapping[PrintedLine, str],
    old: PdfShape,
    new: PdfShape,
    pairs: Iterable[tuple[int, int]],
    pages: Mapping[int, int],
) -> Iterator[Change]:
    """What was laid over a page that was sent, taken from it, or leads elsewhere now.

    `pages` is which page came back for which, empty where the text was laid out over other pages.
    """
    addresses = {a.target for page in old.pages for a in page.annotations if a.kind == "Link"}
    for a, b in pairs:
        was, now = old.pages[a - 1].annotations, new.pages[b - 1].annotations
        left = list(was)
        for annotation in now:
            same = next((other for other in left if _same(other, annotation)), None)
            if same is not None:
                left.remove(same)
                yield from _filled(same, annotation, a)
                continue
            moved = next((other for other in left if _succeeds(other, annotation)), None)
            if moved is not None:
                left.remove(moved)
            page = printed.pages[a - 1]
            if annotation.kind == "Link" and not annotation.visible:
                yield from _led(annotation, moved, page, places, addresses, pages)
            else:
                yield from _laid(annotation, moved, page, places)
        yield from (_gone(annotation, a) for annotation in left if annotation.kind == "Widget")


def _same(one: Annotation, other: Annotation) -> bool:
    if one.kind == other.kind == "Link":
        return (one.target, one.drawn) == (other.target, other.drawn) and _near(one, other, 1)
    if one.drawn and other.drawn and one.drawn != other.drawn:
        return False
    return (one.kind, one.field, one.digest) == (other.kind, other.field, other.digest) and _near(one, other, 0.01)


def _near(one: Annotation, other: Annotation, points: float) -> bool:
    return all(abs(a - b) < points for a, b in zip(one.box, other.box, strict=True))


def _succeeds(one: Annotation, other: Annotation) -> bool:
    """Whether `other` stands in the place of `one`: the same field, or a link in the same box."""
    if one.field or other.field:
        return one.field == other.field
    return one.kind == other.kind == "Link" and _near(one, other, 1)


def _filled(old: Annotation, new: Annotation, page: int) -> Iterator[Change]:
    if old.value != new.value:
        what = f"veld `{old.field}` is ingevuld"
        yield Change(Kind.LAYOUT, f"bladzijde {page}", page, old.value, new.value, what)


def _gone(annotation: Annotation, page: int) -> Change:
    what = f"het veld `{annotation.field}` is weg"
    return Change(Kind.MISSING, f"bladzijde {page}", page, annotation.field, "", what)


def _led(
    link: Annotation,
    before: Annotation | None,
    page: PrintedPage,
    places: Mapping[PrintedLine, str],
    addresses: set[str],
    pages: Mapping[int, int],
) -> Iterator[Change]:
    """A link that leads elsewhere than the one in its place, or else to a place to which none led.

    What stands on another page now is no other place.
    """
    was = before.target if before is not None else ""
    if was and not leads_elsewhere(was, link.target, pages):
        return
    if not was and (link.target in addresses or _PLACE.match(link.target)):
        return
    lines = lines_under(link.box, page)
    place = places[lines[0]] if lines else f"bladzijde {page.number}"
    yield Change(Kind.CHANGED, place, page.number, was, link.target, "een verwijzing leidt naar een andere plaats")


_PLACE = re.compile(r"page (\d+)(?: (-?\d+))?")
_SAME_HEIGHT = 20
"""Points between heights on a page that show the same text."""


def leads_elsewhere(was: str, now: str, pages: Mapping[int, int]) -> bool:
    """Whether a link or bookmark leads to something else; `pages` is which page came back for which."""
    one, other = _PLACE.fullmatch(was), _PLACE.fullmatch(now)
    if one is None or other is None:
        return was != now
    if int(one[1]) not in pages:
        return False
    if pages[int(one[1])] != int(other[1]):
        return True
    return bool(one[2] and other[2]) and abs(int(one[2]) - int(other[2])) > _SAME_HEIGHT


def _laid(
    annotation: Annotation, before: Annotation | None, page: PrintedPage, places: Mapping[PrintedLine, str]
) -> Iterator[Change]:
    where, number = f"bladzijde {page.number}", page.number
    covered = lines_under(annotation.box, page) if annotation.visible else ()
    for line in covered:
        what = f"er ligt iets over de tekst ({_named(annotation)})"
        yield Change(Kind.HIDDEN, places[line], number, line.text.strip(), annotation.text, what)
    if covered:
        return
    if before is not None and before.drawn and annotation.drawn and before.drawn != annotation.drawn:
        what = f"in het veld `{annotation.field}` is iets getekend, en er staat geen handtekening in"
        yield Change(Kind.LAYOUT, where, number, "", "", what)
    elif before is not None:
        kind = Kind.LAYOUT if annotation.digest == before.digest else Kind.CHANGED
        yield Change(kind, where, number, "", "", f"het veld `{annotation.field}` is veranderd of verplaatst")
    elif _is_seal(annotation):
        return
    elif not (annotation.text and is_stamp(annotation.text) and in_margin(annotation.box, page)):
        words = annotation.text or annotation.value
        yield Change(Kind.ADDED, where, number, "", words, f"er is iets bijgezet ({_named(annotation)})")


def _is_seal(annotation: Annotation) -> bool:
    """Whether it is the field of the region's seal, which draws nothing; whose seal it is, its signature tells."""
    left, bottom, right, top = annotation.box
    empty = left == right and bottom == top and not annotation.visible
    return annotation.kind == "Widget" and annotation.field == SEAL_FIELD and empty


def overlay_notes(new: PdfShape) -> Iterator[str]:
    """The stamps of signing services among what lies over the pages."""
    for page in new.pages:
        for annotation in page.annotations:
            if annotation.kind != "Widget" and annotation.text and is_stamp(annotation.text):
                yield f"stempel van een ondertekendienst: `{annotation.text}`"


_NAMES = {
    "Widget": "een formulierveld",
    "FreeText": "tekst",
    "Stamp": "een stempel",
    "Highlight": "een markering",
    "StrikeOut": "een doorhaling",
    "Square": "een vlak",
    "Redact": "een weglakking",
    "Link": "een koppeling die iets tekent",
    "Text": "een notitie",
}


def _named(annotation: Annotation) -> str:
    name = _NAMES.get(annotation.kind, f"een onderdeel `{annotation.kind}`")
    return f"{name} `{annotation.field}`" if annotation.field else name
