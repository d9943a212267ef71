"""A redline of two files on disk."""

from __future__ import annotations

from pathlib import Path

from akkoord.project.whole_file import read_whole, refuse_input_as_output, write_whole
from akkoord.redline.making import Redline, make_redline


def redline_files(
    old: Path,
    new: Path,
    out: Path | None,
    author: str,
    date: str,
    *,
    with_script: bool = False,
    report: Path | None = None,
) -> Redline:
    """The proven redline from `old` to `new`, written to `out` unless that is None; all or nothing.

    The was-wordt report is written to `report` unless that is None; both are made before
    either is written.

    Raises:
        WholeFileError: a file cannot be read or written, or `out` or `report` is one of the inputs.
        ReportError: a report of this kind is not made.
        And what `make_redline` raises.
    """
    if out is not None:
        refuse_input_as_output(out, old, new)
    if report is not None:
        refuse_input_as_output(report, old, new)
    data = read_whole(old), read_whole(new)
    made = make_redline(*data, old.name, new.name, author, date, with_script=with_script or report is not None)
    said = b""
    if report is not None and made.script is not None:
        from akkoord.project.file_report import file_report  # loads the writers; not needed for a redline

        said = file_report(made.script, report.suffix.lower(), date, author)
    if out is not None:
        write_whole(out, made.data)
    if report is not None:
        write_whole(report, said)
    return made
