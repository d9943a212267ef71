"""What a build would do to the files of no single pack: overviews, registers, calendars, the record of the output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from akkoord.assembly import MODEL
from akkoord.diagnostics import Diagnostic
from akkoord.project.content import Content
from akkoord.project.file_verdicts import digest_on_disk
from akkoord.project.glances import Glances
from akkoord.project.made_files import MadeFile
from akkoord.project.overview import overview_files
from akkoord.project.pack_files import MANIFEST, PackFiles, still_used
from akkoord.project.plan import Plan
from akkoord.project.staging import Staging
from akkoord.project.state import PackState, State
from akkoord.records import DocumentChange, FileVerdict, Manifest, PackChange, PlannedFile, PlanState


class OutputChanges(Struct, frozen=True):
    """Looks at the whole output, once every pack was gone through.

    `judged` says of every pack that was asked for whether it cannot be made, `manifests` what the others will be, each
    with whether it has something to send.
    """

    staging: Staging
    state: State
    content: Content
    plan: Plan
    judged: Mapping[str, bool]
    manifests: Mapping[str, tuple[Manifest, bool]]
    recorded: bool
    """Whether the record of the output says already what the packs will be."""
    program: str
    """The digest of the program."""

    def files(self, packs: Sequence[PackChange], found: Sequence[Diagnostic]) -> Iterator[PlannedFile]:
        """The files that change; `packs` are those in which something does, `found` is all that was found."""
        glances = Glances(self.staging, self.state.packs, self.manifests)
        files = overview_files(self.staging, self.content, self.plan, self.judged, found, glances, self.program)
        made = {place: self._digests(place, those) for place, those in files}
        own = [file for place, digests in made.items() for file in self._compared(place, digests)]
        yield from own
        recorded = self.recorded and all(pack.state is not PlanState.REMOVED for pack in packs)
        recorded = recorded and all(map(self._known, made, made.values()))
        verdicts = [file.verdict for file in (*own, *(file for pack in packs for file in pack.files))]
        yield from self._record(recorded=recorded, sure=any(v is not FileVerdict.UNCERTAIN for v in verdicts))

    def _digests(self, place: str, files: Mapping[str, MadeFile]) -> dict[str, str]:
        """The digest of each file of an overview as it will be, or `OTHER`."""
        former = self.state.packs.get(place)
        return {name: file.digest(name, former, self._digest(place, name)) for name, file in files.items()}

    def _known(self, place: str, digests: Mapping[str, str]) -> bool:
        """Whether the record has these files of an overview."""
        known = self.state.packs.get(place, PackState({}, {})).files
        return all(name in known and known[name].sha256 == digest for name, digest in digests.items())

    def _compared(self, place: str, digests: Mapping[str, str]) -> Iterator[PlannedFile]:
        for name, digest in digests.items():
            standing = self._digest(place, name)
            path = f"{place}/{name}" if place else name
            if standing is None:
                yield PlannedFile(path, FileVerdict.NEW)
            elif standing != digest:
                yield PlannedFile(path, FileVerdict.CHANGES)

    def _record(self, *, recorded: bool, sure: bool) -> Iterator[PlannedFile]:
        """The record of the output, which has the digest of every file."""
        known = self.state.packs.get("", PackState({}, {})).files.get(MANIFEST)
        standing = self._digest("", MANIFEST)
        if standing is None:
            yield PlannedFile(MANIFEST, FileVerdict.NEW)
        elif known is not None and known.sha256 != standing:
            yield PlannedFile(MANIFEST, FileVerdict.CHANGES)
        elif known is None or not recorded:
            yield PlannedFile(MANIFEST, FileVerdict.CHANGES if sure else FileVerdict.UNCERTAIN)

    def _digest(self, place: str, name: str) -> str | None:
        return digest_on_disk(PackFiles(self.staging, place, self.state.packs.get(place, PackState({}, {}))), name)


def orphans(plan: Plan, staging: Staging) -> tuple[tuple[PackChange, ...], tuple[Diagnostic, ...]]:
    """The packs that left the project and that a build takes away, and what it says of those that it leaves."""
    changes: list[PackChange] = []
    found: list[Diagnostic] = []
    for place in sorted(plan.whole):
        folder = staging.output / place
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            pack = f"{place}/{path.name}"
            files = PackFiles(staging, pack, PackState({}, {}))
            manifest = files.manifest() if pack not in plan.existing and path.name != MODEL else None
            if manifest is None:
                continue
            if problem := still_used(pack, files.foreign()):
                found.append(problem)
                continue
            changes.append(_removed(pack, manifest, sorted(one.name for one in path.iterdir())))
    return tuple(changes), tuple(found)


def _removed(pack: str, manifest: Manifest, names: Sequence[str]) -> PackChange:
    removed = tuple(PlannedFile(f"{pack}/{name}", FileVerdict.REMOVED) for name in names)
    documents = tuple(
        DocumentChange(row.kind, row.title, PlanState.REMOVED, (), signature=False, told=True)
        for row in manifest.documents
        if row.present
    )
    return PackChange(pack, manifest.provider, PlanState.REMOVED, "", documents, removed)
