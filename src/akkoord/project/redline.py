"""A redline of two files on disk."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from akkoord.diagnostics import AkkoordError, Span, error
from akkoord.redline.making import Redline, make_redline

_LARGEST = 512 * 2**20


class RedlineFileError(AkkoordError):
    """A file that cannot be read or written (RDL020 to RDL022)."""


def redline_files(old: Path, new: Path, out: Path | None, author: str, date: str) -> Redline:
    """The proven redline from `old` to `new`, written to `out` unless that is None; all or nothing.

    Raises:
        RedlineFileError: a file cannot be read or written, or `out` is one of the inputs.
        And what `make_redline` raises.
    """
    if out is not None:
        _refuse_input_as_output(out, old, new)
    made = make_redline(_read(old), _read(new), old.name, new.name, author, date)
    if out is not None:
        write_whole(out, made.data)
    return made


def write_whole(out: Path, data: bytes) -> None:
    """Write `data` to `out` by way of a file beside it, so that `out` is never half there.

    Raises:
        RedlineFileError: it cannot be written.
    """
    place = ""
    try:
        handle, place = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mode = out.stat().st_mode if out.exists() else 0o666 & ~_umask()
        Path(place).chmod(mode)
        Path(place).replace(out)
    except OSError as failed:
        with contextlib.suppress(OSError):
            Path(place).unlink()
        message = f"`{out}` kan niet geschreven worden: {failed.strerror}"
        raise RedlineFileError(error("RDL021", message, Span(str(out)))) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            message = f"`{path}` is groter dan {_LARGEST // 2**20} MB; dat wordt niet gelezen"
            raise RedlineFileError(error("RDL020", message, Span(str(path))))
        return path.read_bytes()
    except OSError as failed:
        message = f"`{path}` kan niet gelezen worden: {failed.strerror}"
        raise RedlineFileError(error("RDL020", message, Span(str(path)))) from None


def _refuse_input_as_output(out: Path, *inputs: Path) -> None:
    for path in inputs:
        with contextlib.suppress(OSError):
            if out.exists() and out.samefile(path):
                message = f"`{out}` is een van de twee invoerbestanden"
                raise RedlineFileError(error("RDL022", message, Span(str(out)), "kies met -o een andere naam"))
