"""Each case in `tests/cases/html` gives exactly the HTML that stands beside it."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from akkoord.writers.html import write_html
from support import html_notation
from support.sample import sample_document

_FOLDER = Path(__file__).parents[3] / "cases" / "html"


def _cases():
    for file in sorted(_FOLDER.glob("*.yaml")):
        for case in YAML(typ="safe").load(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(_cases()))
def test_blocks_become_the_html_beside_them(case):
    blocks = tuple(html_notation.block(b) for b in case["blocks"])
    document = replace(sample_document(), body=blocks, signature_pages=())
    page = write_html(document, frozenset(case.get("siblings", ()))).decode()
    inside_main = page.split('<main id="document:text" tabindex="-1">\n')[1].split("</main>")[0]
    assert inside_main == case["html"]


def test_there_are_cases():
    assert len(list(_cases())) > 20
