"""What a pack has of each kind of document, before anything is assembled: the document, or why it is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import Prepared, entitlement
from akkoord.diagnostics import has_errors
from akkoord.project.annexes import bound_reason
from akkoord.project.inputs import stops
from akkoord.project.planned import PlannedDocument, absent_document
from akkoord.spec import PackDocument, Provider

if TYPE_CHECKING:
    from akkoord.project.planner import Planner


class PlacedKind(Struct, frozen=True):
    """A kind of document at its place in a pack; `base` is the kind its file has, `annex_of` whose annex it is.

    `absent` is the document as it is not there, or as it failed; None where it is to be made. With `amends` that is
    not known until the text that it amends is compared (see `with_amending`).
    """

    kind: str
    base: str
    annex_of: str
    absent: PlannedDocument | None
    amends: bool = False

    def placed(self, planned: PlannedDocument) -> PlannedDocument:
        """The document, knowing its place."""
        return replace(planned, of=self.base if self.base != self.kind else "", annex_of=self.annex_of)


def placed_kinds(
    planner: Planner,
    prepared: Prepared,
    name: str,
    provider: Provider | None,
) -> tuple[PlacedKind, ...]:
    """The kinds of a pack in its order; what is found on the way is told to the planner."""
    deciding = _Deciding(planner, prepared, name, provider)
    placed = tuple(
        deciding.placed(entry, kind, base) for entry in planner.pack.documents for kind, base in deciding.kinds(entry)
    )
    return (*placed, *deciding.lost({one.kind for one in placed}))


def with_amending(
    planner: Planner,
    prepared: Prepared,
    provider: Provider | None,
    digests: Mapping[str, str] | None,
    kinds: tuple[PlacedKind, ...],
) -> tuple[PlacedKind, ...]:
    """The kinds of the pack of a provider, or of the region, with what amends nothing absent."""
    return tuple(
        _decided(planner, prepared, provider, digests, placed) if placed.amends else placed for placed in kinds
    )


def _decided(
    planner: Planner,
    prepared: Prepared,
    provider: Provider | None,
    digests: Mapping[str, str] | None,
    placed: PlacedKind,
) -> PlacedKind:
    spec = prepared.sources.documents[placed.kind]
    assert planner.amending is not None, "asked for where something amends"  # noqa: S101  a bug of ours
    reason = planner.amending.absent(spec, provider, planner, prepared, digests)
    if not reason:
        return replace(placed, amends=False)
    gone = absent_document(placed.kind, prepared.titles[placed.kind].title, reason, planner.asks(prepared, spec))
    return replace(placed, absent=gone, amends=False)


_UNDECIDED = "niet te bepalen of dit document erbij hoort"


class _Deciding(Struct, frozen=True, dict=True):
    planner: Planner
    prepared: Prepared
    name: str
    provider: Provider | None
    _without: dict[str, str] = field(default_factory=dict[str, str])

    def placed(self, entry: PackDocument, kind: str, base: str) -> PlacedKind:
        """A kind at its place."""
        absent, spec = self.absent(entry, kind, base), self.prepared.sources.documents.get(kind)
        amends = absent is None and spec is not None and spec.amends is not None and self.planner.amending is not None
        return PlacedKind(kind, base, "" if base == entry.document else entry.document, absent, amends)

    @property
    def of_region(self) -> bool:
        return self.name == self.planner.pack.region_pack

    def kinds(self, entry: PackDocument) -> Iterator[tuple[str, str]]:
        """The kinds made of an entry and its annexes, each with the kind its file has."""
        documents = self.prepared.sources.documents
        listed = self.prepared.sources.annexes.get(entry.document)
        for base in (entry.document, *(a.document for a in entry.annexes)):
            annex = listed.annex(base) if listed is not None and base != entry.document else None
            made = tuple(kind for kind, spec in documents.items() if spec.base == base) or (base,)
            yield from ((kind, base) for kind in (tuple(annex.kinds.values()) if annex is not None else made))

    def absent(self, entry: PackDocument, kind: str, base: str) -> PlannedDocument | None:
        """The document as it is not there, with why; None for one that is to be made."""
        planner, prepared, provider = self.planner, self.prepared, self.provider
        spec = prepared.sources.documents.get(kind)
        asked = planner.selection.wants_document(kind, base)
        if base in prepared.absent:
            title = planner.region_content.documents[base].short_title
            return absent_document(kind, kind if "{{" in title else title, prepared.absent[base], asked)
        if kind not in (*prepared.titles, *prepared.annex_titles) or (provider is None and not self.of_region):
            title = prepared.titles[kind].title if kind in prepared.titles else kind
            return replace(absent_document(kind, title, "de gegevens zijn niet te lezen", asked), failed=True)
        reason = self._left_out(entry, base)
        if spec is None:
            reason = reason or bound_reason(prepared, kind, provider)
            return absent_document(kind, prepared.annex_titles[kind], reason, asked)
        asked = planner.asks(prepared, spec)
        title = prepared.titles[kind].title
        own = None if self.of_region else provider
        if own is not None and not reason:
            right = entitlement(prepared, kind, own)
            planner.found += right.diagnostics
            if has_errors(right.diagnostics):
                return replace(absent_document(kind, title, _UNDECIDED, asked), failed=True)
            reason = "" if right.entitled else right.reason
            if reason and kind in self._there:
                return replace(absent_document(kind, title, _UNDECIDED, asked), failed=True)
        if not asked and not reason:
            reason, asked = bound_reason(prepared, kind, own), False
        return absent_document(kind, title, reason, asked) if reason else None

    def lost(self, placed: set[str]) -> Iterator[PlacedKind]:
        """What stands in the pack and has no place in it any more, as long as it may be a fault that took its place."""
        for kind, title in self._there.items():
            if kind not in placed:
                gone = replace(absent_document(kind, title, _UNDECIDED, asked=True), failed=True)
                yield PlacedKind(kind, kind, "", gone)

    @cached_property
    def _there(self) -> Mapping[str, str]:
        """The documents that stand in the pack, with their titles, when an error stands in what says which it has.

        A document is not taken out of a pack for a fault in the data: then it is not known whether it belongs there.
        """
        files, standing = self.planner.region_content.files, self.planner.standing
        own = files.providers.get(self.name, "")
        deciding = frozenset(filter(None, (own, files.region, files.pack, files.initiatives)))
        if standing is None or not any(stops(found, deciding) for found in self.planner.content.diagnostics):
            return {}
        manifest = standing.files(self.planner.path(self.name)).manifest()
        documents = manifest.documents if manifest is not None else ()
        return {row.kind: row.title for row in documents if row.present}

    def _left_out(self, entry: PackDocument, base: str) -> str:
        """Why the pack has no document of a kind, whoever it is for; "" when it has."""
        planner, provider = self.planner, self.provider
        if not entry.write:
            return entry.reason
        if planner.model and planner.is_letter(base):
            return "een brief hoort niet bij een tendermodel"
        if self.of_region and base not in planner.pack.region_documents:
            return "dit document hoort niet bij het pakket van de regio"
        if provider is not None and not self.of_region and base != entry.document:
            return self._without_main(entry.document, provider)
        return ""

    def _without_main(self, main: str, provider: Provider) -> str:
        """Why a provider does not get a document, and so none of its annexes; "" when it does."""
        if main not in self._without:  # asked of each of its annexes
            right = entitlement(self.prepared, main, provider) if main in self.prepared.titles else None
            self._without[main] = right.reason if right is not None and not right.entitled else ""
        return self._without[main]
