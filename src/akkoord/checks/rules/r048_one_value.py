"""R048: Een feit heeft in de hele set één waarde.

Een aantal, percentage of drempel staat één keer, in het profiel, en wordt overal vandaar afgedrukt. Wie hem toch typt,
of een ander feit invult, maakt een tweede waarde. Het profiel zegt bij `facts` in welke woorden een feit voorkomt:
`regiegroep_max: regiegroep # leden` is het getal voor "leden" in een alinea over de regiegroep. Elk getal daar, in
woorden of in cijfers, is dat van het feit.

Fout:

    Convenant: De regiegroep telt ten hoogste {{ regiegroep_max | in_woorden }} leden.
    Bijlage: De regiegroep heeft ten hoogste negen leden.

Goed:

    Bijlage: De regiegroep heeft ten hoogste {{ regiegroep_max | in_woorden }} leden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import Pattern, is_absent, name_of, note_absent, pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?<![\w.,-])(?P<number>{_WORDS}|[0-9]{{1,3}}(?:\.[0-9]{{3}})+|[0-9]+(?:,[0-9]+)?)"
_ADJECTIVE = r"(?:\s+\w+e)?"


class _Fact(Struct, frozen=True):
    """A fact, the words that a passage about it has, and its number with the word after it."""

    name: str
    value: Decimal
    about: tuple[str, ...]
    number: Pattern


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    facts = tuple(_facts(view, settings))
    none_of_them = name_of("R048", [fact.about for fact in facts])
    for text, passage in view.passages if facts else ():
        if is_absent(none_of_them, passage.text):
            continue
        lower = passage.text.lower()
        about = [fact for fact in facts if all(word in lower for word in fact.about)]
        if not about:
            note_absent(none_of_them, passage.text)
        for fact in about:
            for found in fact.number.finditer(passage.text):
                if _worth(found["number"]) != fact.value and not settings.excepts(found[0]):
                    shown = _shown(fact.value)
                    yield Finding(
                        f"`{fact.name}` is {shown}, maar hier staat een ander getal; verwacht: één waarde in de set",
                        passage.place(found.start()),
                        found[0],
                        shown,
                        (f"schrijf `{{{{ {fact.name} }}}}`, met het filter dat hier past",),
                        (Related(view.fact_place(fact.name), f"hier staat `{fact.name}`"),),
                        passage.article,
                        text.kind,
                        context=passage.text,
                    )


def _facts(view: SetView, settings: Settings) -> Iterator[_Fact]:
    for line in settings.texts("facts"):
        name, _, words = line.partition(":")
        about, _, after = words.lower().partition("#")
        value = view.fact(name.strip())
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and after:
            nouns = "|".join(map(re.escape, after.strip().split("|")))
            end = "" if after.strip().startswith("%") else r"(?!\w)"
            number = rf"{_NUMBER}{_ADJECTIVE}\s*(?:{nouns}){end}"
            yield _Fact(name.strip(), Decimal(value), tuple(about.split()), pattern_of(number, re.IGNORECASE))


def _worth(word: str) -> Decimal:
    number = number_of(word)
    return Decimal(number) if number is not None else Decimal(word.replace(".", "").replace(",", "."))


def _shown(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


RULE = SetRule(
    id="R048",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "facts",
            ("",),
            "regels `feit: woorden # woord`: in een alinea met die woorden is het getal voor dat woord het feit; "
            "`a|b` is het ene of het andere woord.",
        ),
    ),
    check=_check,
)
