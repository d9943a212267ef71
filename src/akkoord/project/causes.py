"""What a document is made of and is not what it was: the ground on which a plan and a build say why."""

from __future__ import annotations

from collections.abc import Iterator

import akkoord
from akkoord.library import ClauseStatus
from akkoord.project.shipped import library_versions
from akkoord.project.steps import Tools
from akkoord.records import Cause, DocumentRow, FileRow, Manifest

FIRST_DIGITS = 12
"""So many digits of a SHA-256 tell two apart by eye."""


def causes_of(old: DocumentRow | None, new: DocumentRow) -> Iterator[Cause]:
    """What a document is made of that is not what it was, from the two rows that the manifest has of it."""
    if old is None or not old.present:
        return
    yield from _clause_causes(old, new)
    before, now = ({row.file: row.sha256 for row in rows.data} for rows in (old, new))
    for file in dict.fromkeys((*before, *now)):
        if before.get(file) != now.get(file):
            yield Cause("data", file, before.get(file, "")[:FIRST_DIGITS], now.get(file, "")[:FIRST_DIGITS], file)
    annexes, others = ({row.kind: row.sha256 for row in rows.annexes} for rows in (old, new))
    for kind in dict.fromkeys((*annexes, *others)):
        if annexes.get(kind) != others.get(kind):
            yield Cause("annex", kind, annexes.get(kind, "")[:FIRST_DIGITS], others.get(kind, "")[:FIRST_DIGITS])


def _clause_causes(old: DocumentRow, new: DocumentRow) -> Iterator[Cause]:
    before, now = ({row.id: row for row in rows.clauses} for rows in (old, new))
    own = {row.clause for row in (*old.deviations, *new.deviations)}
    for name in dict.fromkeys((*now, *before)):
        was, becomes = before.get(name), now.get(name)
        if was == becomes:
            continue
        kind = "deviation" if name in own else "clause"
        place = becomes.file if becomes is not None else ""
        if was is not None and becomes is not None and was.version == becomes.version:
            note = "concept" if becomes.status == ClauseStatus.CONCEPT.value else "vastgesteld"
            digests = (
                f"{was.version} ({was.sha256[:FIRST_DIGITS]})",
                f"{becomes.version} ({becomes.sha256[:FIRST_DIGITS]}, {note})",
            )
            yield Cause(kind, name, *digests, place)
        else:
            yield Cause(kind, name, was.version if was else "", becomes.version if becomes else "", place)


def tool_causes(former: Manifest | None, tools: Tools) -> Iterator[Cause]:
    """What makes the files and is not what it was: house style, logo, fonts, the program and its libraries."""
    if former is None:
        return
    pairs: list[tuple[str, FileRow | None, FileRow | None]] = [
        ("template", former.template, tools.template),
        ("logo", former.logo, tools.logo),
    ]
    old, new = ({row.file: row for row in rows} for rows in (former.fonts, tools.fonts))
    pairs += [("fonts", old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    for kind, was, becomes in pairs:
        if was != becomes:
            first, last = (row.sha256[:FIRST_DIGITS] if row is not None else "" for row in (was, becomes))
            name = (becomes or was or FileRow("", "", 0)).file
            yield Cause(kind, name, first, last, name)
    before = {former.program.name: former.program.version, **former.program.libraries}
    now = {former.program.name: akkoord.__version__, **library_versions()}
    for name in dict.fromkeys((*before, *now)):
        if before.get(name, "") != now.get(name, ""):
            yield Cause("program", name, before.get(name, ""), now.get(name, ""))
