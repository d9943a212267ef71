"""R060: Waar de gemeenten worden opgesomd of geteld, zijn het die van het profiel.

Een gemeente die in een getypte lijst ontbreekt, is geen partij. De regel vindt een alinea die meer dan de helft van de
gemeenten met naam typt en er een mist, een getypt aantal gemeenten dat niet het aantal van het profiel is, en een
volledige opsomming in een andere volgorde dan die van het profiel; `check --fix` zet haar goed.

Fout:

    De elf gemeenten: Noorddorp, Oostdorp, …     # Zuiddorp ontbreekt

Goed:

    De {{ gemeenten | aantal_in_woorden }} gemeenten: {{ gemeenten | namen | opsomming }}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.ordering import changing_places
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import Pattern, pattern_of
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Related, Severity

_WORDS = "|".join(sorted((w for w in NUMBERS if w != "een"), key=len, reverse=True))
_JOINED = re.compile(r"[\s,;]*(?:en|of)?\s*")
"""What stands between the names of an enumeration."""
_ITEM = re.compile(r"[A-Z][\w-]*(?:\s[A-Z][\w-]*)*")
_ENUMERATION = pattern_of(rf"{_ITEM.pattern}(?:,\s{_ITEM.pattern})+(?:,?\sen\s{_ITEM.pattern})?")
_LEAST = 3
"""Two names are a pair, and a pair has no order."""
_COUNT = pattern_of(rf"(?<!\w)(?:de|alle)\s+({_WORDS}|[0-9]{{1,3}})\s+gemeenten\b", re.IGNORECASE)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    names = [municipality.name for municipality in view.region.municipalities]
    related = (Related(view.region.place("municipalities"), "de gemeenten van het profiel"),)
    for text, passage in view.passages:
        if text.sort not in (TextSort.AGREEMENT, TextSort.COVENANT, TextSort.ANNEX, TextSort.ADDENDUM):
            continue
        typed = passage.masked
        there = [name for name in names if name in typed and _whole(name).search(typed)]
        missing = [name for name in names if name not in there]
        if missing and len(there) * 2 > len(names) and not all(settings.excepts(name) for name in missing):
            message = f"in deze opsomming van gemeenten ontbreekt {' en '.join(missing)}"
            at = min(typed.find(name) for name in there)
            first = next(name for name in there if typed.startswith(name, at))
            hint = "schrijf `{{ gemeenten | namen | opsomming }}`"
            place = passage.place(at)
            yield Finding(message, place, first, ", ".join(names), (hint,), related, passage.article, text.kind)
        for stranger in _strangers(passage, names):
            if not settings.excepts(stranger[0]):
                message = "deze naam staat in een opsomming van gemeenten, en niet in het profiel"
                place = passage.place(stranger.start())
                expected = ", ".join(names)
                yield Finding(message, place, stranger[0], expected, (), related, passage.article, text.kind)
        for listed in _enumerations(passage, names) if not missing and len(names) >= _LEAST else ():
            if [m[0] for m in listed] != names:
                message = "deze opsomming van gemeenten heeft een andere volgorde dan het profiel"
                places = [(m[0], passage.place(m.start())) for m in listed]
                yield Finding(
                    message,
                    places[0][1],
                    places[0][0],
                    ", ".join(names),
                    related=related,
                    article=passage.article,
                    document=text.kind,
                    moves=changing_places(places, names),
                )
        for found in _COUNT.finditer(passage.text):
            if number_of(found[1]) != len(names):
                message = f"het profiel heeft {len(names)} gemeenten"
                place = passage.place(found.start(1))
                yield Finding(message, place, found[1], str(len(names)), (), related, passage.article, text.kind)


def _strangers(passage: Passage, names: list[str]) -> Iterator[re.Match[str]]:
    """What stands in an enumeration of municipalities, and is none of them."""
    known = set(names)
    for found in _ENUMERATION.finditer(passage.masked):
        items = list(_ITEM.finditer(passage.masked, *found.span()))
        if len(known & {item[0] for item in items}) * 2 > len(names):
            yield from (item for item in items if item[0] not in known)


def _whole(name: str) -> Pattern:
    return pattern_of(rf"(?<!\w){re.escape(name)}(?!\w)")


def _enumerations(passage: Passage, names: list[str]) -> Iterator[list[re.Match[str]]]:
    """Every enumeration of all `names`, whatever their order."""
    longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    run: list[re.Match[str]] = []
    for found in re.finditer(rf"(?<!\w)(?:{longest})(?!\w)", passage.masked):
        if run and not _JOINED.fullmatch(passage.masked, run[-1].end(), found.start()):
            run = []
        run.append(found)
        if sorted(m[0] for m in run) == sorted(names):
            yield run


RULE = SetRule(
    id="R060",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT, Scope.COVENANT),
    basis=(Basis.SOURCE,),
    codes=(Held("SPC002", "de gemeente "),),
    check=_check,
)
