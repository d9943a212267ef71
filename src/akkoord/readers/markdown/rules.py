"""Block rules for markdown-it that keep the offset in the source: our own paragraph and directive,
and the library's other rules wrapped.

markdown-it gives lines only, and takes indents away; a finding needs the column too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import rules_block
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote.index import footnote_def
from msgspec import Struct

from akkoord.readers.markdown.source import Stretch

BlockRule = Callable[[StateBlock, int, int, bool], bool]


class Problem(Struct, frozen=True):
    """A finding of a rule, at an offset of the source; made into a diagnostic later."""

    code: str
    message: str
    offset: int
    hint: str = ""


def report(state: StateBlock, problem: Problem) -> None:
    """Keep `problem` for the reader that started the parser."""
    state.env["problems"].append(problem)


def offset_of(state: StateBlock, line: int) -> int:
    """The offset in the source of the first character of `line` that is not indent."""
    return state.bMarks[line] + state.tShift[line]


def recorded(rule: BlockRule) -> BlockRule:
    """`rule`, with the offset of its first character in the meta of its first token, and of each list item."""

    def run(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        first, level, at = len(state.tokens), state.level, offset_of(state, start_line)
        if not rule(state, start_line, end_line, silent):
            return False
        if silent or first == len(state.tokens):
            return True
        state.tokens[first].meta["at"] = at
        for token in state.tokens[first + 1 :]:
            if token.type == "list_item_open" and token.level == level + 1 and token.map:
                line = token.map[0]
                token.meta["at"] = at if line == start_line else offset_of(state, line)
        return True

    return run


def paragraph(state: StateBlock, start_line: int, _end_line: int, _silent: bool) -> bool:
    """A paragraph, with its text as a `Stretch` (CommonMark 0.31.2, 4.8)."""
    terminators = state.md.block.ruler.getRules("paragraph")
    end_line = state.lineMax
    old_parent, state.parentType = state.parentType, "paragraph"
    line = start_line + 1
    while line < end_line and not state.isEmpty(line):
        # Deeper than a code block, or a lazy line of a quote: always a continuation.
        lazy = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not lazy and any(rule(state, line, end_line, True) for rule in terminators):
            break
        line += 1
    state.parentType = old_parent
    state.line = line
    token = state.push("paragraph", "p", 0)
    token.map = [start_line, line]
    token.meta["stretch"] = _joined(state, range(start_line, line))
    token.meta["at"] = offset_of(state, start_line)
    return True


def _joined(state: StateBlock, lines: range) -> Stretch:
    content: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for line in lines:
        start = offset_of(state, line)
        text = state.src[start : state.eMarks[line]]
        pieces.append((length, start))
        content.append(text)
        length += len(text) + 1
    return Stretch("\n".join(content).rstrip(" \n"), tuple(pieces))


_OPENING = re.compile(r"(?:[ >]|[-*+] |[0-9]{1,9}[.)] )*:{3,}[ ]*[^ :]")
_CLOSING = re.compile(r"[ >]*:{3,}[ ]*$")
_DIRECTIVE = re.compile(r":{3,}[ ]*(?P<name>[^ ]*)[ ]*(?P<argument>.*?)[ ]*$")


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`::: name argument` up to the `:::` that belongs to it; directives may stand in each other."""
    at = offset_of(state, start_line)
    if state.is_code_block(start_line) or not state.src.startswith(":::", at):
        return False
    if silent:
        return True
    found = _DIRECTIVE.match(state.src[at : state.eMarks[start_line]])
    if found is None or not found["name"]:
        report(state, Problem("MDN011", "een `:::` die niets sluit; verwacht: eerder een `::: als`, `::: kader` …", at))
        state.line = start_line + 1
        return True
    last = _closing_line(state, start_line, end_line)
    if last is None:
        message = f"`::: {found['name'][:40]}` wordt niet gesloten; verwacht: een regel `:::` na het laatste blok"
        report(state, Problem("MDN010", message, at))
    _inside(state, start_line, end_line if last is None else last, (at, found))
    state.line = end_line if last is None else last + 1
    return True


def _closing_line(state: StateBlock, start_line: int, end_line: int) -> int | None:
    depth = 1
    for line in range(start_line + 1, end_line):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return None  # the list item or quote around it ends here
        text = state.src[offset_of(state, line) : state.eMarks[line]]
        if ":::" not in text:
            continue
        depth += bool(_OPENING.match(text)) - bool(_CLOSING.match(text))
        if depth == 0:
            return line
    return None


def _inside(state: StateBlock, start_line: int, last: int, found: tuple[int, re.Match[str]]) -> None:
    at, parts = found
    old_parent, old_max = state.parentType, state.lineMax
    # The parent keeps the line after the directive from ending a paragraph inside it, or the other way round.
    state.parentType, state.lineMax = "container", last
    token = state.push("directive_open", "div", 1)
    token.map = [start_line, last]
    token.meta.update(at=at, name=parts["name"], argument=parts["argument"])
    token.meta.update(name_at=at + parts.start("name"), argument_at=at + parts.start("argument"))
    state.md.block.tokenize(state, start_line + 1, last)
    state.push("directive_close", "div", -1)
    state.parentType, state.lineMax = old_parent, old_max


_INTERRUPTS_ALL = ["paragraph", "reference", "blockquote", "list"]
_INTERRUPTS_NO_LIST = ["paragraph", "reference", "blockquote"]

LIBRARY_RULES: tuple[tuple[str, BlockRule, list[str]], ...] = (
    ("code", rules_block.code, []),
    ("fence", rules_block.fence, _INTERRUPTS_ALL),
    ("blockquote", rules_block.blockquote, _INTERRUPTS_ALL),
    ("hr", rules_block.hr, _INTERRUPTS_ALL),
    ("list", rules_block.list_block, _INTERRUPTS_NO_LIST),
    ("html_block", rules_block.html_block, _INTERRUPTS_NO_LIST),
    ("heading", rules_block.heading, _INTERRUPTS_NO_LIST),
    ("lheading", rules_block.lheading, []),
)
"""Name, rule, and the rules it can interrupt, as markdown-it registers them."""

FOOTNOTE_RULE: tuple[str, BlockRule, list[str]] = ("footnote_def", footnote_def, ["paragraph", "reference"])
