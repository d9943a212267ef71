"""How a receipt words what differs."""

import pytest

from akkoord.compare.canonical.wording import both_shown, not_shared, shown
from akkoord.ooxml.names import w

_START, _END = (4, "bookmark", ("start", "looptijd")), (8, "bookmark", ("end", "looptijd"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "ontbreekt"),
        ((), "niets"),
        ((w("noProof"), True), "noProof aan"),
        ((w("lang"), ((w("val"), "nl-NL"),), ""), "lang val=nl-NL"),
        ((_START, _END), "begin van bladwijzer «looptijd» na 4 tekens, einde van bladwijzer «looptijd» na 8 tekens"),
        ((0, "empty link", (("id", "mailto:a@b.nl"),)), "link zonder tekst (id=mailto:a@b.nl) na 0 tekens"),
        (
            (0, "comment", (w("commentRangeStart"), ("Mr. A. Ander", "2021-03-04", "Klopt dit?"))),
            "begin van opmerking «Klopt dit?» van Mr. A. Ander na 0 tekens",
        ),
    ],
)
def test_a_value_is_shown_in_words(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_long_value_is_cut() -> None:
    assert shown("woord " * 100).endswith("woo…")


def test_of_two_values_only_what_differs_is_shown() -> None:
    object_ = ("object", (w("drawing"), (("cx", "1"),), ""), ())
    other = ("object", (w("drawing"), (("cx", "2"),), ""), ())
    assert both_shown(object_, other) == ("cx=1", "cx=2")


def test_what_both_sides_have_is_not_named() -> None:
    assert not_shared((_START, _END), (_START,)) == ((_END,), None)
    assert not_shared((_START, _START), (_START,)) == ((_START,), None)
