"""A place to sign becomes a field: named, tagged, where the box is drawn, and the same each time."""

import io

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Name

from akkoord.readers.pdf_text import read_pdf_text
from akkoord.signing import FieldPlan, with_fields
from akkoord.spec import SeedValues
from akkoord.tree import Document, Status
from akkoord.writers.typst import typst_data
from support.pdf import typesetter
from support.sample import sample_document
from support.signed import files
from support.verapdf import VeraPdf

FIRST, SECOND = "convenant-partij-1", "convenant-partij-2"
PLANS = (
    FieldPlan(FIRST, "Handtekening van de één"),
    FieldPlan(SECOND, "Handtekening van de ander", locks=True, seed=SeedValues.REQUIRED),
)


def ready(**changes: object) -> Document:
    return replace(sample_document(), status=Status.READY, **changes)


@pytest.fixture(scope="module")
def typeset() -> bytes:
    return typesetter().pdf(typst_data(ready()))


def boxes(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """The boxes to sign in as they are drawn: closed paths of their height, in points, from top to bottom."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    found = []
    for shape in pdfium.PdfDocument(pdf)[page - 1].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        if 58 < top - bottom < 62 and right - left > 300:
            found.append((left, bottom, right, top))
    return sorted(found, key=lambda box: -box[1])


def test_each_field_lies_on_the_box_that_is_drawn(typeset: bytes):
    made = with_fields(typeset, PLANS)
    assert [field.name for field in made.fields] == [FIRST, SECOND]
    assert {field.page for field in made.fields} == {7}
    drawn = boxes(made.data, 7)
    assert len(drawn) == len(made.fields)
    for field, box in zip(made.fields, drawn, strict=True):
        stroke = 0.25  # half of the line, which PDFium counts
        inner = (box[0] + stroke, box[1] + stroke, box[2] - stroke, box[3] - stroke)
        assert all(abs(a - b) <= 0.5 for a, b in zip(field.rectangle, inner, strict=True)), (field, box)


def test_the_fields_of_a_file_are_read_back(typeset: bytes):
    made = with_fields(typeset, PLANS)
    assert files.placed(made.data) == made.fields
    assert files.placed(typeset) == ()


def test_a_field_has_its_name_tooltip_tag_and_place_in_the_form(typeset: bytes):
    with pikepdf.open(io.BytesIO(with_fields(typeset, PLANS).data)) as pdf:
        one, other = pdf.Root.AcroForm.Fields
        assert (str(one.T), str(one.TU), one.FT, one.Subtype) == (
            FIRST, "Handtekening van de één", Name.Sig, Name.Widget,
        )  # fmt: skip
        assert "/Contents" not in one
        assert "/A" not in one
        page = pdf.pages[6].obj
        assert page.Tabs == Name.S
        assert one.P.objgen == page.objgen
        tags = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for field in (one, other):
            tag = tags[int(field.StructParent)]
            assert Name.Form == tag.S
            assert tag.K[0].Obj.objgen == field.objgen


def test_only_the_last_rank_locks_and_a_seed_is_asked_for_as_the_region_says(typeset: bytes):
    with pikepdf.open(io.BytesIO(with_fields(typeset, PLANS).data)) as pdf:
        one, other = pdf.Root.AcroForm.Fields
        assert "/Lock" not in one
        assert "/SV" not in one
        assert (other.Lock.Action, int(other.Lock.P)) == (Name.All, 1)
        assert [str(f) for f in other.SV.SubFilter] == ["/ETSI.CAdES.detached"]
        assert int(other.SV.Ff) == 66
    advised = (PLANS[0], replace(PLANS[1], seed=SeedValues.ADVISED))
    with pikepdf.open(io.BytesIO(with_fields(typeset, advised).data)) as pdf:
        assert int(pdf.Root.AcroForm.Fields[1].SV.Ff) == 0


def test_the_same_input_gives_the_same_bytes_and_the_same_text(typeset: bytes):
    made = with_fields(typeset, PLANS)
    assert with_fields(typeset, PLANS) == made
    assert with_fields(typeset, tuple(reversed(PLANS))) == made
    text = read_pdf_text(made.data)
    assert text.unread == ()
    concept = typesetter().pdf(typst_data(replace(sample_document(), status=Status.CONCEPT)))
    assert text.pieces == read_pdf_text(concept).pieces
    assert made.data.endswith(b"\n")


def test_a_concept_has_no_place_for_a_field():
    concept = typesetter().pdf(typst_data(replace(sample_document(), status=Status.CONCEPT)))
    assert b"sigfield:" not in concept
    assert with_fields(concept, ()).data == concept
    with pytest.raises(AssertionError):
        with_fields(concept, PLANS)


def test_a_place_without_a_plan_is_a_bug(typeset: bytes):
    with pytest.raises(AssertionError):
        with_fields(typeset, PLANS[:1])
    with pytest.raises(AssertionError):
        with_fields(typeset, (*PLANS, PLANS[0]))


def test_what_a_filled_field_shows_is_not_taken_as_read(typeset: bytes):
    with pikepdf.open(io.BytesIO(with_fields(typeset, PLANS).data)) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        field.AP.N = pdf.make_stream(b"0 0 100 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 20])
        changed = io.BytesIO()
        pdf.save(changed)
    assert any("handtekening" in what for what in read_pdf_text(changed.getvalue()).unread)


@pytest.mark.slow
def test_no_rule_fails_with_fields(verapdf: VeraPdf, tmp_path, typeset: bytes):
    (tmp_path / "fields.pdf").write_bytes(with_fields(typeset, PLANS).data)
    verdicts = verapdf.check([tmp_path / "fields.pdf"])
    assert {key: verdict.failed for key, verdict in verdicts.items()} == {
        ("fields.pdf", "2a"): {}, ("fields.pdf", "ua1"): {},
    }  # fmt: skip


def test_words_that_look_like_a_part_of_the_file_are_words(typeset: bytes):
    box, other = b"595.2756 841.8898]", b"595 842] /X(/Kids)"
    assert box in typeset
    made = with_fields(typeset.replace(box, other), PLANS)
    assert made.fields == with_fields(typeset, PLANS).fields
