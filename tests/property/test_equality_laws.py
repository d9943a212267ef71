"""Laws of the proof that two files say the same: no change of words goes unseen, no line end counts."""

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.proof.equality import compare
from akkoord.readers.extracted import ExtractedNote, ExtractedPiece, ExtractedText

words = st.text(st.sampled_from("aebniet17.,-–/°"), min_size=1, max_size=6)
texts = st.lists(words, min_size=2, max_size=30)


def extracted(tokens: list[str], notes: dict[str, str] | None = None) -> ExtractedText:
    return ExtractedText(
        (ExtractedPiece(" ".join(tokens), "alinea 1"),),
        tuple(ExtractedNote(mark, text, "noten") for mark, text in (notes or {}).items()),
    )


@given(texts, st.data())
def test_cutting_into_lines_makes_no_difference(tokens: list[str], data: st.DataObject):
    """A page cuts anywhere: at spaces, after a hyphen or slash, and inside a word with a soft hyphen."""
    lines: list[str] = []
    rest = " ".join(tokens)
    while rest:
        at = data.draw(st.integers(1, len(rest)))
        head, rest = rest[:at], rest[at:]
        if rest and not head[-1].isspace() and not rest[0].isspace():
            head += "\u200b" if head[-1] in "-–/" else "\u00ad"
            joined = rest.split(" ", 1)
            head, rest = head + joined[0], (joined[1] if len(joined) > 1 else "")
        lines.append(head)
    cut = ExtractedText(tuple(ExtractedPiece(line, f"regel {n}") for n, line in enumerate(lines)), ())
    assert compare(extracted(tokens), cut) == ()
    assert compare(cut, extracted(tokens)) == ()


@given(texts, st.data())
def test_any_change_of_words_is_found(tokens: list[str], data: st.DataObject):
    at = data.draw(st.integers(0, len(tokens) - 1))
    change = data.draw(st.sampled_from(["lose", "add", "replace", "swap", "join", "split"]))
    changed = list(tokens)
    if change == "lose":
        del changed[at]
    elif change == "add":
        changed.insert(at, data.draw(words))
    elif change == "replace":
        changed[at] = data.draw(words)
    elif change == "swap":
        changed[at - 1], changed[at] = changed[at], changed[at - 1]
    elif change == "join":
        first = max(at - 1, 0)
        changed[first : first + 2] = ["".join(changed[first : first + 2])]
    elif len(changed[at]) > 1:
        changed[at : at + 1] = [changed[at][:1], changed[at][1:]]
    assume(changed != tokens)
    assert compare(extracted(tokens), extracted(changed)) != ()


@given(texts, texts)
def test_equal_only_when_the_words_are_equal(one: list[str], two: list[str]):
    assert (compare(extracted(one), extracted(two)) == ()) == (one == two)


@given(st.dictionaries(st.sampled_from("123456"), texts.map(" ".join), min_size=1), st.data())
def test_a_footnote_never_goes_missing(notes: dict[str, str], data: st.DataObject):
    whole = extracted(["tekst"], notes)
    lost = data.draw(st.integers(0, len(whole.notes) - 1))
    fewer = replace(whole, notes=whole.notes[:lost] + whole.notes[lost + 1 :])
    assert compare(whole, whole) == ()
    assert compare(whole, fewer) != ()
    assert compare(fewer, whole) != ()
