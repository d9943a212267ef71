"""The pack against the kinds of document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.diagnostics import Diagnostic, did_you_mean, error, warning
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.names import check_folder_name, check_unique
from akkoord.spec.contract import DocumentSpec, Instrument, Pack


def check_pack(pack: Pack, documents: Sequence[DocumentSpec], known: Known) -> Iterator[Diagnostic]:
    """Every finding on the pack."""
    yield from check_folder_name(pack.region_pack, "region_pack.id", pack.place("region_pack.id"))
    yield from check_unique("SPC041", "het document", ((d.document, d.span) for d in pack.documents))
    yield from _documents(pack, known)
    yield from _region_documents(pack, {d.kind: d for d in documents}, known)
    yield from _sendings(pack)
    packed = {d.document for d in pack.documents}
    for document in documents:
        if document.kind not in packed:
            message = f"`{document.kind}` staat niet in `pack.yaml` en wordt dus nooit gemaakt"
            yield warning("SPC049", message, document.span, f"voeg `document: {document.kind}` toe aan `pack.yaml`")


def _documents(pack: Pack, known: Known) -> Iterator[Diagnostic]:
    for entry in pack.documents:
        if entry.document not in known.documents:
            message = f"het document `{entry.document}` bestaat niet; verwacht: een bestand in `documents/`"
            yield error("SPC040", message, entry.span, did_you_mean(entry.document, known.documents))
        if not entry.write and not entry.reason:
            message = f"`write: false` bij `{entry.document}` zonder `reason`; verwacht: de reden, voor het manifest"
            yield error("SPC042", message, entry.span, "voeg een regel `reason: …` toe")


def _sendings(pack: Pack) -> Iterator[Diagnostic]:
    yield from check_unique("SPC002", "de verzending van editie", ((s.edition, s.span) for s in pack.sendings))
    for index, sending in enumerate(pack.sendings):
        if sending.return_by < sending.sent_on:
            message = f"`return_by` ({sending.return_by}) ligt voor `sent_on` ({sending.sent_on})"
            place = pack.place(f"sendings.{index}.return_by")
            yield error("SPC022", f"{message}; verwacht: op of na die dag", place)


def _region_documents(pack: Pack, documents: dict[str, DocumentSpec], known: Known) -> Iterator[Diagnostic]:
    written = {entry.document for entry in pack.documents if entry.write}
    for index, kind in enumerate(pack.region_documents):
        place = pack.place(f"region_pack.documents.{index}")
        if kind not in known.documents:
            message = f"het document `{kind}` bestaat niet; verwacht: een bestand in `documents/`"
            yield error("SPC040", message, place, did_you_mean(kind, known.documents))
        elif kind not in written:
            message = f"`{kind}` wordt volgens `documents` niet gemaakt; verwacht: een document dat wel wordt gemaakt"
            yield error("SPC043", message, place)
        elif kind in documents and documents[kind].instrument is not Instrument.MULTILATERAL:
            message = f"`{kind}` is van twee partijen; verwacht: een document voor alle partijen (`multilateral`)"
            yield error("SPC043", message, place)
