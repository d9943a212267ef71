"""The objects of a typeset file: read as they stand, and written so that any reader finds the same in them."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.pdf.typeset_file import opened, saved
from akkoord.pdf.values import dictionary, reference, text_of, text_string
from akkoord.writers.typst import typst_data
from support.pdf import typesetter
from support.sample import sample_document


@pytest.fixture(scope="module")
def typeset() -> bytes:
    return typesetter().pdf(typst_data(sample_document()))


def held(pdf: bytes) -> tuple[dict[int, tuple[bytes, bytes]], str]:
    """What pikepdf finds in each object of a file but those that only hold others, and in what the file begins with."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = {
            value.objgen[0]: (
                value.stream_dict.unparse() if isinstance(value, pikepdf.Stream) else value.unparse(resolved=True),
                value.read_raw_bytes() if isinstance(value, pikepdf.Stream) else b"",
            )
            for value in file.objects
            if not (isinstance(value, pikepdf.Stream) and value.get("/Type") in ("/ObjStm", "/XRef"))
        }
        return found, f"{file.trailer.Root.objgen} {file.trailer.Info.objgen} {bytes(file.trailer.ID[0])!r}"


def test_another_library_finds_the_same_objects_in_what_is_saved(typeset: bytes):
    file = opened(typeset)
    made = saved(*file)
    assert held(made) == held(typeset)
    assert len(held(made)[0]) == len(file.objects) > 500
    assert len(made) < 0.8 * len(typeset)
    assert saved(*opened(typeset)) == made


def test_a_new_object_is_found(typeset: bytes):
    objects, trailer = opened(typeset)
    objects.append(b"<</Nieuw(een \\(twee)>>")
    with pikepdf.open(io.BytesIO(saved(objects, trailer))) as file:
        assert str(file.get_object(len(objects), 0).Nieuw) == "een (twee"


def test_a_file_with_other_words_has_another_second_id(typeset: bytes):
    objects, trailer = opened(typeset)
    with pikepdf.open(io.BytesIO(saved(objects, trailer))) as file:
        before = list(map(bytes, file.trailer.ID))
    objects[-1] = objects[-1].replace(b"/Lang", b"/Lagn")
    with pikepdf.open(io.BytesIO(saved(objects, trailer))) as file:
        after = list(map(bytes, file.trailer.ID))
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_a_file_that_another_program_wrote_is_a_bug(typeset: bytes):
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset)) as file:
        file.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for other in (written.getvalue(), typeset[:-10], b""):
        with pytest.raises(AssertionError):
            opened(other)


@pytest.mark.parametrize(
    "written",
    [
        b"<</A 1/B[2 0 R(a (b) \\) c)<0aFF>]/C<</D/E/F true/G null/H -1.5>>>>",
        b"<</Nums[0 10 0 R 1 11 0 R]/K[]/S()>>",
    ],
)
def test_a_value_is_written_as_it_was(written: bytes):
    again = text_of(dictionary(written))
    assert dictionary(again) == dictionary(written)
    assert pikepdf.Object.parse(again.replace(b" 0 R", b"")) == pikepdf.Object.parse(written.replace(b" 0 R", b""))


def test_what_refers_to_nothing_is_a_bug():
    assert reference(b"12 0 R") == 12
    for other in (b"12", b"/Naam", []):
        with pytest.raises(AssertionError):
            reference(other)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_a_text_is_coded_as_other_programs_do(text: str):
    assert bytes.fromhex(text_string(text)[1:-1].decode()) == bytes(pikepdf.String(text))
