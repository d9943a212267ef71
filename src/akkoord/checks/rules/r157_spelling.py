"""R157: De spelling is die van de Woordenlijst en van het vak.

De regel kent de fouten die in dit soort stukken steeds terugkomen, en die het profiel eraan toevoegt. Hij is geen
woordenboek: een woord dat niet in de lijst staat, wordt niet beoordeeld.

Fout:

    De client werkt bottum up.

Goed:

    De cliënt werkt bottom-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from akkoord.checks.finding import Finding, Fix
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.phrases import pairs_of, phrases_in
from akkoord.checks.rule import Basis, PassageRule, Scope
from akkoord.checks.settings import Setting, Settings
from akkoord.diagnostics import Severity

_WORDS = re.compile(r"\w+")
_DIAERESES = (
    *("beeindigen: beëindigen", "beeindigd: beëindigd", "beeindiging: beëindiging", "geinformeerd: geïnformeerd"),
    *("geintegreerd: geïntegreerd", "geindexeerd: geïndexeerd", "geindiceerd: geïndiceerd", "patient: patiënt"),
    *("patienten: patiënten", "financiele: financiële", "officiele: officiële", "materiele: materiële"),
    *("substantiele: substantiële", "potentiele: potentiële", "essentiele: essentiële", "efficient: efficiënt"),
    *("efficientie: efficiëntie", "categorieen: categorieën", "ideeen: ideeën", "cooperatie: coöperatie"),
    *("reele: reële", "definieren: definiëren", "initieren: initiëren", "geevalueerd: geëvalueerd"),
)
_APART = (
    *("zonodig: zo nodig", "voorzover: voor zover", "zondermeer: zonder meer", "zoniet: zo niet", "terzake: ter zake"),
    *("tengevolge: ten gevolge", "tenopzichte: ten opzichte", "teneinde van: aan het einde van"),
    *("ten alle tijde: te allen tijde", "ten alle tijden: te allen tijde", "ten allen tijde: te allen tijde"),
    *("te alle tijden: te allen tijde", "te allen tijden: te allen tijde", "vooralnog: vooralsnog"),
)
_TOGETHER = (
    *("jeugd hulp: jeugdhulp", "jeugdhulp aanbieder: jeugdhulpaanbieder", "zorg aanbieder: zorgaanbieder"),
    *("raam overeenkomst: raamovereenkomst", "uithuis plaatsing: uithuisplaatsing", "wijk team: wijkteam"),
    *("uit huisplaatsing: uithuisplaatsing", "contract management: contractmanagement", "wacht tijd: wachttijd"),
    *("kwaliteits eisen: kwaliteitseisen", "samenwerkings partner: samenwerkingspartner", "gezins leven: gezinsleven"),
    *("uitvoerings plan: uitvoeringsplan", "hulp vraag: hulpvraag", "onder aannemer: onderaannemer"),
)
_LETTERS = (
    *("onmiddelijk: onmiddellijk", "onmiddelijke: onmiddellijke", "accomodatie: accommodatie"),
    *("acommodatie: accommodatie", "commisie: commissie", "burgermeester: burgemeester", "concensus: consensus"),
    *("diciplinair: disciplinair", "multidiciplinair: multidisciplinair", "enigzins: enigszins"),
    *("faillisement: faillissement", "interresse: interesse", "onverwijlt: onverwijld", "perceelen: percelen"),
    *("professioneele: professionele", "proffesional: professional", "proffesioneel: professioneel"),
    *("publikatie: publicatie", "rechtsreeks: rechtstreeks", "trajekt: traject", "mandaad: mandaat"),
    *("onderaanemer: onderaannemer", "onderaaneming: onderaanneming", "gedefineerd: gedefinieerd"),
    *("definieeren: definiëren", "declaratie’s: declaraties", "rapportage’s: rapportages", "indicatie’s: indicaties"),
    *("organisatie’s: organisaties", "gemeente’s: gemeenten", "jeugdige’s: jeugdigen", "criteria’s: criteria"),
    *("gecertificeert: gecertificeerd", "geregistreert: geregistreerd", "verantwoordelijkeid: verantwoordelijkheid"),
)
"""Written as one word, as two, with the wrong sign or letter: what such documents get wrong time and again."""


_SPLIT = pattern_of(r"(?<![\w-])\w{3,}(?:heids|iteits)\s[a-z]{3,}(?!\w)")
"""A compound that is written as two words: no Dutch word stands by itself that ends so."""


def _check(passage: Passage, settings: Settings) -> Iterator[Finding]:
    pairs, right, begins = _known((*settings.texts("words"), *settings.texts("more_words")))
    for found in _SPLIT.finditer(passage.masked):
        if not settings.excepts(found[0]) and found[0].casefold() not in right:
            one = found[0].replace(" ", "")
            yield Finding("een samenstelling is één woord", passage.place(found.start()), found[0], one)
    if begins.isdisjoint(_WORDS.findall(passage.masked.casefold())):
        return  # which is quicker than to look for each of them at every place
    for found in phrases_in(passage, pairs):
        good = right[" ".join(found[0].split()).casefold()]
        good = good[0].upper() + good[1:] if found[0][0].isupper() else good
        if found[0] == good or settings.excepts(found[0]):
            continue
        place = passage.place(found.start())
        fix = Fix(place, found[0], good) if place is not None else None
        yield Finding("een spelfout", place, found[0], good, fix=fix)


@lru_cache(8)
def _known(lines: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """The pairs of a list, the same without regard to capitals, and the words that the wrong ones begin with."""
    pairs = dict(pairs_of(lines))
    begins = frozenset(_WORDS.findall(wrong.casefold())[0] for wrong in pairs)
    return pairs, {wrong.casefold(): good for wrong, good in pairs.items()}, begins


RULE = PassageRule(
    id="R157",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    switchable=True,
    settings=(
        Setting(
            "words",
            (
                *("client: cliënt", "clienten: cliënten", "clientperspectief: cliëntperspectief", "origine: oorsprong"),
                *("bottum up: bottom-up", "bottum-up: bottom-up", "bottom up: bottom-up", "top down: top-down"),
                *("vervolgbijsamenkomst: vervolgbijeenkomst", "driemilieusvoorziening: driemilieuvoorziening"),
                *("driemilieusvoorzieningen: driemilieuvoorzieningen", "kpi: KPI", "kpi’s: KPI’s", "accoord: akkoord"),
                *(
                    "coordinatie: coördinatie",
                    "coordinator: coördinator",
                    "financieele: financiële",
                    "initatief: initiatief",
                ),
                *("tenslotte: ten slotte", "oa: onder andere", "ivm: in verband met", "zodoende dat: zodat"),
                *("jeugdzorg plus: JeugdzorgPlus", "pleeg zorg: pleegzorg", "gezins huis: gezinshuis"),
                *_DIAERESES,
                *_APART,
                *_TOGETHER,
                *_LETTERS,
            ),
            "fouten met de goede spelling: `client: cliënt`.",
        ),
        Setting("more_words", (), "fouten die het profiel eraan toevoegt, zoals bij `words`."),
    ),
    check=_check,
)
