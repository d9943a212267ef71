"""A copy of the real project to build in, and the program run as a user runs it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from akkoord.project.build import Request, build_project
from akkoord.project.finishing import Finishing
from akkoord.project.progress import Silent
from akkoord.project.result import BuildResult
from akkoord.project.selection import Selection
from akkoord.project.under_way import PackUnderWay

ROOT = Path(__file__).parents[2]
REGION = "contracts/ijsselland"
PROVIDER = "voorbeeld-ster"
WITHOUT = "voorbeeld-ambulant"
PACK = f"ijsselland/2023/{PROVIDER}"


def make_project(folder: Path) -> Path:
    """The clauses, contracts and house style of this repository, copied into `folder`; it builds one edition."""
    for name in ("clauses", "contracts", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    region = folder / REGION / "region.yaml"
    text = region.read_text(encoding="utf-8")
    one = re.sub(r"^editions: .*$", 'editions: ["2023"]', text, count=1, flags=re.MULTILINE)
    region.write_text(one, encoding="utf-8")
    _keep_what_fits(folder / REGION / "accepted.yaml")
    return folder


def _keep_what_fits(accepted: Path) -> None:
    """Take out the acceptances of what only the later edition has: there they would fit nothing."""
    head, *entries = accepted.read_text(encoding="utf-8").split("  - rule: ")
    kept = [entry for entry in entries if not entry.startswith("R116") and "/1.1.md" not in entry]
    accepted.write_text("  - rule: ".join([head, *kept]), encoding="utf-8")


def packs_gone_into(
    monkeypatch: pytest.MonkeyPatch, called: Callable[[PackUnderWay], str] = lambda pack: pack.planned.name
) -> list[str]:
    """The packs that builds from now on go through document by document, as they go."""
    seen: list[str] = []
    real = Finishing.begun

    def begun(self: Finishing, pack: PackUnderWay) -> object:
        seen.append(called(pack))
        return real(self, pack)

    monkeypatch.setattr(Finishing, "begun", begun)
    return seen


def build(project: Path, *providers: str, **options: object) -> BuildResult:
    """A build in this process, of these providers or of all."""
    selection = options.pop("selection", Selection(providers=providers))
    return build_project(Request(project, selection, **{"jobs": 1} | options), Silent())


def command(project: Path, *arguments: str) -> list[str]:
    """The program as a process of its own."""
    return [sys.executable, "-m", "akkoord", "--project", str(project), *arguments]


def environment(**extra: str) -> dict[str, str]:
    """The environment for `command`."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **extra}


def run(project: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run the program; what it says, and its exit code."""
    return subprocess.run(
        command(project, *arguments),
        env=environment(**extra),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def tree_of(folder: Path) -> dict[str, str]:
    """Every file of an output folder that a user sees, by path, with its digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def edit(path: Path, old: str, new: str) -> None:
    """Change one place of a source, with a time that differs whatever the clock's grain."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000))
