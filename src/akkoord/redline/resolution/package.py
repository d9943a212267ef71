"""Resolving the tracked changes of a whole package."""

from __future__ import annotations

from msgspec.structs import replace

from akkoord.ooxml import Element, Package, as_transitional, back_to_strict, serialise
from akkoord.ooxml.tracked import (
    MARKS,
    MOVE_RANGES,
    TrackedChange,
    author_of,
    date_of,
    may_hold_changes,
    tracked_changes,
)
from akkoord.redline.resolution.content import resolve_cells, resolve_content, resolve_controls, resolve_move_ranges
from akkoord.redline.resolution.decision import EVERYTHING, Decision, Selection
from akkoord.redline.resolution.orphans import drop_entries, drop_unreached_parts
from akkoord.redline.resolution.paragraphs import join_paragraphs
from akkoord.redline.resolution.properties import resolve_properties
from akkoord.redline.resolution.removal import ensure_blocks
from akkoord.redline.resolution.story import Story


def resolve(package: Package, decision: Decision, only: Selection | None = None) -> Package:
    """`package` with its tracked changes accepted or rejected; those outside `only` stay tracked.

    Every part is looked at: body, headers, footers, notes, comments, text boxes, styles,
    building blocks. Notes, comments and pictures that only deleted text referred to go with
    it. A part in which nothing is resolved keeps its bytes.

    Raises:
        XmlError: a part that may hold changes cannot be read. PackageError: there is no main part.

    Source:
        ISO/IEC 29500-1 (ECMA-376-1), 17.13.5.
    """
    return back_to_strict(package, _resolved(as_transitional(package), decision, only or EVERYTHING))


def readings(package: Package, decision: Decision) -> tuple[Package, ...]:
    """`package` with all its tracked changes accepted or rejected, in each way that a program may understand it.

    Where a section break goes, Word leaves its headers to the next section that has none of its
    own; the standard (17.10.1) lets them go with the break. One package when that makes no difference.

    Raises:
        XmlError, PackageError: as `resolve`.
    """
    transitional = as_transitional(package)
    stories = _resolved_stories(transitional, decision, EVERYTHING, literal=False)
    first = back_to_strict(package, _without_orphans(transitional, stories))
    if not any(story.handed_on for story in stories.values()):
        return (first,)
    literal = _resolved_stories(transitional, decision, EVERYTHING, literal=True)
    return first, back_to_strict(package, _without_orphans(transitional, literal))


def _resolved(package: Package, decision: Decision, wanted: Selection) -> Package:
    return _without_orphans(package, _resolved_stories(package, decision, wanted, literal=False))


def _resolved_stories(package: Package, decision: Decision, wanted: Selection, *, literal: bool) -> dict[str, Story]:
    return {
        name: resolve_story(root, decision, wanted, literal=literal)
        for name in parts_with_changes(package)
        if _concerns(root := package.xml(name), wanted)
    }


def _without_orphans(package: Package, stories: dict[str, Story]) -> Package:
    drop_entries(package, stories)
    parts = {name: serialise(story.root).encode() for name, story in stories.items()}
    return drop_unreached_parts(package, replace(package, parts={**package.parts, **parts}), stories)


def _concerns(root: Element, wanted: Selection) -> bool:
    """Whether there is anything in a part to resolve."""
    if wanted == EVERYTHING:
        return next(root.iter(*MARKS, *MOVE_RANGES), None) is not None
    return any(wanted.holds(author_of(mark), date_of(mark)) for mark in root.iter(*MARKS))


def resolve_story(root: Element, decision: Decision, only: Selection | None = None, *, literal: bool = False) -> Story:
    """Resolve the tracked changes under `root`, the root of a part, in place; `literal` as for `Story`."""
    story = Story(root, decision, only or EVERYTHING, literal)
    resolve_properties(story)
    resolve_controls(story)
    resolve_cells(story)
    joining = resolve_content(story)
    join_paragraphs(story, joining)
    resolve_move_ranges(story)
    ensure_blocks(story)
    return story


def changes_of(package: Package) -> tuple[TrackedChange, ...]:
    """Every tracked change in the package, part by part, in the order of the text.

    Raises:
        XmlError: a part that may hold changes cannot be read.
    """
    package = as_transitional(package)
    return tuple(change for name in parts_with_changes(package) for change in tracked_changes(package.xml(name), name))


def parts_with_changes(package: Package) -> list[str]:
    """The names of the parts that may hold a tracked change."""
    return [name for name, data in package.parts.items() if name.endswith(".xml") and may_hold_changes(data)]
