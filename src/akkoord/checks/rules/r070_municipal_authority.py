"""R070: Wie voor de gemeenten tekent, heeft van elke gemeente een collegebesluit en een volmacht.

Het college besluit tot de overeenkomst (artikel 160 van de Gemeentewet), de burgemeester geeft de volmacht om te
tekenen (artikel 171). Mist er een, dan is die gemeente geen partij. Een opvolger van de organisatie die tekent, erft
geen volmacht: die van voor zijn begin geldt voor hem niet. De regel kijkt waar één voor alle gemeenten tekent, en of de
data die het profiel noemt niet na het tekenen liggen.

Fout:

    - {name: Noorddorp, power_of_attorney: "", …}     # tien van de elf hebben een volmacht

Goed:

    - name: Noorddorp
      power_of_attorney: volmacht van de burgemeester
      power_of_attorney_on: 2022-11-22
      decided_on: 2022-11-22
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Municipality, MunicipalSigning, Organisation


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    del settings
    signed = [spec for spec in view.documents.values() if spec.signature_pages and spec.signature_pages.municipality]
    by_power = [
        spec
        for spec in signed
        if spec.signature_pages is not None
        and (spec.signature_pages.municipal_signing or view.region.signing.municipalities) is MunicipalSigning.VOLMACHT
    ]
    if not by_power:
        return
    pages = by_power[0].signature_pages
    role = pages.organisation_role if pages is not None else ""
    body = view.region.organisation(role, view.edition.date)
    sending = view.region_view.pack.sending(view.edition.id) if view.region_view.pack is not None else None
    day = max(view.edition.date, sending.return_by) if sending is not None else view.edition.date
    dated = any(m.power_of_attorney_on or m.decided_on for m in view.region.municipalities)
    for municipality in view.region.municipalities:
        for what in _missing(municipality, day, body, dated=dated):
            message = f"voor {municipality.name} kan niet worden getekend: {what}"
            yield Finding(message, municipality.span, municipality.name, document=by_power[0].kind)


def _missing(municipality: Municipality, day: date, body: Organisation | None, *, dated: bool) -> Iterator[str]:
    power, decided = municipality.power_of_attorney_on, municipality.decided_on
    if not municipality.power_of_attorney:
        yield "er is geen volmacht"
    elif dated and power is None:
        yield "de volmacht heeft geen datum"
    elif power is not None and power > day:
        yield f"de volmacht is van {long_date(power)}, na het tekenen"
    elif power is not None and body is not None and power < body.valid_from:
        yield f"de volmacht is van {long_date(power)}, van voor {body.short_name}; een opvolger erft haar niet"
    if dated and decided is None:
        yield "er is geen collegebesluit"
    elif decided is not None and decided > day:
        yield f"het collegebesluit is van {long_date(decided)}, na het tekenen"


RULE = SetRule(
    id="R070",
    severity=Severity.ERROR,
    scope=(Scope.PACK,),
    basis=(Basis.PUBLIC,),
    check=_check,
)
