"""An amendment as a sentence in the form of Dutch legislative drafting, with the text that belongs to it.

Source: Aanwijzingen voor de regelgeving, 6.5 to 6.18 (wijziging van regelingen).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from akkoord.amendment.amendments import (
    Amendment,
    Ending,
    Extent,
    Insertion,
    Place,
    Renumbering,
    Repeal,
    Replacement,
    Substitution,
    Where,
)
from akkoord.amendment.citation import ITEMS, SECTIONS, cited, cited_place, numbers_of, range_of
from akkoord.amendment.text import Level, Line, Path
from akkoord.assembly import dutch
from akkoord.spec import ReferenceStyle

_SIGNS = {".": "de punt", ";": "de puntkomma", ",": "de komma", ":": "de dubbele punt"}
_NAMES = {
    Level.PREAMBLE: ("een onderdeel", "onderdelen"),
    Level.CHAPTER: ("een hoofdstuk", "hoofdstukken"),
    Level.ARTICLE: ("een artikel", "artikelen"),
    Level.ANNEX: ("een bijlage", "bijlagen"),
    Level.PART: ("een tekstdeel", "tekstdelen"),
    Level.HEADING: ("een kopje", "kopjes"),
    Level.LID: ("een lid", "leden"),
    Level.ONDERDEEL: ("een onderdeel", "onderdelen"),
    Level.SUBONDERDEEL: ("een onderdeel", "onderdelen"),
    Level.ITEM: ("een onderdeel", "onderdelen"),
    Level.TABLE: ("een tabel", "tabellen"),
    Level.REQUIREMENT: ("een eis", "eisen"),
}
_POINT = ("een punt", "punten")
_TERM = ("een begrip", "begrippen")
_PARAGRAPH = ("een alinea", "alinea’s")


class Sentence(Struct, frozen=True):
    """What an amendment says: its words, and the lines that follow them."""

    words: str
    lines: tuple[Line, ...] = ()


def sentence(amendment: Amendment, style: ReferenceStyle) -> Sentence:
    """The sentence of an amendment, with the places in the style of the region."""
    match amendment:
        case Replacement():
            return _replacement(amendment, style)
        case Substitution(place, words):
            swaps = [f"‘{old}’ {'vervangen ' if not n else ''}door ‘{new}’" for n, (old, new) in enumerate(words)]
            return Sentence(f"In {cited_place(place, style)} wordt {dutch.joined(swaps, 'en')}.")
        case Repeal():
            return _repeal(amendment, style)
        case Insertion():
            return _insertion(amendment, style)
        case Renumbering():
            return Sentence(f"{dutch.capitalised(cited(amendment.path, style))} wordt {_becomes(amendment)}.")


def subject(amendment: Amendment, style: ReferenceStyle) -> str:
    """What an amendment is of, in words: a place of the old text, or for what comes in one of the new text."""
    match amendment:
        case Replacement(place) | Substitution(place):
            return cited_place(place, style)
        case Repeal(places):
            return _places(places, style)
        case Insertion():
            return _places(amendment.of, style)
        case Renumbering(path):
            return cited(path, style)


def _places(places: Sequence[Place], style: ReferenceStyle) -> str:
    """Several places in words: those of one level together."""
    levels = {place.path[-1].level if place.path else None for place in places}
    if len(levels) == 1 and all(place.extent is Extent.WHOLE for place in places):
        return numbers_of([place.path for place in places], style)
    return dutch.joined([cited_place(place, style) for place in places], "en")


def _replacement(amendment: Replacement, style: ReferenceStyle) -> Sentence:
    place = amendment.place
    becomes = ""
    moved = place.extent is Extent.WHOLE and amendment.becomes and place.path[-1].key != amendment.becomes[-1].key
    if moved and place.path[-1].level in (Level.LID, *ITEMS, Level.ARTICLE):
        becomes = f"wordt {_becomes(Renumbering(place.path, '', amendment.becomes))} en "
    head = dutch.capitalised(cited_place(place, style))
    return Sentence(f"{head} {becomes}komt te luiden:", amendment.lines)


def _repeal(amendment: Repeal, style: ReferenceStyle) -> Sentence:
    places = amendment.places
    head = _places(places, style)
    extra = [part for part in (_ending(amendment.ending), _renumbered(amendment.renumbered)) if part]
    if amendment.stub:
        extra.append(f"met dien verstande dat {_left(places[0])}, met de vermelding ‘Vervallen’")
    verb = "vervalt" if len(places) == 1 else "vervallen"
    tail = f", {' en '.join(extra)}" if extra else ""
    return Sentence(f"{dutch.capitalised(head)} {verb}{tail}.")


def _left(place: Place) -> str:
    """What is left of something withdrawn, in words."""
    if place.path[-1].level in SECTIONS:
        return "het nummer en het opschrift blijven staan"
    lettered = place.path[-1].level in (Level.ONDERDEEL, Level.REQUIREMENT)
    return f"{'de letter' if lettered else 'het nummer'} blijft staan"


def _insertion(amendment: Insertion, style: ReferenceStyle) -> Sentence:
    things, plural = _things(amendment)
    verb = "worden" if plural else "wordt"
    extra = [part for part in (_ending(amendment.ending), _renumbered(amendment.renumbered)) if part]
    under = f", {' en '.join(extra)}," if extra else ""
    if amendment.where is Where.END:
        whole = cited(amendment.parent, style)
        return Sentence(f"Aan {whole} {verb}{under} {things} toegevoegd, luidende:", amendment.lines)
    side = "Na" if amendment.where is Where.AFTER else "Voor"
    return Sentence(
        f"{side} {cited_place(amendment.place, style)} {verb}{under} {things} ingevoegd, luidende:", amendment.lines
    )


def _things(amendment: Insertion) -> tuple[str, bool]:
    """What comes in, in words, and whether that is more than one."""
    counted = Counter(_names(place) for place in amendment.of)
    parts = [one if n == 1 else f"{dutch.number_in_words(n)} {many}" for (one, many), n in counted.items()]
    return dutch.joined(parts, "en"), len(amendment.of) > 1


def _names(place: Place) -> tuple[str, str]:
    if place.extent is not Extent.WHOLE:
        return _PARAGRAPH
    *above, last = place.path
    if last.level is Level.LID and above and above[-1].level is Level.CHAPTER:
        return _POINT
    if last.level is Level.LID and above and above[-1].level is not Level.ARTICLE:
        return _NAMES[Level.ONDERDEEL]
    return _TERM if last.defines else _NAMES[last.level]


def _ending(ending: Ending | None) -> str:
    if ending is None:
        return ""
    where = _short(ending.place.path)
    new = _SIGNS[ending.new].replace("de ", "een ", 1)
    return f"onder vervanging van {_SIGNS[ending.old]} aan het slot van {where} door {new}"


def _short(path: Path) -> str:
    """What stands beside a place that is named already: "onderdeel d", "lid 2"."""
    *above, last = path
    if last.level is Level.LID and above and above[-1].level is Level.CHAPTER:
        return f"punt {last.key}"
    names = {Level.LID: "lid", Level.ARTICLE: "artikel", Level.CHAPTER: "hoofdstuk", Level.ANNEX: "bijlage"}
    if last.level is Level.ITEM:
        return f"het begrip {last.key}" if last.defines else f"streepje {last.key}"
    return f"{names.get(last.level, 'onderdeel')} {last.key}"


def _renumbered(renumbered: Sequence[Renumbering]) -> str:
    if not renumbered:
        return ""
    letters = all(one.path[-1].level in ITEMS and not one.path[-1].key[:1].isdecimal() for one in renumbered)
    word = "verlettering" if letters else "vernummering"
    if len(renumbered) == 1:
        (one,) = renumbered
        return f"onder {word} van {_short(one.path)} tot {_short(one.becomes)}"
    name = _names(Place(renumbered[0].path))[1]
    was, becomes = [one.path[-1].key for one in renumbered], [one.becomes[-1].key for one in renumbered]
    return f"onder {word} van de {name} {range_of(was)} tot {name} {range_of(becomes)}"


def _becomes(one: Renumbering) -> str:
    letters = one.path[-1].level in ITEMS and not one.path[-1].key[:1].isdecimal()
    return f"{'verletterd' if letters else 'vernummerd'} tot {_short(one.becomes)}"
