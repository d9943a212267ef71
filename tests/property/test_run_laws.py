"""The laws of a run as a process: same bytes, all or nothing, one at a time, quick when nothing changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from support.plan_project import make_plan_project
from support.workspace import PROVIDER, REGION, command, edit, environment, make_project, run, tree_of

pytestmark = pytest.mark.slow

SOME = ("--provider", PROVIDER, "--provider", "voorbeeld-breed", "--provider", "voorbeeld-kompas")
POSIX = os.name == "posix"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("undisturbed"))
    done = run(project, *SOME, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return project


def start(project: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(project, *arguments), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("jobs", "extra"),
    [
        ("1", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("3", {"TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "LANG": "tr_TR.UTF-8"}),
    ],
)
def test_the_same_bytes_in_another_folder_zone_locale_seed_and_number_of_processes(
    undisturbed: Path, tmp_path: Path, jobs: str, extra: dict[str, str]
) -> None:
    project = make_project(tmp_path / "een map met spaties en é" / "dieper")
    done = run(project, *SOME, "--jobs", jobs, **extra)
    assert done.returncode == 0, done.stderr
    assert tree_of(project / "output") == tree_of(undisturbed / "output")


def pack_states(project: Path) -> dict[str, str]:
    """Of each pack that is there the legal name in its manifest, after a check that the pack is whole."""
    found: dict[str, str] = {}
    for folder in sorted((project / "output/ijsselland/2023").glob("*/")):
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        named = [*manifest["files"], *(f for document in manifest["documents"] for f in document["files"])]
        rows = {f["file"]: f["sha256"] for f in named}
        there = tree_of(folder)
        assert {name: there[name] for name in rows} == rows
        assert set(there) == {*rows, "manifest.json", "tekenpakket.zip"}
        with zipfile.ZipFile(folder / "tekenpakket.zip") as sent:
            assert sent.read("manifest.json") == (folder / "manifest.json").read_bytes()
        found[folder.name] = manifest["edition_date"]
    return found


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_kill_9_at_any_moment_leaves_whole_packs_and_the_next_run_goes_on(
    undisturbed: Path, tmp_path: Path, jobs: str
) -> None:
    """Killed again and again, each time a little later; then once left alone: as if nothing had happened."""
    project = make_project(tmp_path / "project")
    for moment in range(12):
        process = start(project, *SOME, "--jobs", jobs)
        time.sleep(0.25 + moment * 0.11)
        process.kill()
        process.wait()
        pack_states(project)
    done = run(project, *SOME, "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert tree_of(project / "output") == tree_of(undisturbed / "output")
    there = sorted(p.name for p in (project / "output").iterdir())
    assert there == [".cache", ".lock", "ijsselland", "index.html", "manifest.json"]


KILLS = int(os.environ.get("AKKOORD_KILLS", "2"))
"""How often to kill at some moment; `AKKOORD_KILLS=50` is the full law, which takes minutes."""
_GOLDEN = 0.618034
"""Multiples of it, without what is before the point, fall all over a stretch and never twice in one place."""


def test_kill_9_at_some_moment_then_a_build_gives_the_bytes_of_an_undisturbed_run(tmp_path: Path) -> None:
    """Out of nothing and over a former state in turn, all documents of a small region; moments all over a run."""
    project = make_plan_project(tmp_path / "project")
    place = project / "contracts/voorbeeld/providers/twee.yaml"
    states: list[tuple[str, dict[str, str], float]] = []
    for seat in ("Voorbeeldstad", "Oud-Voorbeeldstad"):
        text = re.sub(r"(?m)^seat: .*$", f"seat: {seat}", place.read_text(encoding="utf-8"))
        place.write_text(text, encoding="utf-8")
        shutil.rmtree(project / "output", ignore_errors=True)
        begin = time.monotonic()
        done = run(project, "--jobs", "2")
        assert done.returncode == 0, done.stderr
        states.append((text, tree_of(project / "output"), time.monotonic() - begin))
    assert states[0][1] != states[1][1]
    for number in range(KILLS):
        text, expected, seconds = states[number % 2]
        if number % 4 > 1:
            shutil.rmtree(project / "output")
        place.write_text(text, encoding="utf-8")
        process = start(project, "--jobs", "2")
        time.sleep(0.05 + number * _GOLDEN % 1 * seconds)
        process.kill()
        process.wait()
        done = run(project, "--jobs", "2")
        assert done.returncode == 0, done.stderr
        assert tree_of(project / "output") == expected, number


def test_kill_9_while_packs_are_replaced_leaves_of_each_the_old_or_the_new(undisturbed: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(undisturbed, project, copy_function=shutil.copy2)
    old = tree_of(project / "output")
    edit(project / REGION / "region.yaml", "- {value: 6, source", "- {value: 7, source")
    fresh = make_project(tmp_path / "fresh")
    for name in ("clauses", "contracts"):
        shutil.rmtree(fresh / name)
        shutil.copytree(project / name, fresh / name, copy_function=shutil.copy2)
    assert run(fresh, *SOME, "--jobs", "1").returncode == 0
    new = tree_of(fresh / "output")
    for moment in range(8):
        process = start(project, *SOME, "--jobs", "1")
        time.sleep(0.6 + moment * 0.12)
        process.kill()
        process.wait()
        for name in pack_states(project):
            pack = tree_of(project / "output/ijsselland/2023" / name)
            sides = [{n.rpartition("/")[2]: d for n, d in t.items() if f"/{name}/" in n} for t in (old, new)]
            assert pack in sides
    assert run(project, *SOME, "--jobs", "1").returncode == 0
    assert tree_of(project / "output") == new


def test_two_runs_at_once_give_what_one_gives(undisturbed: Path, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    runs = [start(project, *SOME, "--jobs", "1") for _ in range(2)]
    assert [process.wait() for process in runs] == [0, 0]
    assert tree_of(project / "output") == tree_of(undisturbed / "output")


def test_a_second_run_refuses_when_told_not_to_wait(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    first = start(project, *SOME, "--jobs", "1")
    while not (project / "output/.lock").exists() or not (project / "output/.lock").read_bytes():
        time.sleep(0.02)
    second = run(project, "--no-wait")
    assert second.returncode == 2
    assert second.stderr.startswith("fout[OUT002]: een andere run werkt in dit project (proces ")
    assert first.wait() == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_130_and_leaves_whole_packs(tmp_path: Path, jobs: str) -> None:
    project = make_project(tmp_path / "project")
    process = subprocess.Popen(
        command(project, "--jobs", jobs),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=POSIX,
        creationflags=0 if POSIX else subprocess.CREATE_NEW_PROCESS_GROUP,
    )
    time.sleep(1.2)
    if POSIX:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    else:
        process.send_signal(signal.CTRL_BREAK_EVENT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip() == "Afgebroken. Wat er in `output/` stond is heel; de volgende keer gaat het verder."
    pack_states(project)


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0


if Path("/proc").is_dir():  # where the system shows whose child a process is

    def test_no_worker_outlives_a_killed_run(tmp_path: Path) -> None:
        project = make_project(tmp_path / "project")
        process = start(project, "--jobs", "2")
        workers: set[int] = set()
        until = time.monotonic() + 20
        while len(workers) < 2 and time.monotonic() < until:
            workers |= {int(p.name) for p in Path("/proc").glob("[0-9]*") if _parent(p) == process.pid}
            time.sleep(0.02)
        process.kill()
        process.wait()
        until = time.monotonic() + 10
        while any(Path(f"/proc/{n}").exists() for n in workers) and time.monotonic() < until:
            time.sleep(0.05)
        assert workers
        assert not [n for n in workers if Path(f"/proc/{n}").exists()]


def test_a_run_in_which_nothing_changed_loads_nothing_it_does_not_need(undisturbed: Path) -> None:
    script = (
        "import sys; from akkoord.cli import main; code = main(sys.argv[1:]); "
        "print(' '.join(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    arguments = [sys.executable, "-c", script, "--project", str(undisturbed), *SOME]
    done = subprocess.run(arguments, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0
    loaded = set(done.stderr.split())
    assert "akkoord.project.build" in loaded
    costly = ("lxml", "typst", "docx", "docxtpl", "pikepdf", "pypdfium2", "ruamel.yaml", "jsonschema", "akkoord.tree")
    assert not loaded & {*costly, "akkoord.library", "akkoord.assembly", "multiprocessing"}
