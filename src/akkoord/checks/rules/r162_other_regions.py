"""R162: In de tekst staat geen naam van een andere regio.

Een overgenomen tekst neemt de naam van zijn herkomst mee. De regel kent de andere regio's van het project, met hun
gemeenten, en de namen van de instelling. De regio's waarmee wordt samengewerkt, zijn een uitzondering.

Fout:

    De gemeenten in de Voorbeeldstreek kopen samen in.     (in een contract van een andere regio)

Goed:

    De gemeenten in {{ regio }} kopen samen in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    own = {view.region.name, *(town.name for town in view.region.municipalities)}
    names = sorted({*view.region_view.other_names, *settings.texts("names")} - own, key=lambda name: (-len(name), name))
    if not names:
        return
    pattern = pattern_of(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?:se)?(?![\w])")
    for text in view.texts:
        for words, place in text.cover:
            for found in pattern.finditer(words):
                if not settings.excepts(found[0]):
                    message = "een naam van een andere regio op de titelpagina"
                    yield Finding(message, place, found[0], hints=("schrijf `{{ regio }}`",), document=text.kind)
    for text, passage in view.passages:
        for found in pattern.finditer(passage.masked):
            if not settings.excepts(found[0]):
                message = "een naam van een andere regio"
                hint = "schrijf `{{ regio }}`, of noem de naam in het profiel als uitzondering"
                place = passage.place(found.start())
                yield Finding(message, place, found[0], hints=(hint,), article=passage.article, document=text.kind)


RULE = SetRule(
    id="R162",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(Setting("names", (), "namen van regio's en gemeenten die hier niet horen."),),
    check=_check,
)
