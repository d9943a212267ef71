"""A file that is no package is called what it is."""

import pytest

from akkoord.ooxml import ArchiveError, read_archive
from support.word.hostile import REFUSED


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("empty", "PKG001", "is leeg"),
        ("text", "PKG001", "geen leesbaar zip-bestand"),
        ("pdf", "PKG001", "is een PDF"),
        ("rtf", "PKG001", "RTF"),
        ("html", "PKG001", "webpagina"),
        ("word-97", "PKG001", "van vóór 2007 (.doc)"),
        ("password", "PKG004", "wachtwoord"),
        ("truncated-in-the-middle", "PKG001", "niet volledig"),
        ("damaged-in-the-middle", "PKG001", "beschadigd"),
    ],
)
def test_what_it_is(name: str, code: str, said: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        read_archive(REFUSED[name](), "versie.docx")
    found = caught.value.diagnostics[0]
    assert found.code == code
    assert said in found.message
    assert "`versie.docx`" in found.message
