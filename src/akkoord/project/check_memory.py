"""What the last check of a whole project came to, kept under the digest of all that it rests on.

Beside it stands what the check of each edition came to, under what that rests on, and what rules said of passages: of
a project that changed only that is looked at again which may have become different.

Both are caches in `output/.cache/`: when one is lost or broken it is all looked at again, with the same outcome.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from akkoord.checks.found import Found, found_from_data, found_to_data, merged
from akkoord.diagnostics import Diagnostic, as_json, in_order
from akkoord.project.guarded_file import read_guarded_data, write_guarded_data
from akkoord.project.result import diagnostic_of
from akkoord.project.shipped import environment
from akkoord.project.sources import Fingerprint, Sources, Stat, UnreadableError

_FORMAT = "akkoord-checks/4"


class Outcome(Struct, frozen=True):
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


class Part(Struct, frozen=True):
    """What was found in one edition of a region, or in its data; and what was said in making the texts of it."""

    found: tuple[Found, ...]
    assembled: tuple[Diagnostic, ...] = ()


class CheckMemory:
    """Where the outcome of the last check of a whole project stands, and that of its editions."""

    def __init__(self, cache: Path) -> None:
        self.folder = cache
        """The folder with everything that is kept between runs."""
        self._file = cache / "checks.json"
        self.editions = cache / "editions.json"
        """Where `edition_memory` keeps what it knows."""
        self._read: dict[str, Any] | None = None
        self._loaded: tuple[Sources, Outcome | None] | None = None

    def sources(self) -> dict[str, Fingerprint]:
        """What every source was then, nothing when that is not known."""
        try:
            return {path: Fingerprint(Stat(*stat), sha256) for path, (*stat, sha256) in self._data()["sources"].items()}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def load(self, sources: Sources) -> Outcome | None:
        """The outcome for these very sources, None when it is not known."""
        if self._loaded is None or self._loaded[0] is not sources:
            self._loaded = (sources, self._outcome(sources))
        return self._loaded[1]

    def _outcome(self, sources: Sources) -> Outcome | None:
        try:
            data = self._data()
            if data["key"] != sources_key(sources):
                return None
            said, assembled, read = (tuple(map(diagnostic_of, data[n])) for n in ("said", "assembled", "read"))
            return Outcome(tuple(map(found_from_data, data["found"])), said, assembled, read)
        except (OSError, ValueError, KeyError, TypeError, UnreadableError):
            return None

    def save(self, sources: Sources, outcome: Outcome) -> None:
        """Keep the outcome of a whole project; when that fails it is checked again."""
        with suppress(OSError, UnreadableError):
            data = {
                "key": sources_key(sources),
                "sources": {p: [f.stat.size, f.stat.mtime_ns, f.sha256] for p, f in sources.fingerprints().items()},
                "found": [found_to_data(one) for one in outcome.found],
                "said": plain(outcome.said),
                "assembled": plain(outcome.assembled),
                "read": plain(outcome.read),
            }
            write_guarded_data(self._file, data)
            self._read = self._loaded = None

    def _data(self) -> dict[str, Any]:
        """What is kept, read once.

        Raises:
            OSError, ValueError: there is no memory, or it is broken.
        """
        if self._read is None:
            self._read = read_guarded_data(self._file)
        return self._read


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


def plain(diagnostics: Iterable[Diagnostic]) -> list[object]:
    """Diagnostics as plain data."""
    return [as_json(diagnostic) for diagnostic in diagnostics]
