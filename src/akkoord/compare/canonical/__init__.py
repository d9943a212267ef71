"""Whether two packages say the same: text, structure and formatting, insensitive to how it is written."""

from akkoord.compare.canonical.comparison import differences
from akkoord.compare.canonical.difference import Difference, Differences, Level, NotCompared

__all__ = ["Difference", "Differences", "Level", "NotCompared", "differences"]
