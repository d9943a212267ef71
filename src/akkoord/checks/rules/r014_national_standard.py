"""R014: Elk onderwerp van de landelijke contractstandaard heeft een artikel, of een reden waarom niet.

De contractstandaarden hebben een vaste plaats per onderwerp. Het profiel zegt bij `mapping` waar elk onderwerp hier
staat, als `onderwerp: naam-van-het-deel`, of waarom het er niet is, als `onderwerp: geen, reden`. Een onderwerp zonder
antwoord, of met een deel dat er niet is, is vergeten.

Fout:

    mapping: ["accountantsprotocol:"]

Goed:

    mapping: ["accountantsprotocol: ro-declaratie", "volumebeperking: geen, er is geen omzetplafond"]
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity, did_you_mean


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    texts = view.of(TextSort.AGREEMENT, TextSort.ANNEX)
    there = {s.anchor for text in texts for s in text.sections} | {c.id for text in texts for c in text.clauses}
    for line in filter(None, settings.texts("mapping")) if texts else ():
        subject, _, where = (part.strip() for part in line.partition(":"))
        none, comma, why = where.partition(",")
        if none.strip() == "geen" and comma and why.strip():
            continue
        if where and where != "geen":
            if where in there:
                continue
            message = f"voor `{subject}` noemt het profiel `{where}`, en dat deel is er niet"
            hint = did_you_mean(where, there)
        else:
            message = f"voor `{subject}` uit de landelijke contractstandaard is er geen deel, en geen reden"
            hint = f"schrijf `{subject}: naam-van-het-deel`, of `{subject}: geen, reden`"
        yield Finding(message, settings.span or view.region.span, subject, hints=(hint,) if hint else (), context=line)


RULE = SetRule(
    id="R014",
    severity=Severity.WARNING,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.PUBLIC,),
    settings=(Setting("mapping", ("",), "de onderwerpen van de standaard, elk met zijn deel of de reden."),),
    check=_check,
)
