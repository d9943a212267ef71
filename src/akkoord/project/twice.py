"""The same build once more where everything that may not count is different, compared byte for byte.

Another folder, time zone, locale, hash seed, number of processes and order of the work: law 1, on the user's own
project.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from msgspec.structs import replace

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, error, in_order, note
from akkoord.project.build import Request, build_project
from akkoord.project.progress import Progress, Silent
from akkoord.project.result import BuildResult
from akkoord.project.selection import Selection
from akkoord.project.shipped import PACKAGE
from akkoord.project.sources import FOLDERS, find_root

_ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"}
_COPIED = (*FOLDERS, "archive")
_SHOWN = 24
"""So many bytes from the first place that differs."""


class TwiceError(AkkoordError):
    """The second build could not be made at all."""


def build_twice(request: Request, progress: Progress) -> BuildResult:
    """Build, build again elsewhere, and add to what was found every file of the packs that is not the same.

    Raises:
        AkkoordError: as `build_project`; TwiceError when the second build breaks off.
    """
    if request.pdf_engine != "typst":
        message = "`--twice` gaat niet samen met `--pdf-engine libreoffice`: die PDF verschilt elke keer"
        raise TwiceError(error("TWC002", message, None, "laat een van beide weg"))
    result = build_project(request, progress)
    packs = [pack.path for pack in result.packs if not pack.failed]
    root = find_root(request.project)
    with tempfile.TemporaryDirectory(prefix="akkoord twee é ") as folder:
        copy = Path(folder) / "elders" / "project"
        _copied(root, copy)
        _build_elsewhere(request, copy)
        names = [name for pack in packs for name in _names(root / "output", copy / "output", pack)]
        found = [d for name in names if (d := _difference(name, root / "output", copy / "output")) is not None]
    if not found:
        message = f"twee keer gebouwd: {len(names)} bestanden in {len(packs)} pakketten zijn byte voor byte gelijk"
        found = [note("TWC003", message)]
    return replace(result, diagnostics=in_order((*result.diagnostics, *found)))


def _copied(root: Path, copy: Path) -> None:
    copy.mkdir(parents=True)
    for name in _COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name)


def _build_elsewhere(request: Request, copy: Path) -> None:
    chosen = request.selection
    asked = [chosen.regions, chosen.providers, chosen.documents, chosen.lots, chosen.editions]
    jobs = 3 if (request.jobs or os.cpu_count() or 1) < 3 else 2
    given = json.dumps([str(copy), asked, jobs, request.base, request.model])
    places = os.pathsep.join((str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")))
    # The program as it is here, without the switches of this process: only what is named differs.
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", "from akkoord.project.twice import again; again()"],
        input=given.encode(),
        env={**os.environ, **_ELSEWHERE, "PYTHONPATH": places},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = f"de tweede build brak af: {said[-1] if said else done.returncode}"
        raise TwiceError(error("TWC002", message))


def again() -> None:
    """The second build, in a process of its own; what to build comes in on stdin."""
    folder, asked, jobs, base, model = json.loads(sys.stdin.buffer.read())
    selection = Selection(*map(tuple, asked))
    build_project(Request(Path(folder), selection, jobs=jobs, base=base, model=model, backwards=True), Silent())


def _names(one: Path, other: Path, pack: str) -> Iterator[str]:
    there = {
        path.relative_to(at).as_posix() for at in (one, other) for path in (at / pack).rglob("*") if path.is_file()
    }
    yield from sorted(there)


def _difference(name: str, one: Path, other: Path) -> Diagnostic | None:
    """What to say of a file that is not the same in both outputs, None when it is."""
    here, there = (path.read_bytes() if (path := at / name).is_file() else None for at in (one, other))
    if here == there:
        return None
    hint = "meld dit: hetzelfde project moet overal dezelfde bestanden geven"
    if here is None or there is None:
        which = "tweede" if here is None else "eerste"
        return error("TWC001", f"`output/{name}` is er alleen in de {which} build", Span(f"output/{name}"), hint)
    message = f"`output/{name}` is de tweede keer anders: {_first_place(here, there)}"
    return error("TWC001", message, Span(f"output/{name}"), hint)


def _first_place(one: bytes, other: bytes) -> str:
    """The first place where two files differ: of a ZIP, and so of a DOCX, the part in which it is."""
    try:
        with ZipFile(BytesIO(one)) as first, ZipFile(BytesIO(other)) as second:
            if first.namelist() != second.namelist():
                return "de onderdelen zijn andere, of in een andere volgorde"
            for part in first.namelist():
                if (a := first.read(part)) != (b := second.read(part)):
                    return f"in `{part}`, {_first_byte(a, b)}"
            return f"alleen in de verpakking, {_first_byte(one, other)}"
    except BadZipFile:
        return _first_byte(one, other)


def _first_byte(one: bytes, other: bytes) -> str:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    shown = (content[same : same + _SHOWN].decode("utf-8", "backslashreplace") for content in (one, other))
    was, became = (ascii(text)[1:-1] if not text.isprintable() else text for text in shown)
    return f"vanaf byte {same}: `{was}` en `{became}`"
