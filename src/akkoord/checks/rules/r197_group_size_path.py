"""R197: De weg naar kleinere groepen heeft een begin, een doel en een jaar.

"Van acht naar zes" is zonder jaar geen afspraak. De regel kijkt naar de feiten van het profiel, zodra een ervan er is.

Fout:

    groepsgrootte: {start: {value: 8, source: agenda}, doel: {value: 6, source: agenda}}

Goed:

    groepsgrootte: {start: {value: 8, …}, doel: {value: 6, …}, doel_jaar: {value: 2027, …}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.covenant import minimum
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.sentences import sentences_in
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,2}"
_PATH = pattern_of(
    rf"(?<!\w)(?:leef|woon)?groep(?:en|sgrootte|sgroottes)?(?!\w)[^.;]{{0,60}}?(?:\bvan|start\s(?:op|met)|begint\s(?:op|met|bij))"
    rf"\s(?P<start>{_WORDS})(?!\w)[^.;]{{0,40}}?(?:naar|doel\sis|tot)\s(?P<target>{_WORDS})(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])|\ufffc")
"""A year that is typed, or what is filled in from the profile."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    yield from _in_texts(view, settings)
    names = {key: settings.text(key) for key in ("start", "target", "year")}
    values = {key: minimum(view, name) for key, name in names.items()}
    there = [names[key] for key, value in values.items() if value is not None]
    if not there:
        return
    for key, value in values.items():
        if value is None:
            message = f"de weg naar kleinere groepen mist `{names[key]}`"
            yield Finding(message, view.fact_place(there[0]), there[0], f"een waarde voor `{names[key]}`")
    for key, most in (("start", settings.whole("start_max")), ("target", settings.whole("target_max"))):
        value = values[key]
        if value is not None and value > most:
            message = f"`{names[key]}` is groter dan de afspraak toelaat"
            yield Finding(message, view.fact_place(names[key]), str(value), f"ten hoogste {most}")


def _in_texts(view: SetView, settings: Settings) -> Iterator[Finding]:
    """A sentence on smaller groups, from one size to another, without a year or with other sizes than are agreed."""
    limits = (("start", settings.whole("start_max")), ("target", settings.whole("target_max")))
    for text, passage in view.passages:
        for at, sentence in sentences_in(passage.masked) if _PATH.search(passage.masked) is not None else ():
            found = _PATH.search(sentence)
            if found is None:
                continue
            if _YEAR.search(sentence) is None:
                message = "de weg naar kleinere groepen noemt geen jaar"
                place = passage.place(at + found.start())
                yield Finding(message, place, found[0], "een jaar", (), (), passage.article, text.kind)
            for key, most in limits:
                size = number_of(found[key])
                if size is not None and size > most:
                    message = "een groep die groter is dan de afspraak toelaat"
                    place = passage.place(at + found.start(key))
                    yield Finding(message, place, found[key], f"ten hoogste {most}", (), (), passage.article, text.kind)


RULE = SetRule(
    id="R197",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("start", "groepsgrootte.start", "het feit met de groepsgrootte aan het begin."),
        Setting("target", "groepsgrootte.doel", "het feit met de groepsgrootte als doel."),
        Setting("year", "groepsgrootte.doel_jaar", "het feit met het jaar waarin het doel is bereikt."),
        Setting("start_max", 8, "de grootste groep aan het begin."),
        Setting("target_max", 6, "de grootste groep als doel."),
    ),
    check=_check,
)
