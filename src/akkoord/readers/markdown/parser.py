"""markdown-it set up for clause texts, with the place of everything inside a paragraph."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from akkoord.readers.markdown.rules import FOOTNOTE_RULE, LIBRARY_RULES, Problem, directive, paragraph, recorded
from akkoord.readers.markdown.tables import table

MAX_LEVELS = 40
"""How deep blocks may stand in each other; markdown-it itself drops what is deeper than `_PARSED_LEVELS`
without a word, so that our limit, which is reported, must lie well below it."""
_PARSED_LEVELS = 60

MAX_SLOT = 600
"""Characters between `{{` and `}}`."""

_MARK = re.compile(r"\[\^([^\s\[\]]{1,60})\]")


class _ClauseMarkdown(MarkdownIt):
    """Links are taken as written: our own check names what is wrong with them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802  # markdown-it's name and argument
        return True


class _PositionedState(StateInline):
    """markdown-it's state that notes, in the meta of each token, the offset in the content where it begins."""

    def __init__(self, content: str, markdown: MarkdownIt, problems: list[Problem]) -> None:
        self._pending_at = 0
        super().__init__(content, markdown, {"problems": problems}, [])

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802  # markdown-it's name
        token = super().pushPending()
        token.meta["at"] = self._pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = self.pos
        # The emphasis rule pushes a token per `*` of a run, all at the start of the run.
        if ttype == "text" and self.src[self.pos] in "*_":
            before = self.tokens[-2] if len(self.tokens) > 1 else None
            if before is not None and before.meta.get("run") == self.pos:
                token.meta["at"] = before.meta["at"] + 1
            token.meta["run"] = self.pos
        return token


def slot(state: StateInline, silent: bool) -> bool:
    """`{{ … }}`: taken whole, before anything in it can be read as markup."""
    if not state.src.startswith("{{", state.pos):
        return False
    close = state.src.find("}}", state.pos + 2, min(state.posMax, state.pos + MAX_SLOT))
    if close < 0 or state.src.find("{{", state.pos + 2, close) >= 0:
        if not silent:
            message = "`{{` wordt niet gesloten; verwacht: `}}` in dezelfde alinea"
            hint = "schrijf `\\{{` om twee accolades af te drukken"
            state.env["problems"].append(Problem("MDN014", message, state.pos, hint))
            state.append_pending("{{")
        state.pos += 2
        return True
    if not silent:
        state.push("slot", "", 0).content = state.src[state.pos + 2 : close]
    state.pos = close + 2
    return True


def footnote_mark(state: StateInline, silent: bool) -> bool:
    """`[^label]`, whether or not there is a text for it."""
    if state.src[state.pos] != "[":
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_mark", "", 0).content = found[1]
    state.pos = found.end()
    return True


@cache
def _markdown() -> MarkdownIt:
    markdown = _ClauseMarkdown("commonmark", {"maxNesting": _PARSED_LEVELS})
    blocks, inlines = markdown.block.ruler, markdown.inline.ruler
    blocks.at("table", recorded(table), {"alt": ["paragraph", "reference"]})
    blocks.at("paragraph", paragraph)
    for name, rule, interrupts in LIBRARY_RULES:
        blocks.at(name, recorded(rule), {"alt": interrupts})
    name, rule, interrupts = FOOTNOTE_RULE
    blocks.before("reference", name, recorded(rule), {"alt": interrupts})
    alt = ["paragraph", "reference", "blockquote", "list"]
    blocks.before("fence", "directive", recorded(directive), {"alt": alt})
    inlines.before("escape", "slot", slot)
    inlines.before("link", "footnote_mark", footnote_mark)
    markdown.enable("table")
    markdown.disable("reference")
    # Joining would lose the places of the parts; our reader joins them itself.
    markdown.inline.ruler2.disable("fragments_join")
    return markdown


def block_tokens(text: str) -> tuple[list[Token], list[Problem]]:
    """The block tokens of `text`, whose meta holds the offset (`at`), and what the rules found."""
    tokens: list[Token] = []
    problems: list[Problem] = []
    env: dict[str, Any] = {"problems": problems}
    markdown = _markdown()
    markdown.block.parse(text, markdown, env, tokens)
    return tokens, problems


def inline_tokens(content: str) -> tuple[list[Token], list[Problem]]:
    """The tokens inside one paragraph, and what the rules found; offsets count in `content`."""
    problems: list[Problem] = []
    markdown = _markdown()
    state = _PositionedState(content, markdown, problems)
    markdown.inline.tokenize(state)
    for rule in markdown.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens, problems
