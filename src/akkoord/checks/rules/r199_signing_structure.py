"""R199: Hoe de gemeenten tekenen, past bij de volmachten in het profiel.

Tekent een ander namens alle gemeenten, dan gaf iedere gemeente daarvoor een volmacht; tekent iedere gemeente zelf, dan
heeft iedere gemeente iemand die haar vertegenwoordigt.

Fout:

    signing: {municipalities: volmacht}
    - {code: "0193", …, power_of_attorney: ""}

Goed:

    signing: {municipalities: volmacht}
    - {code: "0193", …, power_of_attorney: volmacht van de burgemeester}
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Held, RegionRule, Scope
from akkoord.checks.settings import Settings
from akkoord.checks.views import RegionView
from akkoord.diagnostics import Severity
from akkoord.spec import MunicipalSigning


def _check(view: RegionView, settings: Settings) -> Iterator[Finding]:
    ways = {view.region.signing.municipalities}
    pages = [d.signature_pages for d in view.documents.values() if d.signature_pages is not None]
    ways |= {p.municipal_signing for p in pages if p.municipality is not None and p.municipal_signing is not None}
    for municipality in view.region.municipalities:
        if MunicipalSigning.VOLMACHT in ways and not municipality.power_of_attorney:
            message = f"de gemeente {municipality.name} gaf geen volmacht, en een ander tekent voor haar"
            yield Finding(message, municipality.span, municipality.name, "de volmacht bij `power_of_attorney`")
        if MunicipalSigning.AFZONDERLIJK in ways and not municipality.representative.function:
            message = f"voor de gemeente {municipality.name} tekent niemand"
            yield Finding(message, municipality.span, municipality.name, "wie tekent, bij `representative`")


RULE = RegionRule(
    id="R199",
    severity=Severity.ERROR,
    scope=(Scope.PROFILE,),
    basis=(Basis.PUBLIC,),
    codes=(Held("SCH004", "`municipalities`", "region.yaml"),),
    check=_check,
)
