"""R021: Elke bijlage die een tekst noemt, is er.

Een document noemt zijn bijlagen met een nummer. Wie het nummer typt, noemt er soms een die nooit is gemaakt.

Fout:

    De definities staan in bijlage XV.     (de set eindigt bij bijlage VI)

Goed:

    De definities staan in [](#bijlage-definities).
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.citations import citations_in, singular
from akkoord.checks.dutch import roman
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView, TextView
from akkoord.diagnostics import Severity


def _check(view: SetView, _settings: Settings) -> Iterator[Finding]:
    for text in view.texts:
        known = text.numbers.annexes | _listed(view, text)
        for citation in text.drawn(citations_in):
            if singular(citation.word) != "bijlage" or citation.external or citation.of:
                continue
            if citation.number.upper() not in known:
                yield Finding(
                    "deze bijlage is er niet",
                    citation.passage.place(citation.start),
                    citation.text,
                    ", ".join(sorted(known)),
                    ("verwijs met `[](#bijlage)` naar de bijlage die u bedoelt, of voeg haar toe",),
                    article=citation.passage.article,
                    document=text.kind,
                )


def _listed(view: SetView, text: TextView) -> frozenset[str]:
    """The numbers in the list of annexes that the document has or belongs to; those of a lot count on."""
    listed = next((a for a in view.annexes.values() if text.kind == a.main or a.annex(text.kind) is not None), None)
    if listed is None:
        return frozenset()
    lots = max((len(provider.lots) for provider in view.region_view.providers), default=0)
    last = max((a.position + (lots - 1 if a.for_each_lot else 0) for a in listed.annexes), default=0)
    return frozenset(map(roman, range(1, last + 1)))


RULE = SetRule(
    id="R021",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    check=_check,
)
