"""One more provider: the whole convenant against docxtpl and LibreOffice in batch.

Ours: signature pages added, DOCX, PDF/A-2a + UA-1, HTML written, DOCX and PDF read back and
compared. The peer: a Word template of the same text (our own DOCX with the provider's name as
tag), filled by docxtpl for the same providers, then one LibreOffice call that turns all of
them into PDF. The peer makes no HTML and proves nothing.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from material import job_of, provider_packs, workshop

from akkoord.project.workshop import write


def main() -> int:
    packs = provider_packs()
    shop = workshop()
    template = write(shop, job_of(packs[0])).files["convenant.docx"]  # warms up as well
    ours = _ours(shop, packs)
    print(f"{len(packs)} aanbieders; gemiddelden na opwarmen")
    print(f"akkoord (DOCX + PDF + HTML + bewijs): {ours * 1000:8.1f} ms per aanbieder")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("docxtpl + LibreOffice: niet gemeten, LibreOffice ontbreekt")
        return 1
    filled, converted = _peer(program, template, [pack.provider for pack in packs], packs[0].provider)
    peer = filled + converted
    print(f"docxtpl (DOCX)                      : {filled * 1000:8.1f} ms per aanbieder")
    print(f"LibreOffice in batch (PDF)          : {converted * 1000:8.1f} ms per aanbieder")
    print(f"verhouding peer / akkoord           : {peer / ours:8.2f} x")
    return 0


def _ours(shop, packs) -> float:
    start = time.perf_counter()
    for pack in packs:
        written = write(shop, job_of(pack))
        assert written.files, written.diagnostics
    return (time.perf_counter() - start) / len(packs)


def _peer(program: str, docx: bytes, names: list[str], tagged: str) -> tuple[float, float]:
    """Seconds per document of filling in and of converting."""
    from docxtpl import DocxTemplate

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        template = work / "sjabloon.docx"
        _make_template(docx, template, tagged)
        start = time.perf_counter()
        for at, name in enumerate(names):
            filled = DocxTemplate(template)
            filled.render({"naam": name}, autoescape=True)
            filled.save(work / f"d{at}.docx")
        filling = time.perf_counter() - start
        files = [str(work / f"d{at}.docx") for at in range(len(names))]
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(work / "pdf")]
        subprocess.run([*command, files[0]], check=True, capture_output=True)  # makes the profile, not counted
        start = time.perf_counter()
        subprocess.run([*command, *files], check=True, capture_output=True)
        converting = time.perf_counter() - start
        made = len(list((work / "pdf").glob("*.pdf")))
        assert made == len(names), f"LibreOffice maakte {made} van {len(names)} bestanden"
    return filling / len(names), converting / len(names)


def _make_template(docx: bytes, path: Path, tagged: str) -> None:
    """The same text with the provider's name as a tag."""
    escaped = tagged.replace("&", "&amp;").replace("<", "&lt;")
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                text = data.decode()
                assert escaped in text
                data = text.replace(escaped, "{{ naam }}").encode()
            target.writestr(entry.filename, data)


if __name__ == "__main__":
    sys.exit(main())
