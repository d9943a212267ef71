"""Places of a text in the words by which a Dutch addendum points to them, in the region's style.

Source: Aanwijzingen voor de regelgeving, 3.27 to 3.29 and 6.5 to 6.18; the shorter style `lid`
is that of contracts.
"""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.amendment.amendments import Extent, Place
from akkoord.amendment.text import AGAIN, Level, Line, Path, Sort, Step
from akkoord.assembly import dutch
from akkoord.spec import ReferenceStyle

SECTIONS = (Level.PREAMBLE, Level.CHAPTER, Level.ARTICLE, Level.ANNEX, Level.PART)
ITEMS = (Level.ONDERDEEL, Level.SUBONDERDEEL)


def cited(path: Path, style: ReferenceStyle) -> str:
    """A path in words: "artikel 7 lid 2 onder a", "punt 7.2", "het begrip Herijking in artikel 1 lid 4"."""
    if not path:
        return "de tekst"
    *above, last = path
    outer = tuple(above)
    match last.level:
        case Level.ITEM if last.defines:
            return f"het begrip {last.key} in {cited(outer, style)}"
        case Level.ITEM:
            return f"het {dutch.ordinal_in_words(int(last.key))} streepje van {cited(outer, style)}"
        case Level.HEADING:
            return f"het kopje ‘{last.key}’{_again(last)} in {cited(outer, style)}"
        case Level.TABLE if last.key:
            return f"de tabel ‘{last.key}’{_again(last)} in {cited(outer, style)}"
        case Level.TABLE if last.alone:
            return f"de tabel zonder titel in {cited(outer, style)}"
        case Level.TABLE:
            return f"de {dutch.ordinal_in_words(last.again % AGAIN + 1)} tabel zonder titel in {cited(outer, style)}"
        case Level.REQUIREMENT:
            return f"eis {last.key} in {cited(_section(outer), style)}"
        case _:
            return _numbered(path, style)


def _numbered(path: Path, style: ReferenceStyle) -> str:
    *above, last = path
    outer = tuple(above)
    if last.level is Level.LID:
        return _lid(outer, last, style)
    if last.level in ITEMS:
        comma = "," if style is ReferenceStyle.AANWIJZINGEN else ""
        under = " " if outer and outer[-1].level in ITEMS else f"{comma} onder "
        return f"{cited(outer, style)}{under}{last.key}"
    names = {Level.ARTICLE: "artikel ", Level.CHAPTER: "hoofdstuk ", Level.ANNEX: "bijlage "}
    if last.level in names:
        return f"{names[last.level]}{last.key}{_again(last)}"
    return f"‘{last.key}’{_again(last)}" if last.key else "de tekst zonder titel"


def _lid(outer: Path, lid: Step, style: ReferenceStyle) -> str:
    section = outer[-1].level if outer else Level.PART
    if section is Level.CHAPTER:
        return f"punt {lid.key}{_again(lid)}"
    if section is not Level.ARTICLE:
        return f"{cited(outer, style)} onder {lid.key}{_again(lid)}"
    if style is ReferenceStyle.AANWIJZINGEN and lid.key.isdecimal():
        return f"{cited(outer, style)}, {dutch.ordinal_in_words(int(lid.key))} lid{_again(lid)}"
    return f"{cited(outer, style)} lid {lid.key}{_again(lid)}"


def _again(step: Step) -> str:
    """Which of several that have one name is meant."""
    if not step.again:
        return ""
    return f" ({dutch.ordinal_in_words(step.again % AGAIN + 1)} met die naam{', vervolg' * (step.again >= AGAIN)})"


def _section(path: Path) -> Path:
    return next((path[: n + 1] for n in range(len(path) - 1, -1, -1) if path[n].level in SECTIONS), path)


def cited_place(place: Place, style: ReferenceStyle) -> str:
    """A place in words, with what of it is meant."""
    match place.extent:
        case Extent.WHOLE:
            return cited(place.path, style)
        case Extent.HEAD if place.path and place.path[-1].level is Level.HEADING:
            return cited(place.path, style)
        case Extent.HEAD if place.path and place.path[-1].level in SECTIONS:
            return f"het opschrift van {cited(place.path, style)}"
        case Extent.HEAD if place.path and place.path[-1].level is Level.TABLE:
            return f"de titel van {cited(place.path, style)}"
        case Extent.HEAD:
            return f"de aanhef van {cited(place.path, style)}"
        case Extent.LINE:
            return _line(place, style)


def _line(place: Place, style: ReferenceStyle) -> str:
    address = place.address
    assert address is not None, "a line has an address"  # noqa: S101  a bug of ours
    path, ordinal = address.path, address.ordinal
    if path and path[-1].level in (Level.TABLE, Level.REQUIREMENT):
        return f"de {dutch.ordinal_in_words(ordinal)} regel van {cited(path, style)}"
    if address.after:
        lid = (*path, Step(Level.LID, address.after))
        return f"de {dutch.ordinal_in_words(ordinal)} alinea na {cited(lid, style)}"
    if path and path[-1].level is Level.HEADING:
        section = cited(path[:-1], style)
        return f"de {dutch.ordinal_in_words(ordinal - 1)} alinea onder het kopje ‘{path[-1].key}’ in {section}"
    titled = bool(path) and path[-1].level in SECTIONS and bool(path[-1].key) and ordinal > 1
    return f"de {dutch.ordinal_in_words(ordinal - titled)} alinea van {cited(path, style)}"


def cited_line(line: Line, style: ReferenceStyle) -> str:
    """Where a line stands, in words."""
    path = line.address.path
    if line.sort in (Sort.CAPTION, Sort.HEADER, Sort.ROW):
        return cited(path, style)
    if line.number or line.sort is Sort.TITLE:
        return cited(path, style)
    return cited_place(Place(path, Extent.LINE, line.address), style)


def numbers_of(paths: Sequence[Path], style: ReferenceStyle) -> str:
    """Neighbours of one level in words: "artikel 16 leden 7 tot en met 12", "de punten 7.3 en 7.4"."""
    first, last = paths[0], paths[-1]
    if len(paths) == 1:
        return cited(first, style)
    level, outer = first[-1].level, first[:-1]
    listed = range_of([path[-1].key for path in paths])
    section = outer[-1].level if outer else Level.PART
    if level is Level.LID and section is Level.CHAPTER:
        return f"de punten {listed}"
    if level is Level.LID and section is Level.ARTICLE:
        if style is ReferenceStyle.AANWIJZINGEN:
            ranks = [path[-1].key for path in paths]
            words = [dutch.ordinal_in_words(int(r)) if r.isdecimal() else r for r in ranks]
            return f"{cited(outer, style)}, {range_of(words)} lid"
        return f"{cited(outer, style)} leden {listed}"
    if level in ITEMS or level is Level.LID:
        return f"{cited(outer, style)} onder {listed}"
    names = {Level.ARTICLE: "artikelen", Level.CHAPTER: "hoofdstukken", Level.ANNEX: "bijlagen"}
    if level in names:
        return f"de {names[level]} {listed}"
    return dutch.joined([cited(path, style) for path in (*paths[:-1], last)], "en")


def range_of(keys: Sequence[str]) -> str:
    """`7`, `7 en 8`, `7 tot en met 9`."""
    if len(keys) < 3:
        return " en ".join(keys)
    return f"{keys[0]} tot en met {keys[-1]}"
