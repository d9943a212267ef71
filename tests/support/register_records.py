"""Records as the schema of a YAML file describes them, for laws of the register: a new key is in them by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from hypothesis import strategies as st

from akkoord.readers.characters import REFUSED
from akkoord.spec.reading.record import one_line
from akkoord.spec.register.families import DEFAULTS
from akkoord.spec.register.layout import Family

HARD = [
    "=1+1",
    "'=1+1",
    "+31",
    "-1",
    "@a",
    "00012",
    "1,5",
    "1.5",
    "ja",
    "no",
    "null",
    "a: b",
    "a #b",
    "- a",
    "{a}",
    "_x0041_",
    "2023-01-01",
    "#N/A-zorg",  # the mere error value is refused wherever it stands (SHT007)
    "TRUE",
    "''",
    '"a"',
    "a;b",
    "=cmd|' /C calc'!A0",
    "é",
    "“a”",
    "𝒳",
    "&lt;",
    "a\n b",
    "~",
    "8011 AA",
]


def clean(text):
    return one_line(REFUSED.sub("", text.replace("\n", " ")))


TEXT = (st.text(max_size=30) | st.sampled_from(HARD)).map(clean)
FULL = TEXT.filter(bool)
ID = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
DAY = st.dates(date(1800, 1, 1), date(2199, 12, 31))
OF_A_FORM = {"@": st.just("a@b.example"), "S[ADS]": st.just("8011 AA")}
"""What stands for a pattern that no other rule makes, by something in that pattern."""


def record_strategy(family: Family, schema):
    """Records of one family. What a sheet cannot say (a value that can only be one thing) is not in them."""
    return _object(schema, family.record_schema(schema))


def schema_keys(family: Family, schema) -> Iterator[tuple[str, ...]]:
    """The path of every value that a record of the family can hold, without the numbers of items."""
    yield from _keys(schema, family.record_schema(schema), ())


def _keys(root, node, path) -> Iterator[tuple[str, ...]]:
    node = _resolved(root, node)
    if node.get("type") == "object":
        for key, inner in node["properties"].items():
            yield from _keys(root, inner, (*path, key))
    elif node.get("type") == "array":
        yield from _keys(root, node["items"], path)
    elif "const" not in node:
        yield path


def _object(root, node):
    node = _resolved(root, node)
    inside = {k: v for k, v in node["properties"].items() if "const" not in _resolved(root, v)}
    needed = {key for key in inside if key in node.get("required", []) or key in DEFAULTS}
    return st.fixed_dictionaries(
        {key: _value(root, inside[key], optional=False) for key in inside if key in needed},
        optional={key: _value(root, inside[key], optional=True) for key in inside if key not in needed},
    )


def _value(root, node, *, optional):
    node = _resolved(root, node)
    if "enum" in node:
        return st.sampled_from(node["enum"])
    match node["type"]:
        case "object":
            return _object(root, node)
        case "array":
            return _list(root, node, least=max(node.get("minItems", 0), int(optional)))
        case "integer":
            return st.integers(node["minimum"], min(node.get("maximum", 10**6), 10**6))
        case "number":
            low, high = node.get("minimum", "0.01"), min(node.get("maximum", 10**6), 10**6)
            return st.decimals(low, high, places=2)
        case "boolean":
            return st.booleans()
        case _:
            return _text(node, empty=not optional)


def _list(root, node, *, least):
    items = _resolved(root, node["items"])
    if items["type"] == "object":
        key = "lot" if "lot" in items["properties"] else ""  # a lot has one table of rates
        unique = (lambda record: record[key]) if key else None
        return st.lists(_object(root, items), min_size=least, max_size=least + 1, unique_by=unique)
    plain = ID if items.get("pattern") == r"\S" else _value(root, items, optional=True)
    return st.lists(plain, min_size=least, max_size=least + 2, unique=bool(node.get("uniqueItems")))


def _text(node: Mapping, *, empty):
    pattern = node.get("pattern", "")
    if node.get("format") == "date":
        return DAY
    if pattern in ("", r"\S"):
        return FULL if pattern or not empty else TEXT
    for part, made in OF_A_FORM.items():
        if part in pattern:
            return made
    made = st.from_regex(pattern.removeprefix("^").removesuffix("$"), fullmatch=True)
    return made.filter(lambda text: text.isascii() and len(text) <= node.get("maxLength", 60))


def _resolved(root, node):
    while "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        node = root["$defs"][name]
    return node
