"""`::: als`, `::: clausule`, `::: kader`, `::: handtekening`, `::: bijlagen` and `::: rangorde` as blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from akkoord.diagnostics import Diagnostic, Span, did_you_mean, error
from akkoord.readers.expression import parse_expression
from akkoord.readers.markdown.source import SourceText
from akkoord.tree import Block, Conditional, ContractList, Frame, Include, Listed, SignatureSlot
from akkoord.tree.expression import Literal

_CLAUSE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Made = tuple[Block | None, tuple[Diagnostic, ...]]


class Directives:
    """Makes the block of a directive from its opening token and the blocks inside it."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.known: dict[str, Callable[[Token, Span, tuple[Block, ...]], Made]] = {
            "als": self._condition,
            "bijlagen": self._list,
            "clausule": self._clause,
            "handtekening": self._signature,
            "kader": self._frame,
            "rangorde": self._list,
        }

    def block(self, token: Token, children: tuple[Block, ...]) -> Made:
        """The block, None when its text cannot be used, and what is wrong with it."""
        name = str(token.meta["name"])
        span = self.source.span(int(token.meta["at"]))
        make = self.known.get(name)
        if make is not None:
            return make(token, span, children)
        names = ", ".join(f"`{known}`" for known in self.known)
        place = self.source.span(int(token.meta["name_at"]))
        message = f"het blok `::: {name[:40]}` bestaat niet; verwacht: een van {names}"
        # The blocks stay readable, so that what is wrong inside is found in the same run.
        return Frame(children, span), (error("MDN009", message, place, did_you_mean(name, self.known)),)

    def _condition(self, token: Token, span: Span, children: tuple[Block, ...]) -> Made:
        source = str(token.meta["argument"])
        if not source:
            message = "`::: als` zonder voorwaarde; verwacht: bijvoorbeeld `::: als toelating`"
            return Conditional(Literal(False), "", children, span), (error("MDN012", message, span),)
        expression, findings = parse_expression(source, self.source.span(int(token.meta["argument_at"])))
        if not children:
            findings = (*findings, _without_text(span, "als"))
        return Conditional(expression or Literal(False), source, children, span), findings

    def _clause(self, token: Token, span: Span, children: tuple[Block, ...]) -> Made:
        target = str(token.meta["argument"])
        findings = _with_text(span, "clausule", children)
        if _CLAUSE_ID.fullmatch(target):
            return Include(target, span), findings
        found = f"`{target[:80]}`" if target else "niets"
        message = f"`::: clausule` met {found}; verwacht: de id van een clausule, zoals `afspraken-duur`"
        return None, (*findings, error("MDN012", message, self.source.span(int(token.meta["argument_at"]))))

    def _signature(self, token: Token, span: Span, children: tuple[Block, ...]) -> Made:
        findings = (*self._no_argument(token, "handtekening"), *_with_text(span, "handtekening", children))
        return SignatureSlot(span), findings

    def _list(self, token: Token, span: Span, children: tuple[Block, ...]) -> Made:
        name = str(token.meta["name"])
        return ContractList(Listed(name), span), (*self._no_argument(token, name), *_with_text(span, name, children))

    def _frame(self, token: Token, span: Span, children: tuple[Block, ...]) -> Made:
        findings = self._no_argument(token, "kader")
        if not children:
            return None, (*findings, _without_text(span, "kader"))
        return Frame(children, span), findings

    def _no_argument(self, token: Token, name: str) -> tuple[Diagnostic, ...]:
        if not token.meta["argument"]:
            return ()
        place = self.source.span(int(token.meta["argument_at"]))
        return (error("MDN012", f"iets achter `::: {name}`; verwacht: niets", place),)


def _without_text(span: Span, name: str) -> Diagnostic:
    return error("MDN013", f"`::: {name}` zonder tekst; verwacht: tekst tot aan `:::`", span)


def _with_text(span: Span, name: str, children: tuple[Block, ...]) -> tuple[Diagnostic, ...]:
    if not children:
        return ()
    message = f"tekst in `::: {name}`; verwacht: direct op de volgende regel `:::`"
    return (error("MDN013", message, span),)
