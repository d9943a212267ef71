"""Packs on their way to the output: what is still to be written of them, and what became of the rest."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.executor import Done, Outcome
from akkoord.project.pack_files import PackFiles
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.result import StepRun
from akkoord.project.staging import Staging
from akkoord.project.workshop import Written
from akkoord.records import FileRow


class DocumentUnderWay(Struct):
    """A planned document on its way: the key of its step, and the rows of the files it keeps."""

    planned: PlannedDocument
    key: str = ""
    kept: tuple[FileRow, ...] | None = None
    steps: tuple[StepRun, ...] = ()

    @property
    def to_write(self) -> bool:
        """Whether a worker has to make its files."""
        here = self.planned.asked and self.planned.there and self.kept is None
        return here and not self.planned.general


class PackUnderWay(Struct):
    """A pack on its way, and what became of its documents so far; trees are not in it any more."""

    planned: PlannedPack
    files: PackFiles
    documents: tuple[DocumentUnderWay, ...]
    outcomes: dict[str, Outcome[Written]] = field(default_factory=dict[str, Outcome[Written]])

    @property
    def place(self) -> str:
        """The folder of its region and edition."""
        return self.planned.place

    @property
    def outdated(self) -> tuple[str, ...]:
        """The documents that were not asked for and are not as they would now be made, or cannot be made now."""
        planned = (d.planned for d in self.documents if d.kept is None)
        return tuple(p.kind for p in planned if (p.there or p.failed) and not p.asked)

    @property
    def waits(self) -> bool:
        """Whether a document of it is still being written."""
        return len(self.outcomes) < sum(document.to_write for document in self.documents)

    def take(self, kind: str, outcome: Outcome[Written], staging: Staging) -> None:
        """Note what came of a document; its files wait on disk when others of the pack are still to be written."""
        self.outcomes[kind] = outcome
        if self.waits:
            self._put_aside(kind, outcome, staging)

    def put_aside(self, staging: Staging) -> None:
        """Let all files wait on disk, until the cover sheet is there as well."""
        for kind, outcome in self.outcomes.items():
            self._put_aside(kind, outcome, staging)

    def _put_aside(self, kind: str, outcome: Outcome[Written], staging: Staging) -> None:
        if isinstance(outcome, Done) and isinstance(outcome.value.files, dict):
            aside = staging.aside(self.planned.path, outcome.value.files)
            self.outcomes[kind] = Done(replace(outcome.value, files=aside))
