"""Several files of a folder replaced together: all of them or none.

The new files are staged beside the old ones with a list of what goes where. Once that list is
there the set is decided: a run that is killed half-way is completed by the next.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from akkoord.diagnostics import AkkoordError, Diagnostic, error
from akkoord.project.lasting import make_folder, settle, write_lasting, write_through

_STAGED = ".import"
_LIST = "files.json"


class FileSetError(AkkoordError):
    """The files cannot be written; what was there is there still."""


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Let `folder` hold `contents` by path inside it; other files stay.

    Raises:
        FileSetError: the folder cannot be written in; nothing is changed then.
    """
    staged = folder / _STAGED
    try:
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True)
        names = {str(number): path for number, path in enumerate(sorted(contents))}
        for number, path in names.items():
            write_through(staged / number, contents[path])
            make_folder((folder / path).parent)
            if (folder / path).exists():
                with (folder / path).open("r+b"):  # a file another program holds is found before anything moves
                    pass
        write_lasting(staged / _LIST, json.dumps(names).encode())
    except OSError as problem:
        shutil.rmtree(staged, ignore_errors=True)
        raise FileSetError(_refused(folder, problem)) from problem
    _complete(folder)


def recover_file_sets(root: Path) -> None:
    """Complete what a killed run had decided, and clear away what it had not, in a project and each of its regions."""
    for staged in (root / _STAGED, *sorted((root / "contracts").glob(f"*/{_STAGED}"))):
        if (staged / _LIST).is_file():
            _complete(staged.parent)
        else:
            shutil.rmtree(staged, ignore_errors=True)


def _complete(folder: Path) -> None:
    staged = folder / _STAGED
    try:
        names: dict[str, str] = json.loads((staged / _LIST).read_bytes())
        for number, path in names.items():
            if (staged / number).exists() and (folder / path).resolve().is_relative_to(folder.resolve()):
                (staged / number).replace(folder / path)
        settle(*sorted({(folder / path).parent for path in names.values()}))
    except (OSError, ValueError, AttributeError) as problem:
        raise FileSetError(_refused(folder, problem)) from problem
    shutil.rmtree(staged, ignore_errors=True)


def _refused(folder: Path, problem: Exception) -> Diagnostic:
    why = (problem.strerror if isinstance(problem, OSError) else None) or type(problem).__name__
    hint = "sluit de bestanden in andere programma's en start opnieuw; dan wordt afgemaakt wat besloten was"
    place = f"`contracts/{folder.name}/`" if folder.parent.name == "contracts" else "het project"
    return error("REG024", f"in {place} kan niet worden geschreven: {why}", None, hint)
