"""Ids that become file and folder names, and values that may stand only once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error

_WINDOWS_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))))
"""Names no file or folder can have on Windows (Microsoft, Naming Files, Paths, and Namespaces)."""

_OUTPUT_FOLDERS = frozenset(("redline", "tendermodel"))
"""Folders the program makes beside those of the providers."""


def check_file_name(name: str, key: str, place: Span, files: Collection[str]) -> Iterator[Diagnostic]:
    """Whether an id is the name of its file; `place` is that of the id, `files` are the names there are."""
    stem = file_name(place)
    if name != stem:
        message = f"`{key}` is `{name}`, maar het bestand heet `{stem}.yaml`; verwacht: gelijke namen"
        rename = "" if name in files else f"hernoem het bestand naar `{name}.yaml`"
        yield error("SPC001", message, place, f"schrijf `{key}: {stem}`", rename)


def file_name(place: Span) -> str:
    """The name of the file of a place, without folders and `.yaml`."""
    return PurePosixPath(place.file).stem


def check_folder_name(name: str, key: str, place: Span, region_pack: str = "") -> Iterator[Diagnostic]:
    """Whether a folder on any system, and in the output, can have this name."""
    if is_device(name):
        message = f"`{key}` is `{name}`; op Windows kan geen map of bestand zo heten"
        yield error("SPC004", message, place, f"kies een andere naam, zoals `{name}-1`")
    elif name in _OUTPUT_FOLDERS or (region_pack and name == region_pack):
        message = f"`{key}` is `{name}`; die naam is al van een andere map in de uitvoer"
        yield error("SPC004", message, place, "kies een andere naam")


def is_device(name: str) -> bool:
    """Whether Windows takes a file or folder of this name for a device, whatever stands behind a dot."""
    return name.partition(".")[0].lower() in _WINDOWS_DEVICES


def check_unique(code: str, what: str, values: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """A finding for each value that stands a second time, with the first place in order of file and line."""
    first: dict[str, Span] = {}
    for value, place in sorted(values, key=lambda found: (found[1], found[0])):
        if value in first:
            message = f"{what} `{value}` komt twee keer voor; verwacht: een keer"
            yield Diagnostic(Severity.ERROR, code, message, place, (), (Related(first[value], "de eerste keer"),))
        first.setdefault(value, place)
