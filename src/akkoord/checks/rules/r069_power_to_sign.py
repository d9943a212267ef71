"""R069: Wie tekent, is daartoe bevoegd volgens het uittreksel, of heeft een volmacht die geldt.

Wie samen met een ander bevoegd is en alleen tekent, bindt niemand. De regel zoekt elke vertegenwoordiger in het
uittreksel, met dezelfde bevoegdheid, of bij de volmachten: geldig op de datum van de editie en voor dit stuk.
Of een volmacht een handeling naar haar inhoud dekt, beslist een jurist.

Fout:

    representatives: [{name: mevrouw A. Voorbeeld, power: sole, …}]
    extract: {officers: [{name: mevrouw A. Voorbeeld, power: joint}], …}

Goed:

    extract: {officers: [{name: mevrouw A. Voorbeeld, power: sole}], …}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, ProviderRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import ProviderView, TextSort
from akkoord.diagnostics import Related, Severity
from akkoord.spec import Extract, Representative


def _check(view: ProviderView, settings: Settings) -> Iterator[Finding]:
    del settings
    extract = view.provider.extract
    if extract is None or extract.date > view.set.edition.date:
        return
    for index, person in enumerate(view.provider.representatives):
        if not person.name or _in_register(person, extract):
            continue
        for kind in [t.kind for t in view.texts if t.sort in (TextSort.AGREEMENT, TextSort.COVENANT)]:
            if not _empowered(view, person, kind):
                place = view.provider.place(f"representatives.{index}.name")
                related = (Related(view.provider.place("extract.officers"), "de bevoegden in het uittreksel"),)
                message = f"`{person.name}` is volgens het uittreksel niet zo bevoegd, en heeft geen volmacht die geldt"
                hint = "verbeter `power`, voeg een tweede bevoegde toe, of leg de volmacht vast"
                yield Finding(message, place, person.name, "", (hint,), related, document=kind)


def _in_register(person: Representative, extract: Extract) -> bool:
    """Whether the extract names a person with at least this power: who may sign alone may also sign together."""
    powers = {officer.power for officer in extract.officers if officer.name.casefold() == person.name.casefold()}
    return person.power in powers or "sole" in powers


def _empowered(view: ProviderView, person: Representative, kind: str) -> bool:
    return any(
        power.name.casefold() == person.name.casefold()
        and kind in power.documents
        and power.holds(view.set.edition.date)
        for power in view.provider.powers_of_attorney
    )


RULE = ProviderRule(
    id="R069",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PRACTICE,),
    check=_check,
)
