"""Characters that no text of a project may hold, wherever it comes from."""

from __future__ import annotations

import re

from akkoord.diagnostics import Diagnostic, Span, error

REFUSED = re.compile(
    "[^\n\x20-\x7e\xa0-\u200a\u200c\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""Control characters, lone surrogates, line ends that only some programs count as such, invisible
marks that turn the direction of text (what is read would differ from what is signed), and what XML
cannot hold (XML 1.0, section 2.2)."""

MOST_REPORTED = 20


def refused_characters(text: str, start: Span) -> tuple[Diagnostic, ...]:
    """A finding for each refused character, for the first 20; `text` begins at `start`, line ends are LF."""
    findings: list[Diagnostic] = []
    for found in REFUSED.finditer(text):
        if len(findings) == MOST_REPORTED:
            break
        line_start = text.rfind("\n", 0, found.start()) + 1
        lines_down = text.count("\n", 0, found.start())
        findings.append(refused(found[0], Span(start.file, start.line + lines_down, found.start() - line_start + 1)))
    return tuple(findings)


def refused(character: str, span: Span) -> Diagnostic:
    """The finding for one refused character at `span`."""
    if character == "\t":
        return error("CHR001", "een tab; verwacht: spaties", span, "vervang de tab door spaties")
    return error("CHR002", f"het onzichtbare teken U+{ord(character):04X}; verwacht: leesbare tekst", span)
