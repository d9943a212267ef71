"""Programs of others that judge a redline and a Word file, named by the environment, and our own second opinion."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

REFEREE = "REDLINE_REFEREE"  # scores a redline against its old and new file
VALIDATOR = "DOCX_VALIDATOR"  # checks a Word file against schemas and cross-part rules


@cache
def named(variable: str) -> ModuleType | None:
    """The program that an environment variable names, None when there is none."""
    path = Path(os.environ.get(variable, ""))
    if not path.is_file():
        return None
    spec = spec_from_file_location(variable.lower(), path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    import sys  # dataclasses of the program look themselves up here

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def score(old: bytes, new: bytes, redlined: bytes) -> dict[str, Any] | None:
    """The referee's verdict (`text`, `struct`, `full`, `markup`, `lint` …), None without a referee."""
    judge = named(REFEREE)
    if judge is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.docx" for name in ("old", "new", "redline")]
        for path, data in zip(paths, (old, new, redlined), strict=True):
            path.write_bytes(data)
        verdict = judge.judge(*map(str, paths))
        judge._ref_cache.clear()
    return verdict


def faults_of_score(verdict: dict[str, Any] | None) -> list[str]:
    """What the referee holds against a redline; formatting counts."""
    if verdict is None:
        return []
    found = [f"referee: {verdict['error']}"] if verdict.get("error") else []
    for direction in ("reject", "accept"):
        levels = verdict.get(direction, {})
        failed = [level for level in ("text", "struct", "full") if not levels.get(level)]
        if failed:
            found.append(f"referee: {direction} differs in {failed[0]} {levels.get('first_difference', '')}")
    return [*found, *(f"referee: {finding}" for finding in verdict.get("lint", ()))]


# Where both versions stand in one file, the validator warns of what has to be so.
_INHERENT = (
    "empty field instruction",  # it reads w:instrText only; in a deleted field the standard has w:delInstrText
    "has no cached result",  # likewise: the result stands in w:delText
    "first-page header or footer without w:titlePg",  # rejecting brings w:titlePg back, and needs the header
    "row spans # columns",  # a deleted cell stands beside the ones that stay
)


def new_findings(redlined: bytes, *inputs: bytes) -> list[str]:
    """Findings of the validator in the redline that none of its inputs has."""
    if named(VALIDATOR) is None:
        return []
    before: Counter[str] = Counter()
    for data in inputs:
        before |= Counter(_findings(data))
    found = (Counter(_findings(redlined)) - before).keys() - before.keys()
    return sorted(finding for finding in found if not any(said in finding for said in _INHERENT))


@lru_cache(maxsize=4)  # the two files of a pair are judged with each redline of them
def _findings(data: bytes) -> list[str]:
    """Findings without what differs between two files that are equally right: lines, ids, names of parts."""
    validator = named(VALIDATOR)
    assert validator is not None
    return [
        f"validator: [{f.code}] {re.sub(r'[0-9]+', '#', f.message)} ({re.sub(r'[0-9]+', '', f.part)})"
        for f in validator.validate(data)
        if f.severity in ("error", "warn")
    ]
