"""What is kept between runs comes back as it was, shared where it was shared, and makes nothing but values."""

from __future__ import annotations

import os
import pickle
from datetime import date
from decimal import Decimal

import pytest

from akkoord.diagnostics import Span, span
from akkoord.project.packed_values import classes_of, packed, unpacked
from akkoord.tree import NumberedList, Paragraph, Role, Text, blocks, inlines
from akkoord.tree.blocks import ListItem

CLASSES = classes_of((blocks, inlines, span))


def test_what_is_packed_comes_back_with_its_places_and_what_it_shares() -> None:
    shared = Paragraph((Text("samen", Span("a.md", 3, 4)),), Role.BODY, span=Span("a.md", 3, 1))
    whole = (
        NumberedList((ListItem((shared,)), ListItem((shared,)))),
        Decimal("1.50"),
        date(2023, 1, 1),
        frozenset("a"),
    )
    back = unpacked(packed(whole), CLASSES)
    assert repr(back) == repr(whole)
    assert back[0].items[0].children[0] is back[0].items[1].children[0]


class _Command:
    def __init__(self, call: object, *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call, self.arguments


@pytest.mark.parametrize(
    "value",
    [
        _Command(os.system, "true"),
        _Command(eval, "1"),
        _Command(getattr, Span("a.md"), "file"),
        Span,
        Paragraph,
        os.getcwd,
        object(),
    ],
    ids=["command", "eval", "getattr", "value", "block", "function", "object"],
)
def test_nothing_else_is_made_whatever_the_bytes_say(value: object) -> None:
    data = pickle.dumps(value)
    only_text = classes_of((inlines,))
    with pytest.raises(ValueError, match="no value of a file"):
        unpacked(data, only_text)


@pytest.mark.parametrize("data", [b"", b"x", packed(Text("samen"))[:-3], packed(Text("samen"))[5:], b"\x80\x05R."])
def test_broken_bytes_are_said_to_be_broken(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever they are broken in
        unpacked(data, CLASSES)


def test_a_class_that_is_not_named_is_not_made() -> None:
    with pytest.raises(ValueError, match="Span"):
        unpacked(packed(Text("samen", Span("a.md"))), classes_of((inlines,)))
