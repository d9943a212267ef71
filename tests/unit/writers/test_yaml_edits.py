"""What stays of a YAML text in which a value changes: every case is before, wanted, after."""

from __future__ import annotations

from decimal import Decimal

import pytest

from akkoord.readers.yaml import read_yaml
from akkoord.writers.yaml_edits import edited_yaml

CASES = {
    "a value, with the comment on its line": ("a: 1  # een\nb: 2\n", {"a": 3, "b": 2}, "a: 3  # een\nb: 2\n"),
    "quotes of what stays": ("a: 'x'\nb: 1\n", {"a": "x", "b": 2}, "a: 'x'\nb: 2\n"),
    "a number as it is written": ("a: 1.50\nb: 1\n", {"a": Decimal("1.5"), "b": 2}, "a: 1.50\nb: 2\n"),
    "true is not one": ("a: true\n", {"a": 1}, "a: 1\n"),
    "above a key that goes": ("# a\na: 1\n# b\nb: 2\n# eind\n", {"a": 1}, "# a\na: 1\n# b\n# eind\n"),
    "above the first key that goes": ("# a\na: 1\n\n# b\nb: 2\n", {"b": 2}, "# a\n# b\nb: 2\n"),
    "below a list that goes": ("a:\n  - b: 1\n  # in a\n# c\nc: 1\n", {"c": 1}, "# in a\n# c\nc: 1\n"),
    "a new key before what ends the file": ("a: 1\n# eind\n", {"a": 1, "b": [2]}, "a: 1\nb: [2]\n# eind\n"),
    "a key without value": ("a:  # leeg\nb: 1\n", {"a": 1, "b": 1}, "a: 1  # leeg\nb: 1\n"),
    "without a last line end": ("a: 1", {"a": 1, "b": 2}, "a: 1\nb: 2"),
    "above a record that goes": (
        "l:\n  # een\n  - id: a\n  # twee\n  - id: b\n  # drie\n  - id: c\n",
        {"l": [{"id": "a"}, {"id": "c"}]},
        "l:\n  # een\n  - id: a\n  # twee\n  # drie\n  - id: c\n",
    ),
    "a record keeps its lines when it moves": (
        "l:\n- id: a\n  # over v\n  v: 1  # a\n# boven b\n- id: b\n",
        {"l": [{"id": "b"}, {"id": "a", "v": 2}]},
        "l:\n# boven b\n- id: b\n- id: a\n  # over v\n  v: 2  # a\n",
    ),
    "the first key of a record goes": (
        "l:\n  - id: a\n    # over v\n    v: 1\n",
        {"l": [{"v": 1}]},
        "l:\n  - # over v\n    v: 1\n",
    ),
    "a record of other keys": ("l:\n  - a: 1\n# eind\n", {"l": [{"b": 1}]}, "l:\n  - b: 1\n# eind\n"),
    "a list that gets empty": ("l:\n  - a: 1\nb: 1\n", {"l": [], "b": 1}, "l: []\nb: 1\n"),
    "brackets": ("a: {b: 'x', c: 1}  # a\n", {"a": {"b": "x", "d": 2}}, "a: {b: 'x', d: 2}  # a\n"),
    "a bare key between brackets": ("a: {b, c: 1}\n", {"a": {"b": 2, "c": 1}}, "a: {b: 2, c: 1}\n"),
    "text in lines": ("a: |\n  # geen commentaar\n  x\n\n# b\nb: 1\n", {"b": 1}, "# b\nb: 1\n"),
    "text in lines that stays": ("a: >-\n  x\n  # y\nb: 1\n", {"a": "x # y", "b": 2}, "a: >-\n  x\n  # y\nb: 2\n"),
    "a change in one place reaches no other": (
        "a: &x\n  b: 1\nc: *x\n",
        {"a": {"b": 2}, "c": {"b": 1}},
        "a: \n  b: 2\nc: {b: 1}\n",
    ),
    "an item without value": ("a:\n  -\n  - b\n", {"a": [1, "b"]}, "a:\n  - 1\n  - b\n"),
    "a question mark": ("a:\n  ? b\n  : 1\n", {"a": {"b": 2}}, "a: {b: 2}\n"),
    "all in brackets": ("{a: 1, b: 2}\n", {"a": 1, "b": 3}, "{a: 1, b: 3}\n"),
    "lists in a list": ("a:\n  - - 1\n    - 2\n  - - 3\n", {"a": [[1, 2], [4]]}, "a:\n  - - 1\n    - 2\n  - - 4\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_stays_of_a_text(name: str) -> None:
    text, wanted, after = CASES[name]
    document, found = read_yaml(text, "a.yaml")
    assert document is not None
    assert isinstance(document.data, dict)
    assert found == ()
    assert edited_yaml(text, document.data, wanted) == after
    again, found = read_yaml(after, "a.yaml")
    assert again is not None
    assert (again.data, found) == (wanted, ())
