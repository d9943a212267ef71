"""A plan as a value: what a build would change, why, and who has to sign or approve it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, cast

from msgspec import Struct, to_builtins

FORMAT = "akkoord-plan/1"
_KINDS = {
    "clause": "clausule",
    "data": "gegevens",
    "deviation": "afwijking",
    "template": "huisstijl",
    "logo": "logo",
    "fonts": "lettertype",
    "program": "programma",
    "annex": "bijlage",
}
_BRIEF = 40
"""So many characters of a change still fit beside its place."""


class FileVerdict(StrEnum):
    """What a build does to a file. `UNCERTAIN`: it writes it, and only then it is known whether a byte differs."""

    NEW = "new"
    CHANGES = "changes"
    REMOVED = "removed"
    UNCERTAIN = "uncertain"


class PlanState(StrEnum):
    """What happens to a pack or a document as a whole."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    STOPPED = "stopped"
    """A finding stops it: nothing of it is replaced."""


class PlannedFile(Struct, frozen=True):
    """A file under the output folder by its path, and what happens to it."""

    file: str
    verdict: FileVerdict


class Cause(Struct, frozen=True):
    """Something that a document is made of and that is not what it was.

    `kind` is clause, data, deviation, template, logo, fonts, program or annex; `was` and `becomes` are its
    version or the first digits of its digest, "" where a side has none. `place` is where it stands now.
    """

    kind: str
    name: str
    was: str
    becomes: str
    place: str = ""

    @property
    def text(self) -> str:
        """The cause in Dutch: `clausule ro-duur 1.0 → 1.1 (clauses/…)`."""
        if self.was and self.becomes:
            change = f" {self.was} → {self.becomes}"
        else:
            change = f" {self.becomes} (nieuw)" if self.becomes else f" {self.was} (weg)"
        name = self.name if self.name == self.place else f"`{self.name}`"
        place = f" ({self.place})" if self.place and self.place != self.name else ""
        return f"{_KINDS.get(self.kind, self.kind)} {name}{change}{place}"


class TextChange(Struct, frozen=True):
    """A change of text at one place of one kind of document, the same in every pack of `packs`.

    `place` is "artikel 7 lid 2"; `change_class` is one of formatting, editorial, numeric, substantive and structural.
    `follows` is whether it only follows from another change, as a number that moved. `why` says in Dutch what it
    comes from. `approver` approves the clause, "" for what is in none. `one_sided` is the ground on which the region
    may change this clause without a new signature, "" for none.
    """

    document: str
    title: str
    place: str
    clause: str
    was_version: str
    new_version: str
    change_class: str
    follows: bool
    was: tuple[str, ...]
    becomes: tuple[str, ...]
    why: tuple[str, ...]
    approver: str
    one_sided: str
    packs: tuple[str, ...] = ()
    words_of: str = ""
    """The pack whose words these are."""
    others: int = 0
    """In so many of `packs` other words stand around those that change, such as a name."""

    @property
    def around(self) -> str:
        """Whose words these are, in Dutch, where other packs have others around those that change; else ""."""
        if not self.others:
            return ""
        packs = "1 ander pakket" if self.others == 1 else f"{self.others} andere pakketten"
        pack = self.words_of.rpartition("/")[2]
        return f"zo staat het in `{pack}`; in {packs} staat er iets anders omheen, zoals een naam"

    @property
    def brief(self) -> str:
        """`10 → 12`: the words that differ, where they are few and stand together; else ""."""
        if len(self.was) != 1 or len(self.becomes) != 1:
            return ""
        old, new = self.was[0].split(), self.becomes[0].split()
        first = _common(old, new)
        last = _common(old[first:][::-1], new[first:][::-1])
        was, becomes = " ".join(old[first : len(old) - last]), " ".join(new[first : len(new) - last])
        return f"{was} → {becomes}" if was and becomes and max(len(was), len(becomes)) <= _BRIEF else ""


class DocumentChange(Struct, frozen=True):
    """A document of a pack that changes. `signature` is whether its text must be signed again.

    `told` is whether its changes of text are known and stand in the plan; otherwise `note` says why not.
    """

    kind: str
    title: str
    state: PlanState
    causes: tuple[Cause, ...]
    signature: bool
    told: bool
    note: str = ""


class PackChange(Struct, frozen=True):
    """A pack of which something changes. `sent_on` is the day on which the pack that is out was sent, "" for none."""

    path: str
    provider: str
    state: PlanState
    sent_on: str
    documents: tuple[DocumentChange, ...]
    files: tuple[PlannedFile, ...]


class Basis(Struct, frozen=True):
    """What a plan was made from: every source and every pack with its SHA-256, the program, and what was asked."""

    sources: Mapping[str, str]
    packs: Mapping[str, str]
    program: str
    asked: Mapping[str, object]


class ChangePlan(Struct, frozen=True):
    """All that a build would change. `against` is what the working state was compared with: built, sent or an edition.

    `same` counts the packs in which nothing changes. `files` are those of no single pack: overviews and registers.
    `unknown` says in Dutch what could not be told; "no changes" is never said where anything stands in it.
    """

    against: str
    packs: tuple[PackChange, ...]
    changes: tuple[TextChange, ...]
    files: tuple[PlannedFile, ...]
    same: int
    unknown: tuple[str, ...]
    basis: Basis

    @property
    def every_file(self) -> tuple[PlannedFile, ...]:
        """Every file that the build does something to, by path."""
        own = (file for pack in self.packs for file in pack.files)
        return tuple(sorted((*own, *self.files), key=lambda file: file.file))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def plan_to_data(plan: ChangePlan) -> dict[str, object]:
    """The plan as plain data, as in `schemas/plan.schema.json`."""
    return {"format": FORMAT, **to_builtins(plan)}


def plan_from_data(data: object) -> ChangePlan:
    """The plan that `plan_to_data` was given.

    Raises:
        ValueError: `data` is not a plan of this format.
    """
    try:
        given = dict(cast("dict[str, Any]", data))
        if given.pop("format") != FORMAT:
            raise ValueError("another format")
        given.pop("diagnostics", None)
        packs = tuple(_pack(row) for row in given.pop("packs"))
        changes = tuple(map(_change, given.pop("changes")))
        files = tuple(map(_file, given.pop("files")))
        return ChangePlan(
            packs=packs,
            changes=changes,
            files=files,
            basis=Basis(**given.pop("basis")),
            unknown=tuple(given.pop("unknown")),
            **given,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a plan: {error}") from error


def _pack(row: Mapping[str, Any]) -> PackChange:
    documents = tuple(_document(one) for one in row["documents"])
    return PackChange(
        row["path"],
        row["provider"],
        PlanState(row["state"]),
        row["sent_on"],
        documents,
        tuple(map(_file, row["files"])),
    )


def _document(row: Mapping[str, Any]) -> DocumentChange:
    given: dict[str, Any] = dict(row)
    given["state"] = PlanState(row["state"])
    given["causes"] = tuple(Cause(**cause) for cause in row["causes"])
    return DocumentChange(**given)


def _file(row: Mapping[str, Any]) -> PlannedFile:
    return PlannedFile(row["file"], FileVerdict(row["verdict"]))


def _change(row: Mapping[str, Any]) -> TextChange:
    given: dict[str, Any] = dict(row)
    for name in ("was", "becomes", "why", "packs"):
        given[name] = tuple(cast("list[str]", row[name]))
    return TextChange(**given)
