"""Objects read one by one as they lie in a file, in both forms in which we have files; any other form is refused."""

import io
import re

import pikepdf
import pytest

from akkoord.pdf.stored import OtherFormError, StoredObjects, parts_of_stream, stream_of
from akkoord.pdf.typeset_file import opened, saved, stream
from akkoord.writers.typst import typst_data
from support.pdf import typesetter
from support.sample import sample_document


@pytest.fixture(scope="module")
def typeset() -> bytes:
    return typesetter().pdf(typst_data(sample_document()))


@pytest.mark.parametrize("again", [False, True], ids=["typeset", "written once more"])
def test_another_library_finds_the_same(typeset: bytes, again: bool):
    pdf = saved(*opened(typeset)) if again else typeset
    objects = StoredObjects(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        asked = [one for one in file.objects if not isinstance(one, pikepdf.Object) or one.objgen[0]]
        for one in asked:
            body = objects.body(one.objgen[0])
            if isinstance(one, pikepdf.Stream):
                about, data = parts_of_stream(body)
                assert data == one.read_raw_bytes()
                begin, end = objects.span(one.objgen[0])
                assert pdf[begin:end] == body
            else:
                about = body
            references = re.compile(rb"\d+ 0 R")
            shown = one.stream_dict.unparse() if isinstance(one, pikepdf.Stream) else one.unparse(resolved=True)
            assert references.findall(about) == unordered(references.findall(shown), about, references)
    assert len(asked) > 500
    if not again:
        assert objects.apart() == [objects.body(number) for number in range(1, objects.count + 1)]
        return
    with pytest.raises(OtherFormError):
        objects.apart()


def unordered(shown: list[bytes], about: bytes, references: re.Pattern[bytes]) -> list[bytes]:
    """The references of an object in the order in which the file has them: pikepdf sorts the names of a dictionary."""
    found = references.findall(about)
    return found if sorted(found) == sorted(shown) else shown


def test_bytes_that_look_like_an_end_are_no_end(typeset: bytes):
    objects, trailer = opened(typeset)
    hidden = b"een\nendobj\n7 0 obj\n<<>>\nendstream\nendobj\nxref\n"
    objects.append(b"<</Length %d>>\nstream\n%b\nendstream" % (len(hidden), hidden))
    again = StoredObjects(saved(objects, trailer))
    assert parts_of_stream(again.body(len(objects))) == (b"<</Length %d>>" % len(hidden), hidden)
    assert again.body(len(objects) - 1) == objects[-2]


def test_a_stream_is_inflated():
    body = stream({b"/Type": b"/ObjStm"}, b"woorden")
    assert stream_of(body) == ({b"/Type": b"/ObjStm", b"/Filter": b"/FlateDecode", b"/Length": b"15"}, b"woorden")
    for other in (b"<</Length 3>>\nstream\nabc\nendstream", b"<<>>", body.replace(b"x", b"y", 1), body[:-3]):
        with pytest.raises(OtherFormError):
            stream_of(other)


def test_another_form_is_refused(typeset: bytes):
    with pikepdf.open(io.BytesIO(typeset)) as file:
        packed, secret = io.BytesIO(), io.BytesIO()
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        file.save(secret, encryption=pikepdf.Encryption(owner="a", user=""))
    later = typeset.replace(b"/Root", b"/Prev 9/Root", 1) if typeset.count(b"/Root") == 1 else b""
    assert later
    for other in (b"", typeset[:-8], packed.getvalue(), secret.getvalue(), moved(later)):
        with pytest.raises((OtherFormError, AssertionError)):
            StoredObjects(other)


def moved(pdf: bytes) -> bytes:
    """A file of which the table stands where its end says."""
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % pdf.rindex(b"xref\n0 "), pdf)


def test_an_object_that_is_not_there_is_refused(typeset: bytes):
    for pdf in (typeset, saved(*opened(typeset))):
        objects = StoredObjects(pdf)
        for number in (-1, 0, objects.count + 1):
            with pytest.raises(OtherFormError):
                objects.body(number)


@pytest.mark.parametrize("row", [b"00000000x5 00000 n \n", b"0000000015 65535 f \n", b"0000000015 00000 n  \n"])
def test_a_table_with_another_row_is_not_taken_apart(typeset: bytes, row: bytes):
    at = typeset.rindex(b"\nxref\n")
    rows = typeset.index(b"\n", at + len(b"\nxref\n")) + 1
    other = typeset[: rows + 40] + row[:20] + typeset[rows + 60 :]
    with pytest.raises(OtherFormError):
        StoredObjects(other).apart()
