"""What changed between two documents, as a lawyer reads it."""

from akkoord.redline.changes.change import Change, ChangeClass, Line, Place, Shape, Signals
from akkoord.redline.changes.collecting import Grounds, Reading, changes_of, no_grounds, readings_of
from akkoord.redline.changes.consequence import Known
from akkoord.redline.changes.filled import SAME_TEXT, with_filled_grounds

__all__ = [
    "SAME_TEXT",
    "Change",
    "ChangeClass",
    "Grounds",
    "Known",
    "Line",
    "Place",
    "Reading",
    "Shape",
    "Signals",
    "changes_of",
    "no_grounds",
    "readings_of",
    "with_filled_grounds",
]
