"""What the last check of a whole project came to, kept under the digest of all that it rests on.

It is a cache in `output/.cache/`: when it is lost or broken the project is checked again, with the same outcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from akkoord.checks.found import Found, found_from_data, found_to_data
from akkoord.diagnostics import Diagnostic, as_json
from akkoord.project.result import diagnostic_of
from akkoord.project.shipped import environment
from akkoord.project.sources import Sources, UnreadableError
from akkoord.project.staging import write_whole

_FORMAT = "akkoord-checks/1"


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


class CheckMemory:
    """Where the outcome of the last check stands."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / "checks.json"

    def load(self, sources: Sources) -> Outcome | None:
        """The outcome for these very sources, None when it is not known."""
        try:
            digest, _, body = self._file.read_bytes().partition(b"\n")
            if hashlib.sha256(body).hexdigest().encode("ascii") != digest:
                return None
            data = cast("dict[str, Any]", json.loads(body))
            return _outcome(data) if data["key"] == _key(sources) else None
        except (OSError, ValueError, KeyError, TypeError, UnreadableError):
            return None

    def save(self, sources: Sources, outcome: Outcome) -> None:
        """Keep the outcome of a check of the whole project; when that fails it is checked again."""
        with suppress(OSError, UnreadableError):
            data = {
                "key": _key(sources),
                "found": [found_to_data(one) for one in outcome.found],
                "said": _plain(outcome.said),
                "assembled": _plain(outcome.assembled),
                "read": _plain(outcome.read),
            }
            body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
            write_whole(self._file, hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body)


def _key(sources: Sources) -> str:
    """The digest of every source, of the program too, and of what it runs on."""
    parts = [(path, sources.sha256(path)) for path in sources.listing.files]
    return hashlib.sha256(json.dumps([_FORMAT, environment(), parts]).encode()).hexdigest()


def _plain(diagnostics: Iterable[Diagnostic]) -> list[object]:
    return [as_json(diagnostic) for diagnostic in diagnostics]


def _outcome(data: dict[str, Any]) -> Outcome:
    said, assembled, read = (tuple(map(diagnostic_of, data[name])) for name in ("said", "assembled", "read"))
    return Outcome(tuple(map(found_from_data, data["found"])), said, assembled, read)
