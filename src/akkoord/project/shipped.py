"""What ships with the program: schemas, house style, fonts, and the program itself as an input."""

from __future__ import annotations

import sys
import zlib
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
    "pypdf",
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
    from importlib import metadata  # costs more than all else here; a run without changes never asks

    found: dict[str, str] = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


def environment() -> str:
    """What besides our own files can change a byte of the output: libraries, Python, its deflate."""
    libraries = ", ".join(f"{name} {version}" for name, version in library_versions().items())
    return f"Python {'.'.join(map(str, sys.version_info[:3]))}, zlib {zlib.ZLIB_RUNTIME_VERSION}, {libraries}"
