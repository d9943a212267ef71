"""The annexes of a document, and the order of rank, against the kinds of document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.spec.consistency.known import Known
from akkoord.spec.consistency.names import check_unique
from akkoord.spec.contract import DocumentSpec, Instrument, PackAnnex, PackDocument, SectionPart


def check_exists(kind: str, place: Span, known: Known) -> Iterator[Diagnostic]:
    """A finding when there is no document of this kind."""
    if kind not in known.documents:
        message = f"het document `{kind}` bestaat niet; verwacht: een bestand in `documents/`"
        yield error("SPC040", message, place, did_you_mean(kind, known.documents))


def check_annexes(entry: PackDocument, specs: Mapping[str, DocumentSpec], known: Known) -> Iterator[Diagnostic]:
    """Every finding on the annexes and the order of rank of one document of the pack."""
    main = specs.get(entry.document)
    per_lot = ""
    for annex in entry.annexes:
        yield from check_exists(annex.document, annex.span, known)
        spec = specs.get(annex.document)
        if spec is None:
            continue
        if per_lot:
            message = f"`{annex.document}` staat na de bijlagen per perceel; zijn nummer zou per aanbieder verschillen"
            yield error("SPC061", message, annex.span, f"zet `{per_lot}` als laatste bij `annexes`")
        per_lot = annex.document if spec.for_each_lot else per_lot
        yield from _possible(annex, spec, main)
    yield from _rank(entry, known)


def _possible(annex: PackAnnex, spec: DocumentSpec, main: DocumentSpec | None) -> Iterator[Diagnostic]:
    if spec.instrument is Instrument.MULTILATERAL:
        message = f"`{spec.kind}` tekenen alle partijen zelf (`multilateral`); het kan geen bijlage zijn"
        yield error("SPC060", message, annex.span, "zet het document zelf bij `documents`")
    if main is not None and main.instrument.shared and not spec.instrument.shared:
        message = f"`{spec.kind}` is er per aanbieder, `{main.kind}` is voor iedereen gelijk"
        yield error("SPC060", message, annex.span, f"schrijf in `{spec.kind}` bij `instrument` `general`")
    if annex.bound and spec.signature_pages is not None:
        message = f"`{spec.kind}` heeft een eigen ondertekening en kan niet worden ingebonden"
        yield error("SPC060", message, annex.span, "verwijder `bound: true`, of in het document `signature_pages`")
    if annex.bound and any(isinstance(p, SectionPart) and p.for_each_lot for p in spec.parts):
        message = f"`{spec.kind}` heeft een deel voor elk perceel en kan niet worden ingebonden"
        yield error("SPC060", message, annex.span, "verwijder `bound: true`; de bijlage staat dan apart")


def _rank(entry: PackDocument, known: Known) -> Iterator[Diagnostic]:
    """A rank for each: one that is forgotten would have none, unseen."""
    if not entry.rank:
        return
    expected = (entry.document, *(a.document for a in entry.annexes))
    ranked = tuple((kind, step.span) for step in entry.rank for kind in step.documents)
    yield from check_unique("SPC062", "het document", ranked)
    for step in entry.rank:
        if step.documents and step.clause is not None:
            message = "`documents` en `clause` bij één plaats in de rangorde; verwacht: een van beide"
            yield error("SPC062", message, step.span, "maak er twee plaatsen van")
    for kind, place in ranked:
        if kind not in expected:
            message = f"`{kind}` is niet `{entry.document}` en geen bijlage daarvan; verwacht in `rank`: een van deze"
            yield error("SPC062", message, place, did_you_mean(kind, expected))
    for kind, place in ((entry.document, entry.span), *((a.document, a.span) for a in entry.annexes)):
        if kind in known.documents and kind not in {k for k, _ in ranked}:
            message = f"`{kind}` heeft geen plaats in de rangorde"
            yield error("SPC062", message, place, f"voeg bij `rank` een regel `- documents: [{kind}]` toe")
