"""What has one certain answer mended in the sources: shown first, done only when asked, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from akkoord.checks.finding import Fix
from akkoord.checks.found import Found
from akkoord.library import ClauseStatus
from akkoord.project.check_memory import CheckMemory
from akkoord.project.checking import checked_content
from akkoord.project.content import Content
from akkoord.project.file_set import replace_files
from akkoord.project.opening import open_sources
from akkoord.project.plan import known_values
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import Selection, check_selection
from akkoord.project.sources import Sources, find_root


@dataclass(frozen=True, slots=True)
class Mended:
    """The fixes in order of place, how many more stand in approved texts, and whether they are `done`."""

    fixes: tuple[Fix, ...]
    approved: int
    done: bool


def mend(project: Path, selection: Selection, waiting: Callable[[str], None], *, do: bool) -> Mended:
    """Find what can be mended in what is asked for, and with `do` mend it.

    Raises:
        NoProjectError: there is no project.
        SelectionError: something is asked for that is not there.
        FileSetError: the files cannot be written; nothing is changed then.
    """
    root = find_root(project)
    with run_lock(root / "output", wait=True, waiting=waiting):
        sources, content = open_sources(root)
        check_selection(selection, known_values(content))
        found = checked_content(content, sources, CheckMemory(root / "output" / ".cache"), selection).found
        asked = _fixes(found)
        free = tuple(fix for fix in asked if fix.span.file not in _approved(content))
        before = {file: _text(sources, file) for file in dict.fromkeys(f.span.file for f in free)}
        free = tuple(fix for fix in free if mended_texts((fix,), {fix.span.file: before[fix.span.file]}))
        texts = mended_texts(free, before)
        if do and texts:
            replace_files(root, {file: text.encode() for file, text in texts.items()})
        approved = sum(fix.span.file in _approved(content) for fix in asked)
        return Mended(free, approved, do and bool(texts))


def _fixes(found: Iterable[Found]) -> tuple[Fix, ...]:
    """The fixes of what nobody accepted, each once."""
    fixes = {one.fix for one in found if one.fix is not None and not one.accepted}
    return tuple(sorted(fixes, key=lambda fix: (fix.span, fix.was)))


def _approved(content: Content) -> frozenset[str]:
    """The files of texts that were approved: the way forward for those is a new version."""
    locked = {content.files[key].path for key in content.lock if key in content.files}
    fixed = {c.span.file for c in content.library.versions.values() if c.status is not ClauseStatus.CONCEPT}
    return frozenset(locked | fixed)


def _text(sources: Sources, file: str) -> str:
    """The very text of a file, with the line ends and the mark that it has."""
    return sources.bytes(file).decode("utf-8")


def mended_texts(fixes: Iterable[Fix], texts: Mapping[str, str]) -> dict[str, str]:
    """`texts` with `fixes` carried out, from back to front; a text that is not where a fix says stays as it is."""
    lines = {file: text.splitlines(keepends=True) for file, text in texts.items()}
    for fix in sorted(fixes, key=lambda fix: fix.span, reverse=True):
        own, at = lines[fix.span.file], fix.span.line - 1
        column = fix.span.column - 1
        if at < len(own) and own[at].startswith(fix.was, column):
            own[at] = own[at][:column] + fix.becomes + own[at][column + len(fix.was) :]
    changed = {file: "".join(own) for file, own in lines.items()}
    return {file: text for file, text in changed.items() if text != texts[file]}
