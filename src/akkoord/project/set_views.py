"""Sets made for rules to look at: every document of an edition assembled once for each arrangement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from akkoord.assembly import AmendedText, Prepared, RegionParties, Sources, assemble_body, period_of
from akkoord.assembly import with_signature_pages as signed
from akkoord.checks.passages import Known, Stretch
from akkoord.checks.views import Fact, ProviderView, RegionView, SetView, TextSort, TextView
from akkoord.diagnostics import Diagnostic, in_order
from akkoord.library import Edition
from akkoord.project.kept_texts import KeptText, KeptTexts
from akkoord.spec import DocumentLayout, DocumentSpec, Instrument, Provider, Region
from akkoord.tree import Document

_NO_DIGEST = "0" * 64
"""Stands for the digest of a text: rules read words, not digests."""


_NOTHING: Mapping[str, object] = {}


def set_view(
    view: RegionView, prepared: Prepared, known: Known, kept: KeptTexts | None = None
) -> tuple[SetView, tuple[Diagnostic, ...]]:
    """The texts of an edition that was `prepared`, and what was found in making them.

    `known` is what they have in common, with those of other editions too; `kept` what an earlier check made of them.
    """
    documents = prepared.sources.documents
    values: Mapping[str, object] = next(iter(prepared.scopes.values())).values if prepared.scopes else _NOTHING
    facts: dict[str, Fact] = {n: v for n in view.region.parameters if (v := _fact(values.get(n))) is not None}
    found: list[Diagnostic] = list(prepared.diagnostics)
    texts = tuple(text for kind in documents for text in _texts(prepared, kind, found, known, kept))
    made = SetView(
        region_view=replace(view, editions=()),
        edition=prepared.edition,
        library=prepared.sources.library,
        facts=facts,
        documents=documents,
        annexes=prepared.sources.annexes,
        entitled=prepared.parties,
        texts=texts,
    )
    return made, in_order(found)


def provider_views(view: SetView) -> Iterator[ProviderView]:
    """Every provider of the set, one after the other."""
    return (ProviderView(view, provider) for provider in view.region_view.providers)


def _fact(value: object) -> Fact | None:
    if isinstance(value, str | int | Decimal | date):
        return value
    if isinstance(value, tuple):
        items = [item for item in value if isinstance(item, str | int)]  # pyright: ignore[reportUnknownVariableType]
        return tuple(items)
    return None


def _texts(
    prepared: Prepared, kind: str, found: list[Diagnostic], known: Known, kept: KeptTexts | None
) -> tuple[TextView, ...]:
    """The texts of one kind: those that were kept, or made."""
    if kept is None:
        return tuple(_made(prepared, kind, found, known, None))
    there = kept.of(kind)
    if there is None:
        with kept.making(kind):
            return tuple(_made(prepared, kind, found, known, kept))
    stretches: dict[int, Stretch] = {}
    return tuple(_kept(prepared, kind, text, found, known, stretches, kept) for text in there.texts)


def _kept(
    prepared: Prepared,
    kind: str,
    text: KeptText,
    found: list[Diagnostic],
    known: Known,
    stretches: dict[int, Stretch],
    kept: KeptTexts,
) -> TextView:
    """A text that was kept; what it has in common with others, by the `id` of the passages, is one object again."""
    own = tuple(stretches.setdefault(id(passages), Stretch(passages)) for passages in text.stretches)
    spec = prepared.sources.documents[kind]
    view = _view(prepared, spec, text.document, text.providers, known).with_stretches(own)
    kept.made(view, text.found, text.addressees, text)
    found += text.found
    return view


def _made(
    prepared: Prepared, kind: str, found: list[Diagnostic], known: Known, kept: KeptTexts | None
) -> Iterator[TextView]:
    """A document once for each arrangement of it, as the first who gets it has it."""
    spec = prepared.sources.documents[kind]
    by_id = {provider.id: provider for provider in prepared.sources.providers}
    stretches: dict[int, Stretch] = {}
    for first, whose in _addressees(prepared, spec):
        provider = None if first is None else by_id[first]
        addressees = kept.addressees(prepared, kind, provider, whose) if kept is not None else ""
        was = kept.one(kind, addressees) if kept is not None else None
        if kept is not None and was is not None:
            yield _kept(prepared, kind, was, found, known, stretches, kept)
            continue
        own: list[Diagnostic] = []
        text = _text(prepared, spec, provider, whose, own, known)
        found += own
        if kept is not None:
            kept.made(text, tuple(own), addressees)
        yield text


def _addressees(prepared: Prepared, spec: DocumentSpec) -> Iterator[tuple[str | None, frozenset[str] | None]]:
    """Of each arrangement of a document the first who gets it and all who do; None where that is everybody."""
    parties = prepared.parties[spec.kind]
    for layout in prepared.documents.layouts[spec.kind]:
        if spec.instrument.shared:
            yield None, None
            continue
        there = parties if layout.providers is None else layout.providers & parties
        if there:
            yield min(there), there


def _text(
    prepared: Prepared,
    spec: DocumentSpec,
    provider: Provider | None,
    whose: frozenset[str] | None,
    found: list[Diagnostic],
    known: Known,
) -> TextView:
    body = assemble_body(prepared, spec.kind, provider, amended=_amended(prepared, spec), digest=lambda _: _NO_DIGEST)
    made = signed(prepared, body, provider or RegionParties())
    assert made.document is not None, "signature pages make a document of a body"  # noqa: S101  a bug of ours
    found += made.diagnostics
    return _view(prepared, spec, made.document, whose, known)


def _view(
    prepared: Prepared, spec: DocumentSpec, document: Document, whose: frozenset[str] | None, known: Known
) -> TextView:
    listed = prepared.sources.list_of(spec.kind)
    annex_of = listed.main if listed is not None and listed.main != spec.kind else ""
    return TextView(
        spec.kind,
        spec,
        _sort(spec, annex_of),
        document,
        whose,
        prepared.sources.region,
        prepared.edition,
        prepared.sources.library,
        annex_of,
        known,
    )


def _sort(spec: DocumentSpec, annex_of: str) -> TextSort:
    if spec.amends is not None:
        return TextSort.ADDENDUM
    if annex_of:
        return TextSort.ANNEX
    if spec.layout is DocumentLayout.LETTER:
        return TextSort.LETTER
    if spec.instrument is Instrument.MULTILATERAL:
        return TextSort.COVENANT
    signed = spec.signature_pages is not None and not spec.accession
    return TextSort.AGREEMENT if signed and spec.instrument is Instrument.BILATERAL else TextSort.OTHER


def _amended(prepared: Prepared, spec: DocumentSpec) -> AmendedText | None:
    """What an addendum says of the text that it amends; which words change, only a build works out."""
    if spec.amends is None:
        return None
    kind, edition = spec.amends.document, prepared.edition
    region, library = prepared.sources.region, prepared.sources.library
    before = library.editions.get(region.amends.get(edition.id, ""), edition)
    titles = prepared.titles.get(kind)
    return AmendedText(
        title=titles.title if titles is not None else kind,
        short_title=titles.short_title if titles is not None else kind,
        version=before.documents.get(kind, ""),
        edition=before.id,
        date=before.date,
        digest=_NO_DIGEST,
        new_version=edition.documents.get(kind, ""),
        new_digest=_NO_DIGEST,
        addendum=prepared.titles[spec.kind].title,
        held=period_of(edition, region, library.days),
    )


def region_view(
    folder: str,
    sources: Sources,
    editions: Mapping[str, Edition],
    documents: Mapping[str, DocumentSpec],
    others: Iterable[Region] = (),
    unread_providers: frozenset[str] = frozenset(),
) -> RegionView:
    """The data of a region, with the editions it builds that are there; `others` are the other regions."""
    region = sources.region
    there = tuple(editions[name] for name in region.editions if name in editions)
    names = (name for other in others for name in (other.name, *(town.name for town in other.municipalities)))
    return RegionView(
        folder,
        region,
        sources.providers,
        sources.initiatives,
        documents,
        sources.pack,
        sources.rates,
        there,
        tuple(edition.date for edition in there),
        frozenset(names),
        unread_providers,
    )
