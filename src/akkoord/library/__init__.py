"""The clause library: versions of clauses, and editions that choose among them."""

from akkoord.library.clause import ClauseStatus, ClauseVersion, Edition, Library, Pin, version_key

__all__ = ["ClauseStatus", "ClauseVersion", "Edition", "Library", "Pin", "version_key"]
