"""What R187 finds in a Word file of a pack, which a case in text cannot hold."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace
from typing import cast

import pytest

from akkoord.checks.rules.r187_nothing_internal import RULE
from akkoord.checks.settings import Settings
from akkoord.checks.views import PackView, SetView
from akkoord.records import Manifest

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def _word(body: str, properties: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("word/document.xml", body)
        package.writestr("docProps/core.xml", properties)
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "properties", "found"),
    [
        ("<w:p><w:r/></w:p>", "<dc:creator>De regio</dc:creator>", []),
        ("<w:p><w:instrText/><w:delText/></w:p>", "", []),
        ('<w:p><w:ins w:id="9" w:author="J"><w:r/></w:ins></w:p>', "", ["een wijziging die nog openstaat"]),
        ('<w:p><w:moveFrom w:id="9"><w:r/></w:moveFrom></w:p>', "", ["een wijziging die nog openstaat"]),
        ("<w:p/>", "<dc:creator>Jan Jansen</dc:creator>", ["een auteur"]),
        ("<w:p/>", '<dc:creator xmlns:dc="x">Jan Jansen</dc:creator>', ["een auteur"]),
    ],
)
def test_a_person_or_an_open_change_in_a_word_file_is_found(body: str, properties: str, found: list[str]):
    texts = (SimpleNamespace(document=SimpleNamespace(meta=SimpleNamespace(author="De regio"))),)
    of_set = cast(SetView, SimpleNamespace(texts=texts, place="r/2023"))
    data = _word(body, properties)
    view = PackView(of_set, "a", cast(Manifest, None), ("brief.docx",), lambda _: data)
    assert [one.found for one in RULE.check(view, Settings({}))] == found
