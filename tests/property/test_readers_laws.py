"""Laws of the readers: any text is read, places point at their text, and nothing of ours raises."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from akkoord.diagnostics import Span
from akkoord.readers import yaml
from akkoord.readers.expression import MAX_DEPTH, parse_expression
from akkoord.readers.front_matter import read_front_matter
from akkoord.readers.markdown import read_blocks
from akkoord.readers.markdown.typography import typeset
from akkoord.readers.yaml import read_yaml
from akkoord.tree import Footnote, Paragraph, Slot, Text, all_blocks, all_inlines
from akkoord.tree.codec import from_data, to_data
from akkoord.tree.expression import Name, names_in

SIGNS = "*_[](){}|:-#>`<&\\^!1.\"'\n\t\x00\ud800é\u00a0"
MARKS = ["{{ a }}", "{{", "}}", "::: als a\n", ":::\n", "1. ", "- ", "> ", "   ", "    ", "**", "\n\n", "woord "]
NOTES = ["[^1]", "\n[^1]: ", "](#a)", "|---|\n", "| a |\n"]
MARKUP = st.sampled_from([*SIGNS, *MARKS, *NOTES])
CLAUSE_TEXT = st.one_of(st.text(), st.lists(MARKUP, max_size=60).map("".join))
YAML_TEXT = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from([*"a:-[]{},&*!|>%@`#?~1.\\\"'\n ", "a: ", "\n  ", "\n- ", "&a ", "*a", "---\n"]), max_size=60
    ).map("".join),
)
EXPRESSION_TEXT = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["a", "b.c", " ", "|", "(", ")", "[", "]", ",", "and", "not", "in", "==", "&", "1", "2.5", "'x'", "."]
        )
    ).map("".join),
)
FILE = "clauses/a/b/1.0.md"


@given(CLAUSE_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_read_the_same_again(text: str) -> None:
    first = read_blocks(text, FILE)
    assert first == read_blocks(text, FILE)
    json.dumps(to_data(first[0], spans=True))


@given(CLAUSE_TEXT)
@settings(max_examples=300, deadline=None)
def test_text_nodes_are_never_empty_and_places_lie_in_the_text(text: str) -> None:
    blocks, findings = read_blocks(text, FILE)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for span in (*places(blocks), *(f.span for f in findings)):
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert all(node.text for node in texts(blocks))


def paragraphs(blocks):
    for block in all_blocks(blocks):
        if isinstance(block, Paragraph):
            yield block
            for inline in all_inlines(block.children):
                if isinstance(inline, Footnote):
                    yield from paragraphs(inline.children)


def texts(blocks):
    return [i for p in paragraphs(blocks) for i in all_inlines(p.children) if isinstance(i, Text)]


def places(blocks):
    for block in all_blocks(blocks):
        span = getattr(block, "span", None)
        if span is not None:
            yield span
    for paragraph in paragraphs(blocks):
        for inline in all_inlines(paragraph.children):
            if getattr(inline, "span", None) is not None:
                yield inline.span


WORD = st.from_regex(r"[a-zé]{1,8}", fullmatch=True)
PHRASE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    PHRASE,
    PHRASE.map(lambda p: f"*{p}*"),
    PHRASE.map(lambda p: f"**{p}**"),
    WORD.filter(lambda w: isinstance(parse_expression(w, Span(FILE))[0], Name)).map(lambda w: "{{ " + w + " }}"),
    PHRASE.map(lambda p: f"[{p}](#doel)"),
)
LINE = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    st.lists(LINE, min_size=1, max_size=3).map("\n".join),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"1. {x}\n   1. {x}" for x in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "> " + "\n> ".join(lines)),
    LINE.map(lambda x: f"::: kader\n{x}\n:::"),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda r: "| kop | kop |\n|---|---|\n" + "\n".join(f"| {x} | x |" for x in r)
    ),
)
GOOD_TEXT = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


@given(GOOD_TEXT)
@settings(max_examples=200, deadline=None)
def test_the_text_at_the_place_of_a_node_is_its_own(text: str) -> None:
    blocks, findings = read_blocks(text, FILE)
    assert findings == ()
    lines = text.split("\n")
    for paragraph in paragraphs(blocks):
        for inline in all_inlines(paragraph.children):
            if isinstance(inline, Slot):
                rest = lines[inline.span.line - 1][inline.span.column - 1 :]
                assert rest.startswith("{{ " + inline.source + " }}")
                (name,) = names_in(inline.expression)
                assert lines[name.span.line - 1][name.span.column - 1 :].startswith(inline.source)
            elif isinstance(inline, Text):
                rest = lines[inline.span.line - 1][inline.span.column - 1 :]
                assert rest.startswith(inline.text) or inline.text.startswith(rest) or not rest.strip()


@given(GOOD_TEXT)
@settings(max_examples=100, deadline=None)
def test_every_word_comes_through(text: str) -> None:
    blocks, _ = read_blocks(text, FILE)
    slots = [i.source for p in paragraphs(blocks) for i in all_inlines(p.children) if isinstance(i, Slot)]
    words = re.sub(r":::[^\n]*|\(#doel\)", " ", text)
    expected = sorted(re.findall(r"[a-zé]+", words))
    assert sorted([*slots, *re.findall(r"[a-zé]+", "  ".join(t.text for t in texts(blocks)))]) == expected


@given(GOOD_TEXT)
@settings(max_examples=100, deadline=None)
def test_a_tree_with_places_survives_the_codec(text: str) -> None:
    blocks, _ = read_blocks(text, FILE)
    stored = json.loads(json.dumps(to_data(blocks, spans=True)))
    back = from_data(stored, spans=True)
    assert back == blocks
    assert list(places(back)) == list(places(blocks))


@given(st.text(alphabet="ab \"'.-€3", max_size=40), st.sampled_from(["", " ", "a"]), st.sampled_from(["", " ", "a"]))
@example("€  3", "", "")
def test_typography_leaves_nothing_to_typeset(text: str, before: str, after: str) -> None:
    once = typeset(text, before, after)
    assert typeset(once, before, after) == once
    assert not re.search("[\"']| {2}", once)


@given(YAML_TEXT)
@settings(max_examples=400, deadline=None)
def test_any_yaml_is_read_or_refused_with_a_place(text: str) -> None:
    document, findings = read_yaml(text, "a.yaml")
    assert document is not None or findings
    lines = text.count("\n") + 1
    assert all(f.span is not None and 1 <= f.span.line <= lines and f.span.column >= 1 for f in findings)


@given(CLAUSE_TEXT)
@settings(max_examples=100, deadline=None)
def test_front_matter_loses_no_line(text: str) -> None:
    front, _ = read_front_matter("---\nid: a\n---\n" + text, FILE)
    assert front.body_line == 4
    assert front.body == text.replace("\r\n", "\n")


@given(EXPRESSION_TEXT)
@settings(max_examples=500, deadline=None)
def test_any_expression_gives_a_tree_or_one_finding(source: str) -> None:
    parsed, findings = parse_expression(source, Span(FILE, 3, 7))
    assert (parsed is None) == (len(findings) == 1)
    if parsed is not None:
        assert depth(to_data(parsed)) <= 3 * MAX_DEPTH


def depth(data) -> int:
    return 1 + max((depth(x) for x in data), default=0) if isinstance(data, list) else 0


DATA_FILES = sorted((Path(__file__).parents[2] / "contracts").rglob("*.yaml"))
TYPED = st.sampled_from(
    [*"a:-[]{},&*!|>#?~1.\"'\n ", ": ", "\n  ", "\n- ", "---\n", "  # c\n", "é", "<<: ", "|\n", ">-\n"]
)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_both_parsers_read_a_data_file_that_somebody_edited_the_same(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(DATA_FILES), label="file").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text) - 1), label="start")
    text = text[start : start + data.draw(st.integers(20, 600), label="length")]
    for place, typed in data.draw(st.lists(st.tuples(st.integers(0, 600), TYPED), max_size=3), label="edits"):
        text = text[:place] + typed + text[place:]
    plain = yaml._plain_events(text)
    assume(plain is not None)
    with_clib = read_yaml(text, FILE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "_plain_events", lambda _: None)
        assert read_yaml(text, FILE) == with_clib


def test_every_data_file_is_read_by_the_fast_parser() -> None:
    assert DATA_FILES
    for file in DATA_FILES:
        assert yaml._plain_events(file.read_text(encoding="utf-8")) is not None, file
