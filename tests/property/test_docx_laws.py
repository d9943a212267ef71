"""Laws of the Word file: any text comes back, wherever it stands; any numbers come back; same input, same bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from akkoord.ooxml import forbidden_character
from akkoord.proof.equality import compare_tree
from akkoord.readers.docx_text import read_docx_text
from akkoord.tree import ListItem, ListKind, Number, NumberedList, Paragraph, Section, SectionKind, Text, TitlePage
from akkoord.writers.docx import write_docx
from support.docx import PROPERTIES, house
from support.sample import sample_document

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).filter(
    lambda text: forbidden_character(text) is None and text.strip() == text and text != ""
)
markup = st.sampled_from(
    ["{{ titel }}", "{%p if x %}", "</w:t>", "&amp;", "<?akkoord body?>", "\ue000", "]]>", "{_{ x }_}"]
)
any_text = st.one_of(words, markup, st.tuples(words, markup, words).map(" ".join))


def document(*blocks, **title):
    base = sample_document("Voorbeeld")
    return replace(base, title_page=replace(TitlePage("Titel"), **title), body=blocks, signature_pages=())


def written(*blocks, **title) -> bytes:
    return write_docx(document(*blocks, **title), house(), pages={}, properties=PROPERTIES)


@settings(max_examples=60, deadline=None)
@given(any_text, any_text, any_text)
def test_any_text_comes_back_from_the_body_and_the_title_page(body: str, title: str, line: str):
    made = document(Paragraph((Text(body),)), title=title, lines=(line,))
    data = write_docx(made, house(), pages={}, properties={"waarde": title})
    assert compare_tree(made, read_docx_text(data, struck=True), "DOCX") == ()
    assert data == write_docx(made, house(), pages={}, properties={"waarde": title})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=4), min_size=1, max_size=4))
def test_any_tree_of_numbers_is_counted_by_word_as_by_us(chapters: list[list[list[int]]]):
    """Chapters of leden of onderdelen of subonderdelen; empty lists included."""

    def items(numbers: list[str], kind: ListKind, inner) -> tuple[NumberedList, ...]:
        rows = tuple(
            ListItem(
                (Paragraph((Text(f"tekst {shown}"),)), *inner(n)), Number(shown, shown.rstrip(".")), f"{kind}{shown}"
            )
            for n, shown in enumerate(numbers)
        )
        return (NumberedList(rows, kind, SectionKind.CHAPTER),) if rows else ()

    def section(chapter: int, leden: list[list[int]]) -> Section:
        def onderdelen(lid: int):
            letters = [f"{chr(97 + n)}." for n in range(len(leden[lid]))]
            return items(letters, ListKind.ONDERDELEN, lambda n: subonderdelen(leden[lid][n]))

        def subonderdelen(count: int):
            return items([f"{n}°" for n in range(1, count + 1)], ListKind.SUBONDERDELEN, lambda _: ())

        children = items([f"{chapter}.{n + 1}" for n in range(len(leden))], ListKind.LEDEN, onderdelen)
        return Section(
            SectionKind.CHAPTER, (Text("Kop"),), children, Number(str(chapter), str(chapter)), 1, f"h{chapter}"
        )

    made = document(*(section(n, leden) for n, leden in enumerate(chapters, 1)))
    data = write_docx(made, house(), pages={}, properties=PROPERTIES)
    assert compare_tree(made, read_docx_text(data, struck=True), "DOCX") == ()


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 20_000))
def test_a_damaged_file_is_read_or_named_never_a_crash(noise: bytes, at: int):
    data = bytearray(written(Paragraph((Text("tekst"),))))
    at %= len(data)
    data[at : at + len(noise)] = noise
    read = read_docx_text(bytes(data))
    assert read.pieces or read.unread
