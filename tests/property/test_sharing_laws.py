"""Law: what documents have in common is made and read once, and nothing of that is to be seen in what comes out."""

import pickle
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic
from akkoord.ooxml import begin_entry, pack_entry
from akkoord.project.workshop import Job
from akkoord.readers.docx_text import DocxReader, read_docx_text
from akkoord.tree import (
    Clause,
    Document,
    Frame,
    Number,
    NumberPart,
    Paragraph,
    Reference,
    Section,
    SectionKind,
    Table,
    Text,
    all_blocks,
)
from akkoord.writers.docx import DocxError, DocxWriter, write_docx
from akkoord.writers.html import PageWriter, write_html
from akkoord.writers.typst import DataWriter, typst_data
from support.docx import PROPERTIES, house, small_docx
from support.sample import sample_document

BASE = sample_document("Voorbeeld")
TO_PAGES = replace(BASE, body=(*BASE.body, Paragraph((Reference(("zie ", NumberPart("slot", "XI")), "slot"),))))
"""Its body points to what only some signature pages hold."""
SHARED_PARTS = (
    replace(BASE, body=BASE.body[:2]),
    replace(BASE, body=BASE.body[::-1]),
    replace(BASE, body=(*BASE.body, *BASE.body[-2:])),
    replace(BASE, body=(*BASE.body, Frame(BASE.body[-1:]))),
)
"""Other bodies of the very same parts: fewer, in another order, twice, and one inside a frame."""

PAGES = {"inleiding": 3, "afspraken": 3, "ro-a": 4, "ro-b": 4, "bijlage-eisen": 5, "bijlage-definities": 7}


def end(name: str, number: str, anchor: str = "slot") -> Section:
    text = (Paragraph((Text(name), Reference(("zie ", NumberPart("beta.2", "2.2")), "beta.2"))),)
    return Section(
        SectionKind.ANNEX, (Text("Slot"),), (Clause("slot", "1.0", text),), Number(number, number), 1, anchor
    )


documents = st.builds(
    lambda base, pages, status: replace(base, signature_pages=(*base.signature_pages[: status % 2], *pages)),
    st.sampled_from([BASE, TO_PAGES, *SHARED_PARTS, sample_document("Ander & <Co>")]),
    st.lists(st.builds(end, st.sampled_from(["A", "B & C"]), st.sampled_from(["XI", "XII"])), max_size=1).map(tuple),
    st.integers(0, 1),
)
page_numbers = st.sampled_from([PAGES, {}, {**PAGES, "ro-b": 9}])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(documents, page_numbers), min_size=1, max_size=7))
def test_every_writer_and_reader_gives_in_any_company_what_it_gives_alone(row: list[tuple[Document, dict[str, int]]]):
    docx, html, data, reader = DocxWriter(house()), PageWriter(), DataWriter(), DocxReader()
    for document, pages in row:
        assert html.write(document) == write_html(document)
        assert data.write(document) == typst_data(document)
        options = {"pages": pages, "properties": PROPERTIES}
        written = outcome(lambda d=document, o=options: docx.write(d, **o))
        assert written == outcome(lambda d=document, o=options: write_docx(d, house(), **o))
        if isinstance(written, bytes):
            assert reader.read(written) == read_docx_text(written)


def outcome(write: Callable[[], bytes]) -> bytes | tuple[Diagnostic, ...]:
    try:
        return write()
    except DocxError as refused:
        return refused.diagnostics


runs = st.sampled_from(
    [
        "<w:r><w:t>a</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>door</w:t></w:r>",
    ]
)
LISTED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
paragraphs = st.builds(
    lambda listed, inner: f"<w:p>{LISTED if listed else ''}{''.join(inner)}</w:p>",
    st.booleans(),
    st.lists(runs, max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(paragraphs, min_size=20, max_size=40),
    st.lists(
        st.tuples(st.integers(0, 40), st.lists(paragraphs, max_size=3), st.integers(0, 40), st.booleans()),
        min_size=1,
        max_size=4,
    ),
)
def test_a_file_is_read_the_same_after_any_that_shares_blocks_with_it(
    blocks: list[str], changes: list[tuple[int, list[str], int, bool]]
):
    """Before and after what differs; also where fields run on through paragraphs, and where lists count differently."""
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>noot</w:t></w:r></w:p></w:footnote>'
    reader = DocxReader()
    for at, others, gone, other in changes:
        numbering = NUMBERING.replace('start w:val="1"', 'start w:val="5"') if other else NUMBERING
        data = small_docx("".join((*blocks[:at], *others, *blocks[at + gone :])), numbering=numbering, footnotes=note)
        assert reader.read(data) == read_docx_text(data)


def test_the_body_of_two_documents_is_one_again_in_another_process():
    jobs = [Job(name, "convenant", replace(BASE, provider=name), {"a": name}) for name in ("een", "twee")]
    there = [pickle.loads(pickle.dumps(job)) for job in jobs]  # noqa: S301  our own bytes
    assert there == jobs
    assert there[0].document.body is there[1].document.body


def test_the_clauses_of_different_bodies_are_one_again_in_another_process():
    jobs = [Job("een", "convenant", document, {}) for document in (BASE, *SHARED_PARTS)]
    there = [pickle.loads(pickle.dumps(job)) for job in jobs]  # noqa: S301  our own bytes
    assert there == jobs
    here, other = (
        [[id(b) for b in all_blocks(job.document.body) if isinstance(b, Clause | Table)] for job in some]
        for some in (jobs, there)
    )
    assert here[0]
    assert [[one.index(i) for i in one] for one in here] == [[one.index(i) for i in one] for one in other]
    assert all(set(one) <= set(other[0]) for one in other)


@given(st.binary(max_size=400), st.lists(st.binary(max_size=50), max_size=3), st.integers(0, 9))
def test_an_entry_that_goes_on_from_a_beginning_is_the_whole_entry(head: bytes, tails: list[bytes], level: int):
    begun = begin_entry(head * 20, level)
    for tail in tails:
        assert begun.ended("naam", tail) == pack_entry("naam", head * 20 + tail, level)
