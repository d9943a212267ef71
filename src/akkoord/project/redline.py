"""A redline of two files on disk."""

from __future__ import annotations

from pathlib import Path

from akkoord.project.whole_file import read_whole, refuse_input_as_output, write_whole
from akkoord.redline.making import Redline, make_redline


def redline_files(
    old: Path, new: Path, out: Path | None, author: str, date: str, *, with_script: bool = False
) -> Redline:
    """The proven redline from `old` to `new`, written to `out` unless that is None; all or nothing.

    Raises:
        WholeFileError: a file cannot be read or written, or `out` is one of the inputs.
        And what `make_redline` raises.
    """
    if out is not None:
        refuse_input_as_output(out, old, new)
    data = read_whole(old), read_whole(new)
    made = make_redline(*data, old.name, new.name, author, date, with_script=with_script)
    if out is not None:
        write_whole(out, made.data)
    return made
