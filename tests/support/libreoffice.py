"""LibreOffice as a second opinion; a test that needs it is reported as not run where it is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from akkoord.typesetting.libreoffice import environment_with_fonts

FONTS = Path(__file__).parents[2] / "templates/fonts"


def converted(data: bytes, folder: Path, target: str) -> bytes:
    """`data` (a Word file) as LibreOffice saves it in the format `target`."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) staat niet op deze machine: niet uitgevoerd")
    (folder / "in.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", folder / "out", folder / "in.docx"]
    environment = environment_with_fonts(FONTS, folder)
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)  # our own file
    return (folder / "out" / f"in.{target}").read_bytes()
