"""R022: Een verwijzing naar een ander document van de set komt daar uit, bij het onderwerp dat zij noemt.

Het convenant verwijst voor geschillen naar de raamovereenkomst. Verschuift daar een artikel, dan wijst het
convenant naar een heel ander onderwerp, en dat ziet alleen wie beide naast elkaar legt.

Fout:

    Op geschillen is artikel 16 van de Raamovereenkomst van toepassing.     (artikel 16 gaat over opzegging)

Goed:

    Op geschillen is [](raamovereenkomst#ro-geschillen) van toepassing.
"""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.checks.annexes import titles_of
from akkoord.checks.citations import Citation, Numbers, citations_in, singular
from akkoord.checks.finding import Finding
from akkoord.checks.passages import Passage
from akkoord.checks.rule import Basis, Held, Needs, Scope, SetRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import SetView, TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Reference


def _check(view: SetView, settings: Settings) -> Iterator[Finding]:
    by_title = {title.casefold(): text for text in view.texts for title in titles_of(text)}
    numbers = {text.kind: text.numbers for text in view.texts}
    for text in view.texts:
        for passage, citations in text.drawn(_naming_others):
            for citation in citations:
                other = by_title.get(citation.of.casefold())
                if other is not None:
                    yield from _typed(text, passage, citation, other, numbers[other.kind], settings)
            yield from _live(text, passage, numbers, settings)


def _naming_others(passage: Passage) -> Iterator[tuple[Passage, tuple[Citation, ...]]]:
    """A passage that refers to another document, with the references to one that are typed."""
    live = any(isinstance(piece.node, Reference) and piece.node.document for piece in passage.pieces)
    typed = tuple(
        citation
        for citation in citations_in(passage)
        if citation.of and not citation.external and singular(citation.word) != "bijlage"
    )
    if live or typed:
        yield passage, typed


def _typed(
    text: TextView, passage: Passage, citation: Citation, other: TextView, numbers: Numbers, settings: Settings
) -> Iterator[Finding]:
    place = passage.place(citation.start)
    hint = f"verwijs met `[]({other.kind}#clausule)`"
    if not numbers.resolves(citation):
        message = f"deze plaats is er in `{other.kind}` niet"
        yield Finding(message, place, citation.text, hints=(hint,), article=passage.article, document=text.kind)
    elif unfit := _unfit(passage, numbers.titles.get(citation.number, ""), settings):
        message = f"deze plaats in `{other.kind}` gaat over iets anders dan {unfit}"
        heading = numbers.titles.get(citation.number, "")
        yield Finding(
            message,
            place,
            citation.text,
            hints=(f"daar staat: {heading}", hint),
            article=passage.article,
            document=text.kind,
        )


def _live(text: TextView, passage: Passage, numbers: dict[str, Numbers], settings: Settings) -> Iterator[Finding]:
    for piece in passage.pieces:
        node = piece.node
        if not isinstance(node, Reference) or not node.document or node.document not in numbers:
            continue
        words = node.text.split()
        number = next((word for word in words[1:2] if words[0] in ("artikel", "hoofdstuk")), "")
        heading = numbers[node.document].titles.get(number, "")
        if heading and (unfit := _unfit(passage, heading, settings)):
            message = f"deze plaats in `{node.document}` gaat over iets anders dan {unfit}"
            yield Finding(
                message,
                piece.span,
                node.text,
                hints=(f"daar staat: {heading}",),
                article=passage.article,
                document=text.kind,
            )


def _unfit(passage: Passage, heading: str, settings: Settings) -> str:
    """The subject that the passage names and the heading does not, "" when it fits or none is named."""
    named = [s for s in settings.texts("subjects") if s.casefold() in passage.text.casefold()]
    fits = not heading or any(s.casefold() in heading.casefold() for s in named)
    return "" if not named or fits else named[0]


RULE = SetRule(
    id="R022",
    severity=Severity.ERROR,
    scope=(Scope.COVENANT,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting(
            "subjects", ("geschil",), "woorden die een onderwerp noemen dat in het opschrift van het doel terugkomt."
        ),
    ),
    codes=(Held("REF006"),),
    needs=Needs.MAIN_DOCUMENTS,
    check=_check,
)
