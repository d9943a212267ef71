"""Whole processes on a copy of the project: empty cache, files read before, a source changed, nothing changed; memory.

The peer is one LibreOffice process that turns the same DOCX into a PDF.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROVIDER = "voorbeeld-kompas"
SOURCE = "contracts/ijsselland/providers/voorbeeld-kompas.yaml"
CHANGES: Mapping[str, tuple[str, str]] = {
    "clausule van één editie": ("clauses/addendum/doorlopend-convenant/1.1.md", "Deze tekst dient"),
    "clausule van het convenant, twee edities": ("clauses/visie/visie-thuis/1.0.md", "De school is van belang"),
    "clausule van de overeenkomst, twee edities": (
        "clauses/raamovereenkomst/ro-privacy/1.0.md",
        "Partijen verwerken persoonsgegevens",
    ),
    "clausule van een perceel, twee edities": ("clauses/percelen/perceel-intensiteiten/1.0.md", "leefklimaat"),
    "een aanbieder": (SOURCE, "seat: Hardenberg"),
    "een rij van de tarieven": ("contracts/ijsselland/rates.yaml", "Lang, enkelvoudig"),
    "het profiel": ("contracts/ijsselland/region.yaml", "partnerregio: {value: Twente"),
}
"""Words of a source after which there is one more every round, so that it was never read before."""
ROUNDS = 5


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        keep = shutil.ignore_patterns("output", ".venv", ".git", "__pycache__", "tests")
        shutil.copytree(ROOT, project, ignore=keep)
        command = [sys.executable, str(project / "build.py")]
        one = [*command, "--provider", PROVIDER, "--document", "convenant", "--edition", "2023"]
        _run(one, project)  # compiles the program once; not counted
        rows = {
            "leeg geheugen, één convenant": _times(one, project, ("output",)),
            "bronnen in geheugen, één convenant": _times(one, project, ("output/ijsselland", "output/.cache/state")),
            "een bron veranderd, één convenant": _times(
                one, project, (), project / SOURCE, CHANGES["een aanbieder"][1]
            ),
            "niets veranderd": _times(one, project, ()),
            "check, leeg geheugen": _times([*command, "check"], project, ("output/.cache",)),
            "check, niets veranderd": _times([*command, "check"], project, ()),
        }
        (project / "clauses" / "clauses.lock").unlink()  # else a clause that changes is an error
        _committed(project)
        for name, (file, words) in CHANGES.items():
            rows[f"check, {name}"] = _times([*command, "check"], project, (), project / file, words)
        changed = [*command, "check", "--changed"]
        file, words = CHANGES["clausule van één editie"]
        rows["check --changed, dezelfde"] = _times(changed, project, (), project / file, words)
        docx = project / "output" / "ijsselland" / "2023" / PROVIDER / "convenant.docx"
        for name, times in rows.items():
            print(f"{name:50s} {min(times):6.2f} / {statistics.median(times):6.2f} s (minimum / mediaan)")
        everything = _peak([*command, "--force", "--jobs", "1"], project)
        print(f"{'piekgeheugen, alle aanbieders, 1 proces':50s} {everything:6.0f} MB")
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            print("LibreOffice: niet gemeten, ontbreekt")
            return 1
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        peer = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(docx)]
        _run(peer, project)
        times = [_seconds(peer, project) for _ in range(ROUNDS)]
        warm = statistics.median(rows["bronnen in geheugen, één convenant"])
        print(f"{'LibreOffice, alleen PDF van die DOCX':50s} {min(times):6.2f} / {statistics.median(times):6.2f} s")
        print(f"{'verhouding LibreOffice / akkoord':50s} {statistics.median(times) / warm:6.2f} x")
    return 0


def _times(
    command: list[str], project: Path, without: tuple[str, ...], changed: Path | None = None, words: str = ""
) -> list[float]:
    """Seconds of each round; before each, what `without` names is taken away, and `changed` gets a word more."""
    times: list[float] = []
    for _ in range(ROUNDS):
        if changed is not None:
            _change(changed, words)
        for name in without:
            for path in project.glob(name + "*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        times.append(_seconds(command, project))
    return times


def _change(source: Path, words: str) -> None:
    """A word more after these."""
    text = source.read_text(encoding="utf-8")
    assert words in text, f"{source}: {words}"
    source.write_text(text.replace(words, f"{words} zo", 1), encoding="utf-8", newline="\n")


def _committed(project: Path) -> None:
    """The project as a git checkout, for what asks what differs from the last commit."""
    who = ("-c", "user.name=meting", "-c", "user.email=meting@voorbeeld.invalid")
    for arguments in (("init", "-q"), ("add", "-A", "clauses", "contracts"), (*who, "commit", "-qm", "meting")):
        _run(["git", *arguments], project)


def _seconds(command: list[str], project: Path) -> float:
    start = time.perf_counter()
    _run(command, project)
    return time.perf_counter() - start


def _run(command: list[str], project: Path) -> None:
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _peak(command: list[str], project: Path) -> float:
    """Megabytes of the largest moment of one process."""
    child = os.spawnv(os.P_NOWAIT, command[0], [command[0], command[1], "--project", str(project), *command[2:]])
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


if __name__ == "__main__":
    sys.exit(main())
