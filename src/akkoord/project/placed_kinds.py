"""What a pack has of each kind of document, before anything is assembled: the document, or why it is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import Prepared, Sources, entitlement
from akkoord.diagnostics import Diagnostic, Severity, has_errors
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
    placing = planner.placing(prepared)
    key = placing.key(planner, name, provider)
    if key is None:
        return placing.decided(planner, name, provider)
    if key not in placing.known:
        placing.known[key] = placing.decided(planner, name, provider)
    return placing.known[key]


class Placing(Struct, frozen=True):
    """What places kinds in the packs of an edition; `known` are those of packs for which the same decides it.

    `made` is each entry of the pack with the kinds made of it, each with the kind its file has. `faults` are the errors
    in the project.
    """

    prepared: Prepared
    made: tuple[tuple[PackDocument, str, str], ...]
    faults: tuple[Diagnostic, ...]
    known: dict[tuple[object, ...], tuple[PlacedKind, ...]] = field(
        default_factory=dict["tuple[object, ...]", "tuple[PlacedKind, ...]"]
    )

    @classmethod
    def of(cls, planner: Planner, prepared: Prepared) -> Placing:
        """What places kinds in the packs of `planner`."""
        made = tuple(
            (entry, kind, base) for entry in planner.pack.documents for kind, base in _kinds(prepared.sources, entry)
        )
        faults = tuple(found for found in planner.content.diagnostics if found.severity is Severity.ERROR)
        return cls(prepared, made, faults)

    def key(self, planner: Planner, name: str, provider: Provider | None) -> tuple[object, ...] | None:
        """What decides which kinds the pack of a provider has and why not; None where it is to be said what is wrong.

        Nothing of a provider counts but which documents it gets and its lots, after which annexes are numbered.
        """
        if provider is None or name == planner.pack.region_pack or self.undecided(planner, name):
            return None
        rights = [entitlement(self.prepared, kind, provider) for kind in self.prepared.titles]
        if any(right.diagnostics for right in rights):
            return None
        return (provider.lots, *((right.entitled, right.reason) for right in rights))

    def undecided(self, planner: Planner, name: str) -> bool:
        """Whether an error stands in what says which documents a pack has."""
        files = planner.region_content.files
        own = files.providers.get(name, "")
        deciding = frozenset(filter(None, (own, files.region, files.pack, files.initiatives)))
        return any(stops(found, deciding) for found in self.faults)

    def decided(self, planner: Planner, name: str, provider: Provider | None) -> tuple[PlacedKind, ...]:
        """The kinds of a pack, each decided for its own."""
        deciding = _Deciding(planner, self.prepared, name, provider)
        placed = tuple(deciding.placed(entry, kind, base) for entry, kind, base in self.made)
        return (*placed, *deciding.lost({one.kind for one in placed}))


def _kinds(sources: Sources, entry: PackDocument) -> Iterator[tuple[str, str]]:
    """The kinds made of an entry and its annexes, each with the kind its file has."""
    listed = sources.annexes.get(entry.document)
    for base in (entry.document, *(a.document for a in entry.annexes)):
        annex = listed.annex(base) if listed is not None and base != entry.document else None
        made = tuple(kind for kind, spec in sources.documents.items() if spec.base == base) or (base,)
        yield from ((kind, base) for kind in (tuple(annex.kinds.values()) if annex is not None else made))


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
        standing = self.planner.standing
        if standing is None or not self.planner.placing(self.prepared).undecided(self.planner, self.name):
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
