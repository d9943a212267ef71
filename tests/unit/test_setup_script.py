"""`build.py`: what it says when it cannot start, and what it leaves behind when a set-up fails."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from akkoord import cli
from support.workspace import ROOT


@pytest.fixture
def script(tmp_path: Path) -> ModuleType:
    """The script, with its environment in a folder of its own."""
    spec = spec_from_file_location("set_up_script", ROOT / "build.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ENVIRONMENT = tmp_path / ".venv"
    module.MARKER = tmp_path / ".venv/requirements.sha256"
    return module


def test_an_old_python_is_told_which_one_is_needed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert script.main([]) == 2
    assert "Python 3.11 of nieuwer nodig; dit is Python 3.9." in capsys.readouterr().err


@pytest.mark.parametrize("lacking", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lacking: str
) -> None:
    monkeypatch.setattr(script, "importable", lambda modules: lacking not in modules and "docx" not in modules)
    assert script.main([]) == 2
    said = capsys.readouterr().err
    assert "`venv` of `ensurepip` ontbreekt" in said
    assert "sudo apt install python3-venv" in said
    assert not script.ENVIRONMENT.exists()


def test_a_set_up_that_fails_brings_back_what_was_there(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    script.ENVIRONMENT.mkdir()
    (script.ENVIRONMENT / "van mij").write_text("x", encoding="utf-8")

    def fail() -> None:
        script.ENVIRONMENT.mkdir()
        raise script.SetupError("geen netwerk")

    monkeypatch.setattr(script, "fill", fail)
    with pytest.raises(script.SetupError, match="geen netwerk"):
        script.make()
    assert [path.name for path in script.ENVIRONMENT.iterdir()] == ["van mij"]


def test_a_command_that_fails_is_quoted_with_a_way_out(script: ModuleType) -> None:
    code = "print('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES'); raise SystemExit(3)"
    with pytest.raises(script.SetupError) as caught:
        script.run([sys.executable, "-c", code], "de pakketten ontbreken nog")
    assert str(caught.value).splitlines() == [
        "de pakketten ontbreken nog (uitkomst 3).",
        "  | ERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
        "  tip: een pakket is anders dan requirements.lock vastlegt; gebruik een andere pakketbron",
    ]


def test_another_lock_makes_the_environment_not_whole(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "interpreter", lambda: Path(sys.executable))
    script.ENVIRONMENT.mkdir()
    script.MARKER.write_text(script.lock_digest(), encoding="ascii")
    assert script.whole(("json",))
    assert not script.whole(("json", "een_module_die_er_niet_is"))
    script.MARKER.write_text("0" * 64, encoding="ascii")
    assert not script.whole(("json",))


@pytest.mark.parametrize(
    ("folder", "typed", "given"),
    [
        (ROOT.anchor, ["where", "x"], [f"--project={ROOT}", "where", "x"]),
        (ROOT.anchor, ["--project", "map", "--json"], ["--project", "map", "--json"]),
        (ROOT.anchor, ["--project=map"], ["--project=map"]),
        (ROOT / "clauses", ["--quiet"], ["--quiet"]),
    ],
)
def test_outside_a_project_it_works_on_its_own(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, folder: Path, typed: list[str], given: list[str]
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(cli, "main", lambda arguments: arguments)
    assert script.run_program(typed) == given


def test_ctrl_c_while_the_program_is_being_loaded_is_no_traceback(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(script, "importable", lambda _: True)
    monkeypatch.setattr(script, "run_program", interrupted)
    assert script.main([]) == 130
    assert capsys.readouterr().err == "Afgebroken; er is niets veranderd.\n"
