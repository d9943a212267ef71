"""R114: Bestuurlijk platform en initiatieftafels adviseren: een besluit is er alleen van de regiegroep of het bestuur.

In het platform en aan de initiatieftafels zitten mensen zonder mandaat. Staat er dat zo’n overleg besluit, dan bindt
dat niemand, of juist wie er niet bij was. De regel leest het convenant. Verslagen van het platform en de tafels zelf
zijn geen deel van een project: daar kijkt een mens naar.

Fout:

    Het bestuurlijk platform besluit over de verdeling.

Goed:

    Het bestuurlijk platform adviseert over de verdeling; de regiegroep besluit.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.patterns import any_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity

_HINT = "schrijf dat het adviseert, of noem wie besluit"
_DECIDES = (
    r"(?<![\w-])(?:{})(?:\s(?:kan|kunnen|mag|mogen|zal|zelf|ook|samen|gezamenlijk|jaarlijks|dan))*"
    r"\s(?:besluit(?:en)?|beslist|beslissen|neemt\s(?:een\s)?besluit(?:en)?|nemen\sbesluiten|stelt\s[^.;]{{1,60}}?\svast|stellen\s[^.;]{{1,60}}?\svast)(?!\w)(?!\s(?:niet|niets|nooit))"
)
_DECIDED_BY = r"(?<![\w-])(?:besluit(?:en)?|beslissing(?:en)?)\svan\s(?:het|de|een)\s(?:\w+\s)?(?:{})(?!\w)"


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort is not TextSort.COVENANT:
        return
    for shape in (_DECIDES, _DECIDED_BY):
        pattern = any_of(settings.texts("bodies"), shape)
        if pattern is None:
            continue
        for passage in text.holding(pattern):
            for found in pattern.finditer(passage.masked):
                if not settings.excepts(found[0]):
                    message = "dit overleg adviseert, en neemt geen besluiten"
                    place = passage.place(found.start())
                    yield Finding(message, place, found[0], "een advies", (_HINT,), article=passage.article)


RULE = TextRule(
    id="R114",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "bodies",
            ("platform", "initiatieftafel", "initiatieftafels", "thematafel", "thematafels"),
            "overleggen die adviseren en niet besluiten.",
        ),
    ),
    check=_check,
)
