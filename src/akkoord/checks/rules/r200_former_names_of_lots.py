"""R200: Een perceel heet overal hetzelfde: een vroegere naam staat alleen bij `aliases`.

Fout:

    - {number: 3, name: Wonen, aliases: [Beschermd wonen], …}
    # en in een bijlage: De aanbieder levert Beschermd wonen.

Goed:

    De aanbieder levert Wonen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Related, Severity


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    for lot in text.region.lots:
        for alias in lot.aliases:
            words = pattern_of(rf"(?<!\w){re.escape(alias)}(?!\w)")
            for passage in text.passages:
                for found in words.finditer(passage.text):
                    yield Finding(
                        f"perceel {lot.number} heet `{lot.name}`",
                        passage.place(found.start()),
                        alias,
                        lot.name,
                        related=(Related(lot.span, "hier staat de naam"),),
                        article=passage.article,
                    )


RULE = TextRule(
    id="R200",
    severity=Severity.WARNING,
    scope=(Scope.PROFILE,),
    basis=(Basis.PUBLIC,),
    check=_check,
)
