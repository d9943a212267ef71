"""Packs go out as documents, come back, and go out once more as cover sheets, a few at a time."""

from types import SimpleNamespace
from typing import Any, cast

from akkoord.executor import Done, Outcome
from akkoord.project.finishing import Unfinished
from akkoord.project.pack_line import COVERS_TOGETHER, PackLine
from akkoord.project.result import PackResult
from akkoord.project.signature_zip import Unsealed
from akkoord.project.workshop import Written

PACKS = 2 * COVERS_TOGETHER + 5
WRITTEN = Done(Written({}, ()))


class Pack:
    """A pack of one document."""

    waits = False

    def __init__(self, name: str) -> None:
        self.name = name

    def take(self, kind: str, outcome: Outcome[Written], staging: object) -> None:
        """It is there."""


class Finish:
    """Asks a cover sheet of every pack."""

    def begun(self, pack: Pack) -> Unfinished:
        job: Any = SimpleNamespace(pack=pack.name, kind="voorblad")
        nothing: Any = None
        return Unfinished(cast("Any", pack), (), nothing, b"", Unsealed(nothing, "", job), {}, {}, said=False)

    def ended(self, unfinished: Unfinished, cover: Outcome[Written]) -> PackResult:
        return PackResult(cast("Any", unfinished.under_way).name, "", ())


def test_packs_that_are_there_all_at_once_have_their_cover_sheets_made_by_all_workers():
    names = [f"pakket {number}" for number in range(PACKS)]
    stood: list[str] = []
    line = PackLine(cast("Any", Finish()), cast("Any", None), lambda result: stood.append(result.path))
    group: Any = [[(Pack(name), SimpleNamespace(pack=name, kind="brief")) for name in names]]
    sizes: list[int] = []
    out: list[Any] = []
    for batch in line.batches([group]):
        sizes.append(len(batch))
        out += batch
        if not batch or batch[0].kind == "brief":  # more can only be given when these are taken
            for job in out:
                line.take(job, WRITTEN)
            out.clear()
        if sizes[-3:] == [COVERS_TOGETHER, COVERS_TOGETHER, 5]:
            for job in out:
                line.take(job, WRITTEN)
            out.clear()
    assert sizes == [PACKS, COVERS_TOGETHER, COVERS_TOGETHER, 5]
    assert stood == names
