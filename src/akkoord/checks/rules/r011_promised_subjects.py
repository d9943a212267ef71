"""R011: Wat de eisen van het convenant beloven, heeft er een hoofdstuk, kop of bijlage.

Een eis als "het convenant bevat KPI's" is pas nagekomen als er een deel over KPI's is. Het profiel zegt bij `subjects`
welke onderwerpen beloofd zijn en aan welke woorden hun kop te kennen is: `KPI’s: kpi|prestatie`.

Fout:

    subjects: ["KPI’s: kpi"]     # geen kop van het convenant noemt KPI's

Goed:

    - heading: Monitoring en KPI’s
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Needs, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView, is_final_covenant
from akkoord.diagnostics import Severity
from akkoord.tree import plain_text


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if not is_final_covenant(text):
        return
    titles = [plain_text(section.title).lower() for section in text.sections]
    for line in filter(None, settings.texts("subjects")):
        subject, _, words = line.partition(":")
        signs = [word.strip().lower() for word in (words or subject).split("|")]
        if not any(sign in title for sign in signs for title in titles):
            message = f"de eisen beloven een deel over {subject.strip()}, en het convenant heeft er geen"
            hint = f"verwacht: een hoofdstuk, kop of bijlage met in de titel: {' of '.join(signs)}"
            yield Finding(message, text.spec.span, subject.strip(), hints=(hint,), context=line)


RULE = TextRule(
    id="R011",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(Setting("subjects", ("",), "de beloofde onderwerpen, als `onderwerp: woord|woord` in een titel."),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
