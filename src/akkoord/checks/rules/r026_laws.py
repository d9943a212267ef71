"""R026: Een wet staat met haar officiële naam, en het genoemde artikel bestond op de datum van de tekst.

"De Jeugdwet" is een wet, "de jeugdzorgwet" niet. En een artikel dat in 2024 is ingevoerd, kan geen grond zijn onder
een tekst van 2023. Het profiel vult de lijst van wetten aan, en die van artikelen met hun eerste dag.

Fout:

    De tarieven zijn reëel in de zin van artikel 2.3 van het Besluit Jeugdwet.     (in een editie van 1 januari 2023)

Goed:

    De tarieven zijn reëel in de zin van artikel 2.3 van het Besluit Jeugdwet.     (in een editie van 1 januari 2025)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import Pattern, pattern_of
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextView
from akkoord.diagnostics import Severity
from akkoord.diagnostics.dutch import long_date

_NAMED = pattern_of(
    r"(?<![\w-])(?:Besluit |Wet |Regeling |Uitvoeringswet )?[A-Z][\w-]*(?:wet|besluit)(?![\w-])(?: \d{4})?"
)
_BY_A_NAME = pattern_of(r"(?<![\w-])Wet [A-Z][a-z]{4,}(?![\w-])")
"""`Wet Jeugdzorg`: a law has a name in small letters, or one of those that are known."""
_HALVES = pattern_of(r"[A-Z]\w+[\s-](?:[Ww]et|[Bb]esluit)(?![\w-])")
_ARTICLE = pattern_of(
    r"artikel(?:en)? (\d+[.:\d]*[a-z]?)(?:[^.;]{0,40}?) van (?:de|het) ([A-Z][\w ]*?(?:wet|Jeugdwet|besluit|BW))(?!\w)"
)


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    known = {name.casefold() for name in settings.texts("names")}
    later = [(law, article, first) for law, article, first in _first_days(settings) if text.edition.date < first]
    for passage, found in text.drawn(_named_laws):
        name = re.sub(r" \d{4}$", "", found[0])
        if found[0].casefold() not in known and name.casefold() not in known and not settings.excepts(name):
            message = "deze naam is geen officiële naam van een wet of besluit"
            hint = "schrijf de citeertitel, of voeg haar in het profiel toe aan `names`"
            place = passage.place(found.start())
            yield Finding(message, place, found[0], hints=(hint,), article=passage.article)
    yield from _other_names(text, settings, known)
    for passage in text.drawn(_naming_articles) if later else ():
        for found in _ARTICLE.finditer(passage.masked):
            for law, article, first in later:
                if found[1] == article and found[2].casefold() == law.casefold():
                    message = f"dit artikel geldt vanaf {long_date(first)}, na de datum van editie `{text.edition.id}`"
                    yield Finding(message, passage.place(found.start()), found[0], article=passage.article)


def _other_names(text: TextView, settings: Settings, known: set[str]) -> Iterator[Finding]:
    """Names that no law has, and the name of one that is written as two words."""
    for passage in text.drawn(_naming_by_a_name):
        for found in _BY_A_NAME.finditer(passage.masked):
            if found[0].casefold() not in known and not settings.excepts(found[0]):
                message = "deze naam is geen officiële naam van een wet"
                hint = "schrijf de citeertitel, of voeg haar in het profiel toe aan `names`"
                yield Finding(message, passage.place(found.start()), found[0], hints=(hint,), article=passage.article)
    broken = _broken(settings.texts("names"))
    for passage in text.drawn(_naming_halves):
        for found in broken.finditer(passage.masked):
            message = "de naam van deze wet is één woord"
            right = "".join(re.split(r"[\s-]", found[0])).capitalize()
            yield Finding(message, passage.place(found.start()), found[0], right, article=passage.article)


def _broken(names: tuple[str, ...]) -> Pattern:
    """A name of one word that is written as two: `Jeugd Wet`, `Jeugd-wet`."""
    halves = sorted({name[: -len(end)] for name in names for end in ("wet", "besluit") if name.endswith(end)} - {""})
    words = "|".join(re.escape(half) for half in halves if " " not in half)
    return pattern_of(rf"(?<![\w-])(?:{words})(?:\s(?:[Ww]et|[Bb]esluit)|-(?:Wet|Besluit))(?![\w-])")


def _naming_by_a_name(passage: Passage) -> Iterable[Passage]:
    return () if _BY_A_NAME.search(passage.masked) is None else (passage,)


def _naming_halves(passage: Passage) -> Iterable[Passage]:
    return () if _HALVES.search(passage.masked) is None else (passage,)


def _named_laws(passage: Passage) -> Iterable[tuple[Passage, re.Match[str]]]:
    return ((passage, found) for found in _NAMED.finditer(passage.masked))


def _naming_articles(passage: Passage) -> Iterable[Passage]:
    return () if _ARTICLE.search(passage.masked) is None else (passage,)


def _first_days(settings: Settings) -> Iterator[tuple[str, str, date]]:
    for line in settings.texts("articles_from"):
        law, _, rest = line.rpartition(" artikel ")
        article, _, day = rest.partition(" ")
        try:
            yield law, article, date.fromisoformat(day)
        except ValueError:
            continue


RULE = TextRule(
    id="R026",
    severity=Severity.WARNING,
    scope=(Scope.SET,),
    basis=(Basis.PUBLIC,),
    settings=(
        Setting(
            "names",
            (
                *("Jeugdwet", "Besluit Jeugdwet", "Regeling Jeugdwet", "Gemeentewet", "Aanbestedingswet"),
                *("Archiefwet", "Archiefbesluit", "Zorgverzekeringswet", "Participatiewet", "Leerplichtwet"),
                *("Uitvoeringswet", "Wet", "Mededingingswet", "Faillissementswet", "Handelsregisterwet"),
                *("Aanbestedingsbesluit", "Grondwet", "Klimaatwet", "Kieswet", "Omgevingswet", "Auteurswet"),
                *("Beroepswet", "Wet Bibob", "Wet Markt"),
            ),
            "namen van wetten en besluiten die kloppen.",
        ),
        Setting(
            "articles_from",
            ("Besluit Jeugdwet artikel 2.3 2024-07-01",),
            "artikelen met hun eerste dag: `Besluit Jeugdwet artikel 2.3 2024-07-01`.",
        ),
    ),
    check=_check,
)
