"""R069: Wie tekent, is daartoe bevoegd volgens het uittreksel, of heeft een volmacht die geldt.

Van wie tekent is ook vastgelegd op grond waarvan (`ground`): zonder grond is er geen bevoegdheid, en staat in de tekst
een plaats om in te vullen. Wie samen met een ander bevoegd is en alleen tekent, bindt niemand. De regel zoekt elke
vertegenwoordiger in het uittreksel, met dezelfde bevoegdheid, of bij de volmachten: geldig op de datum van de editie,
voor dit stuk en voor de waarde ervan. Zegt het profiel bij `value` niet welk feit de waarde van een overeenkomst is,
dan is een volmacht met een hoogste bedrag een waarschuwing. In een tekst vindt de regel een zin waarin iemand zonder
volmacht tekent, of alleen waar hij samen met een ander bevoegd is. Of een volmacht een handeling naar haar inhoud dekt,
beslist een jurist.

Fout:

    representatives: [{name: mevrouw A. Voorbeeld, power: sole, …}]
    extract: {officers: [{name: mevrouw A. Voorbeeld, power: joint}], …}

Goed:

    extract: {officers: [{name: mevrouw A. Voorbeeld, power: sole}], …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from akkoord.checks.authority import MUNICIPAL, unauthorised
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import ProviderView, SetView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Extract, PowerOfAttorney, Provider, Representative, signers_of

_ADDRESS = re.compile(r"^\s*(?:mevrouw|mw\.|de heer|dhr\.)\s+", re.IGNORECASE)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    for provider in view.region_view.providers:
        own = _of_provider(ProviderView(view, provider), settings)
        yield from (replace(finding, provider=provider.id) for finding in own)
    for text, passage in view.passages:
        for at, words, sentence in unauthorised(passage.text):
            if MUNICIPAL.search(sentence) is None and not settings.excepts(words):
                message = "wie hier tekent, is daartoe niet bevoegd"
                hint = "laat tekenen wie bevoegd is, of noem de volmacht"
                place = passage.place(at)
                yield Finding(message, place, words, hints=(hint,), article=passage.article, document=text.kind)


def _of_provider(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    yield from _groundless(view.provider)
    extract = view.provider.extract
    if extract is None or extract.date > view.set.edition.date:
        return
    for index, person in enumerate(view.provider.representatives):
        if not person.name or _in_register(person, extract):
            continue
        for kind in [t.kind for t in view.texts if t.sort in (TextSort.AGREEMENT, TextSort.COVENANT)]:
            powers = _powers(view, person, kind)
            if powers:
                yield from _amounts(view, settings, person, powers, kind)
            else:
                place = view.provider.place(f"representatives.{index}.name")
                related = (Related(view.provider.place("extract.officers"), "de bevoegden in het uittreksel"),)
                message = f"`{person.name}` is volgens het uittreksel niet zo bevoegd, en heeft geen volmacht die geldt"
                hint = "verbeter `power`, voeg een tweede bevoegde toe, of leg de volmacht vast"
                yield Finding(message, place, person.name, "", (hint,), related, document=kind)


def _groundless(provider: Provider) -> Iterator[Finding]:
    """Who signs on no ground that is recorded."""
    signing = signers_of(provider.representatives)
    for index, person in enumerate(provider.representatives):
        if person in signing and not person.ground:
            who = person.name or person.function
            message = f"niet vastgelegd is op grond waarvan {who} voor {provider.legal_name} tekent"
            hint = "voeg toe: `ground: …` (statuten, of een volmacht met datum)"
            yield Finding(message, provider.place(f"representatives.{index}.name"), who, "", (hint,))


def _amounts(
    view: ProviderView, settings: Settings, person: Representative, powers: tuple[PowerOfAttorney, ...], kind: str
) -> Iterator[Finding]:
    """Whether one of the powers reaches the value of what is signed; a person looks at it where that is not known."""
    limits = [power.amount_max for power in powers if power.amount_max is not None]
    if len(limits) < len(powers):
        return
    most, fact = max(limits), settings.text("value")
    stated = view.set.fact(fact) if fact else None
    value = stated if isinstance(stated, int | Decimal) and not isinstance(stated, bool) else None
    if value is not None and value <= most:
        return
    power = next(power for power in powers if power.amount_max == most)
    message = f"de volmacht van `{person.name}` geldt tot € {most:,}".replace(",", ".")
    if value is not None:
        related = (Related(view.set.fact_place(fact), "de waarde van de overeenkomst"),)
        message += ", en de overeenkomst is meer waard"
        yield Finding(message, power.span, str(most), f"ten minste {value}", (), related, document=kind)
    else:
        message += "; ga na of dat de overeenkomst dekt"
        yield Finding(message, power.span, str(most), document=kind, severity=Severity.WARNING)


def _in_register(person: Representative, extract: Extract) -> bool:
    """Whether the extract names a person with at least this power: who may sign alone may also sign together."""
    powers = {officer.power for officer in extract.officers if _name(officer.name) == _name(person.name)}
    return person.power in powers or "sole" in powers


def _powers(view: ProviderView, person: Representative, kind: str) -> tuple[PowerOfAttorney, ...]:
    return tuple(
        power
        for power in view.provider.powers_of_attorney
        if _name(power.name) == _name(person.name) and kind in power.documents and power.holds(view.set.edition.date)
    )


def _name(name: str) -> str:
    """A name as it is compared: without form of address, whatever its capitals and spaces."""
    return " ".join(_ADDRESS.sub("", name).split()).casefold()


RULE = SetRule(
    id="R069",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    settings=(Setting("value", "", "het feit met de waarde van één overeenkomst, in euro."),),
    codes=(
        Held("SPC006"),
        Held("SPC007"),
        Held("SCH002", "`representatives`"),
        Held("SCH005", "`representatives`"),
    ),
    check=_check,
)
