"""The command as a whole: help, wrong use, and every way to end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from akkoord.cli import command, main
from akkoord.cli.verbs import app
from akkoord.project import build as build_module
from support.workspace import ROOT

VERBS = sorted(c.name or c.callback.__name__ for c in app.registered_commands if c.callback)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "contracts").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the installed program is called, not by way of the script that runs the tests."""
    monkeypatch.setattr("sys.argv", ["akkoord"])


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_help_is_dutch_and_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "Gebruik: akkoord" in out
    assert "Opdrachten:" in out
    assert all(f"  {verb} " in out for verb in VERBS)
    assert "Show this" not in out
    assert "Options" not in out


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb_is_dutch(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    code, out, _ = run(capsys, verb, "--help")
    assert code == 0
    assert f"Gebruik: akkoord {verb}" in out
    assert not {"Usage", "Options:", "Arguments:", "[required]", "[default", "Show this"} & set(out.split())


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[:2] == (0, "akkoord 0.1.0\n")


SHOWS = "\n  tip: `--help` toont wat kan\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "fout: de opdracht `biuld` bestaat niet\n  tip: bedoelde u `build`?\n"),
        (["--providr", "x"], "fout: de optie `--providr` bestaat niet\n  tip: bedoelde u `--provider`?\n"),
        (["explain"], "fout: `PAKKET` ontbreekt\n  tip: `--help` toont wat kan\n"),
        (["where", "a", "b"], "fout: `b` is te veel\n  tip: `--help` toont wat kan\n"),
        (["--jobs", "0"], f"fout: `0` bij `--jobs` kan niet; verwacht: een geheel getal vanaf 1{SHOWS}"),
        (["--jobs", "x"], f"fout: `x` bij `--jobs` kan niet; verwacht: een geheel getal vanaf 1{SHOWS}"),
        (["--lot", "twee"], f"fout: `twee` bij `--lot` kan niet; verwacht: een geheel getal{SHOWS}"),
        (
            ["--pdf-engine", "word"],
            f"fout: `word` bij `--pdf-engine` kan niet; verwacht: `typst` of `libreoffice`{SHOWS}",
        ),
        (
            ["--executor", "dusk"],
            "fout: `dusk` bij `--executor` kan niet; verwacht: `processes` of `dask`\n  tip: bedoelde u `dask`?\n",
        ),
        (["--lot"], f"fout: bij `--lot` ontbreekt de waarde; verwacht: een geheel getal{SHOWS}"),
        (["check", "--explain"], f"fout: bij `--explain` ontbreekt de waarde; verwacht: REGEL{SHOWS}"),
        (["record", "--date"], f"fout: bij `--date` ontbreekt de waarde{SHOWS}"),
        (["--project"], f"fout: bij `--project` ontbreekt de waarde; verwacht: MAP{SHOWS}"),
        (["--force=ja"], f"fout: de optie `--force` krijgt geen waarde{SHOWS}"),
        (["--json=ja"], f"fout: de optie `--json` krijgt geen waarde{SHOWS}"),
        (["lock", "--check=ja"], f"fout: de optie `--check` krijgt geen waarde{SHOWS}"),
        (["--verison"], "fout: de optie `--verison` bestaat niet\n  tip: bedoelde u `--version`?\n"),
        (["status", "--qiet"], "fout: de optie `--qiet` bestaat niet\n  tip: bedoelde u `--quiet`?\n"),
        (
            ["--scheduler", "tcp://x"],
            "fout: `--scheduler` hoort bij `--executor dask`\n  tip: voeg toe: `--executor dask`, of laat het weg\n",
        ),
        *(
            (
                ["--watch", *other.split()],
                f"fout: `--watch` gaat niet samen met `{other}`\n  tip: laat een van beide weg\n",
            )
            for other in ("--twice", "--executor dask")
        ),
        (
            ["--watch", "--plan", "plan.json"],
            "fout: `--watch` gaat niet samen met `--plan`\n  tip: laat een van beide weg\n",
        ),
        (
            ["plan", "--out", "plan.txt"],
            "fout[PLN010]: `plan.txt` is geen naam voor een plan; verwacht: een naam op .html of .json\n"
            "  tip: noem het bijvoorbeeld `plan.html` of `plan.json`\n",
        ),
        (
            ["sign", "weg.pdf", "--field", "x", "--key", "y"],
            "fout[FIL001]: `weg.pdf` kan niet worden gelezen: het is er niet\n",
        ),
        (
            ["redline", "a.docx", "b.docx", "-o", "c.txt"],
            "fout[FIL004]: `c.txt` is geen naam voor het resultaat: Word opent het alleen als `.docx`\n"
            "  tip: laat de naam bij `-o` op `.docx` eindigen\n",
        ),
    ],
)
def test_wrong_use_is_told_in_dutch(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out, err) == (2, "", said)


def test_a_folder_without_project_ends_the_run(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys)
    assert code == 2
    assert err.startswith("fout[SRC001]: ")


def test_what_ends_a_run_is_json_when_asked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "build", "--json")
    assert (code, err) == (2, "")
    assert [d["code"] for d in json.loads(out)["diagnostics"]] == ["SRC001"]


def test_wrong_use_is_json_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "build", "--json", "--providr", "x")
    assert (code, err) == (2, "")
    (found,) = json.loads(out)["diagnostics"]
    assert (found["code"], found["hints"]) == ("CMD001", ["bedoelde u `--provider`?"])


def test_ctrl_c_ends_with_130(capsys: pytest.CaptureFixture[str], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(request: object, progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_module, "build_project", interrupted)
    code, _, err = run(capsys)
    assert code == command.INTERRUPTED
    assert "Afgebroken" in err


@pytest.mark.parametrize("debug", [False, True])
def test_a_bug_of_ours_gives_a_report_and_no_traceback(
    capsys: pytest.CaptureFixture[str], here: Path, monkeypatch: pytest.MonkeyPatch, debug: bool
) -> None:
    def broken(request: object, progress: object) -> None:
        raise ZeroDivisionError("een bug")

    monkeypatch.setattr(build_module, "build_project", broken)
    code, _, err = run(capsys, *(["--debug"] if debug else []))
    assert code == command.INTERNAL
    place = Path(err.split("`")[1])
    assert "ZeroDivisionError: een bug" in place.read_text(encoding="utf-8")
    assert ("Traceback" in err) is debug
    place.unlink()


def test_every_verb_has_one_line_in_the_help_that_is_not_broken_off(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--help")
    lines = out.partition("Opdrachten:\n")[2].partition("\n\n")[0].splitlines()
    assert {line.split()[0] for line in lines} == set(VERBS)
    assert all(len(line.split()) > 2 and not line.endswith("...") for line in lines)


@pytest.mark.parametrize(("platform", "typed"), [("linux", "python3"), ("win32", "py")])
def test_the_line_of_use_names_what_the_user_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, platform: str, typed: str
) -> None:
    assert run(capsys, "redline", "--help")[1].startswith("Gebruik: akkoord redline [OPTIES] [OUD] [NIEUW]\n")
    monkeypatch.setattr("sys.argv", ["/a/build.py"])
    monkeypatch.setattr("akkoord.cli.command.sys.platform", platform)
    _, out, _ = run(capsys, "verify", "--help")
    assert out.startswith(f"Gebruik: {typed} build.py verify [OPTIES] BESTAND...\n")
    assert "  BESTAND...  PDF" in out


STARTED = (
    "import sys; sys.path.insert(0, {source!r}); {before}; from akkoord.cli import main; sys.exit(main(sys.argv[1:]))"
)


def started(before: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", STARTED.format(source=str(ROOT / "src"), before=before), *arguments]


@pytest.mark.parametrize("arguments", [("status",), ("check",), ("statuss",), ("where", "x", "--json")])
def test_a_program_started_without_streams_ends_as_ever(here: Path, arguments: tuple[str, ...]) -> None:
    """So a planned task on Windows starts it, and a shell with `>&-`."""
    # Our own interpreter and our own code, here and below.
    ever = subprocess.run(started("pass", *arguments), capture_output=True, check=False)
    mute = started("sys.stdout = sys.stderr = sys.stdin = None", *arguments)
    assert subprocess.run(mute, capture_output=True, check=False).returncode == ever.returncode


def test_who_stops_reading_a_table_changes_no_exit_code(started_project: Path) -> None:
    command = started("pass", "status", "--project", str(started_project))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (0, b"")


@pytest.fixture
def started_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    assert main(["new-region", "oost", "--start", "2027-01-01", "--project", str(folder)]) == 0
    capsys.readouterr()
    return folder
