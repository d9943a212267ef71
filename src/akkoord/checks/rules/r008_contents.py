"""R008: Een overeenkomst of convenant heeft een inhoudsopgave, en daarin staat elk deel dat erna komt.

De inhoudsopgave wordt uit de koppen gemaakt, met de bladzijden van de PDF, en kan er dus niet van afwijken. Wel kan zij
ontbreken, of te laat staan: wat ervoor komt, staat er niet in. En een tekst kan een hoofdstuk of artikel aanhalen met
een titel die het niet heeft.

Fout:

    Zie hoofdstuk 2 (Onze visie).          # hoofdstuk 2 heet: Visie

Goed:

    Zie hoofdstuk 2 (Visie).
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.definitions import normal
from akkoord.checks.finding import Finding
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Needs, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Contents, Section, SectionKind, plain_text

_QUOTED = pattern_of(r"\b((?i:hoofdstuk|artikel))\s+([0-9]+[a-z]?)\s+(?:\(([A-Z][^()]*)\)|[“\"]([^”\"]+)[”\"])")
_LISTED = (SectionKind.CHAPTER, SectionKind.ARTICLE, SectionKind.ANNEX, SectionKind.PREAMBLE)
_KINDS = {"hoofdstuk": SectionKind.CHAPTER, "artikel": SectionKind.ARTICLE}


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    if text.sort not in (TextSort.AGREEMENT, TextSort.COVENANT):
        return
    numbered = [s for s in text.sections if s.kind in _LISTED]
    contents = [index for index, block in enumerate(text.document.body) if isinstance(block, Contents)]
    if not contents and len(numbered) >= settings.whole("sections"):
        message = f"dit document heeft {len(numbered)} delen en geen inhoudsopgave"
        yield Finding(message, text.spec.span, hints=("voeg aan het begin van `parts` toe: `- contents: Inhoud`",))
    if contents:
        for section in text.document.body[: contents[0]]:
            if isinstance(section, Section) and section.kind in _LISTED:
                name = plain_text(section.title)
                message = f"`{name}` staat vóór de inhoudsopgave en komt er niet in"
                yield Finding(message, section.span, name, hints=("zet `contents` als eerste bij `parts`",))
    yield from _quoted(text)


def _quoted(text: TextView) -> Iterator[Finding]:
    titles = {(s.kind, s.number.cited): plain_text(s.title) for s in text.sections if s.number is not None}
    for passage in text.passages:
        for found in _QUOTED.finditer(passage.text):
            title = titles.get((_KINDS[found[1].lower()], found[2]))
            said = found[3] or found[4]
            if title is not None and normal(said) != normal(title):
                message = f"{found[1]} {found[2]} heeft een andere titel"
                place = passage.place(found.start(3) if found[3] else found.start(4))
                yield Finding(message, place, said, title, article=passage.article)


RULE = TextRule(
    id="R008",
    severity=Severity.WARNING,
    scope=(Scope.COVENANT, Scope.AGREEMENT),
    basis=(Basis.SOURCE,),
    settings=(Setting("sections", 6, "met zoveel delen heeft een document een inhoudsopgave."),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
