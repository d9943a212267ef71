"""R093: Het aantal budgetten en functiegroepen in de tekst is het aantal in de tabel.

De overeenkomst noemt hoeveel er zijn; de tabel van elk perceel laat ze zien. Het profiel zegt bij `lists` welk feit bij
welke soort hulp hoort: `overeenkomst.functiegroepen: ambulant`. Elk perceel met die soort heeft er precies zoveel.

Fout:

    overeenkomst: {functiegroepen: {value: 7, source: nota}}      # de tabel heeft zes rijen

Goed:

    overeenkomst: {functiegroepen: {value: 6, source: nota}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.dutch import NUMBERS, number_of
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView
from akkoord.diagnostics import Related, Severity

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,2}"


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    yield from _in_texts(view, settings)
    rates = view.region_view.rates
    current = rates.on(view.edition.date) if rates is not None else None
    if current is None:
        return
    for line in filter(None, settings.texts("lists")):
        name, _, kind = (part.strip() for part in line.partition(":"))
        wanted = view.fact(name)
        for lot in current.lots if isinstance(wanted, int) else ():
            rows = [rate for rate in lot.rows if rate.kind == kind]
            if rows and len(rows) != wanted:
                message = f"perceel {lot.lot} heeft {len(rows)} rijen van de soort `{kind}`, en `{name}` is {wanted}"
                related = (Related(view.fact_place(name), f"hier staat `{name}`"),)
                yield Finding(message, rows[-1].span, str(len(rows)), str(wanted), related=related, context=message)


def _in_texts(view: SetView, settings: Settings) -> Iterator[Finding]:
    """A number that is typed before the name of what a fact counts: `zes functiegroepen`."""
    for name in (line.partition(":")[0].strip() for line in settings.texts("lists") if line):
        wanted, noun = view.fact(name), name.rpartition(".")[2]
        if not isinstance(wanted, int) or not noun:
            continue
        pattern = pattern_of(
            rf"(?<!\w)(?:de|er\szijn|alle|kent|heeft|zijn)\s({_WORDS})\s{re.escape(noun)}(?!\w)", re.IGNORECASE
        )
        for text, passage in view.passages:
            for found in pattern.finditer(passage.masked):
                if number_of(found[1]) != wanted:
                    related = (Related(view.fact_place(name), f"hier staat `{name}`"),)
                    words = passage.text[found.start(1) : found.end()]
                    message = f"hier staat een ander aantal dan `{name}`"
                    place = passage.place(found.start(1))
                    yield Finding(message, place, words, str(wanted), (), related, passage.article, text.kind)


RULE = SetRule(
    id="R093",
    severity=Severity.WARNING,
    scope=(Scope.ANNEX,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "lists",
            ("overeenkomst.functiegroepen: ambulant", "overeenkomst.keuzebudgetten: keuzebudget"),
            "welk feit hoeveel rijen van welke soort hulp telt, als `feit: soort`.",
        ),
    ),
    check=_check,
)
