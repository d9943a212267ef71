"""The table of requirements for a folder of pairs: whole processes, judged by the referee that REDLINE_REFEREE names.

    python bench/redline_corpus.py [FOLDER] [--only TEXT] [--pdf] [--all]

FOLDER holds `pairs.json` (`{"pairs": [{"id", "old", "new", "expected_revisions"}]}`); without one, the pairs in
`tests/corpus/redline`. With `--pdf` LibreOffice converts every output. `--all` lists every pair, not only what falls
short.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from whole_process import Cost, cost_of

from support.word.referees import REFEREE, VALIDATOR, named, new_findings
from support.word.scoring import Case, Result, as_table, cases, judged, totals


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("folder", nargs="?", type=Path, default=ROOT / "tests" / "corpus" / "redline")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--pdf", action="store_true")
    arguments.add_argument("--all", action="store_true")
    chosen = arguments.parse_args()
    if named(REFEREE) is None:
        print(f"{REFEREE} noemt geen programma dat redlines beoordeelt")
        return 2
    wanted = [case for case in cases(chosen.folder) if chosen.only in case.name]
    if not wanted:
        print(f"geen paren in {chosen.folder} met `{chosen.only}`")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        runs: list[Cost] = []
        results = [_result(case, Path(folder), runs) for case in wanted]
        opened = _opened(Path(folder)) if chosen.pdf else None
    print(as_table(results, everything=chosen.all))
    return _print_totals(results, runs, opened)


def _result(case: Case, folder: Path, runs: list[Cost]) -> Result:
    out = folder / f"{case.name}.docx"

    def made(_old: bytes, _new: bytes) -> bytes:
        command = [sys.executable, "-m", "akkoord", "redline", str(case.old), str(case.new), "-o", str(out)]
        runs.append(cost_of(command, {**os.environ, "PYTHONPATH": str(ROOT / "src")}))
        return out.read_bytes()

    result = judged(case, made)
    if not out.exists() or named(VALIDATOR) is None:
        return result
    found = new_findings(out.read_bytes(), case.old.read_bytes(), case.new.read_bytes())
    return replace(result, new_findings=tuple(found))


def _opened(folder: Path) -> float:
    """The share of outputs that LibreOffice turns into a PDF."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SystemExit("LibreOffice ontbreekt")
    files = sorted(folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for at in range(0, len(files), 40):
        some = [str(path) for path in files[at : at + 40]]
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *some]
        subprocess.run(command, capture_output=True, check=False, timeout=900)
    return 100 * sum(path.with_suffix(".pdf").exists() for path in files) / max(1, len(files))


def _print_totals(results: list[Result], runs: list[Cost], opened: float | None) -> int:
    found = totals(results)
    kept = 100 * found.kept / max(1, found.expected)
    rows: list[tuple[str, str, str, bool]] = [
        ("heen en terug, tekst", f"{found.text:.1f} %", "100 %", found.text == 100),
        ("heen en terug, structuur en opmaak", f"{found.struct:.1f} %", "≥ 98 %", found.struct >= 98),
        ("heen en terug, alle eigenschappen", f"{found.full:.1f} %", "", True),
        ("gemarkeerd / kortste script, totaal", f"{found.ratio:.3f}", "≤ 1,15", found.ratio <= 1.15),
        ("gemarkeerd / kortste script, 90e percentiel", f"{found.ratio_90:.3f}", "≤ 1,3", found.ratio_90 <= 1.3),
        (
            "goed, in niet meer groepen dan verwacht",
            f"{found.kept}/{found.expected} = {kept:.1f} %",
            "≥ 96 %",
            kept >= 96,
        ),
        ("paren met nieuwe bevindingen", str(found.findings), "0", found.findings == 0),
    ]
    if runs:
        median, peak = statistics.median(r.processor_seconds for r in runs), max(r.megabytes for r in runs)
        rows.append(("processortijd per paar, heel proces, mediaan", f"{median:.2f} s", "", True))
        rows.append(("processortijd, langste", f"{max(r.processor_seconds for r in runs):.2f} s", "", True))
        rows.append(("piekgeheugen", f"{peak:.0f} MB", "", True))
    if opened is not None:
        rows.append(("LibreOffice opent en zet om", f"{opened:.1f} %", "100 %", opened == 100))
    print(f"\n{found.pairs} paren")
    for name, value, wanted, good in rows:
        print(f"{name:46s}{value:>18s}  {wanted:8s}{'' if good else '  NIET GEHAALD'}")
    return 0 if all(good for _, _, _, good in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
