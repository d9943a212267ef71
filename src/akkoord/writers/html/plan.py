"""A plan as a page: what changes in how many packs, why, and who has to sign again; it works from disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from akkoord.records import ChangePlan, DocumentChange, FileVerdict, PackChange, PlannedFile, PlanState, TextChange
from akkoord.writers.html.head import head
from akkoord.writers.html.markup import NOTHING, Markup, block, coded, element, join, line, words
from akkoord.writers.html.tables import wide_table

_CLASSES = {
    "formatting": "opmaak",
    "editorial": "redactioneel",
    "numeric": "getal of datum",
    "substantive": "inhoudelijk",
    "structural": "structuur",
}
_STATES = {
    PlanState.NEW: "nieuw",
    PlanState.CHANGED: "verandert",
    PlanState.REMOVED: "gaat weg",
    PlanState.STOPPED: "wordt tegengehouden",
}
_VERDICTS = {
    FileVerdict.NEW: "nieuw",
    FileVerdict.CHANGES: "verandert",
    FileVerdict.REMOVED: "gaat weg",
    FileVerdict.UNCERTAIN: "onzeker",
}
_STYLE = """
details{margin:.25rem 0}
table{min-width:44rem}
td details{min-width:6rem}
"""


def write_plan_page(plan: ChangePlan, language: str = "nl-NL") -> bytes:
    """The page in UTF-8, complete in itself.

    Source:
        WHATWG HTML; WCAG 2.1 level AA; Content Security Policy 3.
    """
    title = "Plan: wat een build verandert"
    page = block(
        "html",
        {"lang": language},
        head(title, _STYLE),
        block(
            "body",
            {"class": "alone"},
            line("a", {"class": "skip", "href": "#plan"}, words("Naar het plan")),
            block(
                "header",
                {},
                line("h1", {}, words(title)),
                line("p", {}, words(f"Vergeleken met {_against(plan.against)}.")),
                line("p", {}, words(_summary(plan))),
            ),
            block(
                "main",
                {"id": "plan", "tabindex": "-1"},
                _unknown(plan.unknown),
                _signatures(plan.packs),
                _changes(plan.changes),
                _packs(plan),
                _others(plan),
            ),
        ),
    )
    return f"<!DOCTYPE html>\n{page}".encode()


def _against(against: str) -> str:
    return {"built": "wat het laatst is gebouwd", "sent": "wat het laatst is verzonden"}.get(
        against, f"editie {against} zoals die is gebouwd"
    )


def _summary(plan: ChangePlan) -> str:
    again = sum(any(document.signature for document in pack.documents) for pack in plan.packs)
    return (
        f"Pakketten die veranderen: {len(plan.packs)}. Pakketten die gelijk blijven: {plan.same}. "
        f"Bestanden: {len(plan.every_file)}. Pakketten die opnieuw getekend moeten worden: {again}."
    )


def _unknown(texts: Sequence[str]) -> Markup:
    if not texts:
        return NOTHING
    items = (line("li", {}, coded(text)) for text in texts)
    return block("section", {}, line("h2", {}, words("Wat niet bekend is")), block("ul", {}, *items))


def _signatures(packs: Sequence[PackChange]) -> Markup:
    """Who signs what again, first of all: it is what costs time."""
    again = [(pack, [d.title for d in pack.documents if d.signature]) for pack in packs]
    items = [
        line("li", {}, words(f"{_name(pack)}: {', '.join(titles)} (verzonden op {pack.sent_on})"))
        for pack, titles in again
        if titles
    ]
    if not items:
        return NOTHING
    return block("section", {}, line("h2", {}, words("Opnieuw te tekenen")), block("ul", {}, *items))


def _changes(changes: Sequence[TextChange]) -> Markup:
    """What changes of itself in a table, and what only follows from it behind a line to open."""
    own = [change for change in changes if not change.follows]
    following = [change for change in changes if change.follows]
    parts = [line("p", {}, words("Er verandert geen tekst."))] if not changes else []
    if own:
        parts.append(_change_table("Wat er in de tekst verandert, per plaats", own))
    if following:
        number = f"{len(following)} {'wijziging volgt' if len(following) == 1 else 'wijzigingen volgen'} daaruit"
        said = f"{number} (nummers, verwijzingen en SHA-256-waarden die meeschuiven)"
        parts.append(
            block("details", {}, line("summary", {}, words(said)), _change_table("Wat daaruit volgt", following))
        )
    return block("section", {}, line("h2", {}, words("Wijzigingen")), *parts)


def _change_table(caption: str, changes: Sequence[TextChange]) -> Markup:
    heads = ("Plaats", "Pakketten", "Was", "Wordt", "Soort", "Waarom", "Akkoord van")
    return wide_table(caption, heads, map(_change, changes))


def _change(change: TextChange) -> Markup:
    approver = change.approver + (f"; zonder nieuwe handtekening: {change.one_sided}" if change.one_sided else "")
    place = f"{change.title}, {change.place}" if change.place else change.title
    brief = element("p", {}, words(change.brief)) if change.brief else NOTHING
    around = element("p", {}, coded(change.around)) if change.around else NOTHING
    return block(
        "tr",
        {},
        line("th", {"scope": "row"}, words(place), brief),
        line("td", {}, _names(change.packs)),
        line("td", {}, _paragraphs(change.was)),
        line("td", {}, _paragraphs(change.becomes), around),
        line("td", {}, words(_CLASSES[change.change_class])),
        line("td", {}, _paragraphs(change.why)),
        line("td", {}, words(approver or "–")),
    )


def _names(packs: Sequence[str]) -> Markup:
    number = f"{len(packs)} {'pakket' if len(packs) == 1 else 'pakketten'}"
    return element("details", {}, element("summary", {}, words(number)), words(", ".join(packs)))


def _paragraphs(texts: Sequence[str]) -> Markup:
    return join(element("p", {}, coded(text)) for text in texts) if texts else words("–")


def _packs(plan: ChangePlan) -> Markup:
    if not plan.packs:
        return NOTHING
    told = {(pack, change.document) for change in plan.changes for pack in change.packs}
    heads = ("Pakket", "Wat er gebeurt", "Documenten", "Opnieuw tekenen", "Bestanden")
    return block(
        "section",
        {},
        line("h2", {}, words("Pakketten")),
        wide_table("Elk pakket dat verandert, met zijn bestanden", heads, (_pack(pack, told) for pack in plan.packs)),
    )


def _pack(pack: PackChange, told: Collection[tuple[str, str]]) -> Markup:
    again = [document.title for document in pack.documents if document.signature]
    documents = [text for one in pack.documents for text in _document(one, (pack.path, one.kind) in told)]
    sent = f" (verzonden op {pack.sent_on})" if pack.sent_on else ""
    return block(
        "tr",
        {},
        line("th", {"scope": "row"}, words(_name(pack))),
        line("td", {}, words(_STATES[pack.state] + sent)),
        line("td", {}, _paragraphs(documents)),
        line("td", {}, words(", ".join(again) or "nee")),
        line("td", {}, _files(pack.files, lambda file: file.rpartition("/")[2])),
    )


def _document(document: DocumentChange, told: bool) -> Iterator[str]:
    """What happens to a document, and why where no change of text says so."""
    yield f"{document.title}: {document.note or _STATES[document.state]}"
    if document.state is PlanState.CHANGED and not document.note and not told:
        yield from (f"geen woord anders: {cause.text}" for cause in document.causes)


def _others(plan: ChangePlan) -> Markup:
    """The files that are of no single pack."""
    if not plan.files:
        return NOTHING
    heading = line("h2", {}, words("Overzichten, registers en agenda's"))
    return block("section", {}, heading, line("div", {}, _files(plan.files, lambda file: file)))


def _files(files: Sequence[PlannedFile], shown: Callable[[str], str]) -> Markup:
    if not files:
        return words("–")
    number = f"{len(files)} {'bestand' if len(files) == 1 else 'bestanden'}"
    listed = [f"{shown(file.file)} ({_VERDICTS[file.verdict]})" for file in files]
    items = (element("li", {}, words(text)) for text in listed)
    return element("details", {}, element("summary", {}, words(number)), element("ul", {}, *items))


def _name(pack: PackChange) -> str:
    return f"{pack.path} {pack.provider}".strip()
