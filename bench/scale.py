"""A region of 1,000 generated providers: everything, nothing, one provider, one clause, one word; time and memory.

Each run is shown as it ends; after all of them comes a table with what is asked of each. During each run the resident
memory of the program and of every worker is sampled; over the second half of the first run it must stay level.

A pack is counted in the pages of its own: those of documents that are made for one provider, without its cover sheet.
With `--signed` it has no letters of later years: then it is what is sent to be signed, about 40 pages of its own.
The peer fills in the documents that a pack has of its own with docxtpl and turns them into PDF with LibreOffice, on
every core one batch; it makes no HTML, fields, cover sheet or ZIP, and proves nothing.

    python bench/scale.py [number of providers] [--edition EDITION] [--signed] [--peer number of packs]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from material import ROOT
from msgspec import Struct, field
from peer import Peer, libreoffice
from scale_region import (
    OF_ALL,
    OF_SOME,
    changed_clause,
    generated,
    is_printed_whole,
    moved,
    with_other_word,
    without_letters,
    without_lock,
)

EVERY = 0.2
"""Seconds between two samples."""
MOST_WAIT = 60
"""Seconds in which a build that stays has to make a document anew."""
ROUNDS = 3
"""So often a word is changed; the least counts."""
MOST_GROWTH = 0.05
"""Of the memory of all processes, over the second half of the run that makes everything."""
MOST_OF_A_PACK = 60
"""Kilobytes that the program may have more at its most for a pack more, in that half."""
ENOUGH_PACKS = 300
"""With fewer packs the program is still at what it has for any number of them."""


class Run(Struct):
    """One run: seconds on the clock, seconds of processor of all processes, and samples of memory.

    A sample is the seconds since the run began, and megabytes of each process by its id; `parent` is the program.
    """

    parent: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    samples: list[tuple[float, Mapping[int, float]]] = field(default_factory=list[tuple[float, Mapping[int, float]]])

    @property
    def workers(self) -> list[int]:
        """The other processes that were seen."""
        return sorted({pid for _, sizes in self.samples for pid in sizes} - {self.parent})

    def peak(self, *processes: int) -> float:
        """The most that one of these processes had."""
        return max((sizes.get(pid, 0.0) for _, sizes in self.samples for pid in processes), default=0.0)

    def of_a_pack(self, packs: int) -> float:
        """Kilobytes that the program had more at its most in the second half than when that began, for each pack.

        What is written over all packs is written in that half too.
        """
        half = [sizes.get(self.parent, 0.0) for t, sizes in self.samples if t >= self.seconds / 2]
        return (max(half) - half[0]) * 1024 / (packs / 2)

    def growth(self) -> float:
        """What the memory of all processes grew in the second half, as a share of its mean (least squares)."""
        half = [(t, sum(sizes.values())) for t, sizes in self.samples if t >= self.seconds / 2]
        mean_t, mean_m = (sum(values) / len(half) for values in zip(*half, strict=True))
        spread = sum((t - mean_t) ** 2 for t, _ in half)
        slope = sum((t - mean_t) * (m - mean_m) for t, m in half) / spread if spread else 0.0
        return slope * (half[-1][0] - half[0][0]) / mean_m


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--edition", action="append", default=[])
    parser.add_argument("--signed", action="store_true", help="packs without the letters of later years")
    parser.add_argument("--peer", type=int, default=8, metavar="N", help="over how many packs the peer is measured")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        generated(project, asked.count)
        without_lock(project)
        if asked.signed:
            without_letters(project / "contracts" / "ijsselland")
        options = [option for name in asked.edition for option in ("--edition", name)]
        rows = _measured(project, options, asked.peer)
    print()
    for row in rows:
        print(f"{row.measure:58s} {row.required:34s} {row.found}")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{'belasting van de machine':58s} {'niets anders':34s} {load}, {os.cpu_count()} kernen")
    return int(any(row.fails for row in rows))


class Row(NamedTuple):
    """A line of the table: what is measured, what is asked of it, what came out; `fails` ends the run with 1."""

    measure: str
    required: str
    found: str
    fails: bool = False


def _measured(project: Path, options: list[str], peer: int) -> list[Row]:
    """Every run, one after another on one project; each is shown as it ends."""
    check = _checked(project, options)
    everything = _shown("alles", project, options)
    manifests = _manifests(project)
    packs = len(manifests)
    own, shared = (sum(map(pages, manifests)) for pages in (_own_pages, _shared_pages))
    print(f"{'bladzijden per pakket':24s} {own / packs:.1f} eigen, {shared / packs:.1f} voor iedereen gelijk")
    beside = _compared_with_peer(project, manifests, peer, everything)
    for name, size in _sizes(project).items():
        print(f"{name:24s} {size / 2**20:.1f} MB")
    nothing = _shown("niets veranderd", project, options)
    moved(project, "Zwolle", "Raalte")
    _shown("één aanbieder veranderd", project, options)
    some, of_all = (_of_clause(project, options, clause) for clause in (OF_SOME, OF_ALL))
    words = [_one_word(project, manifests, options, pages) for pages in (15, 40)]
    again = _shown("alles opnieuw, als `make`", project, [*options, "--force"])
    runs = (everything, nothing, *(run for one in (some, of_all) for run in (one.plan, one.build)), again)
    growth = everything.growth()
    each = everything.of_a_pack(packs)
    rate = f"{packs / everything.seconds:.1f} per seconde, {everything.cpu_seconds / packs:.2f} s processor"
    return [
        Row(f"pakketten van {own / packs:.0f} eigen bladzijden", "5 per seconde; 3 x docxtpl + LibreOffice",
            f"{rate}; {beside}"),
        Row(f"check, {packs} pakketten, niets veranderd", "–", _time(check)),
        Row(f"build, {packs} pakketten, niets veranderd", "2 s", _time(nothing)),
        *(row for one, limit in ((some, "3 s tot 200 pakketten"), (of_all, "12 s als alle"))
          for row in _rows_of(one, limit, packs, again)),
        *(row for one, limit in zip(words, ("0,6 s van 15", "1 s van 40"), strict=True)
          for row in _rows_of_word(one, limit)),
        Row("piekgeheugen, programma en werkers", "400 MB per werker, vlak",
            f"{max(run.peak(run.parent) for run in runs):.0f} en {max(run.peak(*run.workers) for run in runs):.0f} MB; "
            f"groei {growth:+.1%}", growth > MOST_GROWTH),
        Row("geheugen van het programma, per pakket erbij", f"{MOST_OF_A_PACK} kB vanaf {ENOUGH_PACKS} pakketten",
            f"{each:.0f} kB", packs >= ENOUGH_PACKS and each > MOST_OF_A_PACK),
    ]  # fmt: skip


class _OfClause(NamedTuple):
    """What a changed clause cost: its plan, its build, and how many packs that touched."""

    plan: Run
    build: Run
    affected: int


def _of_clause(project: Path, options: list[str], clause: str) -> _OfClause:
    changed_clause(project, clause)
    plan = _shown(f"plan {clause}", project, options, verb="plan")
    before = _stood(project)
    build = _shown(f"build {clause}", project, options)
    affected = sum(time != before[pack] for pack, time in _stood(project).items())
    assert affected, f"{clause} stands in no pack"
    return _OfClause(plan, build, affected)


def _rows_of(one: _OfClause, limit: str, packs: int, again: Run) -> tuple[Row, Row]:
    share = one.affected / packs
    part = one.build.cpu_seconds / again.cpu_seconds / share
    return (
        Row(f"plan, één clausule in {one.affected} pakketten veranderd", limit, _time(one.plan)),
        Row(f"build, dezelfde: {share:.2f} van alle", "1,2 x het aandeel", f"{_time(one.build)}: {part:.2f} x"),
    )


class _OfWord(NamedTuple):
    """What a changed word cost, the least of three times: in new processes, and with one that stays.

    Of both the seconds until the PDFs stand there, from the start or from saving the file, and until the end, which
    is when the one that stays waits for the next change.
    """

    pages: int
    anew: float
    anew_to_end: float
    to_pdf: float
    to_end: float


def _rows_of_word(one: _OfWord, limit: str) -> tuple[Row, Row]:
    return (
        Row(f"één woord, nieuw proces, tot PDF van {one.pages} bladzijden", limit,
            f"{one.anew:.2f} s; tot het einde {one.anew_to_end:.2f} s"),
        Row("één woord, dezelfde, met `build --watch`", f"{limit}, van opslaan tot PDF",
            f"{one.to_pdf:.2f} s; tot het einde van de ronde {one.to_end:.2f} s"),
    )  # fmt: skip


def _one_word(project: Path, manifests: list[dict[str, Any]], options: list[str], pages: int) -> _OfWord:
    """One word changed for one provider."""
    chosen = min(
        (
            (abs(sum(row["pages"] for row in rows) - pages), manifest, rows)
            for manifest in manifests
            for count in (1, 2)
            for rows in combinations(_documents(manifest, general=False), count)
        ),
        key=lambda one: one[0],
    )
    _, manifest, rows = chosen
    kinds = [option for row in rows for option in ("--document", row["kind"])]
    of = ["--provider", manifest["pack"], "--edition", manifest["edition"], *kinds]
    place = project / "output" / manifest["region"] / manifest["edition"] / manifest["pack"]
    pdfs = [place / f"{row['kind']}.pdf" for row in rows]
    times: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        _other_words(project, rows)
        begin = time.time_ns()
        run = _shown(f"één woord, {pages} bladzijden", project, of)
        put = [pdf.stat().st_ctime_ns - begin for pdf in pdfs]  # when it was put in place, later than it was written
        assert min(put) > 0, "each of them is made anew"
        times.append((max(put) / 1e9, run.seconds))
    anew, anew_to_end = (min(values) for values in zip(*times, strict=True))
    return _OfWord(sum(row["pages"] for row in rows), anew, anew_to_end, *_watched(project, of, rows, pdfs))


def _other_words(project: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    changed: set[str] = set()
    for row in rows:  # each of them is made anew; a word of a clause that two have is not changed back
        files = [clause["file"] for clause in row["clauses"]]
        if changed.isdisjoint(files):
            whole = (project / file for file in files if is_printed_whole(project / file))
            one = next((file for file in whole if with_other_word(file)), None)
            assert one is not None, row["kind"]
            changed.add(one.relative_to(project).as_posix())


def _watched(project: Path, of: list[str], rows: Iterable[Mapping[str, Any]], pdfs: list[Path]) -> tuple[float, float]:
    """The same with a build that stays: the least seconds until the PDFs stand there, and until it waits again."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--watch", "--project", str(project), *of]
    times: list[tuple[float, float]] = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:
        try:
            _until_it_waits(child)
            for _ in range(ROUNDS):
                stood = [pdf.stat().st_mtime_ns for pdf in pdfs]
                begin = time.perf_counter()
                _other_words(project, rows)
                while any(pdf.stat().st_mtime_ns == was for pdf, was in zip(pdfs, stood, strict=True)):
                    time.sleep(0.002)
                    assert time.perf_counter() - begin < MOST_WAIT, "the PDF is not made anew"
                made = time.perf_counter() - begin
                _until_it_waits(child)
                times.append((made, time.perf_counter() - begin))
        finally:
            child.send_signal(signal.SIGINT)
        assert child.wait() == 0, child.returncode
    to_pdf, to_end = (min(values) for values in zip(*times, strict=True))
    print(f"{'met `build --watch`':24s} {to_pdf:7.2f} s tot de PDF, {to_end:.2f} s tot het einde van de ronde")
    return to_pdf, to_end


def _until_it_waits(child: subprocess.Popen[str]) -> None:
    assert child.stderr is not None, "it is read"
    assert any(line.startswith("Wacht op een wijziging") for line in child.stderr), child.poll()


def _time(run: Run) -> str:
    return f"{run.seconds:.1f} s, processor {run.cpu_seconds:.1f} s"


def _checked(project: Path, options: list[str]) -> Run:
    """The rules alone: nothing known, nothing changed (which it gives), one provider changed; then all is forgotten."""
    _shown("check, leeg geheugen", project, options, verb="check")
    nothing = _shown("check, niets veranderd", project, options, verb="check")
    moved(project, "Zwolle", "Raalte")
    _shown("check, één aanbieder", project, options, verb="check")
    moved(project, "Raalte", "Zwolle")
    shutil.rmtree(project / "output")
    return nothing


def _manifests(project: Path) -> list[dict[str, Any]]:
    """The manifest of every pack that stands there."""
    return [json.loads(path.read_bytes()) for path in sorted((project / "output").glob("*/*/*/manifest.json"))]


def _documents(manifest: Mapping[str, Any], *, general: bool) -> list[dict[str, Any]]:
    """The documents of a pack: those that everybody gets, or those of its own."""
    rows = manifest["documents"]
    return [row for row in rows if row["present"] and (row["instrument"] == "general") is general]


def _own_pages(manifest: Mapping[str, Any]) -> int:
    """The pages that are made for this pack alone, without its cover sheet."""
    return sum(row["pages"] for row in _documents(manifest, general=False))


def _shared_pages(manifest: Mapping[str, Any]) -> int:
    return sum(row["pages"] for row in _documents(manifest, general=True))


def _compared_with_peer(project: Path, manifests: list[dict[str, Any]], count: int, ours: Run) -> str:
    """How we stand to the peer for a pack with the same documents; `ours` is the run that made all packs."""
    program = libreoffice()
    made = [m for m in manifests if m["pack"].startswith("aanbieder-")]
    if program is None or not count or not made:
        return "docxtpl + LibreOffice niet gemeten"
    # One in the middle by its own pages: neither the smallest nor the largest pack.
    typical = sorted(made, key=_own_pages)[len(made) // 2]
    place = project / "output" / typical["region"] / typical["edition"] / typical["pack"]
    documents = {
        row["kind"]: (place / f"{row['kind']}.docx").read_bytes() for row in _documents(typical, general=False)
    }
    names = [m["provider"] for m in made[:count]]
    with tempfile.TemporaryDirectory() as folder:
        cores = os.cpu_count() or 1
        peer = Peer(program, Path(folder), documents, names, typical["provider"], cores)
        before = _used() + time.process_time()
        filling, converting = peer.fill() / cores, peer.convert()
        processor = (_used() + time.process_time() - before) / len(names)
    print(
        f"{'docxtpl + LibreOffice':24s} {filling + converting:.2f} s per pakket van {_own_pages(typical)} bladzijden "
        f"(docxtpl {filling:.2f}, LibreOffice {converting:.2f}), processor {processor:.2f} s, {len(names)} pakketten"
    )
    clock = (filling + converting) / (ours.seconds / len(manifests))
    return f"{clock:.2f} x op de klok, {processor / (ours.cpu_seconds / len(manifests)):.2f} x in processortijd"


def _stood(project: Path) -> dict[Path, int]:
    """When the manifest of each pack was written: a pack that stays is not touched."""
    return {path: path.stat().st_mtime_ns for path in (project / "output").glob("*/*/*/manifest.json")}


def _shown(name: str, project: Path, options: list[str], *, verb: str = "build") -> Run:
    run = _run(project, options, verb)
    peaks = ", ".join(f"{run.peak(pid):.0f}" for pid in run.workers)
    print(
        f"{name:24s} {run.seconds:7.1f} s, processor {run.cpu_seconds:.1f} s; piek {run.peak(run.parent):.0f} MB"
        + (f", werkers {peaks} MB; groei in de tweede helft {run.growth():+.1%}" if run.workers else "")
    )
    sys.stdout.flush()
    return run


def _run(project: Path, options: list[str], verb: str) -> Run:
    run, before = Run(), _used()
    begin = time.perf_counter()
    command = [sys.executable, str(ROOT / "build.py"), verb, "--project", str(project), "--quiet", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        run.parent = child.pid
        ended = os.pidfd_open(child.pid)
        try:
            while not run.seconds:
                sizes = {pid: size for pid in (child.pid, *_below(child.pid)) if (size := _resident(pid)) > 0}
                run.samples.append((time.perf_counter() - begin, sizes))
                if select.select([ended], [], [], EVERY)[0]:  # at the moment it ends, not at the next sample
                    run.seconds = time.perf_counter() - begin
        finally:
            os.close(ended)
        child.wait()
    run.cpu_seconds = _used() - before
    assert child.returncode == 0, child.returncode
    return run


def _used() -> float:
    """Seconds of processor that the runs so far took, their workers included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _below(parent: int) -> list[int]:
    """The workers of a process: its children that hold memory of their own, by the kernel's list."""
    try:
        lists = [path.read_text() for path in Path(f"/proc/{parent}/task").glob("*/children")]
    except OSError:  # it ended while we looked
        return []
    return [int(pid) for text in lists for pid in text.split()]


def _resident(pid: int) -> float:
    """Megabytes in memory, 0 for a process that is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _sizes(project: Path) -> dict[str, int]:
    """Bytes of the files that grow with the number of packs."""
    output = project / "output"
    places = [output / "manifest.json", output / ".cache" / "state.json", *sorted(output.glob("*/*/index.html"))]
    return {path.relative_to(output).as_posix(): path.stat().st_size for path in places if path.exists()}


if __name__ == "__main__":
    sys.exit(main())
