"""What the manifest says of annexes: which a document lists, and where one that is bound in stands."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.assembly import Prepared, annex_number, cited_digest, entitlement
from akkoord.diagnostics import Diagnostic, error, warning
from akkoord.diagnostics.dutch import joined
from akkoord.records import AnnexRow, DocumentRow
from akkoord.spec import DocumentSpec, Provider


def annex_rows(prepared: Prepared, spec: DocumentSpec, provider: Provider | None) -> tuple[AnnexRow, ...]:
    """The annexes that the text of a document lists for a provider, in the order of their numbers."""
    listed = prepared.sources.annexes.get(spec.kind)
    if listed is None:
        return ()
    date, rows = prepared.edition.date.isoformat(), list[AnnexRow]()
    for annex in listed.annexes:
        for kind in annex.kinds.values():
            number = annex_number(prepared, kind, provider)
            if not number or (provider is not None and not annex.bound and not _gets(prepared, kind, provider)):
                continue
            form = "bound" if annex.bound else "apart"
            version = prepared.annex_versions[kind]
            digest = cited_digest(prepared, spec.kind, kind)
            rows.append(AnnexRow(kind, number, prepared.annex_titles[kind], version, date, form, digest))
    return tuple(rows)


def bound_reason(prepared: Prepared, kind: str, provider: Provider | None) -> str:
    """Why an annex that is bound in has no file of its own; "" for one that is not bound in."""
    listed = prepared.sources.list_of(kind)
    annex = listed.annex(kind) if listed is not None else None
    if listed is None or annex is None or not annex.bound:
        return ""
    if provider is None:
        return "dit document hoort niet bij het pakket van de regio"
    lot = next((lot for lot, made in annex.kinds.items() if made == kind and lot), 0)
    if lot and lot not in provider.lots:
        return f"Perceel {lot} is niet aan de aanbieder gegund."
    number = annex_number(prepared, kind, provider)
    return f"opgenomen in `{listed.main}` als Bijlage {number}"


def without_annexes(prepared: Prepared, spec: DocumentSpec, digests: Mapping[str, str]) -> Diagnostic | None:
    """A finding for a document of which an annex could not be made that it, or the one that it amends, cites."""
    listed = prepared.sources.annexes.get(spec.amends.document if spec.amends else spec.kind)
    missing = [kind for kind in listed.cited if kind not in digests] if listed is not None else []
    if not missing:
        return None
    titles = joined([f"`{prepared.titles[kind].title}`" for kind in missing], "en")
    message = f"`{spec.kind}` noemt van {titles} de SHA-256-waarde, en die bijlagen zijn niet gemaakt"
    return error("PLN002", message, spec.span, "los eerst op wat die bijlagen tegenhoudt")


def cited_findings(rows: tuple[DocumentRow, ...]) -> tuple[Diagnostic, ...]:
    """A warning for each annex of which another file stands in the pack than a document cites."""
    files = {f"{row.kind}.pdf": {f.file: f.sha256 for f in row.files} for row in rows if row.present}
    pdfs = {name: found[name] for name, found in files.items() if name in found}
    return tuple(
        _stale(row.kind, annex, pdfs) for row in rows if row.present for annex in row.annexes if _differs(annex, pdfs)
    )


def _differs(annex: AnnexRow, pdfs: Mapping[str, str]) -> bool:
    return bool(annex.sha256) and pdfs.get(f"{annex.kind}.pdf") != annex.sha256


def _stale(kind: str, annex: AnnexRow, pdfs: Mapping[str, str]) -> Diagnostic:
    there = "een andere versie van dat bestand" if f"{annex.kind}.pdf" in pdfs else "dat bestand niet"
    message = f"`{kind}` noemt de SHA-256-waarde van `{annex.kind}.pdf`, maar in het pakket staat {there}"
    return warning("PLN003", message, None, f"maak ze samen: `build --document {kind}`")


def _gets(prepared: Prepared, kind: str, provider: Provider) -> bool:
    return kind not in prepared.titles or entitlement(prepared, kind, provider).entitled
