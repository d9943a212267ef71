"""One more provider: the whole convenant against docxtpl and LibreOffice in batch.

Ours: signature pages added, DOCX, PDF/A-2a + UA-1, HTML written, DOCX and PDF read back and
compared. The peer: a Word template of the same text (our own DOCX with the provider's name as
tag), filled by docxtpl for the same providers, then one LibreOffice call that turns all of
them into PDF. The peer makes no HTML and proves nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from material import job_of, provider_packs, workshop
from peer import Peer, libreoffice

from akkoord.executor import Done, Processes
from akkoord.project.plan import PlannedPack
from akkoord.project.workshop import Workshop, write

ROUNDS = 3
EDITION = "2023"


def main() -> int:
    packs = [pack for pack in provider_packs() if f"/{EDITION}/" in pack.path]
    shop = workshop()
    template = write(shop, job_of(packs[0])).files["convenant.docx"]  # warms up as well
    program = libreoffice()
    if program is None:
        print("niet gemeten: LibreOffice, voor de vergelijking, ontbreekt")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        names = [pack.provider for pack in packs]
        peer = Peer(program, Path(folder), {"convenant": template}, names, packs[0].provider)
        rounds = [(_one_process(packs), _as_built(shop, packs), peer.fill(), peer.convert()) for _ in range(ROUNDS)]
    ours, built, filling, converting = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"{len(packs)} aanbieders, {ROUNDS} rondes om en om; mediaan per aanbieder, na opwarmen")
    print(f"akkoord, één proces (DOCX + PDF + HTML + bewijs) {ours * 1000:7.1f} ms")
    print(f"akkoord, een proces per kern, zoals `build`      {built * 1000:7.1f} ms")
    print(f"docxtpl (DOCX)                                   {filling * 1000:7.1f} ms")
    print(f"LibreOffice in batch (PDF)                       {converting * 1000:7.1f} ms")
    ratios = [[(fill + convert) / mine for mine in (one, many)] for one, many, fill, convert in rounds]
    for name, values in zip(("één proces", "een proces per kern"), zip(*ratios, strict=True), strict=True):
        print(f"verhouding peer / akkoord, {name:20s}  {statistics.median(values):7.2f} x")
    return 0


def _one_process(packs: list[PlannedPack]) -> float:
    """Seconds per document after the first one, each of a provider that was not made or read before."""
    shop = workshop()
    write(shop, job_of(packs[0]))
    start = time.perf_counter()
    for pack in packs[1:]:
        written = write(shop, job_of(pack))
        assert written.files, written.diagnostics
    return (time.perf_counter() - start) / (len(packs) - 1)


def _as_built(shop: Workshop, packs: list[PlannedPack]) -> float:
    """Seconds per further document over warm worker processes: the second half of two equal halves.

    It is the same documents again, so that nothing of them is new to the readers.
    """
    jobs = [job_of(pack) for pack in packs]
    cores = os.cpu_count() or 1
    start = time.perf_counter()
    moments: list[float] = []
    batches = (jobs[at : at + 4] for at in range(0, len(jobs), 4))
    with Processes(cores) as processes:
        for job, outcome in processes.run(write, list(batches) * 4, shop):
            assert isinstance(outcome, Done), job.pack
            moments.append(time.perf_counter() - start)
    half = len(moments) // 2
    return (moments[-1] - moments[half - 1]) / (len(moments) - half)


if __name__ == "__main__":
    sys.exit(main())
