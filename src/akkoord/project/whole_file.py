"""One file in, another out: read within bounds, written whole or not at all, never over what was read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from akkoord.diagnostics import AkkoordError, did_you_mean, error
from akkoord.project.lasting import settle

_LARGEST_BYTES = 512 * 2**20
_REASONS = {
    "FileNotFoundError": "het is er niet",
    "IsADirectoryError": "het is een map",
    "NotADirectoryError": "een deel van het pad is geen map",
    "PermissionError": "dat mag niet",
}


class WholeFileError(AkkoordError):
    """A file that cannot be read or written as was asked (FIL001 to FIL004)."""


def read_whole(path: Path) -> bytes:
    """The bytes of `path`.

    Raises:
        WholeFileError: it cannot be read, or is larger than any document.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            message = f"`{path}` is groter dan {_LARGEST_BYTES // 2**20} MB; dat wordt niet gelezen"
            raise WholeFileError(error("FIL001", message))
        return path.read_bytes()
    except OSError as problem:
        message = f"`{path}` kan niet worden gelezen: {_reason(problem)}"
        raise WholeFileError(error("FIL001", message, None, _near(path))) from None


def check_there(*paths: Path) -> None:
    """Nothing, when every path is a file, so that nobody types a passphrase for one that is not there.

    Raises:
        WholeFileError: it is not there, or a folder.
    """
    for path in paths:
        if path.is_file():
            continue
        reason = _REASONS["IsADirectoryError" if path.is_dir() else "FileNotFoundError"]
        raise WholeFileError(error("FIL001", f"`{path}` kan niet worden gelezen: {reason}", None, _near(path)))


def write_lasting(out: Path, data: bytes) -> None:
    """Write `data` to `out` by way of a file beside it, so that `out` is never half there, also when the power fails.

    Raises:
        WholeFileError: it cannot be written.
    """
    place = ""
    try:
        handle, place = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = out.stat().st_mode if out.exists() else 0o666 & ~_umask()
        Path(place).chmod(mode)
        Path(place).replace(out)
        settle(out.parent)
    except OSError as problem:
        with contextlib.suppress(OSError):
            Path(place).unlink()
        message = f"`{out}` kan niet worden geschreven: {_reason(problem)}"
        raise WholeFileError(error("FIL002", message, None, _how_to_write(out))) from None


def _how_to_write(out: Path) -> str:
    if out.is_dir():
        return "noem een bestand in die map"
    if not out.parent.is_dir():
        return f"maak eerst de map `{out.parent}`"
    return "is het open in Word? Sluit het" if out.exists() else "mag u in deze map schrijven, en is er ruimte?"


def refuse_input_as_output(out: Path, *inputs: Path) -> None:
    """Nothing, when `out` is none of the inputs, also under another name.

    Raises:
        WholeFileError: it is one of them.
    """
    for path in inputs:
        with contextlib.suppress(OSError):
            if out.exists() and out.samefile(path):
                message = f"`{out}` is het bestand zelf; dat wordt nooit overschreven"
                raise WholeFileError(error("FIL003", message, None, "kies met `-o` een andere naam"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(problem: OSError) -> str:
    return _REASONS.get(type(problem).__name__) or problem.strerror or type(problem).__name__


def _near(path: Path) -> str:
    try:
        if path.exists():
            return ""
        return did_you_mean(path.name, (other.name for other in path.parent.iterdir() if other.suffix == path.suffix))
    except OSError:
        return ""
