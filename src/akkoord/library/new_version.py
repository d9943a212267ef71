"""The next version of a clause, as text: what its file says before anybody has changed a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from akkoord.library.clause import Pin

_KEY = re.compile(r"([a-z_]+)[ ]*:(?:[ ]|$)")
_FENCE = re.compile(r"---[ ]*")
_TO_FILL_IN = ("approved_by", "approved_on", "decision")
_CHANGE = 'change: ""  # waarom verandert de tekst?'


class Step(StrEnum):
    """What a new version means to its readers: another meaning, something optional added, only other words."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


def bumped(version: str, step: Step) -> str:
    """The version after `version` (`1.0` or `1.0.2`), where `step` says how far."""
    major, minor, patch = (*(int(part) for part in version.split(".")), 0)[:3]
    match step:
        case Step.MAJOR:
            return f"{major + 1}.0"
        case Step.MINOR:
            return f"{major}.{minor + 1}"
        case Step.PATCH:
            return f"{major}.{minor}.{patch + 1}"


def new_version_text(text: str, version: str, valid_from: date) -> str:
    """The clause file `text` as a concept of `version`, comments and order kept.

    The decision of the old version is not that of the new one, so its keys are left to be
    filled in; so is the ground of the change. Whoever writes this reads it back first: front
    matter in a notation that is not line by line comes out as something else.
    """
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if n and _FENCE.fullmatch(line)), len(lines))
    own = {"version": f'version: "{version}"', "status": "status: concept", "valid_from": f"valid_from: {valid_from}"}
    front: list[str] = []
    seen: set[str] = set()
    for key, entry in _entries(lines[1:end]):
        seen.add(key)
        if key in own:
            front.append(own[key])
        elif key in _TO_FILL_IN:
            front.append(f"# {key}:")
        elif key == "change":
            front.append(_CHANGE)
        elif key != "valid_until":
            front += entry
    if "change" not in seen:
        front.append(_CHANGE)
    return "\n".join([*lines[:1], *front, *lines[end:]])


def _entries(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The keys of front matter, each with all its lines; a comment line has the key ""."""
    key, entry = "", list[str]()
    for line in lines:
        found = _KEY.match(line)
        if found is None and not line.startswith("#"):
            entry.append(line)
            continue
        if entry:
            yield key, entry
        key, entry = (found[1] if found else ""), [line]
    if entry:
        yield key, entry


def with_pin(text: str, pin: Pin, version: str) -> str:
    """The text of an edition that names `version` where `pin` stands; as it was when no version stands there."""
    lines = text.split("\n")
    if pin.span.line > len(lines):
        return text
    line, column = lines[pin.span.line - 1], pin.span.column - 1
    place = re.compile(rf"""(["']){re.escape(pin.version)}\1""").match(line, column)
    if place is None:
        return text
    lines[pin.span.line - 1] = f'{line[:column]}"{version}"{line[place.end() :]}'
    return "\n".join(lines)
