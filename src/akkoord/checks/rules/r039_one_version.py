"""R039: De definities waarnaar de eisen verwijzen, zijn die van de set: één versie van elke definitie.

De eisen zeggen dat de definities van de bijlage gelden. Staat dezelfde definitie in het convenant in een andere
versie dan in de bijlage, dan is niet te zeggen welke is aangescherpt. Aanscherpen gaat met een addendum, in alle
documenten tegelijk.

Fout:

    convenant: definitie-kgw 2.0, bijlage met definities: definitie-kgw 1.0 (vastgepind)

Goed:

    convenant en bijlage: definitie-kgw 2.0
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.definitions import Definition
from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, _settings: Settings) -> Iterator[Finding]:
    first: dict[str, Definition] = {}
    said: set[tuple[str, str]] = set()
    for definition in view.definitions:
        known = first.setdefault(definition.clause, definition)
        pair = (definition.clause, definition.kind)
        if known.span != definition.span and known.meaning != definition.meaning and pair not in said:
            said.add(pair)
            related = (Related(known.span, f"deze staat in `{known.kind}`"),) if known.span is not None else ()
            message = f"`{definition.term}` staat hier in een andere versie dan in `{known.kind}`"
            yield Finding(
                message,
                definition.span,
                definition.meaning,
                known.meaning,
                (),
                related,
                definition.article,
                definition.kind,
            )


RULE = SetRule(
    id="R039",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    check=_check,
)
