"""R142: Bij een gewijzigde definitie staat waar de term wordt gebruikt.

Een andere betekenis werkt door op iedere plaats waar het woord staat. De regel noemt die plaatsen bij iedere definitie
die anders is dan in de editie die wordt gewijzigd: een opmerking, want of de plaatsen nog kloppen, beoordeelt een mens.

Fout:

    # KGW telt voortaan ten hoogste vijf jeugdigen, en niemand keek naar de bijlage van perceel 2

Goed:

    # de plaatsen die deze opmerking noemt, zijn nagelopen
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Needs, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    before = view.library.editions.get(view.region.amends.get(view.edition.id, ""))
    if before is None:
        return
    told: set[str] = set()
    for definition in view.definitions:
        former, now = before.clauses.get(definition.clause), view.edition.clauses.get(definition.clause)
        if former is None or now is None or former.version == now.version or definition.clause in told:
            continue
        told.add(definition.clause)
        where = _uses(view, definition)
        yield Finding(
            f"de definitie van `{definition.term}` is gewijzigd; ga na of zij klopt waar de term staat",
            definition.span,
            where or "nergens gebruikt",
            context=f"{definition.clause} {now.version} {where}",
            document=definition.kind,
            severity=Severity.NOTE,
        )


def _uses(view: SetView, definition: Definition) -> str:
    """Every document with the articles in which the term is used, in the order of the set."""
    found: dict[str, dict[str, None]] = {}
    forms = pattern_of(rf"(?<!\w)(?:{'|'.join(map(re.escape, definition.forms))})(?!\w)", re.IGNORECASE)
    for text in view.texts:
        for passage in text.holding(forms):
            own = passage.clause.partition("@")[0] == definition.clause
            if passage.article and not passage.title and not own:
                found.setdefault(text.kind, {})[passage.article] = None
    return "; ".join(f"{kind}: {', '.join(articles)}" for kind, articles in found.items())


RULE = SetRule(
    id="R142",
    severity=Severity.WARNING,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.SOURCE,),
    needs=Needs.DOCUMENTS,
    check=_check,
)
