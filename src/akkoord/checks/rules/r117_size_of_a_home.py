"""R117: Een kleinschalige woonvorm heeft niet meer jeugdigen dan de definitie toestaat.

Fout:

    kgw_max: {value: 6, source: convenant}
    homes: [{place: Hasselt, youths: 8}]

Goed:

    homes: [{place: Hasselt, youths: 6}]
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.covenant import minimum, running
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_HOME = pattern_of(
    r"(?<!\w)(?:KGW(?:-\w+)?|[Kk]leinschalige\s(?:\w+,?\s)?(?:woonvorm|woonvoorziening|voorziening|woning|locatie)(?:en|s)?)"
    rf"\s[^.;:]{{0,60}}?(?<![\w.,-])({_WORDS}|[0-9]{{1,2}})\s(?:jeugdigen|jongeren|kinderen|plaatsen|plekken|bewoners)(?!\w)"
)

_YOUTHS = pattern_of(rf"(?<![\w.,-])({_WORDS}|[0-9]{{1,2}})\s(?:jeugdigen|jongeren|kinderen|plaatsen|plekken)(?!\w)")


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    name = settings.text("maximum")
    most = minimum(view, name)
    if most is None:
        return
    yield from _in_texts(view, name, most)
    for initiative in running(view):
        for found in _YOUTHS.finditer(initiative.location) if initiative.task == settings.text("task") else ():
            youths = number_of(found[1])
            if youths is not None and youths > most:
                message = f"een woonvorm van `{initiative.id}` heeft meer jeugdigen dan mag"
                place, related = (
                    initiative.place("location"),
                    Related(view.fact_place(name), "hier staat het hoogste aantal"),
                )
                yield Finding(message, place, found[0], f"ten hoogste {most}", related=(related,))
        for home in initiative.homes if initiative.task == settings.text("task") else ():
            if home.youths > most:
                yield Finding(
                    f"de woonvorm in {home.place} van `{initiative.id}` heeft meer jeugdigen dan mag",
                    home.span,
                    str(home.youths),
                    f"ten hoogste {most}",
                    related=(Related(view.fact_place(name), "hier staat het hoogste aantal"),),
                )


def _in_texts(view: SetView, name: str, most: int) -> Iterator[Finding]:
    """A home that a text calls small or by its abbreviation, with more young people than it may have."""
    related = (Related(view.fact_place(name), "hier staat het hoogste aantal"),)
    for text, passage in view.passages:
        for found in _HOME.finditer(passage.text):
            youths = number_of(found[1])
            if youths is not None and youths > most:
                message = "een woonvorm met meer jeugdigen dan mag"
                place, expected = passage.place(found.start(1)), f"ten hoogste {most}"
                words = passage.text[found.start(1) : found.end()]
                yield Finding(message, place, words, expected, (), related, passage.article, text.kind)


RULE = SetRule(
    id="R117",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("maximum", "kgw_max", "het feit met het hoogste aantal jeugdigen in een woonvorm."),
        Setting("task", "kgw", "de opgave van initiatieven met woonvormen."),
    ),
    check=_check,
)
