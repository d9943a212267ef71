"""What a build would do to each file of a document, worked out without building it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic
from akkoord.project.manifests import file_names, job_of
from akkoord.project.pack_files import PackFiles, sha256_of
from akkoord.project.planned import PlannedDocument, PlannedPack, ToBeAloneError
from akkoord.project.shared_files import SharedFiles
from akkoord.project.steps import Tools, content_digest, writing_key
from akkoord.project.workshop import Workshop, typeset_digest, write
from akkoord.readers.pdf_pages import page_count
from akkoord.records import DocumentRow, FileRow, FileVerdict, Manifest, PlacedField

MOST_WRITTEN = 24
"""So many documents are written in memory to know their bytes, where nothing else tells."""

Verdicts = Mapping[str, FileVerdict]


class Predicted(Struct, frozen=True):
    """What a build would do to the files of a document.

    `rows` has each of its files as it will be, as far as that is known (see `is_known`). `writes` is whether writers
    run, `pages` and `fields` are those of the new PDF, None where they are those of the one that stands there. A
    document of which the writing fails has `failed`, and `diagnostics` say why.
    """

    verdicts: Verdicts
    rows: Mapping[str, FileRow]
    writes: bool = False
    pages: int | None = None
    fields: tuple[PlacedField, ...] = ()
    failed: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


def is_known(row: FileRow) -> bool:
    """Whether the bytes that a file will have are known before it is written."""
    return bool(row.sha256)


class FileVerdicts(Struct):
    """Says of the files of each document whether a byte of them changes.

    `written` counts the documents that were written in memory; `doubtful` is whether any verdict had to be left open.
    """

    workshop: Workshop
    tools: Tools
    shared: SharedFiles
    written: int = 0
    doubtful: bool = False
    alone: bool = True
    """Whether this process looks at all packs, in order; else it writes none, for only so many are written."""
    _probes: dict[tuple[str, str], dict[str, bool]] = field(default_factory=dict[tuple[str, str], dict[str, bool]])

    def may_write(self) -> bool:
        """Whether one more document may be written in memory to know its bytes."""
        if not self.alone:
            raise ToBeAloneError
        if self.tools.pdf_engine != "typst" or self.written >= MOST_WRITTEN:
            self.doubtful = True
            return False
        self.written += 1
        return True

    def of(
        self,
        pack: PlannedPack,
        files: PackFiles,
        planned: PlannedDocument,
        page: bytes | None,
        former: Manifest | None,
        *,
        as_sent: bool,
    ) -> Predicted:
        """What happens to the files of a document that is asked for and there.

        `page` is its HTML as it becomes, None when it was not assembled; `former` is the manifest that stands there.
        With `as_sent` its file may be the one that was sent, so that its bytes have to be known.
        """
        made, names = planned.made, file_names(planned.kind)
        assert made is not None, "a document that is there was made"  # noqa: S101  a bug of ours
        if planned.general:
            rows = {row.file: row for row in self.shared.rows(pack.place, planned.kind)}
            pages = self.shared.pages(pack.place, planned.kind)
            return Predicted(_compared(files, rows), rows, writes=True, pages=pages, failed=not rows)
        key = writing_key(made.content, self.tools)
        if files.former.keys.get(planned.kind) == key and all(name in files.former.files for name in names):
            known = {name: files.former.files[name] for name in names}
            rows = {name: FileRow(name, one.sha256, one.stat.size) for name, one in known.items()}
            return Predicted(_compared(files, rows), rows, files.kept(planned.kind, key, names) is None)
        missing = {name: FileVerdict.NEW for name in names if files.stat(name) is None}
        if len(missing) == len(names) and not as_sent:
            return Predicted(missing, {name: FileRow(name, "", 0) for name in names}, writes=True, pages=0)
        if planned.document is None or page is None:
            return _with_rows(files, planned.kind, {**self._as_probed(pack, planned), **missing}, page)
        found = self._of_tree(pack, files, planned, page, former)
        changes = found.verdicts.get(f"{planned.kind}.pdf") is not None
        if as_sent and not is_known(found.rows[f"{planned.kind}.pdf"]) and changes and self.may_write():
            return self._written(pack, files, planned)
        return replace(found, verdicts={**found.verdicts, **missing})

    def _of_tree(
        self, pack: PlannedPack, files: PackFiles, planned: PlannedDocument, page: bytes, former: Manifest | None
    ) -> Predicted:
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
            return _with_rows(files, kind, out, page)
        probe = before is not None and before.content == made.content
        if probe and (pack.place, kind) in self._probes:
            return _with_rows(files, kind, self._as_probed(pack, planned), page)
        if (probe and self.tools.pdf_engine == "typst") or self.may_write():
            found = self._written(pack, files, planned)
            if probe and not found.failed:
                self._probes[pack.place, kind] = {name: name in found.verdicts for name in file_names(kind)}
            return found
        return _with_rows(files, kind, {**html, **self._guessed(planned, former)}, page)

    def _written(self, pack: PlannedPack, files: PackFiles, planned: PlannedDocument) -> Predicted:
        """The document written in memory."""
        if not self.alone:
            raise ToBeAloneError
        done = write(self.workshop, job_of(pack.path, pack.edition, planned))
        told = tuple(replace(d, document=planned.kind, provider=pack.name) for d in done.diagnostics)
        if not done.files:
            return Predicted({}, {}, failed=True, diagnostics=told)
        return replace(_of_bytes(files, planned.kind, done.files, done.fields), diagnostics=told)

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
        if not self.alone:
            raise ToBeAloneError
        self.doubtful = True
        return FileVerdict.UNCERTAIN


def _of_bytes(files: PackFiles, kind: str, contents: Mapping[str, bytes], fields: tuple[PlacedField, ...]) -> Predicted:
    """What happens to files that will have these bytes."""
    rows = {name: FileRow(name, sha256_of(data), len(data)) for name, data in contents.items()}
    pages = page_count(contents[f"{kind}.pdf"]) or 0
    return Predicted(_compared(files, rows), rows, writes=True, pages=pages, fields=fields)


def _with_rows(files: PackFiles, kind: str, verdicts: Verdicts, page: bytes | None) -> Predicted:
    """What happens to files of which the verdict is known, and the bytes only of those that stay.

    What a page becomes is digested where nothing else is unknown: else nobody asks for it.
    """
    rows: dict[str, FileRow] = {}
    for name in file_names(kind):
        digest, stat = None if name in verdicts else digest_on_disk(files, name), files.stat(name)
        rows[name] = FileRow(name, digest, stat.size) if digest and stat is not None else FileRow(name, "", 0)
    html = f"{kind}.html"
    if page is not None and html in verdicts and all(is_known(row) for name, row in rows.items() if name != html):
        rows[html] = FileRow(html, sha256_of(page), len(page))
    return Predicted(verdicts, rows, writes=True)


def _compared(files: PackFiles, rows: Mapping[str, FileRow]) -> Verdicts:
    """The verdict on files that will be as these rows say."""
    out: dict[str, FileVerdict] = {}
    for name, row in rows.items():
        known = digest_on_disk(files, name)
        if known is None:
            out[name] = FileVerdict.NEW
        elif known != row.sha256:
            out[name] = FileVerdict.CHANGES
    return out


def digest_on_disk(files: PackFiles, name: str) -> str | None:
    """SHA-256 of a file as it stands there, None when there is none; read only when it may have been touched."""
    known, stat = files.former.files.get(name), files.stat(name)
    if stat is None:
        return None
    if known is not None and known.stat == stat:
        return known.sha256
    try:
        return sha256_of((files.folder / name).read_bytes())
    except OSError:
        return None


def _differs(files: PackFiles, name: str, content: bytes) -> bool:
    stat = files.stat(name)
    return stat is None or stat.size != len(content) or digest_on_disk(files, name) != sha256_of(content)


def gone(row: DocumentRow | None, files: PackFiles) -> Verdicts:
    """What happens to the files of a document that is no longer there."""
    names = [file.file for file in row.files] if row is not None else []
    return {name: FileVerdict.REMOVED for name in names if files.stat(name) is not None}
