"""R024: Een verwijzing noemt een nummer: geen "hierboven", "het vorige artikel" of "bovengenoemde".

Na een invoeging of een verplaatsing wijst zo'n woord naar iets anders, en niemand die het ziet.

Fout:

    De aanbieder meldt dit zoals hierboven bepaald.

Goed:

    De aanbieder meldt dit volgens artikel 6 lid 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.phrases import phrases_in
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    for found in phrases_in(passage, settings.texts("words")):
        if not settings.excepts(found[0]):
            message = "een verwijzing zonder nummer; verwacht: het artikel, lid of onderdeel"
            yield Finding(message, passage.place(found.start()), found[0], hints=("verwijs met `[](#clausule)`",))


RULE = PassageRule(
    id="R024",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    switchable=True,
    settings=(
        Setting(
            "words",
            (
                *("hierboven", "bovengenoemd", "bovengenoemde", "bovenstaand", "bovenstaande"),
                *("onderstaand", "onderstaande", "voornoemd", "voornoemde", "vorenbedoeld", "vorenbedoelde"),
                *("het vorige artikel", "het volgende artikel", "het vorige lid", "het volgende lid", "vorig lid"),
                *("het voorgaande lid", "het voorgaande artikel", "eerdergenoemd", "eerdergenoemde", "vorig artikel"),
                *("volgend lid", "volgend artikel", "hiervoor genoemd", "hiervoor genoemde", "hierna genoemde"),
                *("het vorige punt", "het volgende punt", "het voorgaande punt", "het vorige hoofdstuk"),
                *(
                    "het volgende hoofdstuk",
                    "het voorgaande hoofdstuk",
                    "het vorige onderdeel",
                    "het volgende onderdeel",
                ),
                *(
                    "de vorige bepaling",
                    "de volgende bepaling",
                    "bovenvermeld",
                    "bovenvermelde",
                    "voormeld",
                    "voormelde",
                ),
                *("hierboven genoemde", "hogergenoemd", "hogergenoemde"),
                *("hiervoor bedoeld", "hiervoor bedoelde", "reeds genoemde"),
            ),
            "woorden die verwijzen zonder nummer.",
        ),
    ),
    check=_check,
)
