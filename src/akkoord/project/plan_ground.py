"""What a plan is made from, read once in each process that works on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from akkoord.checks.found import Found
from akkoord.checks.readiness import readiness
from akkoord.project.build import Request
from akkoord.project.comparisons import Comparisons
from akkoord.project.content import Content, read_content
from akkoord.project.file_verdicts import FileVerdicts
from akkoord.project.manifests import file_names
from akkoord.project.pack_changes import FilesOf, PackChanges
from akkoord.project.pack_files import PackFiles, SeenFiles
from akkoord.project.plan import Plan, make_plan
from akkoord.project.planner import Planner
from akkoord.project.read_cache import ReadCache
from akkoord.project.shared_files import SharedFiles
from akkoord.project.sources import Sources
from akkoord.project.staging import Staging
from akkoord.project.standing import Standing
from akkoord.project.state import PackState, State
from akkoord.project.steps import Tools, tools_of
from akkoord.project.text_changes import TextChanges
from akkoord.project.workshop import Workshop, workshop_of
from akkoord.records import FileRow


class PlanGround(Struct, frozen=True, dict=True):
    """The sources as they were read, what the last run knew, and what a build would make files with."""

    request: Request
    state: State
    staging: Staging
    program: str
    content: Content
    tools: Tools
    workshop: Workshop

    @cached_property
    def files(self) -> FilesOf:
        """The folder of each pack, with what the last run knew of it."""
        return _Folders(self.staging, self.state.packs)

    def plan(self, found: Iterable[Found], *, built: bool) -> Plan:
        """The packs that are asked for, `found` by rules; with `built` what stands in the output is not assembled."""
        provable = self.request.pdf_engine == "typst"
        cache = self.staging.output / ".cache" / "addenda"
        standing = Standing(self.content, self.tools, self.files, provable=provable, any_tools=True)
        return make_plan(
            self.content,
            self.request.selection,
            provable=provable,
            model=self.request.model,
            base=self.request.base,
            comparisons=Comparisons(self.workshop, cache, self.program, keep=False),
            standing=standing if built else None,
            readiness=readiness(found),
        )

    def texts(self) -> TextChanges:
        """What gathers the changes of texts."""
        regions = {name: region.region for name, region in self.content.regions.items()}
        return TextChanges(self.workshop, self.content.library, regions, self._page)

    def changes(self, planners: Iterable[Planner], shared: SharedFiles, texts: TextChanges) -> PackChanges:
        """What looks at the packs of `planners`; `shared` are the files that are the same for everybody."""
        return PackChanges(
            self.content,
            self.tools,
            FileVerdicts(self.workshop, self.tools, shared),
            texts,
            self.files,
            {planner.place: planner for planner in planners},
            shared.digests,
            self.state.values,
        )

    def standing(self, place: str, kind: str, key: str) -> tuple[Path, tuple[FileRow, ...]] | None:
        """The files of a document that is the same for everybody, where a step with this key wrote them for a pack."""
        for path in self.state.packs:
            if path.startswith(f"{place}/"):
                there = self.files(path)
                rows = there.kept(kind, key, file_names(kind))
                if rows is not None:
                    return there.folder, rows
        return None

    def _page(self, pack: str, kind: str) -> bytes:
        return (self.staging.output / pack / f"{kind}.html").read_bytes()


def content_of(sources: Sources, program: str) -> Content:
    """The sources as values; what was read stays remembered as it was."""
    return read_content(sources, ReadCache(sources.root / "output" / ".cache", program, keep=False))


def ground_of(request: Request, state: State, sources: Sources, program: str, content: Content) -> PlanGround:
    """All that a plan of `content` is made from.

    Raises:
        UnreadableError: what makes files is not there, or cannot be read.
    """
    tools = tools_of(sources, content.layout, program, request.pdf_engine)
    staging = Staging(sources.root / "output")
    return PlanGround(request, state, staging, program, content, tools, workshop_of(sources, content.layout))


class _Folders(Struct):
    """Gives the folder of a pack; that of the one that was asked for last is kept, with what was seen in it."""

    staging: Staging
    packs: Mapping[str, PackState]
    _last: SeenFiles | None = None

    def __call__(self, path: str) -> PackFiles:
        if self._last is None or self._last.path != path:
            self._last = SeenFiles(self.staging, path, self.packs.get(path, PackState({}, {})))
        return self._last


def folder_of(root: Path) -> Path:
    """Where the memory of the last run stands."""
    return root / "output" / ".cache"
