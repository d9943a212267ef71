"""Planted faults: how many each rule finds at the right place, and whether one hides another or makes others speak.

Usage: python bench/defects.py [RULE …]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from akkoord.checks.registry import find_rule, rule_ids
from support.checked import Case, checked, shown
from support.seeded import also_found, cases_of, reasons, seeded

_LEAST = 0.95


def main(asked: list[str]) -> int:
    """Print a line for each rule, then the totals; 1 when fewer are found than asked for, or one hides another."""
    total: Counter[str] = Counter()
    for rule in asked or rule_ids():
        own = _of_rule(rule)
        total += own
        print(f"{rule}  {_shown(own)}")
    share = total["found"] / total["planted"]
    print(f"\n{_shown(total)}\nfound with the right rule and place: {share:.1%} of {total['planted']}")
    return int(share < _LEAST or total["hidden"] > 0 or total["unexplained"] > 0)


def _of_rule(rule: str) -> Counter[str]:
    count: Counter[str] = Counter()
    for case in cases_of(rule):
        if not case.finds:
            count["right cases"] += 1
            count["false"] += len(_found(rule, case))
            continue
        count["planted"] += 1
        count[f"in {_where(case)}"] += 1
        count["found"] += sorted(_found(rule, case)) == sorted(case.finds)
    company = reasons()["company"].get(rule, {})
    count["hidden"] += sum(place[0] not in company for one in seeded(rule) for place in one.lost)
    count["unexplained"] += sum(other not in reasons()["also"].get(rule, {}) for _, other in also_found(rule))
    return count


def _found(rule: str, case: Case) -> list[str]:
    known = find_rule(rule)
    assert known is not None, rule
    return [shown(found) for found in checked(case, known)]


def _where(case: Case) -> str:
    """Where the first fault of a case was planted."""
    file = case.finds[0].partition(":")[0]
    if file.endswith(".md"):
        return "clauses"
    kinds = {line.split()[2] for line in case.project.splitlines() if line.startswith("@@ document ")}
    if file.removesuffix(".yaml") in kinds:
        return "specs"
    return "data" if file.endswith(".yaml") else "packs and files"


def _shown(count: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in count.items() if number or name == "found")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
