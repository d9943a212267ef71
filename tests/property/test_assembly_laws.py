"""Laws of assembly: numbers are total and unique, references true, data plain text, and nothing is left open."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.assembly import Sources, assemble, prepare
from akkoord.assembly.evaluation import evaluate, holds
from akkoord.assembly.filters import FILTERS
from akkoord.assembly.findings import Findings
from akkoord.assembly.in_common import Common
from akkoord.assembly.scope import Scope
from akkoord.assembly.terms import Terms
from akkoord.assembly.values import Thing
from akkoord.diagnostics import Span
from akkoord.library import ClauseStatus, ClauseVersion, Edition, Library, Pin
from akkoord.readers.characters import REFUSED
from akkoord.spec import ClauseUse, DocumentSpec, HeadingPart, Instrument, ReferenceStyle, SectionPart
from akkoord.tree import (
    BulletList,
    Conditional,
    CrossReference,
    Emphasis,
    Footnote,
    Frame,
    Include,
    ListItem,
    ListKind,
    NumberedList,
    Paragraph,
    Reference,
    Section,
    SectionKind,
    SignatureSlot,
    Slot,
    Strong,
    TermUse,
    Text,
    all_blocks,
    all_inlines,
    plain_text,
    tree_digest,
)
from akkoord.tree.expression import Filter, ListOf, Literal, Name, Not, Operation
from support.mini_project import mini_project

PLACE = Span("voorbeeld.md", 1, 1)
IDS = ("alfa", "beta", "gamma", "delta", "epsilon")
BASE = mini_project("")
WORDS = st.sampled_from(["thuis", "Thuis", "KGW", "een", "wonen", " ", ". ", "-", "’s", "é", "_x"])

names = st.sampled_from([("aanbieder", "naam"), ("regio",), ("kgw_max",), ("versie",)])
paths = st.lists(st.sampled_from(["1", "2", "a", "b"]), max_size=3).map(tuple)
texts = st.lists(WORDS, min_size=1, max_size=4).map("".join)
slots = names.map(lambda path: Slot(Name(path, PLACE), ".".join(path), PLACE))
references = st.builds(CrossReference, st.sampled_from((*IDS, "deel-0", "kop-0")), paths, span=st.just(PLACE))
leaves = st.one_of(texts.map(lambda t: Text(t, PLACE)), slots, references)
inlines = st.recursive(
    st.lists(leaves, min_size=1, max_size=4).map(tuple),
    lambda inner: st.one_of(
        inner.map(lambda children: (Strong(children),)),
        inner.map(lambda children: (Text("x"), Footnote((Paragraph(children),)))),
        inner.map(lambda children: (Emphasis(children), Text("."))),
    ),
    max_leaves=3,
)
paragraphs = inlines.map(lambda children: Paragraph(children, span=PLACE))
conditions = st.sampled_from(
    [
        Literal(True),
        Operation("in", Literal(2), Name(("percelen",), PLACE), PLACE),
        Operation("in", Literal(9), Name(("percelen",), PLACE), PLACE),
        Name(("toelating",), PLACE),
    ]
)


def lists_of(blocks):
    items = st.lists(blocks, min_size=1, max_size=2).map(lambda children: ListItem(tuple(children), span=PLACE))
    return st.lists(items, min_size=1, max_size=3).map(lambda row: NumberedList(tuple(row), span=PLACE))


def containers(blocks):
    rows = st.lists(blocks, min_size=1, max_size=2).map(tuple)
    return st.one_of(
        lists_of(st.one_of(paragraphs, blocks)),
        rows.map(lambda row: Frame(row, PLACE)),
        rows.map(lambda row: BulletList((ListItem(row),), PLACE)),
        st.builds(lambda c, row: Conditional(c, "…", row, PLACE), conditions, rows),
    )


blocks = st.recursive(paragraphs, containers, max_leaves=6)
clause_texts = st.lists(blocks, min_size=1, max_size=3).map(tuple)


def clause(name, text, term=""):
    span = Span(f"{name}.md", 1)
    day = date(2023, 1, 1)
    return ClauseVersion(name, "1.0", name, ClauseStatus.VASTGESTELD, day, "voorbeeld", text, name, span, term=term)


@st.composite
def projects(draw, *, of_some=False):
    """A document of one kind of section or several, each clause in one place or two; some parts are `of_some`."""
    library = Library(
        {(n, "1.0"): clause(n, draw(clause_texts), {"alfa": "Thuis", "beta": "KGW"}.get(n, "")) for n in IDS}
    )
    kinds = draw(
        st.lists(st.sampled_from([SectionKind.CHAPTER, SectionKind.ARTICLE, SectionKind.ANNEX]), min_size=1, max_size=4)
    )
    parts = []
    for n, kind in enumerate(kinds):
        used = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1, max_size=3))
        uses = tuple(ClauseUse(c, PLACE) for c in used)
        heading = HeadingPart("Kop", f"kop-{n}", uses[1:], PLACE)
        content = (*uses[:1], heading) if uses[1:] and draw(st.booleans()) else uses
        when = draw(st.none() | conditions) if of_some else None
        parts.append(SectionPart(kind, f"Deel {n}", f"deel-{n}", content, PLACE, when=when))
    spec = DocumentSpec("proef", "Proef", "Proef", Instrument.BILATERAL, None, "", tuple(parts), PLACE)
    region = replace(BASE.sources.region, references=draw(st.sampled_from(ReferenceStyle)))
    edition = Edition(
        "2023",
        date(2023, 1, 1),
        ClauseStatus.VASTGESTELD,
        "",
        {n: Pin("1.0", PLACE) for n in IDS},
        {"proef": "1.0"},
        PLACE,
    )
    return Sources(library, region, {"proef": spec}, BASE.sources.providers), edition


def made(project):
    sources, edition = project
    return assemble(prepare(sources, edition), "proef", sources.providers[0])


def everything(document):
    """Every block and inline of a document, footnotes included."""
    found = list(all_blocks((*document.body, *document.signature_pages)))
    for block in found:
        yield block
        for inline in all_inlines(block.children if isinstance(block, Paragraph) else ()):
            yield inline
            if isinstance(inline, Footnote):
                for inner in all_blocks(inline.children):
                    yield inner
                    yield from all_inlines(inner.children if isinstance(inner, Paragraph) else ())


@given(projects())
def test_nothing_is_left_open(project):
    document = made(project).document
    open_kinds = (Slot, CrossReference, Conditional, Include, SignatureSlot)
    assert not [n for n in everything(document) if isinstance(n, open_kinds)]


@given(projects())
def test_numbers_are_total_and_unique_at_each_level(project):
    document = made(project).document
    assert all(s.number for s in document.body if isinstance(s, Section))
    for section in document.body:
        shown = defaultdict(list)
        for above, item, kind in numbered_items((section,), section.anchor):
            assert item.number is not None
            if kind is not ListKind.PLAIN:
                shown[above, kind].append(item.number.shown)
        assert all(len(row) == len(set(row)) for row in shown.values())
    shown_sections = [s.number.shown for s in document.body if s.kind is not SectionKind.CHAPTER]
    assert len(shown_sections) == len(set(shown_sections))


def numbered_items(row, above):
    """Each item of a numbered list with what it counts in: its section, or the item around it."""
    for block in row:
        if isinstance(block, NumberedList):
            for n, item in enumerate(block.items):
                yield above, item, block.kind
                yield from numbered_items(item.children, (above, id(block), n))
        elif isinstance(block, BulletList):
            for n, item in enumerate(block.items):
                yield from numbered_items(item.children, (above, id(block), n))
        elif not isinstance(block, Paragraph):
            yield from numbered_items(getattr(block, "children", ()), above)


@given(projects())
def test_every_reference_prints_the_numbers_of_its_target(project):
    document = made(project).document
    numbers = {}
    for node in everything(document):
        if isinstance(node, Section):
            numbers[node.anchor] = {node.number.cited, node.number.shown} if node.number else set()
        if isinstance(node, NumberedList):
            numbers.update({i.anchor: {i.number.cited} for i in node.items if i.anchor})
    for node in everything(document):
        if isinstance(node, Reference):
            assert all(isinstance(p, str) or p.text in numbers[p.anchor] for p in node.parts)
            assert all(p for p in node.parts)


@given(projects())
def test_footnotes_count_from_one_without_gaps(project):
    notes = [n.number for n in everything(made(project).document) if isinstance(n, Footnote)]
    assert sorted(notes) == list(range(1, len(notes) + 1))


@given(projects())
def test_the_same_input_gives_the_same_document(project):
    sources, edition = project
    turned = replace(
        sources,
        library=Library(dict(reversed(sources.library.versions.items()))),
        region=replace(sources.region, parameters=dict(reversed(sources.region.parameters.items()))),
    )
    first, second = made((sources, edition)), made((turned, edition))
    assert first == second
    assert tree_digest(first.document) == tree_digest(second.document)


@given(projects(of_some=True), st.permutations([(), (1,), (2,), (1, 2), (2, 9), (9,)]))
def test_who_shares_with_others_gets_what_it_gets_alone(project, lots):
    sources, edition = project
    first = sources.providers[0]
    providers = tuple(
        replace(first, id=f"p{n}", legal_name=f"Voorbeeld {n % 2}", lots=own) for n, own in enumerate(lots)
    )
    sources = replace(sources, providers=providers)
    together = prepare(sources, edition)
    for provider in (*providers, *providers[:2]):
        alone = prepare(replace(sources, providers=(provider,), common=Common()), edition)
        got, expected = assemble(together, "proef", provider), assemble(alone, "proef", provider)
        assert got == expected
        assert places(got.document) == places(expected.document)


def places(document):
    """Where everything of a document stands: no part of what it is, so not compared with it."""
    return [getattr(node, "span", None) for node in everything(document)]


@given(st.text(min_size=1, max_size=60))
def test_any_name_stands_in_the_text_as_one_text_or_is_refused(name):
    text = (Paragraph((Text("Dit is "), Slot(Name(("aanbieder", "naam")), "aanbieder.naam"), Text("."))),)
    section = SectionPart(SectionKind.ARTICLE, "", "alfa", (ClauseUse("alfa", PLACE),), PLACE)
    spec = DocumentSpec("proef", "Proef", "Proef", Instrument.BILATERAL, None, "", (section,), PLACE)
    library = Library({("alfa", "1.0"): clause("alfa", text, "Dit"), ("beta", "1.0"): clause("beta", text, name[:1])})
    provider = replace(BASE.sources.providers[0], legal_name=name)
    edition = replace(BASE.edition, clauses={"alfa": Pin("1.0", PLACE)}, documents={"proef": "1.0"})
    result = made((Sources(library, BASE.sources.region, {"proef": spec}, (provider,)), edition))
    found = [n.text for n in everything(result.document) if isinstance(n, Text)]
    if REFUSED.search(name) or "\n" in name:
        assert {d.code for d in result.diagnostics} == {"SLT003"}
    else:
        assert found == ["Dit is ", name, "."]
        assert result.diagnostics == ()


forms = st.dictionaries(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=4),
    st.sampled_from(IDS),
    max_size=4,
).map(lambda found: {(form[0].lower() + form[1:]).replace("\u00a0", " "): clause for form, clause in found.items()})
loose = st.lists(
    st.text(st.sampled_from("aAbB éß-’ \u00a0İ"), min_size=1, max_size=8).map(Text), min_size=1, max_size=4
).map(tuple)


@given(st.one_of(forms, st.just({"thuis": "alfa", "kGW": "beta"})), st.one_of(loose, inlines))
def test_marking_terms_leaves_every_word_as_it_is(forms, children):
    before = Paragraph(children)
    (after,) = Terms(forms).marked((before,))
    assert plain_text(after.children) == plain_text(before.children)
    for inline in all_inlines(after.children):
        if isinstance(inline, TermUse):
            assert (inline.text[0].lower() + inline.text[1:]).replace("\u00a0", " ") in forms
        if isinstance(inline, Text):
            assert inline.text


values = {
    "tekst": "abc",
    "leeg": "",
    "getal": 12,
    "komma": Decimal("2.5"),
    "waar": True,
    "dag": date(9999, 12, 31),
    "lijst": (1, 2),
    "woorden": ("b", "a"),
    "niets": (),
    "plaatsen": (Thing("Zwolle"), Thing("Ommen")),
}
operators = ("==", "!=", "<", "<=", ">", ">=", "in", "not-in", "and", "or", "&", "+", "-")
expressions = st.recursive(
    st.one_of(
        st.one_of(st.text(max_size=5), st.integers(), st.booleans(), st.decimals(allow_nan=False)).map(Literal),
        st.sampled_from((*values, "onbekend", "afwezig")).map(lambda n: Name((n,), PLACE)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: ListOf(tuple(items))),
        inner.map(Not),
        st.builds(Operation, st.sampled_from(operators), inner, inner),
        st.builds(
            lambda v, n, a: Filter(v, n, tuple(a)),
            inner,
            st.sampled_from((*FILTERS, "fout")),
            st.lists(inner, max_size=2),
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(expressions)
def test_every_expression_has_a_value_or_a_finding(expression):
    scope = Scope(values, {"afwezig": "om deze reden"})
    findings = Findings()
    value = evaluate(expression, scope, PLACE, findings)
    assert (value is None) <= bool(findings.diagnostics)
    verdict = Findings()
    assert (holds(expression, scope, PLACE, verdict) is None) <= bool(verdict.diagnostics)
