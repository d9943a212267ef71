"""A region of 1,000 generated providers: everything, nothing, one provider, one clause (planned, built); time, memory.

The providers come in through the importer, from a workbook as people fill it in. During each run the resident
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
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from material import ROOT
from msgspec import Struct, field
from peer import Peer, libreoffice

from akkoord.project.register import import_register
from akkoord.spec.register import register_tables
from akkoord.writers.sheets import write_workbook

EVERY = 0.2
"""Seconds between two samples."""
MOST_GROWTH = 0.05
"""Of the memory of all processes, over the second half of the run that makes everything."""
LOTS = ([1], [2], [3], [1, 2], [2, 4], [5], [1, 3], [1, 2, 3, 4, 5])
LATER = ("uitstapbevestiging", "verlengingsbrief", "indexeringsbrief")
"""The documents of a pack that are not sent with it to be signed: letters of later years."""
FORMS = ("stichting", "besloten vennootschap", "vereniging", "coöperatie")


class Run(Struct):
    """One run: seconds on the clock, seconds of processor of all processes, and samples of memory.

    A sample is the seconds since the run began, and megabytes of each process by its id; the first is the parent.
    """

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    samples: list[tuple[float, Mapping[int, float]]] = field(default_factory=list[tuple[float, Mapping[int, float]]])

    def peak(self, parent: int | None = None) -> float:
        """The most of one process: of `parent`, or of any other."""
        each = [(pid, size) for _, sizes in self.samples for pid, size in sizes.items()]
        return max((size for pid, size in each if parent is None or pid == parent), default=0.0)

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
        _generated(project, asked.count)
        if asked.signed:
            _without_letters(project / "contracts" / "ijsselland")
        options = [option for name in asked.edition for option in ("--edition", name)]
        _checked(project, options)
        everything = _shown("alles", project, options)
        manifests = _manifests(project)
        packs = len(manifests)
        each = everything.cpu_seconds / packs
        rate = f"{packs / everything.seconds:.1f} per seconde; {each:.2f} s processor per pakket"
        print(f"{'pakketten':24s} {packs} ({rate})")
        own, shared = (sum(map(pages, manifests)) for pages in (_own_pages, _shared_pages))
        print(
            f"{'bladzijden per pakket':24s} {own / packs:.1f} eigen, {shared / packs:.1f} voor iedereen gelijk; "
            f"{own / everything.seconds:.0f} eigen bladzijden per seconde"
        )
        _compared_with_peer(project, manifests, asked.peer, everything)
        for name, size in _sizes(project).items():
            print(f"{name:24s} {size / 2**20:.1f} MB")
        _shown("niets veranderd", project, options)
        _moved(project, "Zwolle", "Raalte")
        _shown("één aanbieder veranderd", project, options)
        one = project / "clauses" / "percelen" / "perceel-intensiteiten" / "1.0.md"
        (project / "clauses" / "clauses.lock").unlink()
        one.write_text(one.read_text(encoding="utf-8") + "\nEen voorbeeldzin.\n", encoding="utf-8")
        _shown("plan van die clausule", project, options, verb="plan")
        before = _stood(project)
        changed = _shown("één clausule veranderd", project, options)
        affected = sum(time != before[pack] for pack, time in _stood(project).items())
        assert affected, "the clause stands in no pack"
        again = _shown("alles opnieuw, als `make`", project, [*options, "--force"])
        share, cost = affected / packs, changed.cpu_seconds / again.cpu_seconds
        print(f"{'geraakte pakketten':24s} {affected} ({share:.2f} van alle)")
        print(f"{'verhouding':24s} {cost:.2f} van alles, in processortijd; {cost / share:.2f} x het aandeel")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{'belasting van de machine':24s} {load}, {os.cpu_count()} kernen")
    return int(everything.growth() > MOST_GROWTH)


def _checked(project: Path, options: list[str]) -> None:
    """The rules alone: with nothing known, nothing changed, one provider changed; and all of it forgotten again."""
    _shown("check, leeg geheugen", project, options, verb="check")
    _shown("check, niets veranderd", project, options, verb="check")
    _moved(project, "Zwolle", "Raalte")
    _shown("check, één aanbieder", project, options, verb="check")
    _moved(project, "Raalte", "Zwolle")
    shutil.rmtree(project / "output")


def _moved(project: Path, old: str, new: str) -> None:
    """One of the providers, in the middle, goes to another place."""
    one = project / "contracts" / "ijsselland" / "providers" / "aanbieder-0500.yaml"
    one = one if one.exists() else one.with_stem("aanbieder-0000")
    one.write_text(one.read_text(encoding="utf-8").replace(f"seat: {old}", f"seat: {new}"), encoding="utf-8")


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


def _compared_with_peer(project: Path, manifests: list[dict[str, Any]], count: int, ours: Run) -> None:
    """What the peer takes for a pack with the same documents; `ours` is the run that made all packs."""
    program = libreoffice()
    generated = [m for m in manifests if m["pack"].startswith("aanbieder-")]
    if program is None or not count or not generated:
        print(f"{'docxtpl + LibreOffice':24s} niet gemeten")
        return
    # One in the middle by its own pages: neither the smallest nor the largest pack.
    typical = sorted(generated, key=_own_pages)[len(generated) // 2]
    place = project / "output" / typical["region"] / typical["edition"] / typical["pack"]
    documents = {
        row["kind"]: (place / f"{row['kind']}.docx").read_bytes() for row in _documents(typical, general=False)
    }
    names = [m["provider"] for m in generated[:count]]
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
    print(
        f"{'verhouding met akkoord':24s} {(filling + converting) / (ours.seconds / len(manifests)):.2f} x op de klok, "
        f"{processor / (ours.cpu_seconds / len(manifests)):.2f} x in processortijd"
    )


def _without_letters(region: Path) -> None:
    """The region without the letters of later years, in its pack and in its documents."""
    pack = region / "pack.yaml"
    lines = pack.read_text(encoding="utf-8").splitlines(keepends=True)
    letter = re.compile(rf"\s*- document: ({'|'.join(LATER)})\s*$")
    pack.write_text("".join(line for line in lines if not letter.match(line)), encoding="utf-8")
    for kind in LATER:
        (region / "documents" / f"{kind}.yaml").unlink()


def _stood(project: Path) -> dict[Path, int]:
    """When the manifest of each pack was written: a pack that stays is not touched."""
    return {path: path.stat().st_mtime_ns for path in (project / "output").glob("*/*/*/manifest.json")}


def _shown(name: str, project: Path, options: list[str], *, verb: str = "build") -> Run:
    run, parent = _run(project, options, verb)
    workers = {pid for _, sizes in run.samples for pid in sizes} - {parent}
    peaks = ", ".join(f"{run.peak(pid):.0f}" for pid in sorted(workers))
    print(
        f"{name:24s} {run.seconds:7.1f} s, processor {run.cpu_seconds:.1f} s; piek {run.peak(parent):.0f} MB"
        + (f", werkers {peaks} MB; groei in de tweede helft {run.growth():+.1%}" if workers else "")
    )
    sys.stdout.flush()
    return run


def _run(project: Path, options: list[str], verb: str) -> tuple[Run, int]:
    run, before = Run(), _used()
    begin = time.perf_counter()
    command = [sys.executable, str(ROOT / "build.py"), verb, "--project", str(project), "--quiet", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        while child.poll() is None:
            sizes = {pid: size for pid in (child.pid, *_below(child.pid)) if (size := _resident(pid)) > 0}
            run.samples.append((time.perf_counter() - begin, sizes))
            time.sleep(EVERY)
    run.seconds = time.perf_counter() - begin
    run.cpu_seconds = _used() - before
    assert child.returncode == 0, child.returncode
    return run, child.pid


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


def _generated(project: Path, count: int) -> None:
    for name in ("clauses", "contracts", "templates"):
        shutil.copytree(ROOT / name, project / name)
    register = project / "register.xlsx"
    register.write_bytes(write_workbook(register_tables(_records(count), _schemas(), {}), "schaal"))
    begin = time.perf_counter()
    done = import_register(project, register, "", dry_run=False)
    assert done.exit_code == 0, done.diagnostics[:3]
    _entitled(project, count)
    print(f"{'import':24s} {time.perf_counter() - begin:7.1f} s; {len(done.files)} bestanden")


def _entitled(project: Path, count: int) -> None:
    """What the rules ask of a party besides its record: an award for its lots, and two initiatives for the covenant."""
    region = project / "contracts" / "ijsselland"
    for number in range(count):
        place = region / "providers" / f"aanbieder-{number:04}.yaml"
        lots = ", ".join(map(str, LOTS[number % len(LOTS)]))
        award = f"awards:\n  - {{decision: voorbeeldbesluit, date: 2022-10-14, lots: [{lots}]}}\n"
        place.write_text(place.read_text(encoding="utf-8").rstrip("\n") + "\n" + award, encoding="utf-8")
    names = "".join(f"aanbieder-{n:04}, " for n in range(count) if {2, 4, 5} & set(LOTS[n % len(LOTS)]))
    place = region / "initiatives.yaml"
    text = place.read_text(encoding="utf-8").replace("providers: [", f"providers: [{names}", 2)
    place.write_text(text, encoding="utf-8")


def _schemas() -> dict[str, Mapping[str, object]]:
    names = ("provider", "initiatives", "rates")
    return {n: json.loads((ROOT / "schemas" / f"{n}.schema.json").read_text(encoding="utf-8")) for n in names}


def _records(count: int) -> dict[str, list[dict[str, object]]]:
    return {"provider": [_provider(number) for number in range(count)], "initiatives": [], "rates": []}


def _provider(number: int) -> dict[str, object]:
    person = {"function": "bestuurder", "capacity": "als bestuurder", "ground": "inschrijving in het handelsregister"}
    both = [f"mevrouw A. Voorbeeld {number}", f"de heer B. Voorbeeld {number}"]
    names = both[: 1 + number % 2]
    return {
        "id": f"aanbieder-{number:04}",
        "legal_name": f"Voorbeeld Aanbieder {number}",
        "legal_form": FORMS[number % len(FORMS)],
        "seat": "Zwolle",
        "kvk": f"{50_000_000 + number}",
        "agb": f"{60_000_000 + number}",
        "address": {"street": f"Voorbeeldstraat {number}", "postcode": "8011 AA", "place": "Zwolle"},
        "representatives": [
            {"name": name, "power": "sole" if len(names) == 1 else "joint", "rank": 1, **person} for name in names
        ],
        "lots": LOTS[number % len(LOTS)],
    }


if __name__ == "__main__":
    sys.exit(main())
