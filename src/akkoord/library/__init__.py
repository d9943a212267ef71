"""The clause library: versions of clauses, and editions that choose among them."""

from akkoord.library.building import build_library
from akkoord.library.clause import ClauseStatus, ClauseVersion, Edition, Library, Pin, version_key
from akkoord.library.differences import LineChange, line_changes
from akkoord.library.lock import (
    OPEN,
    ClauseFile,
    Lock,
    LockedVersion,
    changed_versions,
    check_lock,
    lock_text,
    read_lock,
    refusal,
    unlocked,
    with_locked,
)
from akkoord.library.new_version import Step, bumped, new_version_text, with_pin
from akkoord.library.reading import read_clause, read_edition, text_digest

__all__ = [
    "OPEN",
    "ClauseFile",
    "ClauseStatus",
    "ClauseVersion",
    "Edition",
    "Library",
    "LineChange",
    "Lock",
    "LockedVersion",
    "Pin",
    "Step",
    "build_library",
    "bumped",
    "changed_versions",
    "check_lock",
    "line_changes",
    "lock_text",
    "new_version_text",
    "read_clause",
    "read_edition",
    "read_lock",
    "refusal",
    "text_digest",
    "unlocked",
    "version_key",
    "with_locked",
    "with_pin",
]
