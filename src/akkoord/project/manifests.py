"""What the manifest of a pack says, and the properties of its documents."""

from __future__ import annotations

from msgspec.structs import replace

import akkoord
from akkoord.project.pack_files import sha256_of
from akkoord.project.planned import PlannedDocument, PlannedPack
from akkoord.project.shipped import library_versions
from akkoord.project.steps import Tools
from akkoord.project.workshop import STANDARDS, Job
from akkoord.records import DocumentRow, FileRow, Manifest, Numbering, Program
from akkoord.tree import Status

_FORMATS = ("docx", "html", "pdf")


def file_names(kind: str) -> tuple[str, ...]:
    """The files of a document."""
    return tuple(f"{kind}.{name}" for name in _FORMATS)


def job_of(path: str, edition: str, planned: PlannedDocument) -> Job:
    """The work of writing a document; the properties tell whoever has only the DOCX what it is.

    `path` is the pack it goes into, or the folder of all packs for what is the same in each.
    """
    assert planned.document is not None, "a document that is not there is not written"  # noqa: S101  a bug of ours
    row = planned.row
    properties = {
        "akkoord.pack": path,
        "akkoord.document": row.kind,
        "akkoord.version": row.version,
        "akkoord.edition": edition,
        "akkoord.tree_sha256": row.tree_sha256,
        "akkoord.body_sha256": row.body_sha256,
        "akkoord.program": f"akkoord {akkoord.__version__}",
    }
    return Job(path, planned.kind, planned.document, properties, planned.fields)


def with_engine(row: DocumentRow, pdf_engine: str) -> DocumentRow:
    """The row with what made its PDF, and what that PDF keeps."""
    return replace(row, pdf_engine=pdf_engine, pdf_standards=STANDARDS[pdf_engine])


def not_asked(row: DocumentRow) -> DocumentRow:
    """The row of a document that the selection left out and that was never made."""
    reason = row.reason or "nog niet gemaakt: een ander document was gevraagd"
    return DocumentRow(row.kind, row.title, present=False, reason=reason)


def manifest_of(pack: PlannedPack, rows: tuple[DocumentRow, ...], tools: Tools, numbering: Numbering) -> Manifest:
    """The manifest of a pack with these documents and this number."""
    return Manifest(
        region=pack.region,
        edition=pack.edition,
        edition_date=pack.edition_date,
        pack=pack.name,
        provider=pack.provider,
        status=_status(rows),
        notice=pack.notice,
        program=Program("akkoord", akkoord.__version__, library_versions()),
        template=tools.template,
        logo=tools.logo,
        fonts=tools.fonts,
        files=tuple(FileRow(n, sha256_of(data), len(data)) for n, data in sorted(pack.files.items())),
        documents=rows,
        number=numbering.number,
        supersedes=numbering.supersedes,
        reasons=pack.signing.reasons if pack.signing is not None else (),
    )


def _status(rows: tuple[DocumentRow, ...]) -> str:
    """Ready when every document there is, "" when there is none."""
    found = {row.status for row in rows if row.present}
    if not found:
        return ""
    return Status.READY.value if found == {Status.READY.value} else Status.CONCEPT.value
