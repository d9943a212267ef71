"""A kind of document from `documents/<kind>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span
from akkoord.readers.yaml import YamlValue
from akkoord.spec.contract import (
    AmendingForm,
    Amends,
    ClauseUse,
    Content,
    ContentsPart,
    DocumentLayout,
    DocumentSpec,
    EnclosedPart,
    HeadingPart,
    Instrument,
    Letter,
    Part,
    RatesPart,
    RequirementsPart,
    SectionPart,
    SignaturePages,
)
from akkoord.spec.reading.record import Record, close_record, one_line, open_record
from akkoord.spec.region import MunicipalSigning
from akkoord.tree import SectionKind


def read_document(
    text: str, file: str, schema: Mapping[str, object]
) -> tuple[DocumentSpec | None, tuple[Diagnostic, ...]]:
    """The kind of document in `text`; None when a finding stops it."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    document = DocumentSpec(
        kind=record.text("kind"),
        title=record.text("title"),
        short_title=record.text("short_title"),
        instrument=Instrument(record.text("instrument")),
        when=record.expression("when"),
        absent=record.text("absent"),
        parts=tuple(_part(r) for r in record.records("parts")),
        span=record.span,
        subtitle=record.text("subtitle"),
        motto=record.text("motto"),
        lines=record.texts("lines"),
        notice=record.text("notice"),
        signature_pages=_signature_pages(record.record("signature_pages")) if record.has("signature_pages") else None,
        layout=DocumentLayout(record.text("layout", DocumentLayout.DOCUMENT.value)),
        accession=record.text("accession"),
        letter=_letter(record.record("letter")) if record.has("letter") else None,
        for_each_lot=record.has("for_each"),
        period=record.period(),
        amends=_amends(record.record("amends")) if record.has("amends") else None,
        places=record.places(),
    )
    return close_record(record, document, findings)


def _part(record: Record) -> Part:
    if record.has("contents"):
        return ContentsPart(record.text("contents"), record.span)
    if record.has("article"):
        return _article(record)
    if record.has("enclosed"):
        caption, columns = record.text("enclosed"), record.texts("columns")
        return EnclosedPart(record.text("id"), caption, columns, record.span, record.text("summary"))
    if record.has("text"):
        content, when = _content(record, "text"), record.expression("when")
        return SectionPart(SectionKind.TEXT, "", record.text("id"), content, record.span, when=when)
    titled = (SectionKind.PREAMBLE, SectionKind.CHAPTER, SectionKind.ANNEX)
    kind = next(k for k in titled if record.has(k.value))
    return SectionPart(
        kind=kind,
        title=record.text(kind.value),
        id=record.text("id"),
        content=_content(record),
        span=record.span,
        number=record.text("number"),
        when=record.expression("when"),
        for_each_lot=record.has("for_each"),
        period=record.period(),
    )


def _article(record: Record) -> SectionPart:
    clauses = _clauses(record, "article")
    return SectionPart(
        kind=SectionKind.ARTICLE,
        title="",
        id=clauses[0].clause,
        content=clauses,
        span=record.span,
        number=record.text("number"),
        when=record.expression("when"),
        period=record.period(),
    )


def _amends(record: Record) -> Amends:
    return Amends(
        document=record.text("document"),
        form=AmendingForm(record.text("form")),
        span=record.span,
        text=record.text("text"),
        numbers=record.text("numbers"),
        table=record.text("table"),
    )


def _letter(record: Record) -> Letter | None:
    """None when its date cannot be read, which is then among the findings."""
    date = record.expression("date")
    if date is None:
        return None
    return Letter(
        date=date,
        sender_role=record.text("sender_role"),
        reference=record.text("reference"),
        salutation=record.text("salutation"),
        closing=record.text("closing"),
        span=record.span,
    )


def _content(record: Record, key: str = "content") -> tuple[Content, ...]:
    return tuple(_content_item(record, key, index, item) for index, item in enumerate(record.items(key)))


def _content_item(record: Record, key: str, index: int, item: YamlValue) -> Content:
    if isinstance(item, str):
        return clause_use(item, record.place(key, index))
    inner = record.record_at(key, index)
    if inner.has("heading"):
        return HeadingPart(inner.text("heading"), inner.text("id"), _content(inner), inner.span, inner.period())
    if inner.has("clause"):
        return _dated_use(inner)
    if inner.has("rates"):
        return _rates(inner)
    left, right = inner.texts("columns")
    return RequirementsPart(_clauses(inner, "requirements"), (left, right), inner.span, inner.text("summary"))


def _rates(record: Record) -> RatesPart:
    higher = record.record("higher") if record.has("higher") else None
    return RatesPart(
        kind=record.text("rates"),
        caption=record.text("caption"),
        columns=record.texts("columns"),
        span=record.span,
        summary=record.text("summary"),
        higher_document=higher.text("document") if higher else "",
        higher_column=higher.text("column") if higher else "",
        derivation=record.text("derivation"),
        period=record.period(),
    )


def _clauses(record: Record, key: str) -> tuple[ClauseUse, ...]:
    return tuple(
        clause_use(one_line(item), record.place(key, index))
        if isinstance(item, str)
        else _dated_use(record.record_at(key, index))
        for index, item in enumerate(record.items(key))
    )


def _dated_use(record: Record) -> ClauseUse:
    return replace(clause_use(record.text("clause"), record.place("clause")), period=record.period())


def clause_use(text: str, span: Span) -> ClauseUse:
    """A clause as a spec names it: `afspraken-duur`, or pinned `afspraken-duur@1.0`."""
    clause, _, version = text.partition("@")
    return ClauseUse(clause, span, version)


def _signature_pages(record: Record) -> SignaturePages:
    def page(key: str) -> ClauseUse | None:
        return clause_use(record.text(key), record.place(key)) if record.has(key) else None

    return SignaturePages(
        title=record.text("title"),
        span=record.span,
        provider=page("provider"),
        municipality=page("municipality"),
        organisation=page("organisation"),
        organisation_role=record.text("organisation_role"),
        municipal_signing=MunicipalSigning(record.text("municipal_signing"))
        if record.has("municipal_signing")
        else None,
    )
