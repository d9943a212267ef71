"""What stands in the output already: a document of which nothing that goes into it changed is not assembled again."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.assembly import Prepared
from akkoord.diagnostics import Severity
from akkoord.project.content import Content
from akkoord.project.manifests import file_names
from akkoord.project.pack_files import PackFiles
from akkoord.project.planned import PlannedDocument, ToBeAloneError
from akkoord.project.state import Assembling, PackState
from akkoord.project.steps import Tools, input_key, writing_key
from akkoord.records import DocumentRow, Manifest


class StandingDocument(Struct, frozen=True):
    """A document as it stands in its pack: its row in the manifest, and how it was assembled."""

    row: DocumentRow
    made: Assembling


class Standing(Struct):
    """The documents that the last run left, asked for one by one.

    `files` gives the folder of a pack with what is known of it. Of the pack that was asked for last its manifest is
    kept. With `any_tools` a document stands also when what makes files of it is not what it was, but for the first of
    each kind: by that one it is seen what the tools change.
    """

    content: Content
    tools: Tools
    files: Callable[[str], PackFiles]
    provable: bool = True
    any_tools: bool = False
    alone: bool = True
    """Whether this process goes through all packs, in order; else it does not know which is the first."""
    _last: tuple[str, Manifest | None] = ("", None)
    _seen: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def inputs(self, dependence: str) -> str:
        """The key of assembling a document that depends on this (see `steps.input_key`)."""
        return input_key(dependence, self.tools.program, provable=self.provable)

    def whole(self, path: str, key: str) -> str | None:
        """The status of a pack that was put in its place with this `key` and was not touched since; else None."""
        files = self.files(path)
        if not key or files.former.whole != key or not files.untouched():
            return None
        return files.former.status

    def find(self, path: str, kind: str, inputs: str) -> StandingDocument | None:
        """The document `kind` of the pack at `path`, when its files are what these inputs make; else None."""
        files = self.files(path)
        made = files.former.assembled.get(kind)
        if not inputs or made is None or made.inputs != inputs:
            return None
        if not self._holds(path, kind, files, made):
            return None
        manifest = self._manifest(path, files)
        row = manifest.document(kind) if manifest is not None else None
        if row is None or not row.present or not self._unblocked(row):
            return None
        return StandingDocument(row, made)

    def _holds(self, path: str, kind: str, files: PackFiles, made: Assembling) -> bool:
        """Whether the files of a document are what was written, and need not be written again."""
        key = writing_key(made.content, self.tools)
        if files.kept(kind, key, file_names(kind)) is not None:
            return True
        if not self.any_tools or files.former.keys.get(kind) == key:
            return False
        if not self.alone:
            raise ToBeAloneError
        place = (path.rpartition("/")[0], kind)
        first = place not in self._seen
        self._seen.add(place)
        return not first and files.kept(kind, files.former.keys.get(kind, ""), file_names(kind)) is not None

    def _manifest(self, path: str, files: PackFiles) -> Manifest | None:
        if self._last[0] != path:
            self._last = (path, files.manifest())
        return self._last[1]

    def _unblocked(self, row: DocumentRow) -> bool:
        """Whether no error stands in what the document may be made of; only another provider's file is none of that."""
        own = {data.file for data in row.data}
        if not own <= self.content.digests.keys():
            return False
        places = (
            place.file
            for found in self.content.diagnostics
            if found.severity is Severity.ERROR
            for place in (found.span, *(related.span for related in found.related))
            if place is not None
        )
        return all("/providers/" in place and place not in own for place in places)


def values_of(prepared: Prepared) -> dict[str, str]:
    """What each name is worth that everybody has in an edition."""
    scopes = prepared.scopes.values()
    return {name: repr(value) for scope in scopes for name, value in scope.values.items() if "." in name}


def remembered(planned: PlannedDocument, former: PackState, typeset: str) -> Assembling | None:
    """What to remember of how a document was made; `typeset` is that of its PDF when it was written just now."""
    before = former.assembled.get(planned.kind)
    if not planned.asked or planned.made is None:
        return before
    kept = before.typeset if before is not None and before.content == planned.made.content else ""
    return replace(planned.made, typeset=typeset or kept)
