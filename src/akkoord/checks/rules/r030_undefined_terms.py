"""R030: Een woord met een hoofdletter midden in een zin is gedefinieerd, of is een naam.

De hoofdletter zegt de lezer: dit woord heeft een afgesproken betekenis. Staat die nergens, dan vult ieder haar zelf
in. Meervoud, verkleinwoord en samenstelling van een term tellen als die term. Namen van gemeenten, organisaties,
aanbieders, percelen, documenten en wetten zijn bekend; andere namen zijn een uitzondering in het profiel, ook een naam
van meer dan één woord: waar die voluit staat, tellen haar woorden niet.

Fout:

    Verblijf is er alleen binnen een Toekomstplan.     (nergens staat wat dat is)

Goed:

    Verblijf is er alleen binnen een Toekomstplan.     (begrippen: **Toekomstplan**: het plan dat ...)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.inflection import begins_with, stem, stems
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import is_absent, name_of, note_absent, pattern_of
from akkoord.checks.rule import Basis, Needs, Scope, SetRule
from akkoord.checks.rules import r162_other_regions as r162
from akkoord.checks.settings import Setting, Settings, settings_of
from akkoord.checks.views import SetView
from akkoord.diagnostics import Severity

_WORD = pattern_of(r"(?<![\w\ufffc’'-])[A-Z][a-zà-ÿ]{2,}(?:-[A-Za-zà-ÿ]+)*(?![\w\ufffc])")
_HEREAFTER = pattern_of(r"(?:hierna|genoemd|te noemen|aangeduid als):? [“‘]?((?:[A-Z][\w-]+ ?)+)")
_EXPLAINED = pattern_of(
    r"\A(?:De |Het |Een )?((?:[A-Z][\w-]+ ?)+)(?:\([A-Z]+\) )?(?:bestaat uit|wordt gevormd door|is (?:een|de|het)) "
)
_STARTS = pattern_of(r"(?:^|[.:;!?…]|[.:;!?]”|\d[.)]|^[a-z]\.)[\s“‘(\[]*$")

_ADDRESS = re.compile(r"Postbus\s[0-9]|[\w’'-]+(?:\s[\w’'-]+){0,3}\s[0-9]+\s?[a-zA-Z]?,\s[0-9]{4}\s?[A-Z]{2}(?!\w)")
"""A street with its number and postcode, which is no term."""


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    terms = {word for d in view.definitions for form in d.forms for word in stems(form)}
    terms |= {found for word in (*settings.texts("known"), *_named_in_text(view)) for found in stems(word)}
    starts = tuple(form for d in view.definitions for form in d.forms if " " not in form)
    names = {word for name in (*_names(view), *_of_others(view)) for word in stems(name)}
    every, all_are_known = terms | names, name_of("R030", sorted(terms), sorted(names), sorted(starts))
    bodies = pattern_of(rf"(?<!\w)(?:{'|'.join(map(re.escape, settings.texts('bodies'))) or '(?!)'})(?!\w)")
    for text, passage in view.passages:
        if passage.title or is_absent(all_are_known, passage.masked):
            continue
        known = [body.span() for body in bodies.finditer(passage.masked)]
        unknown = [
            found
            for found in _candidates(passage)
            if not any(start <= found.start() < end for start, end in known)
            and stem(found[0]) not in every
            and not all(part in every for part in stems(found[0]))
            and not any(begins_with(found[0], term) for term in starts)
        ]
        if not unknown:
            note_absent(all_are_known, passage.masked)
        for found in unknown:
            word = found[0]
            if settings.excepts_at(passage.masked, found.start(), found.end()):
                continue
            message = "dit woord heeft een hoofdletter, maar geen definitie"
            hint = "definieer de term, schrijf een kleine letter, of noem de naam in het profiel als uitzondering"
            place = passage.place(found.start())
            yield Finding(message, place, word, hints=(hint,), article=passage.article, document=text.kind)


def _of_others(view: SetView) -> Iterator[str]:
    """Names of other regions: R162 tells that they stand there."""
    for name in (*view.region_view.other_names, *settings_of(r162.RULE, view.region, view.edition.date).texts("names")):
        yield from (name, f"{name}se")


def _named_in_text(view: SetView) -> Iterator[str]:
    """Words that the text itself says the meaning of: `hierna: Verwerker`, `Het Bestuurlijk Overleg bestaat uit …`."""
    for _, passage in view.passages:
        yield from (found[1] for found in _HEREAFTER.finditer(passage.text))
        explained = _EXPLAINED.search(passage.text)
        if explained is not None:
            yield explained[1]


def _candidates(passage: Passage) -> Iterator[re.Match[str]]:
    """Words with a capital that do not begin a sentence, and stand in no quotation or name of a law."""
    masked = passage.masked
    for found in _WORD.finditer(masked):
        before = masked[: found.start()]
        quoted = before.count("“") > before.count("”") or before.count("‘") > before.count("’")
        former = re.search(r"[A-Z][\w.-]*\s$", before)
        after_name = former is not None and not _begins(before[: former.start()])
        in_address = _ADDRESS.match(masked, found.start()) is not None
        if not _begins(before) and not quoted and not after_name and not in_address:
            yield found


def _begins(before: str) -> bool:
    """Whether a sentence begins after these words."""
    return not before.strip() or _STARTS.search(before) is not None


def _names(view: SetView) -> Iterator[str]:
    region = view.region
    yield from (region.name, *(m.name for m in region.municipalities), *(lot.name for lot in region.lots))
    for body in region.organisations:
        yield from (body.name, body.short_name, body.seat)
    for provider in view.region_view.providers:
        yield from (provider.legal_name, provider.seat)
    for text in view.texts:
        yield from (text.document.meta.title, text.document.meta.short_title)
    yield from (str(fact) for fact in view.facts.values() if isinstance(fact, str))


RULE = SetRule(
    id="R030",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "known",
            (
                *("Bijlage", "Bijlagen"),
                *("Nederland", "Nederlands", "Nederlandse", "Europese", "Unie", "Burgerlijk", "Wetboek", "Boek"),
                *("Kamer", "Koophandel", "Algemene", "Verordening", "Jeugdwet", "Gemeentewet", "Aanbestedingswet"),
                *("Besluit", "Regeling", "Archiefwet", "Staatsblad", "Minister", "Autoriteit", "Persoonsgegevens"),
                *(
                    "Engels",
                    "Engelse",
                    "Duits",
                    "Duitse",
                    "Frans",
                    "Franse",
                    "Fries",
                    "Friese",
                    "Arabisch",
                    "Arabische",
                ),
                *("Turks", "Turkse", "Pools", "Poolse", "Spaans", "Spaanse", "Belgisch", "Belgische", "Oekraïens"),
                *("Oekraïense", "Duitsland", "België", "Europa", "Rijk", "Rijksoverheid", "Staatscourant", "Koning"),
                *("Verdrag", "Richtlijn", "Richtlijnen"),
                *("Nieuwjaarsdag", "Pasen", "Koningsdag", "Bevrijdingsdag", "Hemelvaartsdag", "Pinksteren", "Kerst"),
                *("Inspectie", "Gezondheidszorg", "Jeugd", "Handelsregister", "Rechtbank", "Wet", "Uitvoeringswet"),
            ),
            "woorden en namen die iedereen kent.",
        ),
        Setting(
            "bodies",
            (
                *("Raad voor de Kinderbescherming", "Raad van State", "Hoge Raad", "Hof van Justitie", "Eerste Kamer"),
                *("Tweede Kamer", "Nationale ombudsman", "Kinderombudsman", "Openbaar Ministerie"),
            ),
            "namen van meer dan één woord die iedereen kent; waar zo'n naam voluit staat, tellen haar woorden niet.",
        ),
    ),
    needs=Needs.DOCUMENTS,
    check=_check,
)
