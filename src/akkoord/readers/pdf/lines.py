"""Lines of text on a page, and what each is for: body, footnote or page furniture.

Judged by what a person sees: the place on the page, the size, the raised figure of a footnote,
the rule above the notes, the dots before a page number. A mark in the file ("artifact") never
removes text on its own; it only confirms what stands in the margin or repeats.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from akkoord.readers.pdf.page_objects import PageObjects, Rule, Run

MARGIN_POINTS = 62.0
"""Nothing but furniture stands closer to the upper or lower edge (about 22 mm)."""

_RAISED_SIZE = 0.76  # of the line's own; Typst and Word set superiors at 0.58 to 0.66
_NOTE_SIZE = 0.9
_NOTE_RULE_POINTS = (60.0, 200.0)
_LEADER = re.compile(r"\s*(?:\.\s*){4,}$")  # dots that are letters


class Line(Struct):
    """Runs on one baseline, in painting order."""

    baseline: float
    left: float
    right: float
    size: float
    page: int
    text: str = ""
    mark: str = ""
    """The raised figure that the line begins with: the number of a footnote."""
    artifact: bool = True

    @property
    def words(self) -> str:
        """The text without space around it."""
        return self.text.strip()


class PageLines(Struct, frozen=True):
    """The lines of a page by what they are for, each in reading order."""

    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    unread: tuple[str, ...]


def page_lines(page: PageObjects, seen: set[str]) -> PageLines:
    """The lines of `page`.

    `seen` holds the words of artifacts outside the margins met so far and of body lines: a
    table header that is painted again on a next page is an artifact whose words are in it.
    This page's are added.
    """
    rule = _note_rule(page)
    notes: list[Run] = []
    body: list[Run] = []
    for run in page.runs:
        if run.artifact and _in_margin(run, page):
            continue
        (notes if rule is not None and run.baseline < rule.height else body).append(run)
    kept: list[Line] = []
    for line in _lines(body, page):
        if line.artifact and line.words in seen:
            continue
        if line.words:
            kept.append(line)
    seen.update(line.words for line in kept)
    unread = (f"pagina {page.number}: de leesvolgorde staat niet vast",) if _disordered(kept) else ()
    return PageLines(tuple(kept), tuple(_lines(notes, page)), unread)


def furniture_lines(page: PageObjects) -> tuple[Line, ...]:
    """The lines of header and footer: in a margin and marked as no part of the content."""
    return tuple(_lines([run for run in page.runs if run.artifact and _in_margin(run, page)], page))


def _note_rule(page: PageObjects) -> Rule | None:
    """The short rule with nothing but small text under it, None on a page without footnotes.

    Small is smaller than most of the text above it; a page that only goes on with a note has none.
    """
    shortest, longest = _NOTE_RULE_POINTS
    long_enough = [rule for rule in page.rules if shortest <= rule.right - rule.left <= longest]
    if not long_enough:
        return None
    text = [run for run in page.runs if not (run.artifact and _in_margin(run, page))]
    for rule in sorted(long_enough, key=lambda r: r.height):
        under = [run.size for run in text if run.baseline < rule.height]
        above = [run for run in text if run.baseline >= rule.height]
        if under and max(under) <= _main_size(above) * _NOTE_SIZE:
            return rule
    return None


def _main_size(runs: Iterable[Run]) -> float:
    """The size in points that most of the text has; without text there is no limit."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=math.inf)


def _in_margin(run: Run, page: PageObjects) -> bool:
    return not MARGIN_POINTS <= run.baseline <= page.height - MARGIN_POINTS


def _lines(runs: Iterable[Run], page: PageObjects) -> Iterator[Line]:
    line: Line | None = None
    for run in runs:
        if line is None or not _continues(line, run):
            if line is not None:
                yield line
            line = Line(run.baseline, run.left, run.left, run.size, page.number)
        if not _is_page_number(line, run, page.rules):
            _append(line, run)
    if line is not None:
        yield line


def _continues(line: Line, run: Run) -> bool:
    """Whether `run` stands on `line`: on its baseline or raised or lowered from it, and further right."""
    tolerance = 0.6 * max(line.size, run.size) if run.size != line.size else 0.1 * run.size
    return abs(run.baseline - line.baseline) <= tolerance and run.left >= line.right - 0.35 * run.size


def _append(line: Line, run: Run) -> None:
    text = run.text
    if line.size > run.size and _raised(line, run):
        text = f"[^{text.strip()}]"
        line.text = line.text.rstrip()
    elif run.size > line.size and line.words.isdigit() and line.baseline > run.baseline and not line.mark:
        # the line began with a raised figure: now its true size is seen
        line.mark, line.text = line.words, ""
        line.baseline, line.size = run.baseline, run.size
    elif line.text and run.left - line.right > 0.2 * run.size and not (line.text[-1].isspace() or text[0].isspace()):
        text = " " + text
    line.text += text
    line.right = max(line.right, run.right)
    line.artifact = line.artifact and (run.artifact or not run.text.strip())


def _is_page_number(line: Line, run: Run, rules: Iterable[Rule]) -> bool:
    """Whether `run` is the page number of a line of the contents: a figure after dots or a dotted rule.

    Dots that were read as text are taken from `line`.
    """
    if not line.text or not run.text.strip().isdigit():
        return False
    if dots := _LEADER.search(line.text):
        line.text = line.text[: dots.start()]
        return True
    gap = (line.right - 1, run.left + 1)
    within = (rule for rule in rules if abs(rule.height - line.baseline) <= 0.5 * line.size)
    return any(gap[0] <= rule.left and rule.right <= gap[1] for rule in within)


def _raised(line: Line, run: Run) -> bool:
    small = run.size <= line.size * _RAISED_SIZE
    return small and run.baseline - line.baseline >= 0.15 * line.size and run.text.strip().isdigit()


def _disordered(lines: Sequence[Line]) -> bool:
    """Whether the painting order jumps up the page other than to a next column of a table row."""
    for index, line in enumerate(lines[1:], start=1):
        before = lines[index - 1]
        if line.baseline <= before.baseline + 0.5 * line.size:
            continue
        passed = (other for other in lines[:index] if other.baseline <= line.baseline + 0.5)
        if any(other.right > line.left + 1 for other in passed):
            return True
    return False
