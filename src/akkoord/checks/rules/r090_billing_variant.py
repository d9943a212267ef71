"""R090: De overeenkomst heeft één bekostigingsvariant, en alleen de bepalingen daarvan.

Inspanningsgericht, outputgericht en taakgericht hebben elk een eigen afrekening. Twee door elkaar geeft een aanbieder
de keuze achteraf. De regel leest in overeenkomsten en bijlagen welke variant genoemd wordt, en vindt elke andere dan
die van het profiel (`variant`), of een tweede als het profiel er geen noemt.

Fout:

    De hulp wordt inspanningsgericht betaald.
    Voor het bereikte resultaat geldt een outputgericht tarief.

Goed:

    De hulp wordt inspanningsgericht betaald, per geleverd uur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort, TextView
from akkoord.diagnostics import Related, Severity


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    variants = [
        (name.strip(), pattern_of(rf"(?<!\w)(?:{words.strip()})", re.IGNORECASE))
        for name, _, words in (line.partition(":") for line in settings.texts("variants"))
    ]
    agreed = settings.text("variant")
    first: Passage | None = None
    for text, passage in view.passages:
        if text.sort not in (TextSort.AGREEMENT, TextSort.ANNEX):
            continue
        for name, words in variants:
            found = words.search(passage.text)
            if found is None:
                continue
            if not agreed:
                agreed, first = name, passage
            elif name != agreed and not settings.excepts(found[0]):
                yield _other(text, passage, found, (name, agreed), first)


def _other(
    text: TextView, passage: Passage, found: re.Match[str], names: tuple[str, str], first: Passage | None
) -> Finding:
    message = f"een bepaling van de variant {names[0]} in een overeenkomst die {names[1]} is"
    related = (Related(first.span, f"hier is zij {names[1]}"),) if first is not None and first.span is not None else ()
    place = passage.place(found.start())
    return Finding(message, place, found[0], names[1], (), related, passage.article, text.kind, context=passage.text)


RULE = SetRule(
    id="R090",
    severity=Severity.WARNING,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("variant", "", "de variant van deze regio; leeg als de teksten haar noemen."),
        Setting(
            "variants",
            (
                r"inspanningsgericht: inspanningsgericht|p ?[×x*] ?q\b",
                "outputgericht: outputgericht|resultaatbekostiging|resultaatgerichte bekostiging|outputbekostiging"
                "|per (?:behaald|bereikt|afgesproken) resultaat"
                "|per (?:afgesproken|geleverde|behaalde) (?:output|prestatie)",
                "taakgericht: taakgericht|lump ?sum|populatiebekostiging|populatiegebonden bekostiging",
            ),
            "de varianten, elk als `naam: reguliere expressie`.",
        ),
    ),
    check=_check,
)
