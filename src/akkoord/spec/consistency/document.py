"""Kinds of document in themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from akkoord.diagnostics import Diagnostic, Related, Severity, did_you_mean, error
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.names import check_file_name, check_folder_name, check_unique, file_name
from akkoord.spec.contract import (
    AmendingForm,
    ClauseUse,
    Content,
    DocumentLayout,
    DocumentSpec,
    EnclosedPart,
    HeadingPart,
    Instrument,
    RatesPart,
    RequirementsPart,
    SectionPart,
)
from akkoord.tree import SectionKind


def check_documents(documents: Sequence[DocumentSpec], known: Known) -> Iterator[Diagnostic]:
    """Every finding on `documents`."""
    yield from check_unique("SPC002", "het document", ((d.kind, d.span) for d in documents))
    files = {file_name(d.span) for d in documents}
    for document in documents:
        yield from check_file_name(document.kind, "kind", document.span, files)
        yield from check_folder_name(document.kind, "kind", document.span)
        yield from _document(document, known)


def _document(document: DocumentSpec, known: Known) -> Iterator[Diagnostic]:
    sections = [p for p in document.parts if isinstance(p, SectionPart)]
    if not sections:
        message = f"`{document.kind}` heeft geen enkel hoofdstuk, artikel of bijlage"
        yield error("SPC045", message, document.span, "voeg bij `parts` een `chapter`, `article` of `annex` toe")
    if document.when is not None and not document.absent:
        message = "`when` zonder `absent`; verwacht: de reden voor wie het document niet krijgt"
        yield error("SPC048", message, document.span, "voeg een regel `absent: …` toe")
    yield from _opening(document, known)
    yield from _section_ids(sections)
    yield from _periods(sections)
    yield from _conditions(document, sections)
    yield from _repeats(document, sections)
    for section in sections:
        yield from _rates(section.content, section, known, of_lot=document.for_each_lot or section.for_each_lot)
    yield from _signature_pages(document, known)


def _opening(document: DocumentSpec, known: Known) -> Iterator[Diagnostic]:
    """A letter has what a letter has, and nothing else has it."""
    is_letter = document.layout is DocumentLayout.LETTER
    if is_letter != (document.letter is not None):
        message = "`layout: letter` en `letter` horen bij elkaar; verwacht: beide, of geen van beide"
        yield error("SPC058", message, document.span, "voeg `letter` toe, of verwijder `layout: letter`")
    for part in document.parts:
        if isinstance(part, EnclosedPart) and not is_letter:
            yield error("SPC058", "`enclosed` staat alleen in een brief", part.span, "schrijf `layout: letter`")
        kind = part.kind if isinstance(part, SectionPart) else None
        if is_letter and not isinstance(part, EnclosedPart) and kind not in (SectionKind.TEXT, SectionKind.ANNEX):
            message = "een brief heeft alleen `text`, `enclosed` en `annex`"
            yield error("SPC058", message, part.span, "zet de clausules onder `text`")
    if document.letter is not None and known.roles is not None and document.letter.sender_role not in known.roles:
        role = document.letter.sender_role
        message = f"geen organisatie in het regioprofiel heeft de rol `{role}`"
        yield error("SPC047", message, document.letter.span, did_you_mean(role, known.roles))
    if document.accession and document.accession not in known.documents:
        message = f"het document `{document.accession}` bestaat niet"
        yield error("SPC040", message, document.span, did_you_mean(document.accession, known.documents))
    yield from _amended(document, known)
    if is_letter and document.instrument is Instrument.MULTILATERAL:
        yield error("SPC058", "een brief gaat naar één aanbieder; verwacht: `instrument: bilateral`", document.span)
    if is_letter and document.signature_pages is not None:
        message = "een brief heeft zijn handtekening onder de tekst; verwacht: geen `signature_pages`"
        yield error("SPC058", message, document.signature_pages.span, "verwijder `signature_pages`")


def _amended(document: DocumentSpec, known: Known) -> Iterator[Diagnostic]:
    """What a document amends is there, is of the same instrument, and an addendum says where its amendments stand."""
    amends = document.amends
    if amends is None:
        return
    if amends.document not in known.documents or amends.document == document.kind:
        message = f"het document `{amends.document}` bestaat niet, of is dit document zelf"
        others = [kind for kind in known.documents if kind != document.kind]
        yield error("SPC040", message, amends.span, did_you_mean(amends.document, others))
    ids = {part.id for part in document.parts if isinstance(part, SectionPart)}
    named = {"text": amends.text, "numbers": amends.numbers, "table": amends.table}
    for key, name in named.items():
        if amends.form is AmendingForm.CONSOLIDATED and name:
            message = f"`{key}` hoort bij een addendum, niet bij een doorlopende tekst"
            yield error("SPC059", message, amends.span, f"verwijder `{key}`")
        elif amends.form is AmendingForm.ADDENDUM and name not in ids:
            said = f"noemt `{name}`, dat geen onderdeel van dit document is" if name else "ontbreekt"
            message = f"`{key}` {said}; verwacht: de naam van een onderdeel"
            yield error("SPC059", message, amends.span, did_you_mean(name, ids))


def _section_ids(sections: Iterable[SectionPart]) -> Iterator[Diagnostic]:
    """A reference `#name` must have one target: section ids differ from each other and from clause ids."""
    parts = [part for section in sections for part in (section, *_headings(section.content))]
    yield from _same_time(parts)
    clauses = {use.clause for section in sections for use in _clauses(section.content)}
    for part in parts:
        is_article = isinstance(part, SectionPart) and part.kind is SectionKind.ARTICLE
        if not is_article and part.id in clauses:
            message = f"de naam `{part.id}` is ook die van een clausule in dit document; verwacht: een eigen naam"
            yield error("SPC044", message, part.span, f"kies een andere naam, zoals `{part.id}-deel`")


def _periods(sections: Iterable[SectionPart]) -> Iterator[Diagnostic]:
    """A place whose last day comes before its first is in no edition."""
    for section in sections:
        for part in (section, *_headings(section.content), *_clauses(section.content)):
            first, last = part.period.first, part.period.last
            if first is not None and last is not None and last < first:
                message = f"`valid_until` is {last}, voor `valid_from`, {first}; verwacht: een latere dag"
                yield error("SPC070", message, part.span)


def _same_time(parts: Iterable[SectionPart | HeadingPart]) -> Iterator[Diagnostic]:
    """Two parts may have one name when they never stand in one edition: the part moved, or has another title since."""
    earlier: dict[str, list[SectionPart | HeadingPart]] = {}
    for part in sorted(parts, key=lambda p: p.span):
        first = next((p for p in earlier.get(part.id, ()) if p.period.overlaps(part.period)), None)
        if first is not None:
            message = f"de naam `{part.id}` komt twee keer voor; verwacht: een keer"
            related = (Related(first.span, "de eerste keer"),)
            yield Diagnostic(Severity.ERROR, "SPC044", message, part.span, (), related)
        earlier.setdefault(part.id, []).append(part)


def _headings(content: Iterable[Content]) -> Iterator[HeadingPart]:
    for item in content:
        if isinstance(item, HeadingPart):
            yield item
            yield from _headings(item.content)


def _clauses(content: Iterable[Content]) -> Iterator[ClauseUse]:
    for item in content:
        match item:
            case ClauseUse():
                yield item
            case HeadingPart():
                yield from _clauses(item.content)
            case RequirementsPart():
                yield from item.clauses
            case RatesPart():
                continue


def _repeats(document: DocumentSpec, sections: Iterable[SectionPart]) -> Iterator[Diagnostic]:
    if document.for_each_lot and document.instrument.shared:
        message = "`for_each` bij een document dat voor iedereen gelijk is; verwacht: een document met één aanbieder"
        yield error("SPC056", message, document.span, "schrijf `instrument: bilateral`, of verwijder `for_each`")
    for section in sections:
        if section.for_each_lot and document.for_each_lot:
            message = "`for_each` in een document dat er al voor elk perceel is; verwacht: een van beide"
            yield error("SPC056", message, section.span, "verwijder `for_each`")
        if section.for_each_lot and document.instrument is Instrument.MULTILATERAL:
            message = "`for_each` in een document voor alle partijen; verwacht: dezelfde tekst voor iedereen"
            yield error("SPC056", message, section.span, "verwijder `for_each`")
        if section.for_each_lot and section.number:
            message = "`number` bij een bijlage per perceel; verwacht: geen nummer, want er kunnen er meer zijn"
            yield error("SPC056", message, section.span, "verwijder `number`")


def _rates(content: Iterable[Content], section: SectionPart, known: Known, *, of_lot: bool) -> Iterator[Diagnostic]:
    for item in content:
        if isinstance(item, HeadingPart):
            yield from _rates(item.content, section, known, of_lot=of_lot)
        elif isinstance(item, RatesPart):
            yield from _rate_table(item, section, known, of_lot=of_lot)


def _rate_table(table: RatesPart, section: SectionPart, known: Known, *, of_lot: bool) -> Iterator[Diagnostic]:
    if not of_lot:
        message = f"`rates` in `{section.id}`; verwacht: in een document of een deel met `for_each: percelen`"
        yield error("SPC057", message, table.span)
    if known.lot_kinds is not None and table.kind not in known.lot_kinds:
        message = f"de soort `{table.kind}` staat niet bij `lot_kinds` in het regioprofiel"
        yield error("SPC057", message, table.span, did_you_mean(table.kind, known.lot_kinds))
    if table.higher_document and table.higher_document not in known.documents:
        message = f"het document `{table.higher_document}` bestaat niet"
        yield error("SPC057", message, table.span, did_you_mean(table.higher_document, known.documents))


def _conditions(document: DocumentSpec, sections: Iterable[SectionPart]) -> Iterator[Diagnostic]:
    if not document.instrument.shared:
        return
    for section in sections:
        if section.when is not None:
            message = "`when` bij een deel van een document voor alle partijen; verwacht: dezelfde tekst voor iedereen"
            hint = (
                "verwijder `when`; zet de voorwaarde met `::: als` in de clausule, dan wordt de geadresseerde genoemd"
            )
            yield error("SPC046", message, section.span, hint)


def _signature_pages(document: DocumentSpec, known: Known) -> Iterator[Diagnostic]:
    pages = document.signature_pages
    if pages is None:
        return
    if document.instrument is Instrument.GENERAL:
        message = "`signature_pages` in een document dat niemand tekent (`general`)"
        yield error("SPC063", message, pages.span, "verwijder `signature_pages`, of kies een ander `instrument`")
    role = pages.organisation_role
    if pages.organisation is not None and not role:
        message = "`organisation` zonder `organisation_role`; verwacht: de rol van de organisatie die tekent"
        yield error("SPC047", message, pages.span, "voeg een regel `organisation_role: …` toe")
    elif role and known.roles is not None and role not in known.roles:
        message = f"geen organisatie in het regioprofiel heeft de rol `{role}`"
        yield error("SPC047", message, pages.span, did_you_mean(role, known.roles))
