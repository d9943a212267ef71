"""Laws of the PDF: whatever stands in the data is printed as it is, and only that."""

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.proof.equality import compare_tree
from akkoord.readers.pdf_text import read_pdf_text
from akkoord.typesetting.fonts import INVISIBLE, font_files, printable
from akkoord.writers.typst import typst_data
from support.pdf import FONTS, typesetter
from support.sample import sample_document

PRINTABLE = sorted(
    c
    for c in printable(path.read_bytes() for path in font_files(FONTS)) - INVISIBLE
    if "\u0020" <= c < "\u0250" and c.isprintable()
)
CODE = [
    "#let x = 1",
    "$x$",
    "*b*",
    "_i_",
    "`c`",
    "@a",
    "<b>",
    "\\",
    '"',
    "#",
    "//",
    "/*",
    "]",
    "}",
    "--",
    "...",
    "~",
    "'",
]
names = st.lists(st.one_of(st.text(PRINTABLE, min_size=1, max_size=12), st.sampled_from(CODE)), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(names.map(" ".join))
def test_a_name_is_printed_as_it_is(name: str):
    document = sample_document(name)
    data = typst_data(document)
    assert typesetter().unprintable(document, data) == ()
    assert compare_tree(document, read_pdf_text(typesetter().pdf(data)), "PDF") == ()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_named(data: bytes):
    read = read_pdf_text(data)
    assert read.unread
    assert read.pieces == ()
