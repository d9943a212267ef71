"""Whole processes: comparing two versions of a contract, by Akkoord and by Docxodus, in turn.

    python bench/redline.py [--rounds N] [--only 20|200|rewrite] [--peer FOLDER]

The peer is `python-redlines[docxodus]`, which no part of Akkoord needs:

    .venv/bin/python -m pip install --target .venv/peer "python-redlines[docxodus]"

With `--peer` it may stand in another folder. Both run as installed programs do, with compiled modules: these are kept
in a folder of their own, which one round fills that does not count.

Printed are median time on the wall and of the processors, peak memory, marked characters, and whether both directions
give the inputs back, as the referee judges that REDLINE_REFEREE names.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import contract_pairs
from msgspec import Struct, field
from whole_process import Cost, ProcessFailedError, cost_of

from support.word.marks import marks
from support.word.referees import score

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / ".venv" / "peer"
_PEER_CALL = (
    "import sys; from pathlib import Path; from python_redlines import DocxodusEngine; "
    "old, new, out = map(Path, sys.argv[1:]); "
    "out.write_bytes(DocxodusEngine().run_redline('Akkoord', old.read_bytes(), new.read_bytes())[0])"
)
PAIRS: dict[str, Callable[[], tuple[bytes, bytes]]] = {
    "20": lambda: contract_pairs.pair(20, 25),
    "200": lambda: contract_pairs.pair(200, 150),
    "rewrite": contract_pairs.rewritten,
}
NAMES = {
    "20": "20 bladzijden, 25 wijzigingen",
    "200": "200 bladzijden, 150 wijzigingen",
    "rewrite": "herschreven, 3.100 alinea's",
}


class Measured(Struct):
    """What one engine did with one pair."""

    costs: list[Cost] = field(default_factory=list)
    marked: int = 0
    verdict: str = ""

    @property
    def seconds(self) -> float:
        """The median time on the wall."""
        return statistics.median(cost.seconds for cost in self.costs)

    @property
    def processor_seconds(self) -> float:
        """The median time of all processors: what a busy machine does not change."""
        return statistics.median(cost.processor_seconds for cost in self.costs)

    @property
    def megabytes(self) -> float:
        """The highest peak."""
        return max(cost.megabytes for cost in self.costs)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--only", choices=[*PAIRS])
    arguments.add_argument("--peer", type=Path, default=PEER)
    chosen = arguments.parse_args()
    if _peer_is_missing(chosen.peer):
        print('Docxodus ontbreekt: .venv/bin/python -m pip install --target .venv/peer "python-redlines[docxodus]"')
        return 2
    print(f"{'':32s}{'motor':10s}{'mediaan s':>10s}{'cpu s':>8s}{'piek MB':>9s}{'gemarkeerd':>12s}  heen en terug")
    with tempfile.TemporaryDirectory() as compiled:
        for key in [chosen.only] if chosen.only else [*PAIRS]:
            _compare(key, chosen.rounds, _environment(chosen.peer, compiled))
    return 0


def _environment(peer: Path, compiled: str) -> dict[str, str]:
    path = os.pathsep.join((str(ROOT / "src"), str(peer.resolve())))
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**known, "PYTHONPATH": path, "PYTHONPYCACHEPREFIX": compiled}


def _compare(key: str, rounds: int, environment: dict[str, str]) -> None:
    old, new = PAIRS[key]()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("oud.docx", "nieuw.docx", "redline.docx")]
        paths[0].write_bytes(old)
        paths[1].write_bytes(new)
        engines = {
            "akkoord": [sys.executable, "-m", "akkoord", "redline", str(paths[0]), str(paths[1]), "-o", str(paths[2])],
            "docxodus": [sys.executable, "-c", _PEER_CALL, *map(str, paths)],
        }
        found = {name: Measured() for name in engines}
        for command in engines.values():
            _cost(command, environment)
        for _ in range(rounds):
            for name, command in engines.items():
                paths[2].unlink(missing_ok=True)
                found[name].costs.append(_cost(command, environment))
                if not found[name].verdict:
                    _judge(old, new, paths[2], found[name])
    for name, measured in found.items():
        print(
            f"{NAMES[key] if name == 'akkoord' else '':32s}{name:10s}{measured.seconds:10.2f}"
            f"{measured.processor_seconds:8.2f}{measured.megabytes:9.0f}{measured.marked:12d}  {measured.verdict}"
        )
    ours, peer = found["akkoord"], found["docxodus"]
    times, processor = peer.seconds / ours.seconds, peer.processor_seconds / ours.processor_seconds
    memory, size = peer.megabytes / ours.megabytes, peer.marked / max(ours.marked, 1)
    ratios = f"{times:.1f} x tijd, {processor:.1f} x cpu, {memory:.1f} x geheugen, {size:.2f} x gemarkeerd"
    print(f"{'':32s}{'docxodus / akkoord':20s}{ratios}")


def _cost(command: list[str], environment: dict[str, str]) -> Cost:
    try:
        return cost_of(command, environment)
    except ProcessFailedError as failed:
        raise SystemExit(f"{command[:4]}: {failed}") from None


def _judge(old: bytes, new: bytes, out: Path, measured: Measured) -> None:
    made = out.read_bytes()
    measured.marked = marks(made).marked
    verdict = score(old, new, made)
    if verdict is None:
        measured.verdict = "niet beoordeeld (REDLINE_REFEREE noemt geen programma)"
        return
    levels = {"text": "tekst", "struct": "structuur", "full": "alles"}
    measured.verdict = ", ".join(f"{word} {'ja' if verdict[level] else 'nee'}" for level, word in levels.items())


def _peer_is_missing(peer: Path) -> bool:
    environment = {**os.environ, "PYTHONPATH": str(peer.resolve())}
    command = [sys.executable, "-c", "import python_redlines, python_redlines_docxodus"]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
