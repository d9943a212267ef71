"""A plan as a page: what changes in how many packs, why, and who has to sign again; it works from disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from akkoord.records import ChangePlan, FileVerdict, PackChange, PlanState, TextChange
from akkoord.writers.html.markup import LINE, NOTHING, Markup, block, element, join, line, void_element, words
from akkoord.writers.html.stylesheet import STYLESHEET

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
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
summary{cursor:pointer;min-height:24px}
td{vertical-align:top;overflow-wrap:anywhere}
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
        block(
            "head",
            {},
            join((void_element("meta", {"charset": "utf-8"}), LINE)),
            join((void_element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}), LINE)),
            join((void_element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}), LINE)),
            line("title", {}, words(title)),
            line("style", {}, Markup(STYLESHEET), Markup(_STYLE)),
        ),
        block(
            "body",
            {"class": "overview"},
            line("a", {"class": "skip", "href": "#plan"}, words("Naar het plan")),
            block("header", {}, line("h1", {}, words(title)), line("p", {}, words(_summary(plan)))),
            block(
                "main",
                {"id": "plan", "tabindex": "-1"},
                _unknown(plan.unknown),
                _changes(plan.changes),
                _packs(plan.packs),
            ),
        ),
    )
    return f"<!DOCTYPE html>\n{page}".encode()


def _summary(plan: ChangePlan) -> str:
    again = sum(any(document.signature for document in pack.documents) for pack in plan.packs)
    return (
        f"Pakketten die veranderen: {len(plan.packs)}. Pakketten die gelijk blijven: {plan.same}. "
        f"Bestanden: {len(plan.every_file)}. Pakketten die opnieuw getekend moeten worden: {again}."
    )


def _unknown(texts: Sequence[str]) -> Markup:
    if not texts:
        return NOTHING
    items = (line("li", {}, words(text)) for text in texts)
    return block("section", {}, line("h2", {}, words("Wat niet bekend is")), block("ul", {}, *items))


def _changes(changes: Sequence[TextChange]) -> Markup:
    if not changes:
        return block(
            "section", {}, line("h2", {}, words("Wijzigingen")), line("p", {}, words("Er verandert geen tekst."))
        )
    heads = ("Plaats", "Pakketten", "Was", "Wordt", "Soort", "Waarom", "Akkoord van")
    rows = (_change(change) for change in changes)
    return block(
        "section",
        {},
        line("h2", {}, words("Wijzigingen")),
        _table("Wat er in de tekst verandert, per plaats", heads, rows),
    )


def _change(change: TextChange) -> Markup:
    kind = _CLASSES[change.change_class] + (" (volgt uit een andere)" if change.follows else "")
    approver = change.approver + (f"; zonder nieuwe handtekening: {change.one_sided}" if change.one_sided else "")
    return block(
        "tr",
        {},
        line("th", {"scope": "row"}, words(f"{change.title}, {change.place}" if change.place else change.title)),
        line("td", {}, _names(change.packs)),
        line("td", {}, _paragraphs(change.was)),
        line("td", {}, _paragraphs(change.becomes)),
        line("td", {}, words(kind)),
        line("td", {}, _paragraphs(change.why)),
        line("td", {}, words(approver or "–")),
    )


def _names(packs: Sequence[str]) -> Markup:
    number = f"{len(packs)} {'pakket' if len(packs) == 1 else 'pakketten'}"
    return element("details", {}, element("summary", {}, words(number)), words(", ".join(packs)))


def _paragraphs(texts: Sequence[str]) -> Markup:
    return join(element("p", {}, words(text)) for text in texts) if texts else words("–")


def _packs(packs: Sequence[PackChange]) -> Markup:
    if not packs:
        return NOTHING
    heads = ("Pakket", "Wat er gebeurt", "Documenten", "Opnieuw tekenen", "Bestanden")
    return block(
        "section",
        {},
        line("h2", {}, words("Pakketten")),
        _table("Elk pakket dat verandert, met zijn bestanden", heads, (_pack(pack) for pack in packs)),
    )


def _pack(pack: PackChange) -> Markup:
    again = [document.title for document in pack.documents if document.signature]
    documents = [f"{document.title}: {document.note or _STATES[document.state]}" for document in pack.documents]
    files = [f"{file.file.rpartition('/')[2]} ({_VERDICTS[file.verdict]})" for file in pack.files]
    number = f"{len(files)} {'bestand' if len(files) == 1 else 'bestanden'}"
    listed = element("details", {}, element("summary", {}, words(number)), _paragraphs(files)) if files else words("–")
    sent = f" (verzonden op {pack.sent_on})" if pack.sent_on else ""
    return block(
        "tr",
        {},
        line("th", {"scope": "row"}, words(f"{pack.path} {pack.provider}".strip())),
        line("td", {}, words(_STATES[pack.state] + sent)),
        line("td", {}, _paragraphs(documents)),
        line("td", {}, words(", ".join(again) or "nee")),
        line("td", {}, listed),
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Markup]) -> Markup:
    cells = (element("th", {"scope": "col"}, words(head)) for head in heads)
    return block(
        "table",
        {},
        line("caption", {}, words(caption)),
        line("thead", {}, element("tr", {}, *cells)),
        block("tbody", {}, *rows),
    )
