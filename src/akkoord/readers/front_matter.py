"""YAML front matter: the lines between `---` and `---` at the start of a text."""

from __future__ import annotations

import re

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.readers.yaml import YamlDocument, read_yaml

_FENCE = re.compile(r"^---[ ]*$", re.MULTILINE)


class FrontMatter(Struct, frozen=True):
    """Front matter, None when it cannot be read, and the text after it, which begins at `body_line`."""

    document: YamlDocument | None
    body: str
    body_line: int


def read_front_matter(text: str, file: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Front matter and body of `text`; without front matter all of it is body, with a finding."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    opening = _FENCE.match(text)
    if opening is None:
        message = "de gegevens boven de tekst ontbreken; verwacht: `---` op de eerste regel"
        return FrontMatter(None, text, 1), (error("FRM001", message, Span(file)),)
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        message = "de gegevens boven de tekst worden niet gesloten; verwacht: een tweede regel `---`"
        return FrontMatter(None, "", 1), (error("FRM002", message, Span(file)),)
    document, findings = read_yaml(text[opening.end() + 1 : closing.start()], file, 2)
    body_line = text.count("\n", 0, closing.end()) + 2
    return FrontMatter(document, text[closing.end() + 1 :], body_line), findings
