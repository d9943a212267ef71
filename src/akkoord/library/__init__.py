"""The clause library: versions of clauses, and editions that choose among them."""

from akkoord.library.building import build_library
from akkoord.library.clause import ClauseStatus, ClauseVersion, Edition, Library, Pin, version_key
from akkoord.library.reading import read_clause, read_edition, text_digest
from akkoord.library.stored import clause_from_data, clause_to_data

__all__ = [
    "ClauseStatus",
    "ClauseVersion",
    "Edition",
    "Library",
    "Pin",
    "build_library",
    "clause_from_data",
    "clause_to_data",
    "read_clause",
    "read_edition",
    "text_digest",
    "version_key",
]
