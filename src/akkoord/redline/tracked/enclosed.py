"""Rows of a table and cells of a row, in the content controls they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from akkoord.compare.blocks import Cell, Row
from akkoord.ooxml import Element
from akkoord.ooxml.names import w
from akkoord.redline.tracked.scope import Scope

_SDT, _CONTENT = w("sdt"), w("sdtContent")
_HEADS = frozenset(w(t) for t in ("sdtPr", "sdtEndPr", "customXmlPr"))

Enclosed = tuple[Element, tuple[Element, ...], bool]
"""What is written, the controls around it, outermost first, and whether they are of the new side."""


class Enclosure:
    """Writes rows or cells of both sides into one parent; `pairs` are those that stand on both.

    A row that went stands in the control of its neighbours, which lasts; a control of its own goes with it.
    """

    def __init__(self, scope: Scope, pairs: Iterable[tuple[Row | Cell, Row | Cell]]) -> None:
        self._scope = scope
        self._partners: dict[int, Element] = {}
        self._written: set[int] = set()
        for old, new in pairs:
            if len(old.around) == len(new.around):
                self._partners.update({id(a): b for a, b in zip(old.around, new.around, strict=True)})

    def fill(self, parent: Element, items: Sequence[Enclosed]) -> None:
        """Put `items` behind what `parent` holds."""
        path: list[tuple[int, Element]] = []
        for element, around, own in items:
            controls = [(control, own) if own else self._lasting(control) for control in around]
            same = 0
            while same < min(len(path), len(controls)) and path[same][0] == id(controls[same][0]):
                same += 1
            del path[same:]
            for control, is_new in controls[same:]:
                shell, holder = self._shell(control, own=is_new)
                (path[-1][1] if path else parent).append(shell)
                path.append((id(control), holder))
            (path[-1][1] if path else parent).append(element)

    def _lasting(self, control: Element) -> tuple[Element, bool]:
        partner = self._partners.get(id(control))
        return (control, False) if partner is None else (partner, True)

    def _shell(self, control: Element, *, own: bool) -> tuple[Element, Element]:
        """A control without its content, and where the content goes."""
        shell = control.makeelement(control.tag, dict(control.attrib))
        shell.extend([deepcopy(head) for head in control if head.tag in _HEADS])
        if not own:
            shell = self._scope.adopt(shell)
        elif id(control) in self._written:  # a second piece of it is a control of its own
            self._scope.material.renew_controls(shell)
        self._written.add(id(control))
        if control.tag != _SDT:
            return shell, shell
        holder = shell.makeelement(_CONTENT, {})
        shell.append(holder)
        return shell, holder
