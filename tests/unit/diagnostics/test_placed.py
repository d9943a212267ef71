"""Where a value stands is no part of what it is; everything else is."""

from akkoord.diagnostics import Placed, Span, counting_fields


class Word(Placed, frozen=True):
    text: str
    size: int = 1
    span: Span | None = None


class Marked(Placed, frozen=True):
    ASIDE = frozenset({"span", "mark"})

    text: str
    mark: str = ""
    span: Span | None = None


class Other(Placed, frozen=True):
    text: str
    size: int = 1
    span: Span | None = None


HERE, THERE = Span("a.md", 1, 1), Span("b.md", 2, 3)


def test_the_same_in_another_place_is_equal_and_counts_once() -> None:
    assert Word("a", 1, HERE) == Word("a", 1, THERE) == Word("a")
    assert len({Word("a", 1, HERE), Word("a", 1, THERE), Word("a")}) == 1


def test_every_other_field_counts() -> None:
    assert Word("a") != Word("b")
    assert Word("a", 1) != Word("a", 2)
    assert len({Word("a"), Word("b"), Word("a", 2)}) == 3


def test_a_class_can_set_more_aside() -> None:
    assert Marked("a", "x", HERE) == Marked("a", "y", THERE)
    assert counting_fields(Marked) == ("text",)


def test_values_of_two_classes_and_of_others_differ() -> None:
    assert Word("a") != Other("a")
    assert Word("a") != "a"


def test_values_inside_a_value_are_held_the_same_way() -> None:
    assert (Word("a", 1, HERE), Marked("b", "x")) == (Word("a", 1, THERE), Marked("b", "y"))
