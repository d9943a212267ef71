"""From the tokens inside a paragraph to inline nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from akkoord.diagnostics import Diagnostic, Span, error, warning
from akkoord.readers.characters import REFUSED, refused
from akkoord.readers.expression import parse_expression
from akkoord.readers.markdown.leftovers import leftovers
from akkoord.readers.markdown.parser import inline_tokens
from akkoord.readers.markdown.source import SourceText, Stretch
from akkoord.readers.markdown.typography import typeset
from akkoord.readers.slots import full_stop
from akkoord.tree import CrossReference, Emphasis, Footnote, Inline, LineBreak, Link, Slot, Strong, Text
from akkoord.tree.expression import Literal

MAX_EMPHASIS = 20

_TARGET = re.compile(
    r"(?P<document>[a-z0-9]+(?:-[a-z0-9]+)*)?#(?P<target>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"(?P<path>(?:\.(?:[0-9]{1,4}°?|[a-z]{1,2})){0,4})"
)
_ADDRESS = re.compile(r"https://[^\s/?#]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)

FootnoteMaker = Callable[[str, Span], Footnote | None]
"""Gives the footnote with a label, for the mark at a place."""


class _Open(Struct):
    """A container whose closing token has not come yet."""

    kind: str
    at: int = 0
    href: str = ""
    children: list[Inline] = field(default_factory=list[Inline])


class InlineReader:
    """Reads one stretch of text. `footnote` makes the footnotes, None where there can be none."""

    def __init__(self, source: SourceText, stretch: Stretch, footnote: FootnoteMaker | None) -> None:
        self.source = source
        self.stretch = stretch
        self.footnote = footnote
        self.findings: list[Diagnostic] = []
        self.stack = [_Open("paragraph")]
        self.escaped_braces = False

    def read(self) -> tuple[Inline, ...]:
        """The nodes of the stretch; what is wrong with them is in `findings`."""
        tokens, problems = inline_tokens(self.stretch.content)
        for p in problems:
            self.findings.append(error(p.code, p.message, self._span(p.offset), p.hint))
        # A `**` that became strong leaves an empty token behind.
        kept = [t for t in tokens if t.type != "text" or t.content]
        for index, token in enumerate(kept):
            self._token(token, kept, index)
        return tuple(self.stack[0].children)

    def _span(self, at: int) -> Span:
        return self.source.span(self.stretch.origin(at))

    def _token(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        at = int(token.meta["at"])
        match token.type:
            case "text":
                begins_line = index == 0 or tokens[index - 1].type in ("softbreak", "hardbreak")
                around = _around(tokens, index, -1), _around(tokens, index, 1)
                self._text(token, *around, begins_line=begins_line, begins_text=index == 0)
            case "text_special":
                self._special(token.content, at)
            case "softbreak":
                self._append(" ", at)
            case "hardbreak":
                self.stack[-1].children.append(LineBreak())
            case "slot":
                self._slot(token.content, at)
            case "footnote_mark":
                self._mark(token.content, self._span(at))
            case "strong_open" | "em_open" | "link_open":
                self._open(token, at)
            case "strong_close" | "em_close" | "link_close":
                self._close()
            case _:
                self._refuse(token, at)

    def _append(self, text: str, at: int) -> None:
        children = self.stack[-1].children
        if children and isinstance(children[-1], Text):
            children[-1] = replace(children[-1], text=children[-1].text + text)
        elif text:
            if children and isinstance(children[-1], Slot) and full_stop(text):
                children[-1] = replace(children[-1], closed=True)
            children.append(Text(text, self._span(at)))

    def _text(self, token: Token, before: str, after: str, *, begins_line: bool, begins_text: bool) -> None:
        at, content = int(token.meta["at"]), str(token.content)
        if "run" in token.meta:
            self._leftover(content, at, before, after)
        elif "](" in content:
            hint = "schrijf `[tekst](https://…)`, zonder spaties en zonder voetnoot in de tekst"
            message = "`](` in de tekst hoort bij een koppeling die niet klopt"
            self.findings.append(error("MDN032", message, self._span(at + content.index("](")), hint))
        braces = not self.escaped_braces
        for left in leftovers(content, begins_line=begins_line, begins_text=begins_text, braces=braces):
            say = error if left.grave else warning
            self.findings.append(say(left.code, left.message, self._span(at + left.offset), left.hint))
        self._append(typeset(content, before, after), at)

    def _leftover(self, marker: str, at: int, before: str, after: str) -> None:
        """A `*` that makes nothing bold or italic; with spaces or letters around `_` it is text."""
        if marker == "_" or (before in ("", " ") and after in ("", " ")) or before == marker:
            return
        message = f"een `{marker}` die niets vet of cursief maakt"
        hint = f"sluit met dezelfde tekens, of schrijf `\\{marker}` om het teken af te drukken"
        self.findings.append(warning("MDN025", message, self._span(at), hint))

    def _special(self, content: str, at: int) -> None:
        if found := REFUSED.search(content):
            self.findings.append(refused(found[0], self._span(at)))
            return
        self.escaped_braces = self.escaped_braces or content == "{"
        self._append(content, at)

    def _slot(self, content: str, at: int) -> None:
        source, start = self._expression_source(content, at + 2)
        expression, findings = parse_expression(source, start)
        self.findings.extend(findings)
        shown = " ".join(content.split())
        self.stack[-1].children.append(Slot(expression or Literal(""), shown, self._span(at)))

    def _expression_source(self, content: str, at: int) -> tuple[str, Span]:
        """`content` without its outer spaces and where it begins; each next line keeps its column in the file."""
        lead = len(content) - len(content.lstrip(" \n"))
        lines = content.strip(" \n").split("\n")
        start = position = at + lead
        placed = [lines[0]]
        for line in lines[1:]:
            position += len(placed[-1].lstrip(" ") if len(placed) > 1 else placed[-1]) + 1
            placed.append(" " * (self._span(position).column - 1) + line)
        return "\n".join(placed), self._span(start)

    def _mark(self, label: str, span: Span) -> None:
        if self.footnote is None:
            self.findings.append(error("MDN020", "een voetnoot in een voetnoot kan niet", span))
            return
        note = self.footnote(label, span)
        if note is not None:
            self.stack[-1].children.append(note)

    def _open(self, token: Token, at: int) -> None:
        if len(self.stack) == MAX_EMPHASIS:
            message = f"meer dan {MAX_EMPHASIS} keer vet of cursief in elkaar"
            self.findings.append(error("MDN002", message, self._span(at)))
        if token.type != "link_open":
            self.stack.append(_Open(token.type, at))
            return
        begin = at if token.markup == "autolink" else at - 1
        if token.markup == "autolink":
            message, hint = "een kaal adres tussen `<` en `>`; verwacht: een koppeling met tekst", "`[tekst](adres)`"
            self.findings.append(error("MDN031", message, self._span(begin), f"schrijf {hint}"))
        if token.attrs.get("title"):
            message = "een titel bij een koppeling; verwacht: alleen het adres tussen `(` en `)`"
            self.findings.append(error("MDN024", message, self._span(begin)))
        self.stack.append(_Open(token.type, begin, str(token.attrs.get("href", ""))))

    def _close(self) -> None:
        done = self.stack.pop()
        children = tuple(done.children)
        # Deeper than the limit, which was reported, the tree stays flat, so that every later stage can walk it.
        if len(self.stack) >= MAX_EMPHASIS:
            self.stack[-1].children.extend(children)
        elif done.kind == "link_open":
            self.stack[-1].children.extend(self._linked(done, children))
        elif children:
            made = Strong(children) if done.kind == "strong_open" else Emphasis(children)
            self.stack[-1].children.append(made)

    def _linked(self, link: _Open, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        span = self._span(link.at)
        if "#" in link.href and ":" not in link.href.partition("#")[0]:
            found = _TARGET.fullmatch(link.href)
            if found is None:
                message = f"`{link.href[:80]}` is geen plaats; verwacht: `#clausule` of `#clausule.2.a`"
                self.findings.append(error("MDN023", message, span, "schrijf de id in kleine letters, zonder spaties"))
                return children
            path = tuple(step.rstrip("°") for step in found["path"].split(".")[1:])
            return (CrossReference(found["target"], path, found["document"] or "", children, span),)
        if not _ADDRESS.fullmatch(link.href):
            message = f"het adres `{link.href[:80]}` kan niet; verwacht: `https://…`, `mailto:…` of `#clausule`"
            self.findings.append(error("MDN021", message, span))
            return children
        if not children:
            message = "een koppeling zonder tekst; verwacht: `[tekst](adres)`"
            self.findings.append(error("MDN022", message, span))
            return ()
        return (Link(link.href, children),)

    def _refuse(self, token: Token, at: int) -> None:
        refusals = {
            "code_inline": ("MDN004", "code tussen `` ` ``; verwacht: gewone tekst"),
            "html_inline": ("MDN005", f"HTML: `{token.content[:40]}`; verwacht: Markdown"),
            "image": ("MDN006", "een afbeelding; verwacht: tekst"),
        }
        code, message = refusals[token.type]
        hint = "schrijf `\\<` om het teken af te drukken" if token.type == "html_inline" else ""
        self.findings.append(error(code, message, self._span(at), hint))
        if token.type == "code_inline":
            self._append(token.content, at)


def _around(tokens: Sequence[Token], index: int, step: int) -> str:
    """The character a reader sees before (step -1) or after (1) a token; "" at the end of the text."""
    index += step
    while 0 <= index < len(tokens):
        token = tokens[index]
        if token.type in ("text", "text_special") and token.content:
            return token.content[-1 if step < 0 else 0]
        if token.type in ("softbreak", "hardbreak"):
            return " "
        if token.type in ("slot", "footnote_mark", "code_inline"):
            return "x"
        if token.type == "link_open" and step > 0 and tokens[index + 1].type == "link_close":
            return "x"
        if token.type == "link_close" and step < 0 and tokens[index - 1].type == "link_open":
            return "x"
        index += step
    return ""
