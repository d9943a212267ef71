"""What ships with the program: schemas, house style, fonts, and the program itself as an input."""

from __future__ import annotations

import os
import re
import sys
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path

import akkoord

PACKAGE = Path(akkoord.__file__).resolve().parent

LIBRARIES = (
    "docxtpl",
    "Jinja2",
    "jsonschema",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "msgspec",
    "openpyxl",
    "pikepdf",
    "pyHanko",
    "pypdfium2",
    "python-docx",
    "rapidfuzz",
    "ruamel.yaml",
    "ruamel.yaml.clib",
    "typst",
)
"""The libraries whose version can change a byte of the output."""


def folder(name: str) -> Path:
    """`schemas` or `templates`: from the wheel when installed, from the checkout otherwise."""
    installed = PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else PACKAGE.parents[1] / name


@cache
def library_versions() -> dict[str, str]:
    """The version of every library that writes or reads for us, "" for one that is not installed."""
    folders: dict[str, Path] = {}
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as folder:
            for entry in folder:
                if entry.name.endswith(".dist-info"):
                    folders.setdefault(_normal(entry.name.partition("-")[0]), Path(entry.path))
    return {name: _version(name, folders.get(_normal(name))) for name in LIBRARIES}


def _normal(name: str) -> str:
    """The name of a library as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(name: str, folder: Path | None) -> str:
    """What `folder` says that the version is; where that is not to be read as usual, the standard library looks."""
    with suppress(OSError, UnicodeDecodeError):
        text = (folder / "METADATA").read_text(encoding="utf-8") if folder is not None else ""
        found = re.search(r"^Version: *(\S+)$", text.partition("\n\n")[0], re.MULTILINE)
        if found is not None:
            return found[1]
    from importlib import metadata  # takes 25 ms to load

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def environment() -> str:
    """What besides our own files can change a byte of the output: libraries, Python, its deflate."""
    libraries = ", ".join(f"{name} {version}" for name, version in library_versions().items())
    return f"Python {'.'.join(map(str, sys.version_info[:3]))}, zlib {zlib.ZLIB_RUNTIME_VERSION}, {libraries}"
