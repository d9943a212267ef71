"""What the outcome of an edition rests on: it stands as long as all of that is as it was.

    the data of the region: every file of it but what was accepted and what became of packs
    of the library what was asked for in looking: each clause version, which versions of a clause there are, the ids of
    all clauses; of another edition its date, and the whole of it where that was asked for
    the text of every file with a finding

What is asked for is noted while it is asked for, so that nothing needs to be told of it anywhere else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, field

from akkoord.checks.found import Found
from akkoord.library import ClauseVersion, Edition, Library
from akkoord.project.sources import Sources, UnreadableError

K = TypeVar("K")
V = TypeVar("V")

Rests = Mapping[str, str]
"""By what is asked for, as `version:afspraken-duur@1.0`, what was there; "" for nothing."""


class Asked(Struct):
    """The names of what was asked for."""

    names: set[str] = field(default_factory=set[str])

    def add(self, name: str) -> None:
        """Note what is asked for."""
        self.names.add(name)

    @contextmanager
    def noted_in(self, names: set[str]) -> Generator[None, None, None]:
        """Note what is asked for within it in `names`, and nowhere else."""
        outer, self.names = self.names, names
        try:
            yield
        finally:
            self.names = outer


class _Noted(Mapping[K, V]):
    """A mapping that notes what is asked of it; `name` says what that is called, `all_of` all of its keys together."""

    def __init__(self, there: Mapping[K, V], asked: Asked, name: Callable[[K], str], all_of: str) -> None:
        self._there, self._asked, self._name, self._all = there, asked, name, all_of

    def __getitem__(self, key: K) -> V:
        self._asked.add(self._name(key))
        return self._there[key]

    def __iter__(self) -> Iterator[K]:
        self._asked.add(self._all)
        return iter(self._there)

    def __len__(self) -> int:
        self._asked.add(self._all)
        return len(self._there)


class NotedLibrary(Library, frozen=True):
    """A library that notes in `asked` what is asked of it."""

    asked: Asked = field(default_factory=Asked)
    whole: Library = field(default_factory=lambda: Library({}))

    @staticmethod
    def of(library: Library) -> NotedLibrary:
        """`library`, of which nothing was asked yet."""
        asked = Asked()
        versions = _Noted(library.versions, asked, _of_version, "versions")
        editions = _Noted(library.editions, asked, _of_edition, "editions")
        return NotedLibrary(versions, editions, library.unread, asked, library)

    @property
    def days(self) -> Mapping[str, date]:
        """As in any library."""
        self.asked.add("days")
        return self.whole.days

    def clause_ids(self) -> tuple[str, ...]:
        """As in any library."""
        self.asked.add("ids")
        return self.whole.clause_ids()

    def versions_of(self, clause_id: str) -> tuple[str, ...]:
        """As in any library."""
        self.asked.add(f"list:{clause_id}")
        return self.whole.versions_of(clause_id)


def _of_version(key: tuple[str, str]) -> str:
    return f"version:{key[0]}@{key[1]}"


def _of_edition(name: str) -> str:
    return f"edition:{name}"


class Grounds(Struct, frozen=True, dict=True):
    """What is there now, to hold what was there against."""

    sources: Sources
    library: Library

    def of(self, folder: str, edition: Edition, asked: Iterable[str], found: Iterable[Found]) -> Rests:
        """What an outcome rests on: `asked` is what a `NotedLibrary` noted, `found` what was found by then."""
        names = {*always(folder, edition), *asked}
        names |= {f"file:{file}" for one in found for file in _files(one)}
        return {name: self.now(name) for name in sorted(names)}

    def hold(self, rests: Rests) -> bool:
        """Whether all of it is as it was."""
        return all(self.now(name) == was for name, was in rests.items())

    def now(self, name: str) -> str:
        """What is there now of what is asked for by this name."""
        sort, _, what = name.partition(":")
        match sort:
            case "version":
                clause_id, _, version = what.partition("@")
                found = self.library.versions.get((clause_id, version))
                return "" if found is None else self._version(found)
            case "list":
                return " ".join(self._lists.get(what, ()))
            case "edition":
                edition = self.library.editions.get(what)
                return "" if edition is None else f"{edition.span.file} {self.sha256(edition.span.file)}"
            case "data":
                return data_digest(self.sources, what)
            case "shared":
                return data_digest(self.sources, what, providers=False)
            case "file":
                return f"{what} {self.sha256(what)}"
            case _:
                return self._all[name]

    @cached_property
    def _lists(self) -> Mapping[str, tuple[str, ...]]:
        """Which versions of each clause there are, those of providers left out."""
        ids = dict.fromkeys(clause_id for clause_id, _ in self.library.versions)
        return {clause_id: self.library.versions_of(clause_id) for clause_id in ids}

    @cached_property
    def _all(self) -> Mapping[str, str]:
        library = self.library
        return {
            "days": _digest([[name, day.isoformat()] for name, day in library.days.items()]),
            "editions": _digest(list(library.editions)),
            "ids": _digest(library.clause_ids()),
            "unread": _digest(sorted(library.unread)),
            "versions": _digest(list(library.versions)),
        }

    def _version(self, clause: ClauseVersion) -> str:
        # An own text of a provider is that of its base, and of the deviation, with other blocks.
        made = _digest(repr(clause)) if "+" in clause.version else ""
        return f"{clause.span.file} {self.sha256(clause.span.file)}{made}"

    def sha256(self, path: str) -> str:
        """The digest of a source, "" for one that is not there or cannot be read."""
        return _sha256(self.sources, path)


def always(folder: str, edition: Edition) -> frozenset[str]:
    """The names of what everything in an edition rests on."""
    return frozenset((f"data:{folder}", "days", "unread", _of_edition(edition.id)))


def predicted(rests: Rests, sources: Sources) -> bool:
    """Whether what was there may still be there, as far as the files say that were known then."""
    for name, was in rests.items():
        sort, _, what = name.partition(":")
        if sort == "data" and was != data_digest(sources, what):
            return False
        file, _, sha256 = was.partition(" ")
        if sort in ("version", "edition", "file") and was and not sha256.startswith(_sha256(sources, file)):
            return False
    return True


def data_digest(sources: Sources, folder: str, *, providers: bool = True) -> str:
    """The digest of the data of a region: its files, and the profiles of the others, whose names are none of its own.

    Not what was accepted, which is held against the findings each time, nor what became of packs; and the records of
    its `providers` only where those are asked for.
    """
    own = f"contracts/{folder}/"
    aside = (f"{own}accepted.yaml", f"{own}ledger/", f"{own}trust/", *(() if providers else (f"{own}providers/",)))
    paths = [path for path in sources.paths(own) if not path.startswith(aside)]
    paths += [path for path in sources.paths("contracts/", "/region.yaml") if not path.startswith(own)]
    return _digest([[path, _sha256(sources, path)] for path in paths])


def _sha256(sources: Sources, path: str) -> str:
    """The digest of a source, "" for one that is not there or cannot be read."""
    try:
        return sources.sha256(path) if path in sources.listing.files else ""
    except UnreadableError:
        return ""


def _files(found: Found) -> Iterator[str]:
    """The files whose text says where a finding stands."""
    finding = found.finding
    spans = (finding.span, *(fix.span for fix in found.fixes), *(related.span for related in finding.related))
    return (span.file for span in spans if span is not None)


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
