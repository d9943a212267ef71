"""R088: Waar een reëel tarief wordt beloofd, staan alle kosten waaruit het is opgebouwd.

Sinds 1 juli 2024 zegt het Besluit Jeugdwet uit welke elementen een reële prijs bestaat. Een tekst die na die dag ingaat
en een element niet noemt, is niet te toetsen. De regel leest alle alinea's over het tarief samen, in overeenkomsten en
bijlagen.

Fout:

    Het tarief is reëel en dekt de kosten van personeel en de indexatie.

Goed:

    Het tarief is reëel en dekt de kosten van personeel, andere kosten per cliënt, overhead en indexatie.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort
from akkoord.diagnostics import Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    if view.edition.date < date.fromisoformat(settings.text("since")):
        return
    fair, rate = settings.texts("fair"), settings.texts("rate")
    sorts = (TextSort.AGREEMENT, TextSort.ANNEX)
    about = [(t, p) for t, p in view.passages if t.sort in sorts and _has(p.text, rate) and not p.title]
    first = next(((t, p) for t, p in about if _has(p.text, fair)), None)
    if first is None:
        return
    text, passage = first
    said = " ".join(p.text for _, p in about)
    for line in settings.texts("elements"):
        name, _, words = line.partition(":")
        if not _has(said, tuple(w.strip() for w in (words or name).split("|"))):
            message = f"hier staat een reëel tarief, en nergens dat het {name.strip()} dekt"
            at = min(i for w in fair if (i := passage.text.lower().find(w)) >= 0)
            place = passage.place(at)
            expected = ", ".join(e.partition(":")[0].strip() for e in settings.texts("elements"))
            found = next(passage.text[at : at + len(w)] for w in fair if passage.text.lower().startswith(w, at))
            yield Finding(message, place, found, expected, article=passage.article, document=text.kind, context=said)


def _has(text: str, words: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(word.lower() in lower for word in words)


RULE = SetRule(
    id="R088",
    severity=Severity.WARNING,
    scope=(Scope.ANNEX,),
    basis=(Basis.PUBLIC,),
    settings=(
        Setting("since", "2024-07-01", "de datum vanaf wanneer een tekst alle elementen noemt (jjjj-mm-dd)."),
        Setting("fair", ("reëel", "reële", "kostendekkend"), "woorden voor een reëel tarief."),
        Setting("rate", ("tarief", "tarieven", "prijs"), "woorden waaraan een alinea over tarieven te kennen is."),
        Setting(
            "elements",
            (
                "de kosten van personeel: personeel|loonkosten|arbeidskosten",
                "andere kosten per cliënt: cliëntgebonden|per cliënt|cliëntkosten|materiële kosten",
                "overhead: overhead",
                "indexatie: index",
            ),
            "de elementen, elk als `naam: woord|woord`.",
        ),
    ),
    check=_check,
)
