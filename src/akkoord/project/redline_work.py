"""One document of two editions compared: redline, was-wordt, side by side, proof; this runs in the workers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.script import EditScript, NotCompared
from akkoord.diagnostics import AkkoordError, Diagnostic, has_errors, in_order
from akkoord.executor import Outcome
from akkoord.project.grounds import EditionGrounds
from akkoord.project.workshop import Job, Workshop, write
from akkoord.redline.report import Subject

if TYPE_CHECKING:
    from akkoord.redline.changes import Change, Known, Reading

CUSTOM_PART = "docProps/custom.xml"


class RedlineJob(Struct, frozen=True):
    """A document of a pack in both editions, as the bytes of its two DOCX files.

    `known` are words that differ because the versions do. `properties` go into the redline.
    """

    pack: str
    kind: str
    old: bytes
    new: bytes
    subject: Subject
    grounds: EditionGrounds
    known: tuple[Known, ...]
    author: str
    date: str
    properties: Mapping[str, str]


class RedlineWritten(Struct, frozen=True):
    """The files of one comparison by name, none when a finding stops it, and how many changes there are."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[Change, ...] = ()


class Outcomes:
    """What became of each of the jobs `asked`, by key; those with one key are done once, by `run`.

    They are asked for in the same order.
    """

    def __init__(
        self,
        asked: Sequence[tuple[str, RedlineJob]],
        run: Callable[[Sequence[RedlineJob]], Iterator[Outcome[RedlineWritten]]],
    ) -> None:
        self._left = Counter(key for key, _ in asked)
        distinct: dict[str, RedlineJob] = {}
        for key, job in asked:
            distinct.setdefault(key, job)
        self._outcomes = run(list(distinct.values()))
        self._known: dict[str, Outcome[RedlineWritten]] = {}

    def of(self, key: str) -> Outcome[RedlineWritten]:
        """The outcome of the job with this key; forgotten when nobody asks for it any more."""
        if key not in self._known:
            self._known[key] = next(self._outcomes)
        self._left[key] -= 1
        return self._known[key] if self._left[key] else self._known.pop(key)


def readings_of_job(job: RedlineJob, script: EditScript) -> tuple[Reading, ...]:
    """The stories of a comparison with their grounds; the lay-out of our own documents follows from their text."""
    from akkoord.redline.changes import readings_of, with_filled_grounds

    readings = readings_of(script, job.grounds, job.known, layout=False)
    return with_filled_grounds(readings, job.grounds.outside, job.grounds.rows, job.grounds.filled)


def redline_names(kind: str) -> tuple[str, ...]:
    """The files that a comparison of a document makes."""
    report = tuple(f"{kind}-was-wordt.{ending}" for ending in ("docx", "html", "pdf"))
    return (f"{kind}-bewijs.json", f"{kind}-naast-elkaar.html", f"{kind}-redline.docx", *report, f"{kind}-script.json")


def write_redline(workshop: Workshop, job: RedlineJob) -> RedlineWritten:
    """Everything about one document of two editions; nothing when any part of it cannot be proven."""
    try:
        files, found, changes = _written(workshop, job)
    except AkkoordError as problem:
        files, found, changes = {}, problem.diagnostics, ()
    return RedlineWritten({} if has_errors(found) else files, in_order(found), changes)


def _written(
    workshop: Workshop, job: RedlineJob
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...], tuple[Change, ...]]:
    from akkoord.compare.script_json import script_to_data
    from akkoord.ooxml import pack_archive
    from akkoord.project.pack_files import sha256_of
    from akkoord.records import json_text
    from akkoord.redline.changes import changes_of
    from akkoord.redline.making import make_redline
    from akkoord.redline.receipt import receipt_to_data
    from akkoord.redline.report import was_wordt
    from akkoord.redline.side_by_side import side_by_side
    from akkoord.writers.docx.properties import custom_properties

    names = (job.subject.old.file, job.subject.new.file)
    made = make_redline(job.old, job.new, *names, job.author, job.date, with_script=True)
    assert made.script is not None, "the script was asked for"  # noqa: S101  a bug of ours
    redline = pack_archive({**made.package.parts, CUSTOM_PART: custom_properties(job.properties)})
    receipt = replace(made.receipt, redline=replace(made.receipt.redline, sha256=sha256_of(redline)))
    readings = readings_of_job(job, made.script)
    found = _table_proof(workshop, job, readings)
    if found:
        return {}, found, ()
    subject = replace(job.subject, not_compared=tuple(NotCompared(row.part, row.what) for row in receipt.not_compared))
    changes = changes_of(readings)
    document = was_wordt(subject, changes)
    report = write(workshop, Job(job.pack, f"{job.kind}-was-wordt", document, {}))
    files = {
        f"{job.kind}-redline.docx": redline,
        f"{job.kind}-naast-elkaar.html": side_by_side(subject, readings),
        f"{job.kind}-bewijs.json": json_text(receipt_to_data(receipt)).encode(),
        f"{job.kind}-script.json": json.dumps(script_to_data(made.script), ensure_ascii=False, sort_keys=True).encode(),
        **report.files,
    }
    return files, report.diagnostics, changes


def _table_proof(workshop: Workshop, job: RedlineJob, readings: tuple[Reading, ...]) -> tuple[Diagnostic, ...]:
    """Whether the table of the main text, applied to the old text, gives the new one, by a reader of its own."""
    from akkoord.redline.report import check_applied

    old, new = (workshop.reader.read(data) for data in (job.old, job.new))
    body, *_ = readings
    return check_applied(body, (piece.text for piece in old.pieces), (piece.text for piece in new.pieces))
