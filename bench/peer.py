"""The peer of the benches: docxtpl fills in Word templates of our own texts, LibreOffice turns them into PDF in batch.

It makes no signature fields and no HTML, and proves nothing.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path


def libreoffice() -> str | None:
    """The program, None when it is not on the path."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class Peer:
    """Makes each of `documents` (DOCX by kind, in which `tagged` is the name to fill in) for each of `names`.

    LibreOffice is called once, or once on each of `cores` with a profile of its own.
    """

    def __init__(
        self,
        program: str,
        work: Path,
        documents: Mapping[str, bytes],
        names: Sequence[str],
        tagged: str,
        cores: int = 1,
    ) -> None:
        self._names = names
        self._work = work
        self._commands = [
            [
                program,
                f"-env:UserInstallation={(work / f'profile{core}').as_uri()}",
                *("--headless", "--convert-to", "pdf", "--outdir", str(work / "pdf")),
            ]
            for core in range(cores)
        ]
        self._templates = {kind: work / f"{kind}-sjabloon.docx" for kind in documents}
        for kind, docx in documents.items():
            self._templates[kind].write_bytes(_template(docx, tagged))
        self.fill()
        for command in self._commands:  # makes the profile
            subprocess.run([*command, str(self._files()[0])], check=True, capture_output=True)

    def fill(self) -> float:
        """Seconds per name that docxtpl takes to fill in all documents, in one process."""
        from docxtpl import DocxTemplate

        start = time.perf_counter()
        for at, name in enumerate(self._names):
            for kind, template in self._templates.items():
                filled = DocxTemplate(template)
                filled.render({"naam": name}, autoescape=True)
                filled.save(self._work / f"{kind}-{at}.docx")
        return (time.perf_counter() - start) / len(self._names)

    def convert(self) -> float:
        """Seconds per name that LibreOffice takes to turn all documents into PDF."""
        shutil.rmtree(self._work / "pdf", ignore_errors=True)
        files, cores = self._files(), len(self._commands)
        start = time.perf_counter()
        with ThreadPoolExecutor(cores) as pool:
            list(pool.map(self._call, self._commands, [files[core::cores] for core in range(cores)]))
        seconds = time.perf_counter() - start
        made = len(list((self._work / "pdf").glob("*.pdf")))
        assert made == len(files), f"LibreOffice maakte {made} van {len(files)} bestanden"
        return seconds / len(self._names)

    def _call(self, command: Sequence[str], files: Sequence[Path]) -> None:
        if files:
            subprocess.run([*command, *map(str, files)], check=True, capture_output=True)

    def _files(self) -> list[Path]:
        return [self._work / f"{kind}-{at}.docx" for at in range(len(self._names)) for kind in self._templates]


def _template(docx: bytes, tagged: str) -> bytes:
    """The same text with the name as a tag, wherever it stands."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                data = data.decode().replace(escape(tagged, quote=False), "{{ naam }}").encode()
            made.writestr(entry.filename, data)
    return target.getvalue()
