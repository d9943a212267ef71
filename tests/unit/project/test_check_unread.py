"""A file that cannot be read is the finding; what only follows from it in other files is not told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from akkoord.diagnostics import Severity
from akkoord.project.check import CheckRequest, check_project

ROOT = Path(__file__).parents[3]
MAIN = ("documents/raamovereenkomst.yaml", "documents/convenant.yaml")
OTHERS = (
    "documents/bijlage-definities.yaml",
    "providers/voorbeeld-ster.yaml",
    "rates.yaml",
    "initiatives.yaml",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, to break one file after the other."""
    project = tmp_path_factory.mktemp("unread")
    for folder in ("clauses", "contracts", "templates"):
        shutil.copytree(ROOT / folder, project / folder)
    return project


def told(project: Path) -> set[tuple[str, str]]:
    """The code and the file of every error and warning."""
    found = check_project(CheckRequest(project)).diagnostics
    weighs = (d for d in found if d.severity is not Severity.NOTE)
    return {(d.rule or d.code, d.span.file if d.span is not None else "") for d in weighs}


@pytest.mark.parametrize("name", [*MAIN, *OTHERS])
def test_nothing_is_told_but_of_the_file_itself(project: Path, name: str):
    file = project / "contracts" / "ijsselland" / name
    text = file.read_text("utf-8")
    file.write_text(f"{text}\nonbekende_sleutel: 1\n", "utf-8")
    try:
        assert {path for _, path in told(project)} == {f"contracts/ijsselland/{name}"}
    finally:
        file.write_text(text, "utf-8")


@pytest.mark.parametrize("name", ["providers/voorbeeld-ster.yaml", "documents/bijlage-monitoring.yaml"])
def test_what_is_wrong_elsewhere_is_told_beside_it(project: Path, name: str):
    """An initiative in which nobody unreadable has part has too few parties, and the disputes stand elsewhere."""
    broken = {
        name: ("kind:" if "documents" in name else "kvk:", "onbekende_sleutel: 1\n@"),
        "initiatives.yaml": (
            "providers: [voorbeeld-speelveld, voorbeeld-klein-dan-groot, voorbeeld-opstap]",
            "providers: [voorbeeld-speelveld]",
        ),
        "region.yaml": ("geschil_artikel: {value: 17", "geschil_artikel: {value: 16"),
    }
    texts: dict[Path, str] = {}
    for path, (old, new) in broken.items():
        file = project / "contracts" / "ijsselland" / path
        texts[file] = file.read_text("utf-8")
        assert texts[file].count(old) == 1 or path == name
        file.write_text(texts[file].replace(old, new.replace("@", old), 1), "utf-8")
    try:
        found = told(project)
        assert ("R102", "contracts/ijsselland/initiatives.yaml") in found
        assert "R003" in {code for code, _ in found}
    finally:
        for file, text in texts.items():
            file.write_text(text, "utf-8")
