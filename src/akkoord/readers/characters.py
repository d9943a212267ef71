"""Characters, and runs of them, that no text of a project may hold, wherever it comes from."""

from __future__ import annotations

import re

from akkoord.diagnostics import Diagnostic, Span, error, warning

REFUSED = re.compile(
    "[^\n\x20-\x7e\xa0-\u200a\u200c\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""Control characters, lone surrogates, line ends that only some programs count as such, invisible
marks that turn the direction of text (what is read would differ from what is signed), and what XML
cannot hold (XML 1.0, section 2.2)."""

MOST_REPORTED = 20
LONGEST_WORD = 300
"""Letters and digits in a row. The longest words of a contract have some forty; of what is far longer no page can be
set that a person could read, and looking where it may be broken takes a minute."""
_ENDLESS = re.compile(rf"[^\W_]{{{LONGEST_WORD + 1},}}")

_MISCODED = re.compile(
    "[\u00c2\u00c3][\u00a0-\u00bf\u20ac\u0192\u201a\u201c\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u02c6\u0152\u0153"
    "\u0160\u0161\u0178\u017d\u017e\u2122\u02dc]|\u00e2\u20ac.?",
    re.DOTALL,
)
"""UTF-8 that was read as Windows-1252: an accented letter begins with `Ã` or `Â`, a quote or a dash with `â€`. No
Dutch word has these next to each other. Capitals before a closing quote (`Ã’`, `Ã”`) are left alone."""


def refused_characters(text: str, start: Span) -> tuple[Diagnostic, ...]:
    """A finding for each refused character, for the first 20, and for the first endless word.

    `text` begins at `start`, line ends are LF.
    """
    findings: list[Diagnostic] = []
    for found in REFUSED.finditer(text):
        if len(findings) == MOST_REPORTED:
            break
        findings.append(refused(found[0], _place(text, found.start(), start)))
    endless = _ENDLESS.search(text)
    if endless is not None:
        message = (
            f"een woord van {len(endless[0])} tekens, `{endless[0][:40]}…`; verwacht: hoogstens {LONGEST_WORD} "
            "letters en cijfers achter elkaar"
        )
        findings.append(error("CHR004", message, _place(text, endless.start(), start), "zet er spaties in"))
    return tuple(findings)


def _place(text: str, offset: int, start: Span) -> Span:
    line_start = text.rfind("\n", 0, offset) + 1
    return Span(start.file, start.line + text.count("\n", 0, offset), offset - line_start + 1)


def miscoded(text: str, start: Span) -> tuple[Diagnostic, ...]:
    """A warning at the first place where `text`, which begins at `start`, came through a wrong encoding."""
    found = _MISCODED.search(text)
    if found is None:
        return ()
    place = _place(text, found.start(), start)
    try:
        meant = f": bedoeld is `{found[0].encode('cp1252').decode()}`"
    except UnicodeError:
        meant = ""
    message = f"`{found[0]}` komt van een verkeerde codering{meant}"
    return (warning("CHR003", message, place, "open het oorspronkelijke bestand als UTF-8, of typ het teken opnieuw"),)


def refused(character: str, span: Span) -> Diagnostic:
    """The finding for one refused character at `span`."""
    if character == "\t":
        return error("CHR001", "een tab; verwacht: spaties", span, "vervang de tab door spaties")
    message = f"het onzichtbare teken U+{ord(character):04X}; verwacht: leesbare tekst"
    return error("CHR002", message, span, _instead_of(character))


def _instead_of(character: str) -> str:
    if character == "\r":
        return "sla het bestand op met gewone regeleinden (LF of CRLF)"
    if character in "\v\f\x85\u2028\u2029":
        return "begin daar met Enter een nieuwe regel"
    return "haal het teken weg; het komt vaak mee met geplakte tekst"
