"""What the last check of a whole project came to, kept under the digest of all that it rests on.

It is a cache in `output/.cache/`: when it is lost or broken the project is checked again, with the same outcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from akkoord.checks.found import Found, found_from_data, found_to_data, merged
from akkoord.diagnostics import Diagnostic, as_json, in_order
from akkoord.project.result import diagnostic_of
from akkoord.project.shipped import environment
from akkoord.project.sources import Sources, UnreadableError
from akkoord.project.staging import write_whole

_FORMAT = "akkoord-checks/2"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to: findings of rules, and what was said of settings and acceptances, and in making it."""

    found: tuple[Found, ...]
    said: tuple[Diagnostic, ...]
    assembled: tuple[Diagnostic, ...] = ()
    read: tuple[Diagnostic, ...] = ()

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """What a build tells of it: what rules found, and what was said.

        A warning that somebody accepted is not told again on every build; `check` shows it with the reason.
        """
        return (*self.said, *(one.diagnostic for one in self.found if not one.accepted))


@dataclass(frozen=True, slots=True)
class Part:
    """What was found in one edition of a region, or in its data; and what was said in making the texts of it."""

    found: tuple[Found, ...]
    assembled: tuple[Diagnostic, ...] = ()


class CheckMemory:
    """Where the outcome of the last check stands: of the whole project, and of each edition that was looked at."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / "checks.json"

    def load(self, sources: Sources) -> Outcome | None:
        """The outcome for these very sources, None when it is not known."""
        try:
            data = self._data(sources)
            if data.get("whole") is None:
                return None
            said, read = (tuple(map(diagnostic_of, data["whole"][name])) for name in ("said", "read"))
            return outcome_of({name: part_from_data(part) for name, part in data["parts"].items()}, said, read)
        except (OSError, ValueError, KeyError, TypeError, UnreadableError):
            return None

    def parts(self, sources: Sources) -> dict[str, Part]:
        """What is known of these very sources, by `<region>/<edition>`, or `<region>/` for its data."""
        try:
            return {name: part_from_data(part) for name, part in self._data(sources).get("parts", {}).items()}
        except (OSError, ValueError, KeyError, TypeError, UnreadableError):
            return {}

    def save(self, sources: Sources, parts: Mapping[str, Part], whole: Outcome | None) -> None:
        """Keep the outcome of each part, in this order, and what else was said when they are the `whole` project.

        When that fails it is checked again.
        """
        with suppress(OSError, UnreadableError):
            data = {
                "key": sources_key(sources),
                "parts": {name: part_to_data(part) for name, part in parts.items()},
                "whole": None if whole is None else {"said": _plain(whole.said), "read": _plain(whole.read)},
            }
            body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
            write_whole(self._file, hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body)

    def _data(self, sources: Sources) -> dict[str, Any]:
        """What is kept of these sources, nothing when that is of others.

        Raises:
            OSError, ValueError, KeyError, UnreadableError: there is no memory, or it is broken.
        """
        digest, _, body = self._file.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode("ascii") != digest:
            return {}
        data = cast("dict[str, Any]", json.loads(body))
        return data if data["key"] == sources_key(sources) else {}


def part_to_data(part: Part) -> dict[str, Any]:
    """A part as plain data, for the memory and on its way between processes."""
    return {"found": [found_to_data(one) for one in part.found], "assembled": _plain(part.assembled)}


def part_from_data(data: Mapping[str, Any]) -> Part:
    """The part that `part_to_data` was given.

    Raises:
        ValueError, KeyError, TypeError: `data` was not made by it.
    """
    return Part(tuple(map(found_from_data, data["found"])), tuple(map(diagnostic_of, data["assembled"])))


def outcome_of(parts: Mapping[str, Part], said: tuple[Diagnostic, ...], read: tuple[Diagnostic, ...]) -> Outcome:
    """What came of these parts together: of each region what its editions say alike is told once."""
    regions = dict.fromkeys(name.partition("/")[0] for name in parts)
    own = ([part for name, part in parts.items() if name.startswith(f"{region}/")] for region in regions)
    found = tuple(one for some in own for one in merged(one for part in some for one in part.found))
    assembled = in_order(diagnostic for part in parts.values() for diagnostic in part.assembled)
    return Outcome(found, said, assembled, read)


def sources_key(sources: Sources) -> str:
    """The digest of every source, of the program too, and of what it runs on.

    Raises:
        UnreadableError: a source can no longer be read.
    """
    parts = [(path, sources.sha256(path)) for path in sources.listing.files]
    return hashlib.sha256(json.dumps([_FORMAT, environment(), parts]).encode()).hexdigest()


def _plain(diagnostics: Iterable[Diagnostic]) -> list[object]:
    return [as_json(diagnostic) for diagnostic in diagnostics]
