"""R001: Elk artikel van het model is er, en geen artikel is leeg.

Een kop zonder tekst belooft een afspraak die er niet is; dat gebeurt als alles eronder aan een voorwaarde hangt die
voor deze aanbieder niet opgaat. Welke artikelen een overeenkomst heeft, zegt het profiel bij `articles`, met de namen
uit het documentbestand. Een artikel dat met opzet vervalt, houdt zijn nummer en zegt "Vervallen.".

Fout:

    Artikel 12 Privacy
    (geen tekst)

Goed:

    Artikel 12 Privacy
    Partijen verwerken persoonsgegevens volgens de wet.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.ordering import place_of_missing
from akkoord.checks.passages import Known
from akkoord.checks.rule import Basis, Held, Needs, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Block, Paragraph, Section, SectionKind, SignatureBlock, child_blocks, plain_text

_NUMBERED = (SectionKind.ARTICLE, SectionKind.CHAPTER, SectionKind.ANNEX)


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    for section in text.sections:
        if section.kind in _NUMBERED and section.children and not _says_something(section, text.known):
            name = f"{section.number.shown if section.number else ''} {plain_text(section.title)}".strip()
            message = f"`{name}` heeft een kop en geen tekst"
            hint = "geef het deel in het document een `when`, dan vervalt het met zijn tekst"
            article = section.number.shown.lower() if section.number else ""
            yield Finding(message, section.span, name, "een kop met tekst", (hint,), article=article)
    if text.sort is TextSort.AGREEMENT and any(settings.texts("articles")):
        there = {section.anchor: section.span for section in text.sections}
        for name in settings.texts("articles"):
            if name not in there:
                message = f"het artikel `{name}` ontbreekt in deze overeenkomst"
                hint = f"voeg bij `parts` een deel `{name}` toe, of haal het uit `articles` bij R001 in het profiel"
                place = place_of_missing(name, settings.texts("articles"), there) or text.spec.span
                yield Finding(message, place, name, hints=(hint,))


def _says_something(section: Section, known: Known) -> bool:
    return any(any(known.of(block, _words_of)) for block in section.children)


def _words_of(block: Block) -> tuple[bool]:
    return (_has_words(block),)


def _has_words(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.number is not None or bool(plain_text(block.children).strip())
    return isinstance(block, SignatureBlock) or any(map(_has_words, child_blocks(block)))


RULE = TextRule(
    id="R001",
    severity=Severity.ERROR,
    scope=(Scope.AGREEMENT,),
    basis=(Basis.PRACTICE,),
    settings=(Setting("articles", ("",), "de namen van de artikelen die elke overeenkomst heeft."),),
    codes=(
        Held("NUM003"),
        Held("LIB003"),
    ),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
