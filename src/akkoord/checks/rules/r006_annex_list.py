"""R006: Elke bijlage die een stuk noemt, hoort erbij, en elke bijlage die erbij hoort, wordt genoemd.

De lijst van bijlagen van een overeenkomst wordt gemaakt uit het pakket en kan niet missen. Een bijlage die in het
document zelf staat, wordt er ten minste één keer genoemd, door een levende verwijzing of met haar nummer. Een alinea
die opsomt welke bijlagen erbij horen, noemt er geen die er niet is.

Fout:

    Bij dit convenant horen Bijlage I (Eisen) en Bijlage XV (Definities).

Goed:

    Bij dit convenant horen [](#bijlage-eisen) en [](#bijlage-definities).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.annexes import CITED, numbers_of
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.patterns import pattern_of
from akkoord.checks.rule import Basis, Held, Needs, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextSort, TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Reference, Section, SectionKind, plain_text


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    lists = pattern_of("|".join(settings.texts("lists")), re.IGNORECASE)
    for text in view.texts:
        own = [s for s in text.sections if s.kind is SectionKind.ANNEX and s.number is not None]
        if text.sort in (TextSort.AGREEMENT, TextSort.COVENANT):
            yield from _unlisted(text, own)
        numbers = numbers_of(view, text)
        for passage in text.passages if numbers else ():
            if lists.search(passage.text):
                yield from _absent(passage, numbers, text.kind)


def _unlisted(text: TextView, annexes: list[Section]) -> Iterator[Finding]:
    """Annexes that the document holds and speaks of nowhere."""
    if not annexes:
        return
    cited = {
        piece.node.anchor
        for p in text.passages
        if p.masked is not p.text
        for piece in p.pieces
        if isinstance(piece.node, Reference)
    }
    left = [annex for annex in annexes if annex.anchor not in cited]
    passages = text.passages if left else ()
    named = {found[1].lower() for p in passages if not p.title for found in CITED.finditer(p.text)}
    for annex in left:
        number = annex.number
        if number is not None and number.cited.lower() not in named:
            name = f"{number.shown} {plain_text(annex.title)}"
            message = f"`{name}` wordt in dit document nergens genoemd"
            hint = f"noem de bijlage waar zij bij hoort, met `[](#{annex.anchor})`"
            yield Finding(message, annex.span, name, hints=(hint,), article=number.shown, document=text.kind)


def _absent(passage: Passage, numbers: tuple[str, ...], kind: str) -> Iterator[Finding]:
    """Annexes that a list names and that are not there."""
    for found in CITED.finditer(passage.masked):
        if found[1].upper() not in numbers:
            there = ", ".join(f"Bijlage {number}" for number in numbers)
            message = f"`{found[0]}` hoort niet bij dit document; het heeft {there}"
            place = passage.place(found.start())
            yield Finding(message, place, found[0], there, article=passage.article, document=kind)


RULE = SetRule(
    id="R006",
    severity=Severity.ERROR,
    scope=(Scope.SET,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "lists",
            (
                r"\bhoren\b[^.]*bijlage",
                r"bijlagen (?:zijn|bij)\b",
                r"\bheeft\b[^.]*bijlagen",
                r"bestaan uit[^.]*bijlage",
            ),
            "waaraan een alinea te kennen is die de bijlagen opsomt (reguliere expressies).",
        ),
    ),
    codes=(
        Held("ANX001"),
        Held("ANX002"),
        Held("SPC043", "niet gemaakt"),
        Held("SPC062", "geen bijlage daarvan"),
        Held("SPC062", "geen plaats in de rangorde"),
    ),
    needs=Needs.DOCUMENTS,
    check=_check,
)
