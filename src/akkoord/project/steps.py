"""Which inputs make which outputs: the one place that knows.

    clause file ─┐
    region, provider, spec, edition ─┴─ assemble ─ tree ─┐
    template, fonts ─────────────────────────────────────┴─ write ─ DOCX, PDF, HTML ─ manifest

Reading and assembling take milliseconds and are done on every run in which any source
changed. Writing and proving take the time, so each document's step has a key: the digest of
all that goes into it. A key that is as it was means that no writer runs (early cut-off).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from msgspec import Struct, to_builtins
from msgspec.json import encode

from akkoord.diagnostics import error
from akkoord.project.layout import Layout
from akkoord.project.shipped import environment
from akkoord.project.sources import Sources, UnreadableError
from akkoord.records import DocumentRow, FileRow, Manifest, Step
from akkoord.signing import FieldPlan
from akkoord.tree import Block, Clause, Document, Held, Table, blocks_with
from akkoord.tree.facts import of_block


class Tools(Struct, frozen=True):
    """All that turns trees into files: digest of the program, house style, logo, fonts, what makes the PDF."""

    program: str
    template: FileRow
    logo: FileRow | None
    fonts: tuple[FileRow, ...]
    pdf_engine: str


def program_digest(sources: Sources) -> str:
    """The digest of the program itself: its code, its schemas, and what it runs on."""
    parts = [(path, sources.sha256(path)) for path in sources.paths("@program/")]
    parts += [(path, sources.sha256(path)) for path in sources.paths("@schemas/")]
    return _digest([*parts, environment()])


def tools_of(sources: Sources, layout: Layout, program: str, pdf_engine: str) -> Tools:
    """The tools of a run.

    Raises:
        UnreadableError: the house style is not there, or it or a font cannot be read.
    """
    if not layout.template:
        hint = "zet het Word-sjabloon van de huisstijl op die plaats"
        raise UnreadableError(error("SRC008", "`templates/huisstijl.docx` ontbreekt", None, hint))
    template = _file_row(sources, layout.template)
    logo = _file_row(sources, layout.logo) if layout.logo else None
    return Tools(program, template, logo, tuple(_file_row(sources, path) for path in layout.fonts), pdf_engine)


def _file_row(sources: Sources, path: str) -> FileRow:
    sha256 = sources.sha256(path)
    return FileRow(path.removeprefix("@"), sha256, sources.read[path].stat.size)


def text_digest(document: Document, tree_sha256: str) -> str:
    """The digest of what a document says and where it comes from.

    Where a text comes from does not count in the digest of a tree, yet the DOCX tells it of
    each clause: place and digest of the source count here.
    """
    blocks = (*document.body, *document.signature_pages)
    return _digest([tree_sha256, document.status.value, [one for block in blocks for one in of_block(block, _origins)]])


def content_digest(text: str, fields: tuple[FieldPlan, ...]) -> str:
    """The digest of a document: its `text_digest`, and the signature fields of its PDF."""
    return _digest([text, to_builtins(fields)])


def writing_key(content: str, tools: Tools) -> str:
    """The digest of all that goes into the files of a document: its `content_digest`, and what makes files of it."""
    files = [row.sha256 if row else "" for row in (tools.template, tools.logo, *tools.fonts)]
    return _key([tools.program, tools.pdf_engine, content, files])


def input_key(dependence: str, program: str, *, provable: bool) -> str:
    """The digest of all that goes into assembling a document; "" when that is not known, so that it is assembled."""
    return _key([program, provable, dependence]) if dependence else ""


def _origins(block: Block) -> tuple[tuple[str, ...], ...]:
    """Where the clauses in a block come from."""
    found: list[tuple[str, ...]] = []
    for one in blocks_with((block,), Held.CLAUSE):
        if isinstance(one, Clause):
            found.append((one.anchor, one.digest, str(one.span)))
        elif isinstance(one, Table):
            found += [(row.anchor, str(row.span)) for row in one.rows if row.clause]
    return tuple(found)


def steps_of(path: str, manifest: Manifest, manifest_sha256: str, zip_sha256: str = "") -> tuple[Step, ...]:
    """The steps that made a pack, as its manifest tells them, for the record of the output.

    `zip_sha256` is the digest of its signature pack, "" when it has none.
    """
    program = _digest([manifest.program.name, manifest.program.version, dict(manifest.program.libraries)])
    present = [row for row in manifest.documents if row.present]
    steps = [step for row in present for step in _document_steps(path, row, manifest, program)]
    inputs = {f"{path}/{file.file}": file.sha256 for row in present for file in row.files}
    if manifest.files:
        data = {d.file: d.sha256 for row in present for d in row.data if d.kind != "document"}
        own = {f"{path}/{file.file}": file.sha256 for file in manifest.files}
        steps.append(_step(f"calendar {path}", data | {"program": program}, own))
        inputs |= own
    steps.append(_step(f"manifest {path}", inputs, {f"{path}/manifest.json": manifest_sha256}))
    if zip_sha256:
        sent = {f"{path}/{f.file}": f.sha256 for row in present if row.sent for f in row.files if f.file[-4:] == ".pdf"}
        made_of = {**sent, f"{path}/manifest.json": manifest_sha256, "program": program}
        steps.append(_step(f"pack {path}", made_of, {f"{path}/tekenpakket.zip": zip_sha256}))
    return tuple(steps)


def _document_steps(path: str, row: DocumentRow, manifest: Manifest, program: str) -> tuple[Step, Step]:
    name = f"{path}/{row.kind}"
    tree = {f"tree {name}": row.tree_sha256}
    sources = {c.file: c.sha256 for c in row.clauses} | {d.file: d.sha256 for d in row.data}
    tools = {f.file: f.sha256 for f in (manifest.template, manifest.logo, *manifest.fonts) if f is not None}
    written = {f"{path}/{file.file}": file.sha256 for file in row.files}
    return (
        _step(f"assemble {name}", sources | {"program": program}, tree),
        _step(f"write {name}", tree | tools | {"program": program}, written),
    )


def _step(name: str, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> Step:
    return Step(name, tuple(sorted(inputs.items())), tuple(sorted(outputs.items())))


def _key(parts: object) -> str:
    """The digest of what a step rests on, the program itself included: no other ever compares it."""
    return hashlib.sha256(encode(parts)).hexdigest()


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
