"""Resolving the tracked changes of one part, in place.

Source:
    ISO/IEC 29500-1 (ECMA-376-1), 17.13.5.
"""

from __future__ import annotations

from msgspec import Struct, field

from akkoord.ooxml import Element
from akkoord.ooxml.tracked import DELETING, INSERTING, author_of, date_of
from akkoord.redline.resolution.decision import EVERYTHING, Decision, Selection


class Story(Struct):
    """A part at work: what was decided, and what went on the way.

    `gone` are the elements that were taken out, whole; `bereaved` the containers that lost
    a block, which may need a paragraph to stay valid. `handed_on` says whether a section took
    over headers of one before it that went (see `paragraphs`), `literal` that none does.
    """

    root: Element
    decision: Decision
    only: Selection = EVERYTHING
    literal: bool = False
    handed_on: bool = False
    gone: list[Element] = field(default_factory=list["Element"])
    bereaved: list[Element] = field(default_factory=list["Element"])

    def decides(self, mark: Element) -> bool:
        """Whether this change is to be resolved."""
        return self.only == EVERYTHING or self.only.holds(author_of(mark), date_of(mark))

    def drops(self, mark: Element) -> bool:
        """Whether what bears this mark goes: deleted and accepted, or inserted and rejected."""
        return mark.tag in (DELETING if self.decision is Decision.ACCEPT else INSERTING)
