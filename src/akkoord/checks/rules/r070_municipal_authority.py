"""R070: Wie voor de gemeenten tekent, heeft van elke gemeente een collegebesluit en een volmacht.

Het college besluit tot de overeenkomst (artikel 160 van de Gemeentewet), de burgemeester geeft de volmacht om te
tekenen (artikel 171). Mist er een, dan is die gemeente geen partij. Een opvolger van de organisatie die tekent, erft
geen volmacht: die van voor zijn begin geldt voor hem niet. De regel kijkt waar één voor alle gemeenten tekent, en of de
data die het profiel noemt niet na het tekenen liggen. Van wie tekent, voor de gemeenten of voor de organisatie, is ook
vastgelegd op grond waarvan (`ground`). In een tekst vindt de regel een zin waarin iemand voor een gemeente zonder
volmacht of collegebesluit tekent, waarin niet elke gemeente er een heeft, of waarin een opvolger haar overneemt.

Fout:

    - {name: Noorddorp, power_of_attorney: "", …}     # tien van de elf hebben een volmacht

Goed:

    - name: Noorddorp
      power_of_attorney: volmacht van de burgemeester
      power_of_attorney_on: 2022-11-22
      decided_on: 2022-11-22
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from akkoord.checks.authority import MUNICIPAL, unauthorised
from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date
from akkoord.spec import Municipality, MunicipalSigning, Organisation, Representative, SignaturePages, signers_of

_EXECUTIVE = "uitvoeringsorganisatie"
"""The role of who signs where a document names none."""


_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_SOME = pattern_of(
    rf"(?<![\w.,-])(?P<some>{_NUMBER}|[0-9]+)\svan\sde\s(?P<all>{_NUMBER}|[0-9]+)\s"
    r"(?:(?:volmacht|machtiging|collegebesluit)en\b|(?:gemeenten|colleges)\b[^.;]{0,60}?\b(?:volmacht|collegebesluit|machtiging))",
    re.IGNORECASE,
)
_TAKEN_OVER = pattern_of(
    r"\bopvolger\b[^.;]{0,60}?\b(?:erft|neemt)\b(?![^.;]*\bgeen\b)[^.;]{0,40}?\bvolmacht\w*"
    r"|\bvolmacht\w*\b[^.;]{0,60}?\bga(?:at|an)\b(?![^.;]*\bniet\b)[^.;]{0,30}?\bover\b[^.;]{0,20}?\bopvolger\b",
    re.IGNORECASE,
)


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    yield from _in_texts(view, settings)
    yield from _groundless(view)
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
    body = _organisation(view, pages)
    sending = view.region_view.pack.sending(view.edition.id) if view.region_view.pack is not None else None
    day = max(view.edition.date, sending.return_by) if sending is not None else view.edition.date
    dated = any(m.power_of_attorney_on or m.decided_on for m in view.region.municipalities)
    for municipality in view.region.municipalities:
        for what in _missing(municipality, day, body, dated=dated):
            message = f"voor {municipality.name} kan niet worden getekend: {what}"
            yield Finding(message, municipality.span, municipality.name, document=by_power[0].kind)


def _in_texts(view: SetView, settings: Settings) -> Iterator[Finding]:
    for text, passage in view.passages:
        found = [(at, words) for at, words, said in unauthorised(passage.text) if MUNICIPAL.search(said) is not None]
        found += ((one.start(), one[0]) for one in _TAKEN_OVER.finditer(passage.text))
        found += (
            (one.start(), one[0])
            for one in _SOME.finditer(passage.text)
            if (number_of(one["some"]) or 0) < (number_of(one["all"]) or 0)
        )
        for at, words in found:
            if not settings.excepts(words):
                message = "voor een gemeente wordt zo getekend zonder volmacht of collegebesluit"
                place = passage.place(at)
                hint = "leg van elke gemeente het besluit en de volmacht vast, en laat dan tekenen"
                yield Finding(message, place, words, hints=(hint,), article=passage.article, document=text.kind)


def _organisation(view: SetView, pages: SignaturePages | None) -> Organisation | None:
    """Who signs for the municipalities, or beside them, on the date of the edition."""
    role = pages.organisation_role if pages is not None else ""
    return view.region.organisation(role or _EXECUTIVE, view.edition.date)


def _groundless(view: SetView) -> Iterator[Finding]:
    """Who signs for a municipality or for the organisation on no ground that is recorded, in each document."""
    for spec in view.documents.values():
        pages = spec.signature_pages
        if pages is None:
            continue
        by_power = (pages.municipal_signing or view.region.signing.municipalities) is MunicipalSigning.VOLMACHT
        signing: list[tuple[str, Representative]] = []
        if pages.municipality is not None and not by_power:
            signing += ((town.name, town.representative) for town in view.region.municipalities)
        if pages.organisation is not None or (pages.municipality is not None and by_power):
            body = _organisation(view, pages)
            signing += ((body.name, one) for one in signers_of(body.representatives)) if body is not None else ()
        for whose, person in signing:
            if not person.ground:
                who = person.name or person.function
                message = f"niet vastgelegd is op grond waarvan {who} voor {whose} tekent"
                hint = "voeg toe: `ground: …` (de regeling, de wet, of een volmacht met datum)"
                yield Finding(message, person.span, who, "", (hint,), document=spec.kind)


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
