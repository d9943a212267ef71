"""A record of a register laid over the record that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from akkoord.readers.yaml import YamlValue
from akkoord.spec.reading.record import one_line
from akkoord.spec.register.families import DEFAULTS
from akkoord.writers.yaml_text import RECORD_KEYS

Record = dict[str, YamlValue]


def merged(there: Mapping[str, YamlValue], wanted: Mapping[str, YamlValue]) -> Record:
    """What `there` becomes when `wanted` is laid over it.

    A key `wanted` does not have stays; one it has with None goes; one whose value means the
    same (folded text, a default written out or left out) stays as it is written. A record that
    is new has all its values written out.
    """
    result = dict(there)
    for key, value in wanted.items():
        now = there.get(key)
        if isinstance(value, dict) and (value or now is not None):
            result[key] = merged(now if isinstance(now, dict) else {}, value)
        elif isinstance(value, list):
            result[key] = _merged_list(now if isinstance(now, list) else [], value)
        elif (there or value is None) and _meaning(key, now) == _meaning(key, value):
            continue
        elif value is None:
            result.pop(key, None)
        else:
            result[key] = value
    return result


def _meaning(key: str, value: YamlValue) -> object:
    if value is None:
        return DEFAULTS.get(key, "")
    return one_line(value) if isinstance(value, str) else value


def _merged_list(there: Sequence[YamlValue], wanted: Sequence[YamlValue]) -> list[YamlValue]:
    """Records are laid over the one with the same name or id, or else over the one in the same place."""
    left = [item for item in there if isinstance(item, dict)]
    named = [_take(left, item) if isinstance(item, dict) else None for item in wanted]
    same_length = len(there) == len(wanted)
    result: list[YamlValue] = []
    for index, item in enumerate(wanted):
        if not isinstance(item, dict):
            result.append(item)
            continue
        base = named[index]
        beside = there[index] if same_length else None
        if base is None and isinstance(beside, dict) and any(beside is other for other in left):
            base = beside
        result.append(merged(base or {}, item))
    return result


def _take(left: list[Record], wanted: Record) -> Record | None:
    for key in RECORD_KEYS:
        name = wanted.get(key)
        found = next((item for item in left if name is not None and item.get(key) == name), None)
        if found is not None:
            left.remove(found)
            return found
    return None
