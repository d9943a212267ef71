"""The Word file itself as PDF/A-2b, by a LibreOffice on this machine: an option, never the default.

Its bytes differ per run and it writes no PDF/UA, so that such a document is outside the laws
of equal bytes and equal text, and is never marked ready (docs/pdf.md).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from akkoord.diagnostics import AkkoordError, error
from akkoord.ooxml import escape

# Version 2 is PDF/A-2b. PDFUACompliance stays off: with both, LibreOffice 7.4 writes neither.
_EXPORT = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
    },
    separators=(",", ":"),
)
_PINNED = "Carlito"
_SYSTEM_FONTS = "/etc/fonts/fonts.conf"
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")


class LibreOfficeMissingError(AkkoordError):
    """There is no LibreOffice where it was looked for."""


class LibreOfficeError(AkkoordError):
    """LibreOffice ran and did not give a PDF of every document."""

    exit_code = 1


def find_libreoffice(given: str = "") -> Path:
    """The LibreOffice program: `given` (a path or a name), or else the one on the search path.

    Raises:
        LibreOfficeMissingError: there is none; the message says how to get or name it.
    """
    for name in (given,) if given else _PROGRAMS:
        if found := shutil.which(name):
            return Path(found)
    looked_for = f"`{given}`" if given else "`soffice` op het zoekpad"
    raise LibreOfficeMissingError(
        error(
            "LOF001",
            f"LibreOffice niet gevonden: gezocht naar {looked_for}",
            None,
            "installeer LibreOffice of geef het pad van `soffice`",
            "of bouw zonder `--pdf-engine libreoffice`: dan is LibreOffice niet nodig",
        )
    )


def libreoffice_pdfs(
    program: Path, documents: Mapping[str, bytes], scratch: Path, fonts: Path, timeout_seconds: float = 120.0
) -> Mapping[str, bytes]:
    """The PDF/A-2b of each DOCX in `documents`, under the same names, in one call of LibreOffice.

    `scratch` is an empty folder for this call alone: the documents, the PDFs and a profile of
    its own stand there, so that a LibreOffice that is open on the desktop is left alone. `fonts`
    is the folder of the pinned fonts.

    Raises:
        LibreOfficeError: LOF002 it took longer than `timeout_seconds` and was ended, LOF003
            for each document of which there is no PDF.
    """
    numbered = {name: f"{number:04d}" for number, name in enumerate(sorted(documents), start=1)}
    for name, stem in numbered.items():
        (scratch / f"{stem}.docx").write_bytes(documents[name])
    environment = environment_with_fonts(fonts, scratch)
    said = _run(_command(program, scratch, sorted(numbered.values())), environment, timeout_seconds)
    written = {name: scratch / f"{stem}.pdf" for name, stem in numbered.items()}
    lost = [name for name, path in written.items() if not path.is_file()]
    if lost:
        raise LibreOfficeError(*(error("LOF003", f"LibreOffice maakte geen PDF van `{n}`: {said}") for n in lost))
    return {name: path.read_bytes() for name, path in written.items()}


def environment_with_fonts(fonts: Path, scratch: Path) -> Mapping[str, str]:
    """The environment in which LibreOffice finds the pinned fonts, by a file of settings in `scratch`.

    Without them a machine that has no Calibri sets the text in whatever it has, and tabs fall
    elsewhere. Only fontconfig (Linux, BSD) reads it; on Windows and macOS the fonts of the system hold.
    """
    folder = escape(str(fonts.absolute()))
    aliases = f"<alias binding='same'><family>Calibri</family><prefer><family>{_PINNED}</family></prefer></alias>"
    settings = scratch / "fonts.conf"
    settings.write_text(
        f"<?xml version='1.0'?><fontconfig><include ignore_missing='yes'>{_SYSTEM_FONTS}</include>"
        f"<dir>{folder}</dir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


def _command(program: Path, scratch: Path, stems: Sequence[str]) -> list[str]:
    profile = (scratch / "profile").absolute().as_uri()
    options = [f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    files = [str(scratch / f"{stem}.docx") for stem in stems]
    return [str(program), *options, "--convert-to", _EXPORT, "--outdir", str(scratch), *files]


def _run(command: Sequence[str], environment: Mapping[str, str], timeout_seconds: float) -> str:
    """What the program said, on one line; ended with all that it started when it takes too long."""
    process = subprocess.Popen(  # noqa: S603  # the program is the one the user named, and no shell reads the names
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=timeout_seconds)
    except subprocess.TimeoutExpired as problem:
        _end(process)
        raise LibreOfficeError(
            error("LOF002", f"LibreOffice was na {timeout_seconds:g} seconden niet klaar en is afgebroken")
        ) from problem
    except BaseException:
        _end(process)  # Ctrl-C: leave no office behind
        raise
    return " ".join(said.split())[-300:] or f"afsluitcode {process.returncode}, zonder melding"


def _end(process: subprocess.Popen[str]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)  # the program is a script that starts the office itself
    else:
        process.kill()
    process.communicate()
