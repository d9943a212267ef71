"""A redline of two files on disk."""

from __future__ import annotations

from pathlib import Path

from akkoord.diagnostics import error
from akkoord.project.whole_file import WholeFileError, read_whole, refuse_input_as_output, write_lasting
from akkoord.redline.making import Redline, make_redline

_WORD = (".docx", ".docm", ".dotx", ".dotm")


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
        WholeFileError: a file cannot be read or written, `out` or `report` is one of the inputs, or Word would
            not open `out` under its name.
        ReportError: a report of this kind is not made.
        And what `make_redline` raises.
    """
    if out is not None:
        _check_name(out, new)
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
        write_lasting(out, made.data)
    if report is not None:
        write_lasting(report, said)
    return made


def _check_name(out: Path, new: Path) -> None:
    """Word opens a file only under the ending that its content has, which is that of `new`."""
    ending = new.suffix.lower() if new.suffix.lower() in _WORD else ".docx"
    if out.suffix.lower() != ending:
        message = f"`{out.name}` is geen naam voor het resultaat: Word opent het alleen als `{ending}`"
        raise WholeFileError(error("FIL004", message, None, f"laat de naam bij `-o` op `{ending}` eindigen"))
