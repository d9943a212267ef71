"""What goes into each pack, from `pack.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.diagnostics import Diagnostic
from akkoord.spec.contract import Pack, PackAnnex, PackDocument, Ranked, Sending
from akkoord.spec.reading.document import clause_use
from akkoord.spec.reading.record import Record, close_record, open_record


def read_pack(text: str, file: str, schema: Mapping[str, object]) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """The pack in `text`; None when a finding stops it."""
    record, findings = open_record(text, file, schema)
    if record is None:
        return None, findings
    region_pack = record.record("region_pack")
    pack = Pack(
        documents=tuple(_document(r) for r in record.records("documents")),
        region_pack=region_pack.text("id"),
        region_documents=region_pack.texts("documents"),
        span=record.span,
        sendings=tuple(_sending(r) for r in record.records("sendings")),
        places=record.places(),
    )
    return close_record(record, pack, findings)


def _document(record: Record) -> PackDocument:
    write = record.truth("write", default=True)
    return PackDocument(
        record.text("document"),
        record.span,
        write,
        record.text("reason"),
        _sent(record),
        tuple(_annex(r) for r in record.records("annexes")),
        tuple(_ranked(r) for r in record.records("rank")),
    )


def _annex(record: Record) -> PackAnnex:
    return PackAnnex(record.text("document"), record.span, record.truth("bound", default=False), _sent(record))


def _sent(record: Record) -> bool | None:
    """What is said of the signature pack, None for nothing."""
    return record.truth("in_signature_pack", default=True) if record.has("in_signature_pack") else None


def _ranked(record: Record) -> Ranked:
    clause = clause_use(record.text("clause"), record.place("clause")) if record.has("clause") else None
    return Ranked(record.span, record.texts("documents"), clause)


def _sending(record: Record) -> Sending:
    return Sending(record.text("edition"), record.day("sent_on"), record.day("return_by"), record.span)
