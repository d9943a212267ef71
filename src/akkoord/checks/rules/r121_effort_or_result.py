"""R121: In het convenant garandeert niemand een uitkomst: de plichten zijn inspanningen.

"Partijen garanderen dat …" maakt van een inspanning een resultaat, en van een tegenvaller een tekortkoming. Is een
resultaat echt bedoeld, dan staat het woord bij de uitzonderingen van het profiel, met de reden.

Fout:

    Aanbieders garanderen dat geen kind uit huis wordt geplaatst.

Goed:

    Aanbieders spannen zich in om te voorkomen dat een kind uit huis wordt geplaatst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.COVENANT:
        return
    words = re.compile(
        rf"(?<!\w)(?<!geen )(?:{'|'.join(map(re.escape, settings.texts('words')))})(?!\w)", re.IGNORECASE
    )
    for passage in text.passages:
        for found in words.finditer(passage.masked):
            if not settings.excepts(found[0]):
                yield Finding(
                    f"`{found[0]}` maakt van een inspanning een resultaat",
                    passage.place(found.start()),
                    found[0],
                    "een inspanning, zoals `spannen zich in`",
                    article=passage.article,
                )


RULE = TextRule(
    id="R121",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "words",
            (
                "garandeert",
                "garanderen",
                "gegarandeerd",
                "staat in voor",
                "staan in voor",
                "staat ervoor in",
                "staan ervoor in",
                "resultaatsverplichting",
                "resultaatverplichting",
                "verzekert dat",
                "verzekeren dat",
                "stelt zeker",
                "stellen zeker",
            ),
            "woorden van een resultaat.",
        ),
    ),
    switchable=True,
    check=_check,
)
