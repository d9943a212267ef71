"""Tracked changes of mathematics: structures whose control properties bear a mark, and runs of symbols.

Source:
    ISO/IEC 29500-1, 22.1.2.23 (ctrlPr), 17.13.5.14 and 17.13.5.18; CT_MathCtrlIns, CT_MathCtrlDel.
"""

from __future__ import annotations

from akkoord.ooxml import Element
from akkoord.ooxml.names import M_NS
from akkoord.redline.resolution.removal import take_out
from akkoord.redline.resolution.story import Story

_RUN = f"{{{M_NS}}}r"
_ARGUMENTS = frozenset(f"{{{M_NS}}}{tag}" for tag in ("e", "num", "den", "sub", "sup", "deg", "fName", "lim", "mr"))
_NO_CONTENT = frozenset(f"{{{M_NS}}}{tag}" for tag in ("argPr", "ctrlPr"))


def resolve_in_mathematics(story: Story, mark: Element) -> None:
    """Resolve a mark in `m:ctrlPr` (the structure came or went) or `m:r` (the run did)."""
    holder = mark.getparent()
    if holder is None:
        return
    owner = holder if holder.tag == _RUN else _structure(holder)
    if story.drops(mark) and owner is not None:
        if owner.tag == _RUN:
            take_out(story, owner)
        else:
            _dissolve(story, owner)
        return
    for child in list(mark):
        mark.addprevious(child)
    holder.remove(mark)
    if not len(holder) and holder.tag != _RUN:
        parent = holder.getparent()
        if parent is not None:
            parent.remove(holder)


def _structure(control: Element) -> Element | None:
    """The structure (`m:f`) that control properties belong to; None for those of an argument (`m:num`)."""
    properties = control.getparent()
    if properties is None or not properties.tag.endswith("Pr"):
        return None
    return properties.getparent()


def _dissolve(story: Story, structure: Element) -> None:
    """Remove a structure; what in its arguments remains takes its place, so that no symbol goes unmarked."""
    for argument in list(structure.iter(*_ARGUMENTS)):
        if argument.getparent() is None:
            continue
        for child in list(argument):
            if child.tag not in _NO_CONTENT and child.tag not in _ARGUMENTS:
                structure.addprevious(child)
    take_out(story, structure)
