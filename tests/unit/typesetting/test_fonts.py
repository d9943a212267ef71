"""The characters of the pinned fonts."""

import pytest

from akkoord.typesetting.fonts import UnreadableFontError, check_fonts, font_files, printable
from support.pdf import FONTS

DUTCH = "ABCXYZabcxyz0123456789 .,;:!?()[]{}<>&*_#@%/\\|\"'«»°§€–—‘’“”…•éèêëïöüçñÄÖÜß½²³×"


def fonts() -> list[bytes]:
    return [path.read_bytes() for path in font_files(FONTS)]


def test_four_faces_and_their_licence_are_pinned():
    assert [path.stem for path in font_files(FONTS)] == [
        "Carlito-Bold",
        "Carlito-BoldItalic",
        "Carlito-Italic",
        "Carlito-Regular",
    ]
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert 'Reserved Font Name "Carlito"' in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_every_face_prints_what_dutch_contracts_need():
    assert set(DUTCH) <= printable(fonts())
    assert "ẞşŵőǅ" not in printable(fonts())
    assert set("ẞşŵő") <= printable(fonts())


def test_what_no_face_has_is_not_printable():
    assert set("日✓\u2011\ufeff").isdisjoint(printable(fonts()))


@pytest.mark.parametrize("bad", [b"", b"\0\1\0\0", b"\0\1\0\0\0\x09" + bytes(40), fonts()[0][:3000]])
def test_a_broken_font_is_refused(bad: bytes):
    with pytest.raises(UnreadableFontError):
        printable([bad])


def test_four_whole_faces_are_right():
    assert check_fonts({path.name: path.read_bytes() for path in font_files(FONTS)}) == ()


def test_a_face_that_is_not_there_is_named():
    (found,) = check_fonts({p.name: p.read_bytes() for p in font_files(FONTS) if p.stem != "Carlito-Bold"})
    assert found.code == "TYP003"
    assert "ontbreekt: `vet`" in found.message


@pytest.mark.parametrize("length", [0, 11, 300, 300_000])
def test_a_font_that_is_cut_off_is_named(length: int):
    files = {p.name: p.read_bytes()[: length if p.stem == "Carlito-Italic" else None] for p in font_files(FONTS)}
    (found,) = check_fonts(files)
    assert found.message.startswith("`Carlito-Italic.ttf` is geen heel lettertype: ")
