"""What was sent and is found nowhere any more is told of that file; everything else is verified."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from akkoord.ooxml import pack_archive, read_package
from akkoord.project.verifying import Asked, verify_files
from akkoord.signing.comparison.verdict import Answer
from support.plan_project import make_plan_project, send
from support.workspace import build

PACK = "output/voorbeeld/2023/twee"
LOST = "overeenkomst.docx"
MOMENT = datetime(2023, 1, 2, tzinfo=UTC)


def came_back(project: Path, folder: Path) -> Path:
    """All Word and PDF files of a pack, of which one Word file was saved anew."""
    folder.mkdir()
    for path in (*(project / PACK).glob("*.docx"), *(project / PACK).glob("*.pdf")):
        shutil.copy2(path, folder)
    package = read_package((folder / LOST).read_bytes(), LOST)
    main = "word/document.xml"
    anew = package.parts[main].replace(b"</w:body>", b"\n</w:body>")
    assert anew != package.parts[main]
    (folder / LOST).write_bytes(pack_archive({**package.parts, main: anew}))
    return folder


def test_a_word_file_that_is_found_nowhere_is_told_of_that_file_alone(tmp_path: Path):
    project = make_plan_project(tmp_path / "project")
    assert build(project).exit_code == 0
    send(project)
    returned = came_back(project, tmp_path / "terug")
    asked = Asked(project, (returned,), MOMENT)
    assert all(file.text.good for file in verify_files(asked).files)

    for places in ((project / "output").rglob("*.docx"), (project / "archive").rglob("teksten.zip")):
        for path in places:
            path.unlink()
    verified = verify_files(asked)
    verdicts = {file.name: file for file in verified.files}
    lost = verdicts.pop(LOST)
    assert lost.text.answer is Answer.UNREADABLE
    assert any("staat niet meer bij zijn manifest" in why for why in lost.text.unread)
    assert not lost.good
    assert {Path(name).suffix for name in verdicts} == {".docx", ".pdf"}
    # An untouched file is itself the proof of what was sent.
    assert {file.text.answer for file in verdicts.values()} == {Answer.IDENTICAL}
    assert verified.exit_code == 1


def test_a_pdf_that_is_found_nowhere_is_not_in_order(tmp_path: Path):
    project = make_plan_project(tmp_path / "project")
    assert build(project).exit_code == 0
    folder = tmp_path / "verzonden"
    folder.mkdir()
    shutil.copy2(project / PACK / "manifest.json", folder)
    back = tmp_path / "convenant.pdf"
    other = tmp_path / "overeenkomst.pdf"
    shutil.copy2(project / PACK / "overeenkomst.pdf", other)
    back.write_bytes(b"\n" + (project / PACK / "convenant.pdf").read_bytes())  # no longer what was sent, to the byte
    verified = verify_files(Asked(project, (back, other), MOMENT, (folder,)))
    lost, untouched = verified.files
    assert lost.text.answer is Answer.UNREADABLE
    assert lost.signatures is not None
    assert not lost.signatures.good
    assert untouched.text.answer is Answer.IDENTICAL
