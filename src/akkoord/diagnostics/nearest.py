"""The nearest known name, for a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when nothing comes near.

    Names are compared without case; ties fall to the alphabetically first, so that the
    hint is the same on every run.
    """
    folded: dict[str, str] = {}
    for candidate in sorted(known):
        folded.setdefault(candidate.casefold(), candidate)
    found = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A Dutch hint that names the nearest known name, "" when there is none."""
    found = nearest(name, known)
    return f"bedoelde u `{found}`?" if found else ""
