"""What in a Word file besides its words decides what a person sees: what of that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from akkoord.readers.docx.oddities import Oddity, Sort
from akkoord.signing.comparison.verdict import Change, Kind

_FILE = "het bestand"
_ADDED = {
    Sort.OUTSIDE: (Kind.ADDED, "het haalt iets van buiten op als het wordt geopend"),
    Sort.RUNNING: (Kind.ADDED, "er zit iets in dat vanzelf iets kan doen"),
    Sort.FIELD: (Kind.HIDDEN, "de code van een veld is een andere: bij het bijwerken komt er iets anders te staan"),
    Sort.BOUND: (Kind.HIDDEN, "Word zet hier bij het openen iets anders neer"),
    Sort.TURNED: (Kind.HIDDEN, "de kolommen van een tabel staan in omgekeerde volgorde"),
    Sort.SEPARATOR: (Kind.ADDED, "er staan woorden in de streep boven de voetnoten"),
    Sort.PLACE: (Kind.HIDDEN, "een verwijzing hiernaartoe leidt na het bijwerken naar iets anders"),
    Sort.RAISED: (Kind.CHANGED, "er staan tekens hoger of lager, wat iets anders kan betekenen"),
    Sort.CHARACTER: (Kind.HIDDEN, "er staan tekens in die niemand ziet, of letters die op andere lijken"),
}
_WITH_WORDS = frozenset((Sort.LINK, Sort.BOUND, Sort.TURNED, Sort.CHARACTER, Sort.PLACE, Sort.RAISED))
"""Of these the place counts, not only what they are."""
_OF_TEXT = frozenset((Sort.FIELD, Sort.PLACE, Sort.RAISED))
"""Of these a change is no news where the words themselves differ."""


def odd_changes(
    old: Sequence[Oddity], new: Sequence[Oddity], where: Callable[[str], str], told: Collection[str]
) -> Iterator[Change]:
    """What came, went or became another thing; `where` finds the provision of some words.

    Where the text of a provision differs (`told`), that a field or place in it does is no news.
    """
    gone, come = _without(old, new), _without(new, old)
    for one in come:
        place = where(one.words) if one.words else _FILE
        if one.sort is Sort.PICTURE:
            yield from _picture(one, place, gone)
        elif one.sort is Sort.LINK:
            yield from _link(one, place, gone)
        elif one.sort in _ADDED and not (one.sort in _OF_TEXT and place in told):
            kind, what = _ADDED[one.sort]
            yield Change(kind, place, 0, one.words if one.sort is Sort.BOUND else "", one.said, what)
    for one in gone:
        place = where(one.words) if one.words else _FILE
        if one.sort is Sort.RAISED and place not in told:
            yield Change(Kind.CHANGED, place, 0, one.said, "", "tekens staan niet meer hoger of lager")
        elif one.sort is Sort.PICTURE:
            yield Change(Kind.MISSING, place, 0, one.said, "", "een afbeelding of tekening is weg")


def odd_unread(old: Sequence[Oddity], new: Sequence[Oddity]) -> Iterator[str]:
    """What cannot be judged: letters that the file brings itself may draw anything."""
    fonts = ", ".join(f"`{one.said}`" for one in _without(new, old) if one.sort is Sort.FONT)
    if fonts:
        yield f"lettertypen in het bestand zelf ({fonts}); niet bewezen dat te zien is wat er te lezen staat"


def _picture(one: Oddity, place: str, gone: list[Oddity]) -> Iterator[Change]:
    before = next((other for other in gone if other.sort is Sort.PICTURE and other.words == one.words), None)
    if before is None:
        yield Change(Kind.ADDED, place, 0, "", one.said, "er is een afbeelding of tekening bijgezet")
        return
    gone.remove(before)
    yield Change(
        Kind.CHANGED, place, 0, before.said, one.said, "een afbeelding of tekening is een andere, of staat los"
    )


def _link(one: Oddity, place: str, gone: list[Oddity]) -> Iterator[Change]:
    before = next((other for other in gone if other.sort is Sort.LINK and other.words == one.words), None)
    if before is not None:
        gone.remove(before)
    was = before.said if before is not None else ""
    yield Change(Kind.CHANGED, place, 0, was, one.said, "een koppeling leidt naar een ander adres")


def _without(these: Sequence[Oddity], those: Sequence[Oddity]) -> list[Oddity]:
    """Those of `these` that are not among `those`, each as often as it is there."""
    left = [_key(one) for one in those]
    found: list[Oddity] = []
    for one in these:
        if _key(one) in left:
            left.remove(_key(one))
        else:
            found.append(one)
    return found


def _key(one: Oddity) -> tuple[Sort, str, str]:
    return one.sort, one.words if one.sort in _WITH_WORDS else "", one.said
