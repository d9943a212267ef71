"""What the check of each edition came to, kept under what it rests on; what rules said of passages and miss in texts.

See `check_memory`, of which this is the part that is needed only when something changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from akkoord.checks.found import finding_from_data, finding_to_data, found_from_data, found_to_data
from akkoord.checks.seen import Said, Seen
from akkoord.project.check_memory import Part, plain
from akkoord.project.guarded_file import read_guarded_data, write_guarded_data
from akkoord.project.rests import Rests
from akkoord.project.result import diagnostic_of

_FORMAT = "akkoord-editions/2"
_MOST_PASSAGES = 100_000
"""When more are known than these, only those are kept that were asked for."""


class Known(Struct, frozen=True):
    """The part of an edition as it was found, before acceptances are held against it, and what it rests on."""

    part: Part
    rests: Rests


class EditionMemory(Struct):
    """What is known of editions by `<region>/<edition>`, what was said of passages, and what is not in texts.

    `absent` is that last as `take_absent` takes it.
    """

    parts: dict[str, Known] = field(default_factory=dict[str, Known])
    seen: Seen = field(default_factory=Seen)
    absent: Mapping[str, object] = field(default_factory=lambda: {"names": [], "texts": ""})

    @staticmethod
    def load(file: Path, program: str) -> EditionMemory:
        """What this very `program` kept; nothing when that is lost or broken."""
        try:
            data = read_guarded_data(file)
            return from_data(data) if data["program"] == [_FORMAT, program] else EditionMemory()
        except (OSError, ValueError, KeyError, TypeError):
            return EditionMemory()

    def save(self, file: Path, program: str) -> None:
        """Keep it; when that fails all of it is looked at again."""
        data = {"program": [_FORMAT, program], **self.to_data()}
        with suppress(OSError):
            write_guarded_data(file, data)

    def to_data(self) -> dict[str, Any]:
        """It as plain data, for the memory and on its way between processes."""
        return {
            "parts": {name: _known_data(known) for name, known in self.parts.items()},
            "absent": dict(self.absent),
            "passages": {mark: _said_data(self._kept(mark)) for mark in self.seen.said},
        }

    def _kept(self, mark: str) -> Mapping[str, Said]:
        said = self.seen.said[mark]
        asked = self.seen.asked.get(mark, frozenset[str]())
        return said if len(said) <= _MOST_PASSAGES else {one: said[one] for one in sorted(asked)}


def from_data(data: Mapping[str, Any]) -> EditionMemory:
    """What `to_data` was given.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by it.
    """
    parts = {name: _known(known) for name, known in data["parts"].items()}
    return EditionMemory(parts, Seen({mark: _said(said) for mark, said in data["passages"].items()}), data["absent"])


def _known_data(known: Known) -> dict[str, Any]:
    part = known.part
    return {
        "found": [found_to_data(one) for one in part.found],
        "assembled": plain(part.assembled),
        "rests": dict(known.rests),
    }


def _known(data: Mapping[str, Any]) -> Known:
    part = Part(tuple(map(found_from_data, data["found"])), tuple(map(diagnostic_of, data["assembled"])))
    return Known(part, data["rests"])


def _said_data(said: Mapping[str, Said]) -> dict[str, Any]:
    """Of most passages nothing is said: they are one text of marks."""
    return {
        "nothing": " ".join(mark for mark, own in said.items() if not own),
        "found": {m: [[rule, finding_to_data(one)] for rule, one in own] for m, own in said.items() if own},
    }


def _said(data: Mapping[str, Any]) -> dict[str, Said]:
    nothing: dict[str, Said] = dict.fromkeys(data["nothing"].split(), ())
    return nothing | {m: tuple(_findings(own)) for m, own in data["found"].items()}


def _findings(own: Iterable[list[Any]]) -> Said:
    return tuple((rule, finding_from_data(data)) for rule, data in own)
