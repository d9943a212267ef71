"""Two texts of one instrument compared as files, for an addendum; what came of it is remembered.

Both texts are written as DOCX in memory, as they go to the parties, and compared by the engine
that makes the redlines.
"""

from __future__ import annotations

import gc
import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from akkoord.amendment import Amended, Parts, amended
from akkoord.assembly import Body
from akkoord.project.grounds import EditionGrounds
from akkoord.project.staging import write_whole
from akkoord.project.workshop import Workshop
from akkoord.spec import ReferenceStyle
from akkoord.tree import Document, Status
from akkoord.tree.codec import from_data, to_data
from akkoord.typesetting.memory import give_back


class Comparisons(Struct, frozen=True):
    """What compares texts: the workshop that writes them, and the folder of what was compared before.

    `program` is the digest of the program; `fresh` is whether nothing remembered may be used, `keep` whether
    what is compared is remembered.
    """

    workshop: Workshop
    folder: Path
    program: str
    fresh: bool = False
    keep: bool = True

    def amended(self, base: Body, new: Body, grounds: EditionGrounds, style: ReferenceStyle) -> Amended:
        """The amendments that make `new` of `base`, proven.

        Raises:
            AkkoordError: one of the texts cannot be written or compared.
        """
        place = self.folder / f"{self._key(base, new, grounds, style)}.json"
        known = None if self.fresh else _remembered(place)
        if known is not None:
            return Amended(known, ())
        try:
            made = self._compared(base, new, grounds, style)
        finally:
            gc.collect(1)  # lxml leaves the trees of both files in cycles
            give_back()
        if made.parts is not None and self.keep:
            with suppress(OSError):  # a full disk: what is not kept is compared again
                write_whole(place, json.dumps(_as_data(made.parts), ensure_ascii=False).encode())
        return made

    def _compared(self, base: Body, new: Body, grounds: EditionGrounds, style: ReferenceStyle) -> Amended:
        from akkoord.compare.comparison import compare_packages
        from akkoord.compare.description import describe
        from akkoord.compare.script import Side
        from akkoord.ooxml import read_package
        from akkoord.redline.changes import readings_of, with_filled_grounds

        old, new_one = (self._written(body) for body in (base, new))
        names = [f"{body.kind}.docx, versie {body.meta.version}" for body in (base, new)]
        compared = compare_packages(read_package(old, names[0]), read_package(new_one, names[1]))
        script = describe(
            compared,
            Side(names[0], hashlib.sha256(old).hexdigest()),
            Side(names[1], hashlib.sha256(new_one).hexdigest()),
        )
        readings = readings_of(script, grounds, layout=False)
        reading, *_ = with_filled_grounds(readings, grounds.outside, grounds.rows, grounds.filled)
        return amended(base, new, reading, style)

    def _written(self, body: Body) -> bytes:
        document = Document(body.meta, body.title_page, body.blocks, (), body.digest, body.provider, Status.READY)
        return self.workshop.docx.write(document, pages={}, properties={})

    def _key(self, base: Body, new: Body, grounds: EditionGrounds, style: ReferenceStyle) -> str:
        """The digest of all that the amendments come from."""
        template = hashlib.sha256(self.workshop.template).hexdigest()
        said = sorted(grounds.of_clause.items())
        origin = [sorted(body.clauses_met) for body in (base, new)]
        parts = [
            self.program,
            template,
            base.digest,
            new.digest,
            style.value,
            said,
            grounds.outside,
            grounds.rows,
            sorted((clause, sorted(pairs.items())) for clause, pairs in grounds.filled.items()),
            origin,
        ]
        versions = [base.meta.version, new.meta.version]
        return hashlib.sha256(json.dumps([parts, versions], ensure_ascii=False).encode()).hexdigest()


def _as_data(parts: Parts) -> dict[str, Any]:
    return {
        "amendments": to_data(parts.amendments),
        "following": to_data(parts.following),
        "table": to_data(parts.table),
        "count": parts.count,
    }


def _remembered(place: Path) -> Parts | None:
    """What was made before, None when there is nothing that can be read."""
    try:
        data = cast("dict[str, Any]", json.loads(place.read_bytes()))
        return Parts(
            from_data(data["amendments"]), from_data(data["following"]), from_data(data["table"]), data["count"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
