"""Accepting and rejecting tracked changes, and listing them."""

from akkoord.redline.resolution.decision import EVERYTHING, Decision, Selection
from akkoord.redline.resolution.package import changes_of, parts_with_changes, readings, resolve, resolve_story

__all__ = [
    "EVERYTHING",
    "Decision",
    "Selection",
    "changes_of",
    "parts_with_changes",
    "readings",
    "resolve",
    "resolve_story",
]
