"""A package is read by its relationships, and says what it lacks."""

import pytest

from akkoord.ooxml import PackageError, pack_archive, read_package
from support.docx import house_bytes, parts_of


def test_finds_parts_by_relationship():
    package = read_package(house_bytes(), "huisstijl.docx")
    main = package.main_part()
    assert main == "word/document.xml"
    assert package.related(main, "styles") == "word/styles.xml"
    assert package.related(main, "comments") is None
    assert package.content_type(main).endswith("document.main+xml")
    assert package.content_type("word/media/logo.png") == "image/png"
    assert package.content_type("x.unknown") == ""


@pytest.mark.parametrize(("lost", "code"), [("[Content_Types].xml", "PKG005"), ("word/document.xml", "PKG005")])
def test_a_package_without_its_heart_is_refused(lost: str, code: str):
    parts = parts_of(house_bytes())
    del parts[lost]
    with pytest.raises(PackageError) as caught:
        read_package(pack_archive(parts), "huisstijl.docx").main_part()
    assert caught.value.diagnostics[0].code == code


def test_a_missing_part_is_named():
    package = read_package(house_bytes(), "huisstijl.docx")
    with pytest.raises(PackageError, match=r"word/nergens\.xml"):
        package.xml("word/nergens.xml")
