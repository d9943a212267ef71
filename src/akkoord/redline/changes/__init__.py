"""What changed between two documents, as a lawyer reads it."""

from akkoord.redline.changes.change import Change, ChangeClass, Line, Place, Shape, Signals
from akkoord.redline.changes.collecting import Grounds, Reading, changes_of, no_grounds, readings_of

__all__ = [
    "Change",
    "ChangeClass",
    "Grounds",
    "Line",
    "Place",
    "Reading",
    "Shape",
    "Signals",
    "changes_of",
    "no_grounds",
    "readings_of",
]
