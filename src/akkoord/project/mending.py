"""What has one certain answer mended in the sources: shown first, done only when asked, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from akkoord.checks.finding import Fix
from akkoord.checks.found import Found
from akkoord.library import ClauseStatus
from akkoord.project.asked import check_asked
from akkoord.project.check_memory import CheckMemory
from akkoord.project.checking import checked_content
from akkoord.project.content import Content
from akkoord.project.file_set import replace_files
from akkoord.project.opening import open_sources
from akkoord.project.run_lock import run_lock
from akkoord.project.selection import Selection
from akkoord.project.sources import Sources, find_root


class Mended(Struct, frozen=True):
    """The fixes in order of place, how many more findings stand in approved texts, and whether they are `done`."""

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
        check_asked(selection, content)
        found = checked_content(content, sources, CheckMemory(root / "output" / ".cache"), selection).found
        asked, approved = _fixes(found), _approved(content)
        free = tuple(fixes for fixes in asked if not any(fix.span.file in approved for fix in fixes))
        before = {fix.span.file: _text(sources, fix.span.file) for fixes in free for fix in fixes}
        told = _one_after_another(fixes for fixes in free if _stands(fixes, before))
        texts = mended_texts(told, before)
        if do and texts:
            replace_files(root, {file: text.encode() for file, text in texts.items()})
        return Mended(told, len(asked) - len(free), do and bool(texts))


def _fixes(found: Iterable[Found]) -> tuple[tuple[Fix, ...], ...]:
    """The fixes of what nobody accepted, each once; those that belong together stay together."""
    fixes = {one.fixes for one in found if one.fixes and not one.accepted}
    return tuple(sorted(fixes, key=lambda own: [(fix.span, fix.was) for fix in own]))


def _stands(fixes: tuple[Fix, ...], texts: Mapping[str, str]) -> bool:
    """Whether all the words of `fixes` are where these say, without a remark beside them that would stay behind."""
    lines = {fix: texts[fix.span.file].splitlines()[fix.span.line - 1 :][:1] for fix in fixes}
    remarks = fixes[0].span.file.endswith(".yaml") and len({fix.span.line for fix in fixes}) > 1
    if remarks and any("#" in line[fix.span.column - 1 :] for fix, own in lines.items() for line in own):
        return False
    return all(mended_texts((fix,), texts) for fix in fixes)


def _one_after_another(groups: Iterable[tuple[Fix, ...]]) -> tuple[Fix, ...]:
    """The fixes in order of place; of two that want the same words, the first has them."""
    taken: dict[tuple[str, int], list[tuple[int, int]]] = {}
    told: list[Fix] = []
    for fixes in groups:
        stretches = [(f.span, f.span.column, f.span.column + len(f.was)) for f in fixes]
        if any(a < stop and start < b for s, start, stop in stretches for a, b in taken.get((s.file, s.line), ())):
            continue
        for span, start, stop in stretches:
            taken.setdefault((span.file, span.line), []).append((start, stop))
        told += fixes
    return tuple(sorted(told, key=lambda fix: (fix.span, fix.was)))


def _approved(content: Content) -> frozenset[str]:
    """The files of texts that were approved: the way forward for those is a new version.

    The spec of a document is one of them once an edition that was approved has the document: its order is in force.
    """
    locked = {content.files[key].path for key in content.lock if key in content.files}
    fixed = {c.span.file for c in content.library.versions.values() if c.status is not ClauseStatus.CONCEPT}
    return frozenset(locked | fixed | set(_specs_in_force(content)))


def _specs_in_force(content: Content) -> Iterator[str]:
    for region in content.regions.values():
        names = region.region.editions if region.region is not None else ()
        editions = [content.library.editions[name] for name in names if name in content.library.editions]
        in_force = {k for e in editions if e.status is not ClauseStatus.CONCEPT for k in e.documents}
        yield from (spec.span.file for kind, spec in region.documents.items() if kind in in_force)


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
