"""A pack of which nothing changed stands as a whole: no text of it is assembled and its manifest is not read.

    program, house style, fonts, region, documents, rates, initiatives and edition, each by its digest
    for every document: why it is not there, or the key of assembling it, or the key of what is the same for everybody
    the files with the records of the parties, what rules found, the ledger

The key is the digest of all that. It says more than the pack depends on, never less: with the same key a build makes
the same bytes, with another one it has to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field, to_builtins

from akkoord.assembly import Dependence, Prepared
from akkoord.assembly.dependence import plain_digest
from akkoord.diagnostics import Severity
from akkoord.project.placed_kinds import PlacedKind
from akkoord.project.planned import PlannedDocument, PlannedPack, absent_document
from akkoord.project.result import DocumentResult, Outcome, PackResult
from akkoord.records import DocumentRow
from akkoord.spec import Instrument, Provider

if TYPE_CHECKING:
    from akkoord.project.pack_files import PackFiles
    from akkoord.project.planner import Planner
    from akkoord.project.standing import Standing


class WholePacks(Struct):
    """Works out the keys of the packs of one edition; what packs share is worked out once.

    `digests` are those of the PDFs that texts cite.
    """

    planner: Planner
    standing: Standing
    prepared: Prepared
    dependence: Dependence
    digests: Mapping[str, str]
    _shared: str = ""
    _faulty: frozenset[str] | None = None
    _alike: dict[int, tuple[Sequence[PlacedKind], Sequence[str | None]]] = field(
        default_factory=dict[int, "tuple[Sequence[PlacedKind], Sequence[str | None]]"]
    )
    """By the `id` of kinds, which packs that are alike share: what their documents rest on."""
    _general: dict[str, str] = field(default_factory=dict[str, str])

    def key(self, name: str, provider: Provider, kinds: Sequence[PlacedKind]) -> str:
        """The key of the pack of a provider; "" for one that has to be gone through document by document."""
        planner = self.planner
        path = planner.path(name)
        if path in planner.content.ledgers.broken:
            return ""
        documents = [
            # What goes with a letter follows from the other documents, which count already.
            self.standing.inputs(self.dependence.of(placed.kind, provider)) if alike is None else alike
            for placed, alike in zip(kinds, self._of_kinds(kinds), strict=True)
        ]
        files = sorted(set(self._records(provider, kinds)))
        if not all(documents) or self._stopped(files):
            return ""
        found = [self._rules(placed.kind, provider) for placed in kinds if placed.absent is None]
        records = [[file, planner.content.digests[file]] for file in files]
        ledger = repr(planner.content.ledgers.of(path))
        return plain_digest([self._of_everybody(), path, documents, records, found, ledger])

    def changed_kinds(self, name: str, provider: Provider, kinds: Sequence[PlacedKind]) -> Iterator[str]:
        """The kinds of the documents of a pack that rest on something else than those that stand there."""
        before = self.standing.files(self.planner.path(name)).former.assembled
        for placed in kinds:
            if placed.absent is None and not self._is_general(placed.kind):
                inputs = self.standing.inputs(self.dependence.of(placed.kind, provider))
                if placed.kind not in before or before[placed.kind].inputs != inputs:
                    yield placed.kind

    def _of_everybody(self) -> str:
        """What all packs of the edition rest on."""
        if not self._shared:
            content, files = self.planner.content, self.planner.region_content.files
            own = [files.region, files.pack, files.rates, files.initiatives, *sorted(files.documents.values())]
            read = [self.planner.edition.span.file, *(file for file in own if file)]
            self._shared = plain_digest(
                [
                    to_builtins(self.standing.tools),
                    self.planner.provable,
                    [[file, content.digests.get(file, "")] for file in read],
                    sorted(self.digests.items()),
                ]
            )
        return self._shared

    def _of_kinds(self, kinds: Sequence[PlacedKind]) -> Sequence[str | None]:
        """What each document rests on for all packs that have these kinds; None for one of each provider."""
        known = self._alike.get(id(kinds))
        if known is None:
            known = self._alike[id(kinds)] = (kinds, tuple(map(self._of_kind, kinds)))
        return known[1]

    def _of_kind(self, placed: PlacedKind) -> str | None:
        """What one document rests on, "" when that is not known; None for one that each provider has its own of."""
        absent = placed.absent
        if absent is not None:
            return "" if absent.failed or not absent.asked else f"{absent.row.title}: {absent.row.reason}"
        spec = self.prepared.sources.documents[placed.kind]
        listed = self.prepared.sources.annexes.get(spec.kind)
        if not self.planner.asks(self.prepared, spec) or (listed and not self.digests.keys() >= set(listed.cited)):
            return ""
        if not self._is_general(placed.kind):
            return None
        if placed.kind not in self._general:
            made = self.planner.of_everybody(self.prepared, placed.kind)
            self._general[placed.kind] = made.made.content if made.there and made.made is not None else ""
        return self._general[placed.kind]

    def _rules(self, kind: str, provider: Provider) -> list[str]:
        """The rules that found an error which holds a document back."""
        held = self.planner.readiness.about(self.planner.place, kind, "" if self._is_general(kind) else provider.id)
        return sorted({found.rule for found in held})

    def _is_general(self, kind: str) -> bool:
        return self.prepared.sources.documents[kind].instrument is Instrument.GENERAL

    def _records(self, provider: Provider, kinds: Iterable[PlacedKind]) -> Iterator[str]:
        """The files with the record of a provider and of those that are party with it."""
        yield provider.span.file
        for placed in kinds:
            if placed.kind in self.prepared.contractors:
                party = self.prepared.party(placed.kind, provider)
                yield from (record.span.file for record in (*party.records, *party.signing))

    def _stopped(self, files: Sequence[str]) -> bool:
        """Whether an error stands in what the pack may be made of; only another provider's file is none of that."""
        content = self.planner.content
        if self._faulty is None:
            errors = (found for found in content.diagnostics if found.severity is Severity.ERROR)
            places = (place for one in errors for place in (one.span, *(related.span for related in one.related)))
            self._faulty = frozenset(place.file for place in places if place is not None)
        unread = any(file not in content.digests for file in files)
        return unread or any("/providers/" not in file or file in files for file in self._faulty)


def standing_documents(kinds: Iterable[PlacedKind], files: PackFiles) -> Iterator[PlannedDocument]:
    """The documents of a pack that stands as a whole: their rows say no more than whether they are there.

    Whether what amends another is there, its manifest tells.
    """
    for placed in kinds:
        if placed.amends and placed.kind not in files.former.keys:
            manifest = files.manifest()
            row = manifest.document(placed.kind) if manifest is not None else None
            assert row is not None, "a pack that was not touched has its manifest"  # noqa: S101  a bug of ours
            yield placed.placed(absent_document(row.kind, row.title, row.reason, asked=True))
            continue
        row = DocumentRow(placed.kind, "", present=True)
        there = PlannedDocument(placed.kind, row, None, failed=False, asked=True, there=True)
        yield placed.placed(placed.absent or there)


def left_standing(planned: PlannedPack, status: str) -> PackResult:
    """What is told of a pack that stands as a whole."""
    return PackResult(planned.path, status, tuple(map(_unchanged, planned.documents)))


def _unchanged(planned: PlannedDocument) -> DocumentResult:
    became = Outcome.UNCHANGED if planned.row.present else Outcome.ABSENT
    return DocumentResult(planned.kind, became, planned.row.reason, planned.annex_of)


def said_nothing(planned: PlannedPack) -> bool:
    """Whether no document of a pack has to be assembled again the next time, to say what was found in it."""
    there = (document for document in planned.documents if document.there and not document.general)
    return all(document.made is not None and document.made.inputs for document in there)
