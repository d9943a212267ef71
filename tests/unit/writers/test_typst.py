"""The data that the Typst style gets."""

import json

import pytest
from msgspec.structs import replace

from akkoord.tree import Document, NumberPart, Paragraph, Reference, SignatureSlot, Slot, Text
from akkoord.tree.expression import Name
from akkoord.writers.typst import DataWriter, typst_data
from support.sample import NASTY, sample_document, text


def written(document: Document) -> dict[str, object]:
    data = typst_data(document)
    rest = json.loads(data.rest)
    return {**rest, "body": [*json.loads(data.text), *rest["pages"]]}


def body_with(*inlines: object) -> list[dict[str, object]]:
    document = replace(sample_document(), body=(Paragraph(tuple(inlines)),), signature_pages=())  # type: ignore[arg-type]
    return written(document)["body"]  # type: ignore[return-value]


def test_equal_documents_give_equal_data():
    assert typst_data(sample_document()) == typst_data(sample_document())


def test_text_from_data_stays_one_string():
    (page,) = (b for b in written(sample_document(NASTY))["body"] if b.get("kind") == "signatures")  # type: ignore[attr-defined]
    assert page["c"][1]["heading"] == NASTY


def test_a_number_never_stands_apart_from_its_word():
    parts = ("artikel ", NumberPart("a", "3"), " lid ", NumberPart("a.2", "2"), " onder ", NumberPart("a.2.b", "b"))
    (paragraph,) = body_with(Reference(parts, "a.2.b"))
    assert paragraph["c"] == [{"k": "reference", "a": "a.2.b", "t": "artikel\u00a03 lid\u00a02 onder\u00a0b"}]


def test_a_reference_to_another_document_is_text():
    (paragraph,) = body_with(Reference(("artikel 17 van de Raamovereenkomst",), "ro-x", "raamovereenkomst"))
    assert paragraph["c"] == ["artikel\u00a017 van de Raamovereenkomst"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("volgens artikel 4.1.1 van de wet", "volgens artikel\u00a04.1.1 van de wet"),
        ("uiterlijk op 30 september", "uiterlijk op 30\u00a0september"),
        ("2 (Wonen), 3 (Crisis) en 10 (Overig)", "2\u00a0(Wonen), 3\u00a0(Crisis) en 10\u00a0(Overig)"),
        ("in Perceel 3 en perceel 4", "in Perceel\u00a03 en perceel\u00a04"),
        ("in 2023 (het eerste jaar) 8 leden", "in 2023 (het eerste jaar) 8 leden"),
        (
            "mevrouw Ö. Şahin en A.B. de Vries, bijlage a. en b.",
            "mevrouw Ö.\u00a0Şahin en A.B. de Vries, bijlage a. en b.",
        ),
    ],
)
def test_running_text_keeps_together_what_is_read_as_one(words: str, kept: str):
    (paragraph,) = body_with(Text(words))
    assert paragraph["c"] == [kept]


def test_only_what_is_pointed_to_has_an_address():
    data = "".join(typst_data(sample_document()))
    assert '"a":"beta.1.b"' in data
    assert '"a":"beta.1.a"' not in data
    assert data.count('"a":"ro-b"') == 2  # the article, and the reference to it; not its clause again


@pytest.mark.parametrize("unfinished", [Paragraph((Slot(Name(("x",)), "x"),)), SignatureSlot()])
def test_an_unfinished_tree_is_a_bug(unfinished: Paragraph | SignatureSlot):
    document = replace(sample_document(), body=(unfinished, Paragraph(text("x"))))
    with pytest.raises(AssertionError, match="reached the writer"):
        typst_data(document)


def test_the_data_is_the_compact_json_of_what_it_says_also_where_a_clause_was_written_before():
    writer, document = DataWriter(), sample_document()
    for part in (*writer.write(document), *writer.write(replace(document, body=(*document.body,)))):
        assert json.dumps(json.loads(part), ensure_ascii=False, separators=(",", ":"), sort_keys=True) == part


def test_addressees_of_one_text_get_the_data_they_would_get_alone():
    first, second = sample_document("Stichting Voorbeeld A"), sample_document("Stichting Voorbeeld B")
    shared = replace(second, body=first.body)
    writer = DataWriter()
    written = [writer.write(d) for d in (first, shared, first)]
    assert written == [typst_data(d) for d in (first, second, first)]
    assert written[0].text is written[1].text


def test_a_reference_on_a_signature_page_gives_its_target_in_the_text_an_address():
    document = sample_document()
    to_item = Paragraph((Reference(("punt ", NumberPart("beta.2", "2.2")), "beta.2"),))
    page = replace(document.signature_pages[0], children=(to_item,))
    writer = DataWriter()
    before, after = ("".join(writer.write(d)) for d in (document, replace(document, signature_pages=(page,))))
    assert '"a":"beta.2"' not in before
    assert after.count('"a":"beta.2"') == 2
