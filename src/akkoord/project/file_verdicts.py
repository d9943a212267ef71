"""What a build would do to each file of a document, worked out without building it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from akkoord.project.manifests import file_names, job_of
from akkoord.project.pack_files import PackFiles, sha256_of
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.shared_files import SharedFiles
from akkoord.project.steps import Tools, content_digest, writing_key
from akkoord.project.workshop import Workshop, typeset_digest, write
from akkoord.records import DocumentRow, FileVerdict, Manifest

MOST_WRITTEN = 24
"""So many documents are written in memory to know their bytes, where nothing else tells."""

Verdicts = Mapping[str, FileVerdict]


@dataclass(slots=True)
class FileVerdicts:
    """Says of the files of each document whether a byte of them changes.

    `written` counts the documents that were written in memory; `doubtful` is whether any verdict had to be left open.
    """

    workshop: Workshop
    tools: Tools
    shared: SharedFiles
    written: int = 0
    doubtful: bool = False
    _probes: dict[tuple[str, str], dict[str, bool]] = field(default_factory=dict[tuple[str, str], dict[str, bool]])

    def of(
        self, pack: PlannedPack, files: PackFiles, planned: PlannedDocument, page: bytes | None, former: Manifest | None
    ) -> Verdicts:
        """What happens to the files of a document that is asked for and there.

        `page` is its HTML as it becomes, None when it was not assembled; `former` is the manifest that stands there.
        """
        made, names = planned.made, file_names(planned.kind)
        assert made is not None, "a document that is there was made"  # noqa: S101  a bug of ours
        if planned.general:
            contents = self.shared.files(pack.place, planned.kind)
            return _compared(files, {name: sha256_of(data) for name, data in contents.items()})
        key = writing_key(made.content, self.tools)
        if files.former.keys.get(planned.kind) == key:
            return _compared(files, {n: files.former.files[n].sha256 for n in names if n in files.former.files})
        if any(not (files.folder / name).is_file() for name in names):
            return _compared(files, dict.fromkeys(names, ""))
        if planned.document is None or page is None:
            return self._as_probed(pack, planned)
        return self._of_tree(pack, files, planned, page, former)

    def _of_tree(
        self, pack: PlannedPack, files: PackFiles, planned: PlannedDocument, page: bytes, former: Manifest | None
    ) -> Verdicts:
        made, kind = planned.made, planned.kind
        before = files.former.assembled.get(kind)
        assert made is not None and planned.document is not None, "it was assembled"  # noqa: S101, PT018  as above
        html = {f"{kind}.html": FileVerdict.CHANGES} if _differs(files, f"{kind}.html", page) else {}
        if before is not None and files.former.keys.get(kind) == writing_key(before.content, self.tools):
            out = dict(html)
            if made.text != before.text:
                out[f"{kind}.docx"] = FileVerdict.CHANGES
            if self.tools.pdf_engine != "typst" or not before.typeset:
                out[f"{kind}.pdf"] = self._doubt()
            elif content_digest(before.text, planned.fields) != before.content or (
                typeset_digest(self.workshop, planned.document) != before.typeset
            ):
                out[f"{kind}.pdf"] = FileVerdict.CHANGES
            return out
        probe = before is not None and before.content == made.content
        if probe and (pack.place, kind) in self._probes:
            return self._as_probed(pack, planned)
        if self.tools.pdf_engine == "typst" and (probe or self.written < MOST_WRITTEN):
            self.written += 1
            done = write(self.workshop, job_of(pack.path, pack.edition, planned))
            found = _compared(files, {name: sha256_of(data) for name, data in done.files.items()})
            if probe:
                self._probes[pack.place, kind] = {name: name in found for name in file_names(kind)}
            return found
        return {**html, **self._guessed(planned, former)}

    def _as_probed(self, pack: PlannedPack, planned: PlannedDocument) -> Verdicts:
        """As the one document of this kind that was written in memory: its text is as it was, its tools are not."""
        probe = self._probes.get((pack.place, planned.kind))
        if probe is None:
            return dict.fromkeys(file_names(planned.kind), self._doubt())
        return {name: FileVerdict.CHANGES for name, changes in probe.items() if changes}

    def _guessed(self, planned: PlannedDocument, former: Manifest | None) -> Verdicts:
        """From the manifest alone: another tree is another DOCX and, as far as anyone can tell, another PDF."""
        row = former.document(planned.kind) if former is not None else None
        if row is not None and row.tree_sha256 != planned.row.tree_sha256:
            return {f"{planned.kind}.docx": FileVerdict.CHANGES, f"{planned.kind}.pdf": FileVerdict.CHANGES}
        doubt = self._doubt()
        return {f"{planned.kind}.docx": doubt, f"{planned.kind}.pdf": doubt}

    def _doubt(self) -> FileVerdict:
        self.doubtful = True
        return FileVerdict.UNCERTAIN


def _compared(files: PackFiles, digests: Mapping[str, str]) -> Verdicts:
    """The verdict on files that will have these digests."""
    out: dict[str, FileVerdict] = {}
    for name, sha256 in digests.items():
        known = digest_on_disk(files, name)
        if known is None:
            out[name] = FileVerdict.NEW
        elif known != sha256:
            out[name] = FileVerdict.CHANGES
    return out


def digest_on_disk(files: PackFiles, name: str) -> str | None:
    """SHA-256 of a file as it stands there, None when there is none; read only when it may have been touched."""
    from akkoord.project.pack_files import stat_of

    known, path = files.former.files.get(name), files.folder / name
    stat = stat_of(path)
    if stat is None:
        return None
    if known is not None and known.stat == stat:
        return known.sha256
    try:
        return sha256_of(path.read_bytes())
    except OSError:
        return None


def _differs(files: PackFiles, name: str, content: bytes) -> bool:
    return digest_on_disk(files, name) != sha256_of(content)


def gone(row: DocumentRow | None, files: PackFiles) -> Verdicts:
    """What happens to the files of a document that is no longer there."""
    names = [file.file for file in row.files] if row is not None else []
    return {name: FileVerdict.REMOVED for name in names if (files.folder / name).is_file()}
