"""What a build came to, as a value: for the closing table, for JSON and for the next run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, as_json, has_errors
from akkoord.records import Cause


class Outcome(StrEnum):
    """What became of a document in this run."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    ABSENT = "absent"
    FAILED = "failed"
    HELD = "held"
    """It could be written, but stays out with its pack, in which another document failed."""


class StepRun(Struct, frozen=True):
    """A step of a build: whether it ran, and why or why not.

    `step` is "assemble" or "write" of a document, "manifest", "pack" or "calendar" of a pack, "overview", "register" or
    "calendar" of an edition, "index" of all editions. A cause has a kind of its own beside those of a plan: first,
    forgotten, forced, same, same_text, missing, altered, value, status, fields, engine, document, row, pack, packs,
    findings, comparisons, always, other.
    """

    step: str
    ran: bool
    causes: tuple[Cause, ...]


class DocumentResult(Struct, frozen=True):
    """A document of a pack; `reason` says why it is not there, `annex_of` which document it is an annex of.

    `steps` says of each of its steps why it ran, where that was asked.
    """

    kind: str
    outcome: Outcome
    reason: str = ""
    annex_of: str = ""
    steps: tuple[StepRun, ...] = ()


def held_back(result: DocumentResult) -> DocumentResult:
    """What became of a document whose pack is not put in place."""
    return replace(result, outcome=Outcome.HELD) if result.outcome is Outcome.WRITTEN else result


class PackResult(Struct, frozen=True):
    """A pack by its path under the output folder; `status` is "" when there is nothing to sign.

    `steps` are those of the pack as a whole. `findings` are the places, among those of the build, of what concerns
    this pack: what was found of its provider in other editions does not.
    """

    path: str
    status: str
    documents: tuple[DocumentResult, ...]
    steps: tuple[StepRun, ...] = ()
    findings: tuple[int, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the pack was not put in its place."""
        return any(document.outcome is Outcome.FAILED for document in self.documents)


class EditionResult(Struct, frozen=True):
    """The files of an edition as a whole, by its folder under the output folder; "" for the page of all editions."""

    path: str
    steps: tuple[StepRun, ...]


class BuildResult(Struct, frozen=True):
    """All packs that were asked for and every finding, both in order.

    `removed` are packs that left the project. `editions` say why the files of each edition as a whole were written,
    where that was asked. `internal` is set when a bug of ours, not the
    user's material, stopped a document; `report` then holds the tracebacks.
    """

    packs: tuple[PackResult, ...]
    diagnostics: tuple[Diagnostic, ...]
    removed: tuple[str, ...] = ()
    report: str = ""
    editions: tuple[EditionResult, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 fine, 1 findings that fail, 3 a bug of ours."""
        if self.report:
            return 3
        return int(has_errors(self.diagnostics) or any(pack.failed for pack in self.packs))


def with_findings(
    packs: Iterable[PackResult], found: Sequence[Diagnostic], elsewhere: Callable[[str], frozenset[Diagnostic]]
) -> tuple[PackResult, ...]:
    """The packs with what was found of each; `elsewhere` gives what was found in other editions only, by folder."""
    named: dict[str, list[int]] = {}
    for n, diagnostic in enumerate(found):
        for name in diagnostic.names:
            named.setdefault(name, []).append(n)
    others: dict[str, frozenset[Diagnostic]] = {}
    out: list[PackResult] = []
    for pack in packs:
        folder, _, name = pack.path.rpartition("/")
        if folder not in others:
            others[folder] = elsewhere(folder)
        own = tuple(n for n in named.get(name, ()) if found[n] not in others[folder])
        out.append(replace(pack, findings=own))
    return tuple(out)


def result_to_data(result: BuildResult) -> dict[str, object]:
    """The result as plain data, as in `schemas/build.schema.json`."""
    documents: dict[int, list[dict[str, object]]] = {}  # packs whose documents became the same have one object of them
    for pack in result.packs:
        if id(pack.documents) not in documents:
            documents[id(pack.documents)] = list(map(_document, pack.documents))
    return {
        "packs": [
            {
                "path": pack.path,
                "status": pack.status or None,
                "documents": documents[id(pack.documents)],
                "findings": list(pack.findings),
                **_steps(pack.steps),
            }
            for pack in result.packs
        ],
        **({"editions": [{"path": e.path, **_steps(e.steps)} for e in result.editions]} if result.editions else {}),
        "removed": list(result.removed),
        "diagnostics": [as_json(diagnostic) for diagnostic in result.diagnostics],
    }


def _document(document: DocumentResult) -> dict[str, object]:
    return {
        "kind": document.kind,
        "outcome": document.outcome.value,
        "reason": document.reason or None,
        "annex_of": document.annex_of or None,
        **_steps(document.steps),
    }


def _steps(steps: tuple[StepRun, ...]) -> dict[str, object]:
    """Why each step ran, for who asked."""
    return {"steps": [{"step": s.step, "ran": s.ran, "causes": to_builtins(s.causes)} for s in steps]} if steps else {}


def without_steps(result: BuildResult) -> BuildResult:
    """The result without why each step ran: the next run has its own reasons."""
    return replace(result, packs=tuple(map(_pack_without_steps, result.packs)), editions=())


def _pack_without_steps(pack: PackResult) -> PackResult:
    if any(document.steps for document in pack.documents):
        return replace(pack, steps=(), documents=tuple(replace(d, steps=()) for d in pack.documents))
    return replace(pack, steps=()) if pack.steps else pack


def unchanged_result(data: Mapping[str, Any]) -> BuildResult:
    """The result of the same build again, from the data of a result: nothing was written this time.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by `result_to_data`.
    """
    return BuildResult(
        tuple(
            PackResult(
                pack["path"],
                pack["status"] or "",
                tuple(_again(d) for d in pack["documents"]),
                findings=tuple(pack["findings"]),
            )
            for pack in data["packs"]
        ),
        tuple(diagnostic_of(d) for d in data["diagnostics"]),
    )


def _again(data: Mapping[str, Any]) -> DocumentResult:
    outcome = Outcome(data["outcome"])
    if outcome is Outcome.WRITTEN:
        outcome = Outcome.UNCHANGED
    return DocumentResult(data["kind"], outcome, data["reason"] or "", data["annex_of"] or "")


def diagnostic_of(data: Mapping[str, Any]) -> Diagnostic:
    """The finding that `as_json` was given."""
    return Diagnostic(
        Severity(data["severity"]),
        data["code"],
        data["message"],
        _span(data["place"]),
        tuple(data["hints"]),
        tuple(Related(_place(r["place"]), r["message"]) for r in data["related"]),
        data["document"] or "",
        data["provider"] or "",
        data.get("article", ""),
        data.get("found", ""),
        data.get("expected", ""),
        data.get("mark", ""),
        tuple(data.get("providers", ())),
    )


def _span(data: Mapping[str, Any] | None) -> Span | None:
    return None if data is None else _place(data)


def _place(data: Mapping[str, Any]) -> Span:
    return Span(data["file"], data["line"], data["column"])
