"""A build that stays makes after every change what a new process makes, and keeps no more from round to round."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Generator
from pathlib import Path
from shutil import copyfile

import pytest

from akkoord.diagnostics import AkkoordError
from akkoord.project import check_aside, watching
from akkoord.project.build import Request, build_project
from akkoord.project.progress import Silent
from akkoord.project.result import result_to_data
from akkoord.project.selection import Selection, SelectionError
from akkoord.project.sources import NoProjectError, list_sources
from akkoord.project.watching import ProgramChangedError, Round, changed, watch_project
from support.workspace import PROVIDER, REGION, command, edit, environment, make_project, run, tree_of

CLAUSE = "clauses/afspraken/afspraken-duur/1.0.md"
WHOLE = "clauses/afspraken/afspraken-evaluatie/1.0.md"
RECORD = f"{REGION}/providers/{PROVIDER}.yaml"
OPTIONS = ("--provider", PROVIDER, "--document", "convenant", "--edition", "2023")
ONE = Selection(providers=(PROVIDER,), documents=("convenant",), editions=("2023",))
FAULT = " Dit gold op 31 februari 2023."
ENDS = "als systeempartij."
PAUSE = 0.05


def project_of(folder: Path) -> Path:
    """A project without the lock of approved texts, so that they can be changed."""
    project = make_project(folder)
    (project / "clauses/clauses.lock").unlink()
    return project


class _Looked:
    """Looks that give one after another of these, and the pauses between them."""

    def __init__(self, *found: str) -> None:
        self.found = list(found)
        self.pauses: list[float] = []
        self.now = 0.0

    def look(self) -> str:
        self.now += 0.001
        return self.found.pop(0)

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def wait(self, seen: str) -> tuple[object, float]:
        return changed(self.look, seen, self.sleep, lambda: self.now)


def test_a_change_is_taken_when_nothing_changes_any_more():
    looked = _Looked("a", "a", "half", "almost", "b", "b")
    found, begin = looked.wait("a")
    assert found == "b"
    assert looked.pauses == [0.1, 0.1, PAUSE, PAUSE, PAUSE]
    assert begin == pytest.approx(0.202)


def test_looking_at_many_files_takes_a_twentieth_of_the_time():
    looked = _Looked("a", "b", "b")

    def look() -> str:
        looked.now += 1.0
        return looked.look()

    changed(look, "a", looked.sleep, lambda: looked.now)
    assert looked.pauses[0] == pytest.approx(20.02)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_aside, "cores", lambda: 2)
    monkeypatch.setattr(check_aside, "ASIDE_PAYS", 1)


def rounds_of(project: Path) -> Generator[Round]:
    return watch_project(Request(project, ONE, jobs=2), Silent())


@pytest.mark.slow
@pytest.mark.usefixtures("two_cores")
def test_every_round_makes_what_a_new_process_makes(tmp_path: Path):
    watched, other = project_of(tmp_path / "een"), project_of(tmp_path / "twee")
    edits = (
        (CLAUSE, ENDS, ENDS + " Dat blijft zo."),
        (CLAUSE, " Dat blijft zo.", FAULT),  # an error: a concept
        (CLAUSE, "1. In theorie", "\n1. In theorie"),  # a line further down, and no other word
        (CLAUSE, "1. De duur", "\n\n1. De duur"),  # what is found stands elsewhere
        (RECORD, "legal_name: ", "legal_naam: "),  # a fault in the data
        (CLAUSE, FAULT, ""),  # with the fault in the data still there
        (RECORD, "legal_naam: ", "legal_name: "),
        (CLAUSE, "{{ looptijd.start | datum }}", "{{ looptijd.strat | datum }}"),  # stops the document
        (CLAUSE, "{{ looptijd.strat | datum }}", "{{ looptijd.start | datum }}"),
        (f"{REGION}/region.yaml", "name: IJsselland", "name: IJsselstreek"),
        (f"{REGION}/region.yaml", "name: IJsselstreek", "name: IJsselland"),
    )
    rounds = rounds_of(watched)
    assert next(rounds).exit_code == run(other, "build", *OPTIONS).returncode
    for path, old, new in edits:
        for project in (watched, other):
            edit(project / path, old, new)
        made, fresh = next(rounds), run(other, "--json", "build", *OPTIONS)
        assert made.exit_code == fresh.returncode, (path, new)
        told = json.loads(fresh.stdout)
        if made.result is None:
            assert made.refused is not None
            assert [d.code for d in made.refused.diagnostics] == [d["code"] for d in told["diagnostics"]]
        else:
            assert json.loads(json.dumps(result_to_data(made.result))) == told, (path, new)
        assert tree_of(watched / "output") == tree_of(other / "output"), (path, new)
    rounds.close()


@pytest.mark.slow
@pytest.mark.usefixtures("two_cores")
def test_a_file_that_is_replaced_or_gone_for_a_while(tmp_path: Path):
    project = project_of(tmp_path)
    rounds = rounds_of(project)
    assert next(rounds).exit_code == 0
    before = tree_of(project / "output")
    there = project / CLAUSE
    beside = there.with_name(".1.0.md.new")  # as many editors save
    copyfile(there, beside)
    edit(beside, ENDS, ENDS + " Dat blijft zo.")
    beside.replace(there)
    made = next(rounds)
    assert made.result is not None
    assert [d.kind for d in made.result.packs[0].documents if d.outcome.value == "written"] == ["convenant"]
    assert not made.first
    text = there.read_bytes()
    there.unlink()
    assert next(rounds).exit_code == 1
    there.write_bytes(text.replace(b" Dat blijft zo.", b""))
    assert next(rounds).exit_code == 0
    assert tree_of(project / "output") == before
    rounds.close()


@pytest.mark.slow
@pytest.mark.usefixtures("two_cores")
def test_others_build_between_two_rounds(tmp_path: Path):
    project = project_of(tmp_path)
    rounds = rounds_of(project)
    next(rounds)
    edit(project / CLAUSE, ENDS, ENDS + " Dat blijft zo.")
    between = run(project, "build", *OPTIONS, "--no-wait")
    assert between.returncode == 0, between.stderr
    there = tree_of(project / "output")
    assert next(rounds).exit_code == 0
    assert tree_of(project / "output") == there
    rounds.close()


@pytest.mark.slow
@pytest.mark.usefixtures("two_cores")
def test_memory_is_level_over_many_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    warmth: list[watching.Warmth] = []
    monkeypatch.setattr(watching, "Warmth", lambda root: warmth.append(real(root)) or warmth[-1])
    project = project_of(tmp_path)
    rounds = rounds_of(project)
    next(rounds)
    held: list[int] = []
    processes: set[int] = set()
    for number in range(30):
        old, new = (ENDS, ENDS + f" Ronde {number}.") if number % 2 == 0 else (f" Ronde {number - 1}.", "")
        edit(project / CLAUSE, old, new)
        assert next(rounds).exit_code == 0
        held.append(_resident(os.getpid()) + _resident(warmth[0].checks.pid))
        processes.add(warmth[0].checks.pid)
    rounds.close()
    assert max(held[20:]) - max(held[:20]) < 32, held
    assert len(processes - {0}) == 2


real = watching.Warmth


def _resident(pid: int) -> int:
    """Megabytes in memory."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


def test_what_is_not_there_is_refused_at_once(tmp_path: Path):
    with pytest.raises(NoProjectError):
        next(watch_project(Request(tmp_path), Silent()))
    project = project_of(tmp_path / "een")
    with pytest.raises(SelectionError):
        next(watch_project(Request(project, Selection(providers=("niemand",))), Silent()))


def test_an_error_in_a_round_is_told_and_the_next_change_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = project_of(tmp_path)
    problems: list[Exception] = [AkkoordError(), OSError(28, "vol", "output/x")]
    monkeypatch.setattr(watching, "build_project", lambda *_: (_ for _ in ()).throw(problems[0]))
    rounds = rounds_of(project)
    assert next(rounds).refused is problems.pop(0)
    edit(project / CLAUSE, ENDS, ENDS + " Zo.")
    made = next(rounds)
    assert made.refused is not None
    assert [d.code for d in made.refused.diagnostics] == ["FIL005"]
    assert made.exit_code == 2


def test_it_ends_when_the_program_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = project_of(tmp_path)
    monkeypatch.setattr(watching, "build_project", lambda *_: (_ for _ in ()).throw(AkkoordError()))
    rounds = rounds_of(project)
    next(rounds)
    edit(project / CLAUSE, ENDS, ENDS + " Zo.")
    monkeypatch.setattr(watching, "list_sources", lambda root, **of: list_sources(root, **of | {"shipped": False}))
    with pytest.raises(ProgramChangedError):
        next(rounds)


@pytest.mark.slow
def test_ctrl_c_ends_with_the_code_of_the_last_round(tmp_path: Path):
    project = project_of(tmp_path)
    child = subprocess.Popen(
        command(project, "build", "--watch", "--jobs", "1", *OPTIONS),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stderr is not None
    assert any(line.startswith("Wacht op een wijziging") for line in child.stderr)
    edit(project / CLAUSE, ENDS, ENDS + FAULT)
    assert any(line.startswith("Wacht op een wijziging") for line in child.stderr)
    time.sleep(0.2)
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=60)
    assert child.returncode == 1
    assert f"geschreven: output/ijsselland/2023/{PROVIDER}: convenant" in out
    assert " In " in out.splitlines()[-1]
    built = tree_of(project / "output")
    build_project(Request(project, ONE, jobs=1, force=True), Silent())
    assert tree_of(project / "output") == built
