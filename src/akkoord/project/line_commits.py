"""Which commit last touched lines of a source, when the project is a git checkout."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct, field

from akkoord.diagnostics import Placed
from akkoord.project.git import asked
from akkoord.project.sources import source_text

_SECONDS = 10
"""A file with so long a history that git needs longer is told without."""
_MOST_LINES = 3000
"""Of a longer stretch that changed since the last commit it is not worked out which lines stayed."""


class Commit(Placed, frozen=True):
    """A commit; `at` is its time as git sorts it, to tell which of two is the last."""

    ASIDE = frozenset({"at"})

    id: str
    date: str
    author: str
    subject: str
    at: int = 0


class LineCommits(Struct):
    """Answers for the files of one project; each file is asked for once. `text_of` gives what stands in it now."""

    root: Path
    text_of: Callable[[str], str | None]
    notes: list[str] = field(default_factory=list[str])
    """What git could not say, in Dutch."""
    _there: bool | None = None
    _files: dict[str, Mapping[int, Commit]] = field(default_factory=dict[str, Mapping[int, Commit]])

    def of(self, file: str, lines: Iterable[int]) -> Commit | None:
        """The last commit that touched one of these lines; None for what is not in a commit yet."""
        if not self._repository():
            return None
        if file not in self._files:
            self._files[file] = {} if file.startswith("@") else self._blamed(file)
        known = self._files[file]
        found = [known[line] for line in lines if line in known]
        return max(found, key=lambda commit: (commit.at, commit.id), default=None)

    def _repository(self) -> bool:
        if self._there is None:
            self._there = asked(self.root, "rev-parse", "--verify", "-q", "HEAD^{commit}") is not None
            if not self._there:
                why = "dit project staat in geen git-repository met een commit, of git mag die niet lezen"
                self.notes.append(f"geen commits: {why if shutil.which('git') else 'git is er niet'}")
        return self._there

    def _blamed(self, file: str) -> Mapping[int, Commit]:
        now, before = self.text_of(file), asked(self.root, "cat-file", "blob", f"HEAD:./{file}")
        if now is None or before is None:
            return {}
        # The commit and not the working copy is asked, so that git runs no filter.
        told = asked(
            self.root,
            *("-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "--no-textconv", "HEAD", "--", f"./{file}"),
            seconds=_SECONDS,
        )
        if told is None:
            self.notes.append(f"geen commits van `{file}`: git antwoordde niet, of niet op tijd")
            return {}
        committed = dict(enumerate(_lines(told.decode("utf-8", "replace")), start=1))
        old = source_text(before, errors="replace").split("\n")
        return {new: committed[was] for was, new in _stayed(old, now.split("\n")) if was in committed}


def _stayed(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """The lines that are in both, each by its number in both."""
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    longest = min(len(old), len(new)) - head
    pairs = zip(reversed(old), reversed(new), strict=False)
    tail = min(next((i for i, (a, b) in enumerate(pairs) if a != b), longest), longest)
    yield from ((line, line) for line in range(1, head + 1))
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(left), len(right)) <= _MOST_LINES:
        for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
            yield from ((head + block.a + i + 1, head + block.b + i + 1) for i in range(block.size))
    yield from ((len(old) - i, len(new) - i) for i in range(tail))


def _lines(porcelain: str) -> Iterator[Commit]:
    """The commit of each line, from what `git blame --porcelain` says."""
    known: dict[str, dict[str, str]] = {}
    current = ""
    for line in porcelain.split("\n"):
        if line.startswith("\t"):
            yield _commit(current, known[current])
        elif current and not _is_id(line):
            key, _, value = line.partition(" ")
            known[current][key] = value
        elif line:
            current = line.split(" ", 1)[0]
            known.setdefault(current, {})


def _is_id(line: str) -> bool:
    first = line.split(" ", 1)[0]
    return len(first) in (40, 64) and all(sign in "0123456789abcdef" for sign in first)


def _commit(name: str, told: Mapping[str, str]) -> Commit:
    at, zone = int(told.get("committer-time", "0")), told.get("committer-tz", "+0000")
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5])) * (-1 if zone.startswith("-") else 1)
    day = datetime.fromtimestamp(at, UTC).astimezone(timezone(offset)).date().isoformat()
    return Commit(name, day, told.get("author", ""), told.get("summary", ""), at)
