"""What two builds that differ are told apart by."""

import io
import zipfile
from pathlib import Path

import pytest

from akkoord.project import twice
from akkoord.project.build import Request
from akkoord.project.progress import Silent
from akkoord.project.result import BuildResult, DocumentResult, Outcome, PackResult

PACK = "r/2023/een"


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Two builds of a project, the second with the files that a test gives."""
    root = tmp_path / "project"
    for name in ("clauses", "contracts"):
        (root / name).mkdir(parents=True)

    def put(folder: Path, files: dict[str, bytes]) -> None:
        (folder / "output" / PACK).mkdir(parents=True)
        for name, content in files.items():
            (folder / "output" / PACK / name).write_bytes(content)

    def both(first: dict[str, bytes], second: dict[str, bytes]) -> BuildResult:
        put(root, first)
        done = BuildResult((PackResult(PACK, "ready", (DocumentResult("x", Outcome.WRITTEN),)),), ())
        monkeypatch.setattr(twice, "build_project", lambda *_: done)
        monkeypatch.setattr(twice, "_build_elsewhere", lambda _, copy: put(copy, second))
        return twice.build_twice(Request(root), Silent())

    return both


def test_equal_files_are_counted(built):
    result = built({"a.pdf": b"1", "b.html": b"2"}, {"a.pdf": b"1", "b.html": b"2"})
    assert result.exit_code == 0
    assert [d.message for d in result.diagnostics] == [
        "twee keer gebouwd: 2 bestanden in 1 pakketten zijn byte voor byte gelijk"
    ]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"a.pdf": b"abc1"}, {"a.pdf": b"abc2"}, "a.pdf` is de tweede keer anders: vanaf byte 3: `1` en `2`"),
        ({"a.pdf": b"abc"}, {"a.pdf": b"abcd"}, "vanaf byte 3: `` en `d`"),
        ({"a.pdf": b"a"}, {}, "`output/r/2023/een/a.pdf` is er alleen in de eerste build"),
        ({}, {"a.pdf": b"a"}, "`output/r/2023/een/a.pdf` is er alleen in de tweede build"),
        (
            {"a.docx": zipped(one="x", two="twaalf")},
            {"a.docx": zipped(one="x", two="twintig")},
            "in `two`, vanaf byte 2: `aalf` en `intig`",
        ),
        ({"a.docx": zipped(one="x")}, {"a.docx": zipped(other="x")}, "de onderdelen zijn andere, of in"),
    ],
)  # fmt: skip
def test_a_difference_is_an_error_with_the_file_and_the_first_place(built, first, second, said):
    result = built(first, second)
    assert result.exit_code == 1
    (found,) = result.diagnostics
    assert found.code == "TWC001"
    assert said in found.message


def test_a_pdf_by_libreoffice_is_not_built_twice(tmp_path):
    with pytest.raises(twice.TwiceError) as refused:
        twice.build_twice(Request(tmp_path, pdf_engine="libreoffice"), Silent())
    assert refused.value.diagnostics[0].code == "TWC002"
