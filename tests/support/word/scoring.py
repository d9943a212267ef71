"""Scoring redlines of many pairs as the table of requirements does; the referee judges."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from support.word.referees import REFEREE, named, score


class Case(Struct, frozen=True, dict=True):
    """A pair of files; `expected` is the number of change groups its makers expect."""

    name: str
    old: Path
    new: Path
    expected: int | None


class Result(Struct, frozen=True, dict=True):
    """The verdict on one pair; `shortest` counts the characters of a shortest word-level edit script."""

    case: Case
    verdict: dict[str, Any]
    shortest: int | None
    new_findings: tuple[str, ...] = ()

    @property
    def marked(self) -> int:
        """Characters inserted, deleted and moved."""
        markup = self.verdict.get("markup")
        return markup["ins"] + markup["dele"] + markup["moved"] if markup else 0

    @property
    def groups(self) -> int:
        """Stretches of marks of one kind."""
        return self.verdict["markup"]["groups"] if self.verdict.get("markup") else 0

    @property
    def in_groups(self) -> bool:
        """Right, and in no more groups than expected."""
        return bool(self.verdict.get("text")) and self.groups <= (self.case.expected or 0)


class Totals(Struct, frozen=True, dict=True):
    """The rows of the table: shares in percent, ratios of marked text to the shortest edit script."""

    pairs: int
    text: float
    struct: float
    full: float
    ratio: float
    ratio_90: float
    kept: int
    expected: int
    findings: int


def cases(folder: Path) -> list[Case]:
    """The pairs that `pairs.json` in a folder names."""
    listed = json.loads((folder / "pairs.json").read_text(encoding="utf-8"))["pairs"]
    return [Case(p["id"], folder / p["old"], folder / p["new"], p.get("expected_revisions")) for p in listed]


def judged(case: Case, make: Callable[[bytes, bytes], bytes]) -> Result:
    """The verdict on what `make` makes of a pair; a crash is a verdict too."""
    old, new = case.old.read_bytes(), case.new.read_bytes()
    try:
        verdict = score(old, new, make(old, new)) or {}
    except Exception as failure:
        verdict = {"error": f"{type(failure).__name__}: {failure}"}
    return Result(case, verdict, shortest(case))


def shortest(case: Case) -> int | None:
    """Characters of a shortest word-level edit script between the two files."""
    referee = named(REFEREE)
    assert referee is not None
    views = [referee.tokens(referee.reference(str(path))[1]) for path in (case.old, case.new)]
    return referee.myers(*views)


def totals(results: list[Result]) -> Totals:
    """The table over all pairs; ratios over the pairs that are right and have a difference."""

    def share(level: str) -> float:
        return 100 * sum(bool(r.verdict.get(level)) for r in results) / len(results)

    right = [(r.marked, r.shortest) for r in results if r.verdict.get("text") and r.shortest]
    ratios = sorted(marked / least for marked, least in right)
    counted = [r for r in results if r.case.expected is not None]
    return Totals(
        len(results),
        share("text"),
        share("struct"),
        share("full"),
        sum(marked for marked, _ in right) / max(1, sum(least for _, least in right)),
        statistics.quantiles(ratios, n=10, method="inclusive")[-1] if len(ratios) > 1 else sum(ratios),
        sum(r.in_groups for r in counted),
        len(counted),
        sum(bool(r.verdict.get("lint")) or bool(r.new_findings) for r in results),
    )


def as_table(results: list[Result], *, everything: bool = False) -> str:
    """One line for each pair that is not as it should be, ratios above 1.3 included; or for every pair."""
    lines: list[str] = []
    for r in results:
        ratio = r.marked / r.shortest if r.shortest else 0.0
        wrong = [level for level in ("text", "struct", "full") if not r.verdict.get(level)]
        many = r.case.expected is not None and not r.in_groups
        if everything or wrong or many or ratio > 1.3 or r.verdict.get("lint") or r.new_findings:
            groups = f"{r.groups}/{r.case.expected}" if r.case.expected is not None else str(r.groups)
            said = [*r.verdict.get("lint", ()), *r.new_findings, r.verdict.get("error", ""), _first(r.verdict)]
            remarks = "; ".join(s for s in said if s)[:160]
            marked = f"{r.marked}/{r.shortest}"
            lines.append(f"{r.case.name:24s} {' '.join(wrong):18s} {marked:>14s} {ratio:5.2f} {groups:>7s} {remarks}")
    return "\n".join(lines)


def _first(verdict: dict[str, Any]) -> str:
    for direction in ("reject", "accept"):
        if place := verdict.get(direction, {}).get("first_difference"):
            return f"{direction}: {place}"
    return ""
