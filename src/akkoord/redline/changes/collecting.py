"""The changes of an edit script, with place, class, ground and what only follows from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from akkoord.compare.script import Clause, EditKind, EditScript, StoryEdit
from akkoord.redline.changes.change import Change, Place, Shape, Signals
from akkoord.redline.changes.classes import class_of
from akkoord.redline.changes.consequence import Known, Renumbering, is_consequential, renumbering
from akkoord.redline.changes.formatting import formatting_words, is_layout
from akkoord.redline.changes.places import is_contents, place_of
from akkoord.redline.changes.signals import signals_of
from akkoord.redline.changes.units import Unit, units_of
from akkoord.redline.changes.whole_values import whole_values

Grounds = Callable[[Clause | None, Clause | None], str]
"""The ground of a change from the old to the new version of a clause, "" where none is known."""

_SHAPES = {
    EditKind.INSERTED: Shape.INSERTED,
    EditKind.DELETED: Shape.DELETED,
    EditKind.MOVED_FROM: Shape.MOVED_FROM,
    EditKind.MOVED_TO: Shape.MOVED_TO,
}


def no_grounds(_old: Clause | None, _new: Clause | None) -> str:
    """Of documents that do not say what their clauses are."""
    return ""


class Reading(Struct, frozen=True):
    """A story with every unit of it: `changes` holds for each the change it is, None where nothing differs."""

    story: StoryEdit
    units: tuple[Unit, ...]
    changes: tuple[Change | None, ...]


class _Context(Struct, frozen=True):
    """What holds for all changes of a script."""

    moved: Renumbering
    grounds: Grounds
    known: tuple[Known, ...]
    stranger: bool


def readings_of(
    script: EditScript, grounds: Grounds = no_grounds, known: Sequence[Known] = (), *, layout: bool = True
) -> tuple[Reading, ...]:
    """Every story of `script` unit by unit, each unit with its change; `known` as for `is_consequential`.

    Without `layout` a change of lay-out alone (`is_layout`) is none: in documents that a
    program laid out it follows from the text. Such documents begin with a title page; of
    others a text under no heading is named by its paragraph.
    """
    units = [units_of(story) for story in script.stories]
    if not layout:
        units = [tuple(map(_without_layout, of_story)) for of_story in units]
    moved = renumbering(unit for of_story in units for unit in of_story)
    return tuple(
        Reading(story, of_story, _changes(story, of_story, _Context(moved, grounds, tuple(known), layout)))
        for story, of_story in zip(script.stories, units, strict=True)
    )


def changes_of(readings: Sequence[Reading]) -> tuple[Change, ...]:
    """All changes in the order of the document."""
    return tuple(change for reading in readings for change in reading.changes if change is not None)


def _changes(story: StoryEdit, units: Sequence[Unit], context: _Context) -> tuple[Change | None, ...]:
    return tuple(_change(story, unit, context) for unit in units)


def _change(story: StoryEdit, unit: Unit, context: _Context) -> Change | None:
    if not _differs(unit):
        return None
    consequential = _is_contents(unit) or is_consequential(unit, context.moved, context.known)
    shape = _SHAPES.get(unit.kind, Shape.CHANGED)
    lines = tuple(replace(line, segments=whole_values(line.segments)) for line in unit.lines)
    old, new = unit.old_clause, unit.new_clause
    old_version, new_version = (clause.version if clause else "" for clause in (old, new))
    change_class = class_of(lines, shape, old_version, new_version)
    return Change(
        story=story.label,
        shape=shape,
        change_class=change_class,
        consequential=consequential,
        old=place_of(unit.old[0], story.label, stranger=context.stranger) if unit.old and _on_old(unit) else Place(),
        new=place_of(unit.new[0], story.label, stranger=context.stranger) if unit.new and _on_new(unit) else Place(),
        lines=lines,
        old_clause=old,
        new_clause=new,
        ground=context.grounds(old, new),
        signals=Signals() if consequential or shape is not Shape.CHANGED else signals_of(lines),
        link=unit.move,
        formatting=formatting_words(unit.formatting),
        in_table=unit.row != (0, 0),
    )


def _without_layout(unit: Unit) -> Unit:
    looks = tuple(change for change in unit.formatting if not is_layout(change))
    return unit if len(looks) == len(unit.formatting) else replace(unit, formatting=looks)


def _differs(unit: Unit) -> bool:
    if unit.kind in _SHAPES or unit.formatting:
        return True
    return any(line.was != line.becomes or line.text_changed for line in unit.lines)


def _is_contents(unit: Unit) -> bool:
    """Whether the unit is a line of the contents: those follow from the titles and pages of the document."""
    refs = (*unit.old, *unit.new)
    return bool(refs) and all(is_contents(ref) for ref in refs)


def _on_old(unit: Unit) -> bool:
    return unit.kind not in (EditKind.INSERTED, EditKind.MOVED_TO)


def _on_new(unit: Unit) -> bool:
    return unit.kind not in (EditKind.DELETED, EditKind.MOVED_FROM)
