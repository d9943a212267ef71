"""The law of the addendum: carried out on the text that was signed, it gives the new text exactly.

It holds whatever the comparison found: one that pairs the wrong lines makes a clumsy addendum, never a wrong one.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.amendment.applying import check_applied
from akkoord.amendment.drafting import drafted
from akkoord.amendment.pairing import Pairing
from akkoord.amendment.text import lines_of
from akkoord.amendment.wording import sentence
from akkoord.spec import ReferenceStyle
from support.instrument import instrument, pairing_of

_WORDS = st.sampled_from(
    [
        "de",
        "partij",
        "meldt",
        "binnen",
        "vijf",
        "zes",
        "dagen",
        "schriftelijk",
        "aan",
        "gemeente",
        "artikel",
        "1",
        "lid",
        "2",
        "volgt",
        "uit",
    ]
)
_TEXT = st.lists(_WORDS, min_size=1, max_size=9).map(" ".join)
_LONG = st.lists(_WORDS, min_size=20, max_size=30).map(" ".join)
_END = st.sampled_from((".", ";", ":", "", "Vervallen."))


@st.composite
def _lid(draw):
    """Lines of a lid without its number: its words, then onderdelen or definitions."""
    if draw(st.integers(0, 9)) == 0:
        return ["Vervallen."]
    lines = [draw(st.one_of(_TEXT, _LONG)) + draw(_END)]
    inner = draw(st.lists(_TEXT, max_size=4))
    if draw(st.booleans()):
        lines += [f"{chr(97 + n)}. {text}{draw(_END)}" for n, text in enumerate(inner)]
    else:
        terms = draw(st.lists(st.sampled_from(("Addendum", "Toegang", "Perceel", "Tarief")), max_size=4, unique=True))
        lines += [f"- **{term}**: {text};" for term, text in zip(terms, inner, strict=False)]
    return lines


@st.composite
def _section(draw):
    """A kind of section, its title, and what stands in it."""
    kind = draw(st.sampled_from(("Artikel", "Hoofdstuk", "Bijlage")))
    things = st.one_of(
        _lid().map(lambda lines: ("lid", lines)),
        _TEXT.map(lambda text: ("tekst", text)),
        _TEXT.map(lambda text: ("kop", text)),
        st.lists(_TEXT, min_size=2, max_size=3).map(lambda rows: ("tabel", rows)),
    )
    return kind, draw(_TEXT), draw(st.lists(things, max_size=5))


def _written(sections):
    """The sections numbered and written in the notation of the cases."""
    lines, counts = [], {}
    roman = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for kind, title, things in sections:
        counts[kind] = counts.get(kind, 0) + 1
        number = roman[counts[kind]] if kind == "Bijlage" else str(counts[kind])
        lines.append(f"{kind} {number} {title}")
        leden = 0
        for what, content in things:
            if what == "lid":
                leden += 1
                shown = f"{number}.{leden}" if kind == "Hoofdstuk" else f"{leden}."
                lines += [f"{shown} {content[0]}", *content[1:]]
            elif what == "tekst":
                lines.append(content)
            elif what == "kop":
                lines.append(f"== {content}")
            else:
                lines += [f"| {row} | {n} |" for n, row in enumerate(content)]
    return "\n".join(lines)


@st.composite
def _edited(draw):
    """An instrument before and after some edits: what is left out, put in, changed, put elsewhere."""
    old = draw(st.lists(_section(), min_size=1, max_size=4))
    new = [(kind, title, list(things)) for kind, title, things in old]
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(new) - 1))
        kind, _, things = new[at]
        match draw(st.sampled_from(("title", "in", "out", "section", "gone", "move"))):
            case "title":
                new[at] = (kind, draw(_TEXT), things)
            case "in":
                things.insert(draw(st.integers(0, len(things))), ("lid", draw(_lid())))
            case "out" if things:
                things.pop(draw(st.integers(0, len(things) - 1)))
            case "section":
                new.insert(at, draw(_section()))
            case "gone" if len(new) > 1:
                new.pop(at)
            case "move" if things:
                moved = things.pop(draw(st.integers(0, len(things) - 1)))
                new[draw(st.integers(0, len(new) - 1))][2].append(moved)
            case _:
                pass
    return _written(old), _written(new)


def _faults(pairing):
    amendments = drafted(pairing)
    for style in ReferenceStyle:
        assert all(sentence(amendment, style).words[-1] in ".:" for amendment in amendments.amendments)
    return check_applied(pairing.old, amendments, pairing.new)


@settings(max_examples=300)
@given(_edited(), st.data())
def test_an_addendum_gives_the_new_text_whatever_lines_are_paired(texts, data):
    old, new = (lines_of(instrument(text)) for text in texts)
    found = data.draw(st.dictionaries(st.integers(0, len(old) - 1), st.integers(0, len(new) - 1)))
    once = {other: one for one, other in found.items()}
    following = data.draw(st.frozensets(st.integers(0, len(new) - 1)))
    pairs = {one: other for other, one in once.items()}
    assert _faults(Pairing(old, new, pairs, following, {}, {})) == ()


@settings(max_examples=60)
@given(_edited())
def test_an_addendum_from_the_comparison_of_two_files_gives_the_new_text(texts):
    assert _faults(pairing_of(*(instrument(text) for text in texts))) == ()


@given(_edited())
def test_equal_texts_have_no_addendum(texts):
    lines = lines_of(instrument(texts[0]))
    pairs = {n: n for n in range(len(lines))}
    assert drafted(Pairing(lines, lines, pairs, frozenset(), {}, {})).amendments == ()
