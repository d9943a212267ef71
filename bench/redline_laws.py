"""The laws of the redline on random pairs: seeds from 0 upwards, the same pairs every time.

    python bench/redline_laws.py --examples 10000 [--jobs 2] [--again] [--proof]

With `--proof` a pair is only redlined, both ways, which is proven by the engine itself; without it each redline is also
judged by the programs that REDLINE_REFEREE and DOCX_VALIDATOR name, by its tests, and made twice.

Stops and starts where it was: the next seed is kept in `output/redline-laws/state.json` until `--again`. A pair that
fails is made small and kept in `output/redline-laws/<seed>/` with what is wrong with it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support.word.laws import faults, faults_of_equal, random_pair, refusals
from support.word.model import Document
from support.word.reduction import reduced
from support.word.referees import REFEREE, VALIDATOR, named
from support.word.writing import docx

KEPT = ROOT / "output" / "redline-laws"
STATE = KEPT / "state.json"
BATCH = 50


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--examples", type=int, default=10_000)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--again", action="store_true", help="from the first seed")
    arguments.add_argument("--first", type=int, help="from this seed")
    arguments.add_argument("--whole", action="store_true", help="keep a failing pair as it is")
    arguments.add_argument("--proof", action="store_true", help="only the engine's own proof")
    chosen = arguments.parse_args()
    for variable in (REFEREE, VALIDATOR) if not chosen.proof else ():
        if named(variable) is None:
            print(f"{variable} noemt geen programma: zonder dat oordeel")
    KEPT.mkdir(parents=True, exist_ok=True)
    state = {"next": 0, "failed": []}
    if STATE.exists() and not chosen.again:
        state = json.loads(STATE.read_text(encoding="utf-8"))
    if chosen.first is not None:
        state = {"next": chosen.first, "failed": []}
    return _run(state, (chosen.first or 0) + chosen.examples, chosen.jobs, _Check(not chosen.whole, chosen.proof))


def _run(state: dict, end: int, jobs: int, check: _Check) -> int:
    start, first = time.perf_counter(), state["next"]
    edits: Counter[str] = Counter()
    with ProcessPoolExecutor(jobs) as pool:
        for batch in range(first, end, BATCH):
            seeds = range(batch, min(batch + BATCH, end))
            for seed, names, wrong in pool.map(check.of, seeds):
                edits.update(names)
                if wrong:
                    state["failed"].append(seed)
                    print(f"{seed}: {', '.join(names)}: {'; '.join(wrong)[:300]}", flush=True)
            state["next"] = seeds.stop
            STATE.write_text(json.dumps(state), encoding="utf-8")
            pace = (time.perf_counter() - start) / (seeds.stop - first)
            print(f"\r{seeds.stop} van {end}, {len(state['failed'])} fout, {pace:.2f} s per paar", end="", flush=True)
    print(f"\n{end} paren, {len(state['failed'])} fout; soorten wijziging: {len(edits)}")
    return 1 if state["failed"] else 0


class _Check(Struct, frozen=True):
    """How a pair is looked at: made small when something is wrong, and by whose judgement."""

    small: bool
    proof_only: bool

    def of(self, seed: int) -> tuple[int, tuple[str, ...], list[str]]:
        """What is wrong with the pair of a seed; the pair is kept when something is."""
        old, new, noise, names = random_pair(seed)
        wrong = self._wrong(old, new, noise)
        if wrong:
            kind = _kind(wrong[0])
            if self.small:
                old, new = reduced(old, new, lambda a, b: any(_kind(w) == kind for w in self._wrong(a, b, noise)), 400)
                wrong = self._wrong(old, new, noise)
            folder = KEPT / str(seed)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "old.docx").write_bytes(docx(old))
            (folder / "new.docx").write_bytes(docx(new, noise))
            said = [f"seed {seed}, noise {noise}, edits {', '.join(names)}", *wrong, repr(old), repr(new)]
            (folder / "what.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
        return seed, names, wrong

    def _wrong(self, old: Document, new: Document, noise: int) -> list[str]:
        try:
            if self.proof_only:
                return refusals(old, new, noise)
            return faults(old, new, noise) + faults_of_equal(old, noise)
        except Exception as bug:
            return [f"crash: {type(bug).__name__}: {bug}"]


def _kind(fault: str) -> str:
    """What two faults of one cause have in common."""
    return fault[:34]


if __name__ == "__main__":
    sys.exit(main())
