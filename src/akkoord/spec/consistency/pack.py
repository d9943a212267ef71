"""The pack against the kinds of document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.diagnostics import Diagnostic, error, warning
from akkoord.spec.binding import packed_kinds
from akkoord.spec.consistency.annexes import check_annexes, check_exists
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.names import check_folder_name, check_unique
from akkoord.spec.contract import DocumentSpec, Instrument, Pack
from akkoord.spec.region import MultilateralSigning, Region


def check_pack(pack: Pack, documents: Sequence[DocumentSpec], known: Known) -> Iterator[Diagnostic]:
    """Every finding on the pack."""
    specs = {d.kind: d for d in documents}
    named = tuple((e.document, e.span) for d in pack.documents for e in (d, *d.annexes))
    yield from check_folder_name(pack.region_pack, "region_pack.id", pack.place("region_pack.id"))
    yield from check_unique("SPC041", "het document", named)
    yield from _documents(pack, known)
    for entry in pack.documents:
        yield from check_annexes(entry, specs, known)
    yield from _region_documents(pack, specs, known)
    yield from _sendings(pack)
    packed = set(packed_kinds(pack))
    for document in documents:
        if document.kind not in packed:
            message = f"`{document.kind}` staat niet in `pack.yaml` en wordt dus nooit gemaakt"
            yield warning("SPC049", message, document.span, f"voeg `document: {document.kind}` toe aan `pack.yaml`")


def _documents(pack: Pack, known: Known) -> Iterator[Diagnostic]:
    for entry in pack.documents:
        yield from check_exists(entry.document, entry.span, known)
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


def check_one_file(region: Region, pack: Pack, documents: Sequence[DocumentSpec]) -> Iterator[Diagnostic]:
    """What all sign on one file, and the pack of the region, where that file is, does not have."""
    if region.signing.multilateral is not MultilateralSigning.SINGLE_FILE:
        return
    for document in documents:
        pages, kind = document.signature_pages, document.kind
        if pages is None or document.instrument is not Instrument.MULTILATERAL or kind in pack.region_documents:
            continue
        message = (
            f"alle partijen tekenen `{kind}` op één bestand (`signing.multilateral: single-file`), maar het pakket van "
            "de regio heeft het niet; verwacht: het document bij `region_pack.documents`"
        )
        hint = f"voeg `{kind}` in `pack.yaml` toe bij `region_pack.documents`"
        yield error("SPC084", message, pages.span, hint)


def _region_documents(pack: Pack, documents: dict[str, DocumentSpec], known: Known) -> Iterator[Diagnostic]:
    bound = {a.document for entry in pack.documents for a in entry.annexes if a.bound}
    written = {k for e in pack.documents if e.write for k in (e.document, *(a.document for a in e.annexes))} - bound
    for index, kind in enumerate(pack.region_documents):
        place = pack.place(f"region_pack.documents.{index}")
        if kind not in known.documents:
            yield from check_exists(kind, place, known)
        elif kind not in written:
            message = f"`{kind}` wordt volgens `documents` niet gemaakt; verwacht: een document dat wel wordt gemaakt"
            yield error("SPC043", message, place)
        elif kind in documents and not documents[kind].instrument.shared:
            message = (
                f"`{kind}` is er per aanbieder; verwacht: een document voor iedereen (`multilateral` of `general`)"
            )
            yield error("SPC043", message, place)
