"""Values of the program packed for what is kept between runs: read in C, and what they share stays shared.

Unpacking makes values and enumerations of the modules that are named, and nothing else, whatever the bytes say: what
is kept is read from a folder in which others may have written.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any, TypeAlias

from msgspec import Struct

_PROTOCOL = 5

Classes: TypeAlias = Mapping[tuple[str, str], type[Any]]
"""By module and name, the classes of which values may be made."""


def classes_of(modules: Iterable[ModuleType]) -> Classes:
    """Every value and enumeration of these modules, and what else their fields hold."""
    found: list[type[Any]] = [Decimal, date]
    for module in modules:
        own = (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__)
        found += (one for one in own if issubclass(one, Struct | Enum))
    return {(one.__module__, one.__qualname__): one for one in found}


def packed(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, _PROTOCOL)


def unpacked(data: bytes, classes: Classes) -> Any:
    """The value that `packed` was given.

    Raises:
        ValueError: the bytes were not made by it, or name anything but these classes.
    """
    try:
        return _Unpickler(data, classes).load()
    except Exception as broken:  # bytes that somebody changed may raise anything
        raise ValueError(str(broken)) from broken


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, classes: Classes) -> None:
        super().__init__(io.BytesIO(data))
        self._classes = classes

    def find_class(self, module: str, name: str, /) -> type[Any]:
        found = self._classes.get((module, name))
        if found is None:
            raise ValueError(f"no value of a file: {module}.{name}")
        return found
