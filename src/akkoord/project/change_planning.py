"""A plan: all that a build does, up to the moment at which it would write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, did_you_mean, error, has_errors, in_order
from akkoord.project.against_changes import SENT, AgainstChanges
from akkoord.project.asked import check_asked, no_pack_of
from akkoord.project.batches import Order
from akkoord.project.build import Request, remembered
from akkoord.project.check_aside import aside
from akkoord.project.check_memory import CheckMemory, Outcome, sources_key
from akkoord.project.checking import checked_content
from akkoord.project.content import Content
from akkoord.project.file_verdicts import FileVerdicts
from akkoord.project.manifests import job_of
from akkoord.project.output_changes import OutputChanges, orphans
from akkoord.project.pack_files import MANIFEST, sha256_of, stat_of
from akkoord.project.plan import Plan
from akkoord.project.plan_ground import PlanGround, content_of, folder_of, ground_of
from akkoord.project.plan_halves import Halves, Second, another_process
from akkoord.project.progress import Progress
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import SelectionError
from akkoord.project.shared_files import SharedFiles
from akkoord.project.sources import Sources, find_root, list_sources
from akkoord.project.staging import Staging
from akkoord.project.state import Memory, PackState, State
from akkoord.project.steps import program_digest, writing_key
from akkoord.project.text_changes import TextChanges
from akkoord.project.workshop import write
from akkoord.records import (
    Basis,
    ChangePlan,
    PackChange,
    PlannedFile,
    PlanState,
)

BUILT = "built"
_DEPTH = 2
"""Slashes in the path of a pack: `<region>/<edition>/<pack>`."""


class Planned(Struct, frozen=True):
    """A plan, and what was found on the way."""

    plan: ChangePlan
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """0 a plan, 1 one that a finding keeps from being all of it."""
        return int(has_errors(self.diagnostics) or any(p.state is PlanState.STOPPED for p in self.plan.packs))


def plan_changes(request: Request, progress: Progress, against: str = BUILT) -> Planned:
    """What a build of `request` would change in the output; nothing is written.

    `against` is what the working state is compared with: what was built, `SENT`, or an edition by its name.

    Raises:
        AkkoordError: as `build_project`, where that could not do its work at all.
    """
    root = find_root(request.project)
    with ExitStack() as held:
        if (root / "output" / ".lock").exists():
            held.enter_context(run_lock(root / "output", wait=request.wait, waiting=progress.waiting))
        return _Planning(root, request, progress, against).run()


class _Planning(Struct):
    root: Path
    request: Request
    progress: Progress
    against: str
    state: State = field(default_factory=State)
    _packs: list[PackChange] = field(default_factory=list[PackChange])
    _same: int = 0
    _shared_written: bool = False
    _written: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def run(self) -> Planned:
        """Go through all packs that are asked for."""
        output = self.root / "output"
        self.state = Memory(output / ".cache").load()
        staging = Staging(output)
        listing = list_sources(self.root)
        sources = Sources(self.root, listing, self.state.sources)
        program = program_digest(sources)
        same = remembered(self.request, self.state, listing, output) if self.against == BUILT else None
        if same is not None:
            existing = [path for path in self.state.packs if path.count("/") == _DEPTH]
            basis = basis_of(self.request, sources, program, output, existing, self.state)
            made = ChangePlan(self.against, (), (), (), len(same.packs), (), basis)
            return Planned(made, same.diagnostics)
        selection = self.request.selection
        with ExitStack() as held:
            second = held.enter_context(another_process(sources, self.request)) if self.against == BUILT else None
            content, checked = self._checked(sources, program, second)
            ground = ground_of(self.request, self.state, sources, program, content)
            plan = ground.plan(checked.found, built=self.against == BUILT)
            plan.note_rules(checked.found)
            if not plan.asked and not selection.all and not has_errors(content.diagnostics):
                raise no_pack_of(selection, content)
            basis = basis_of(self.request, sources, program, output, plan.existing, self.state)
            shared, texts = self._shared(plan, ground), ground.texts()
            built = ground.changes(plan.planners, shared, texts)
            against = AgainstChanges(
                self.root, content, self.against, texts, ground.files, built.planners, shared.digests
            )
            self.progress.started(plan.asked)
            if self.against == BUILT:
                other = second.process if second is not None else None
                halves = Halves(other, built, sources_key(sources), checked.found, shared, self.progress.written)
                for planning in plan.editions(shared.digests):
                    self._take(map(built.take, halves.looks(planning, plan.found)))
            else:
                for planned in plan.packs(shared.digests, order=Order.ALIKE):
                    self._take((against.change(planned),))
                    self.progress.written(planned.path)
        self._packs.sort(key=lambda change: plan.order[change.path])
        shipped = content.layout.shipped_findings()
        found = [*checked.told, *content.diagnostics, *shipped, *plan.diagnostics, *self._written]
        beside: tuple[PlannedFile, ...] = ()
        if self.against == BUILT:
            removed, left = orphans(plan, staging)
            self._packs += removed
            found += (*left, *built.found)
            if built.written or self._shared_written:
                found += ground.workshop.house_findings()
            beside = tuple(
                OutputChanges(
                    staging, self.state, content, plan, built.judged, built.glances, built.recorded, program
                ).files(self._packs, in_order(found))
            )
        unknown = tuple(self._unknown(built.verdicts, texts, against.skipped))
        made = ChangePlan(
            self.against, tuple(self._packs), texts.grouped(plan.order), beside, self._same, unknown, basis
        )
        return Planned(made, in_order(found))

    def _checked(self, sources: Sources, program: str, second: Second | None) -> tuple[Content, Outcome]:
        """The project as it was read, and what rules found in it."""
        memory, selection, model = CheckMemory(folder_of(self.root)), self.request.selection, self.request.model
        with aside(sources, memory, selection, 1 if model else self.request.jobs) as beside:
            content = content_of(sources, program)
            check_asked(selection, content)
            if self.against not in (BUILT, SENT) and self.against not in content.library.editions:
                raise _no_edition(self.against, content)
            if second is not None:
                second.project_read((self.state, sources, program, content))
            return content, checked_content(content, sources, memory, selection, model=model, beside=beside)

    def _take(self, changes: Iterable[PackChange | None]) -> None:
        for change in changes:
            if change is None:
                self._same += 1
            else:
                self._packs.append(change)

    def _shared(self, plan: Plan, ground: PlanGround) -> SharedFiles:
        """What is the same for everybody: as it stands, or written in memory, for texts cite its digest."""
        shared = SharedFiles()
        for document in plan.shared():
            planned = document.planned
            if planned.document is None or planned.made is None:
                continue
            key = writing_key(planned.made.content, ground.tools)
            standing = ground.standing(document.place, planned.kind, key)
            if standing is not None:
                shared.standing(document.place, planned.kind, *standing)
            else:
                self._shared_written = True
                done = write(ground.workshop, job_of(document.place, document.edition, planned))
                self._written += (replace(diagnostic, document=planned.kind) for diagnostic in done.diagnostics)
                if done.files:
                    shared.written(document.place, planned.kind, done.files)
        return shared

    def _unknown(self, verdicts: FileVerdicts, texts: TextChanges, skipped: int) -> Iterator[str]:
        if skipped:
            what = "niet verzonden" if self.against == SENT else f"in editie {self.against} niet gebouwd"
            number = f"{skipped} {'pakket is' if skipped == 1 else 'pakketten zijn'}"
            yield f"{number} {what}, zodat er niets te vergelijken is"
        if not self.state.packs and any((self.root / "output").glob(f"[!.]*/*/*/{MANIFEST}")):
            yield (
                "wat de vorige build onthield (`output/.cache/state.json`) is er niet; wat er verandert is afgeleid "
                "uit de manifesten en de bestanden die er staan"
            )
        if verdicts.doubtful:
            yield "van een onzeker bestand blijkt pas bij het bouwen of er een byte verandert"
        if texts.untold:
            yield (
                f"van {texts.untold} documenten is niet uitgewerkt wat er in de tekst verandert: het zijn er te veel "
                "die elk anders veranderen; kies een aanbieder of een document"
            )


def _no_edition(against: str, content: Content) -> SelectionError:
    known = (BUILT, SENT, *content.library.editions)
    shown = ", ".join(f"`{name}`" for name in known)
    message = f"met `{against}` kan niet worden vergeleken; verwacht: een van {shown}"
    return SelectionError(error("PLN014", message, None, did_you_mean(against, known)))


def basis_of(
    request: Request, sources: Sources, program: str, output: Path, existing: Iterable[str], state: State
) -> Basis:
    """What a plan rests on: every source, every pack that stands there, the program, and what was asked.

    `state` is what the last run knew of `output`.
    """
    chosen = request.selection
    packs = {path: manifest for path in sorted(existing) if (manifest := _manifest_digest(output, path, state.packs))}
    return Basis(
        sources={path: one.sha256 for path, one in sources.fingerprints().items() if not path.startswith("@")},
        packs=packs,
        program=program,
        asked={
            "regions": list(chosen.regions),
            "providers": list(chosen.providers),
            "documents": list(chosen.documents),
            "lots": list(chosen.lots),
            "editions": list(chosen.editions),
            "pdf_engine": request.pdf_engine,
            "base": request.base,
            "model": request.model,
        },
    )


def _manifest_digest(output: Path, path: str, known: Mapping[str, PackState]) -> str:
    """The digest of the manifest of a pack, "" without one; read where it is not as the last run left it."""
    file, before = output / path / MANIFEST, known[path].files.get(MANIFEST) if path in known else None
    try:
        return before.sha256 if before is not None and stat_of(file) == before.stat else sha256_of(file.read_bytes())
    except OSError:
        return ""
