"""Expressions from text: tokens, then one pass over them. Nothing is ever evaluated here.

Binding, loosest first: `or`, `and`, `not`, comparisons and `in`; then `&`, `+`, `-` and filters,
which work from left to right (`a & b | opsomming` filters the intersection, `n + 1 | in_woorden`
the sum); brackets change that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NoReturn

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, error
from akkoord.tree.expression import Expression, Filter, ListOf, Literal, Name, Not, Operation

MAX_LENGTH = 500
MAX_DEPTH = 30
MAX_DIGITS = 18

_TOKEN = re.compile(
    r"""(?P<space>[ \n]+)
    |(?P<number>[0-9][0-9.]*)
    |(?P<text>'[^'\n]*'|"[^"\n]*")
    |(?P<word>[^\W\d]\w*)
    |(?P<operator>==|!=|<=|>=|<|>|&|\||\+|-|\(|\)|\[|\]|,|\.)
    """,
    re.VERBOSE,
)
_REFUSED = re.compile(r"\*\*|&&|\|\||//|:=|=|!|.", re.DOTALL)
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))
_TRUTH = {"waar": True, "onwaar": False}
_RESERVED = frozenset(("and", "or", "not", "in", "waar", "onwaar"))
_FOREIGN_HINTS = {
    "True": "schrijf `waar`",
    "False": "schrijf `onwaar`",
    "true": "schrijf `waar`",
    "false": "schrijf `onwaar`",
    "en": "schrijf `and`",
    "of": "schrijf `or`",
    "niet": "schrijf `not`",
    "&&": "schrijf `and`",
    "||": "schrijf `or`",
    "!": "schrijf `not`",
    "=": "schrijf `==` om te vergelijken",
}
_FOREIGN_WORDS = frozenset(
    ("True", "False", "None", "true", "false", "null", "en", "of", "niet", "lambda", "if", "else", "for", "is", "await")
)


class _Token(Struct, frozen=True):
    kind: str
    text: str
    at: int


class _Broken(Exception):  # noqa: N818  # carries a finding out of the recursion; never leaves this module
    def __init__(self, code: str, message: str, at: int, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.at, self.hint = code, message, at, hint


def parse_expression(source: str, span: Span) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    """The expression in `source`, which begins at `span`; a line end in it begins at column 1.

    None comes back with exactly one finding: after the first mistake nothing more is certain.
    """
    if len(source) > MAX_LENGTH:
        message = f"een uitdrukking van {len(source)} tekens; verwacht: hoogstens {MAX_LENGTH}"
        return None, (error("EXP001", message, span),)
    try:
        return _Parser(source, span).whole(), ()
    except _Broken as broken:
        return None, (error(broken.code, broken.message, _place(source, broken.at, span), broken.hint),)


def _place(source: str, at: int, span: Span) -> Span:
    line_start = source.rfind("\n", 0, at) + 1
    if line_start == 0:
        return span.moved(0, at)
    return Span(span.file, span.line + source.count("\n", 0, at), at - line_start + 1)


def _tokens(source: str) -> Iterator[_Token]:
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None or found.lastgroup is None:
            _refuse_character(source, at)
        if found.lastgroup != "space":
            yield _Token(found.lastgroup, found[0], at)
        at = found.end()
    yield _Token("end", "", at)


def _refuse_character(source: str, at: int) -> NoReturn:
    if source[at] in "'\"":
        raise _Broken("EXP002", f"tekst zonder sluitend `{source[at]}`", at, f"sluit de tekst met `{source[at]}`")
    found = _REFUSED.match(source, at)
    sign = found[0] if found else source[at]
    if sign in "‘’“”„":
        raise _Broken("EXP003", f"het aanhalingsteken `{sign}`; verwacht: rechte aanhalingstekens", at, "schrijf `'…'`")
    shown = f"`{sign}`" if sign.isprintable() else f"U+{ord(sign):04X}"
    raise _Broken("EXP003", f"{shown} bestaat niet in een uitdrukking", at, _FOREIGN_HINTS.get(sign, ""))


class _Parser:
    """Recursive descent over the tokens of one expression; each step gives a part and how deep it is."""

    def __init__(self, source: str, span: Span) -> None:
        self.source = source
        self.start = span
        self.tokens = tuple(_tokens(source))
        self.index = 0
        self.nested = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.index]

    def take(self) -> _Token:
        token = self.token
        self.index += 1
        return token

    def span(self, token: _Token) -> Span:
        return _place(self.source, token.at, self.start)

    def sees(self, *texts: str) -> bool:
        return self.token.kind in ("operator", "word") and self.token.text in texts

    def sees_not_in(self) -> bool:
        after = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        return self.sees("not") and after.kind == "word" and after.text == "in"

    def whole(self) -> Expression:
        if self.token.kind == "end":
            raise _Broken("EXP004", "een lege uitdrukking; verwacht: een naam, bijvoorbeeld `regio`", 0)
        result, _ = self.disjunction()
        if self.token.kind != "end":
            self.refuse_rest()
        return result

    def refuse_rest(self) -> NoReturn:
        token = self.token
        if token.text == "(":
            hint = "een filter komt na `|`, bijvoorbeeld `looptijd.start | plus_jaren(1)`"
            raise _Broken(
                "EXP006", "een aanroep; verwacht: alleen filters kunnen `(…)` achter zich hebben", token.at, hint
            )
        if token.text == "[":
            raise _Broken(
                "EXP007", "een greep met `[…]`; verwacht: een naam met punten, zoals `looptijd.start`", token.at
            )
        hint = _FOREIGN_HINTS.get(token.text, "")
        raise _Broken(
            "EXP005", f"`{token.text}` kan hier niet; verwacht: `|`, `and`, `or` of het einde", token.at, hint
        )

    def deeper(self, depth: int, at: int) -> int:
        if depth + 1 > MAX_DEPTH:
            raise _Broken("EXP001", f"een uitdrukking van meer dan {MAX_DEPTH} niveaus diep", at)
        return depth + 1

    def disjunction(self) -> tuple[Expression, int]:
        left, depth = self.conjunction()
        while self.sees("or"):
            token = self.take()
            right, other = self.conjunction()
            left, depth = self.joined("or", left, right, token, max(depth, other))
        return left, depth

    def conjunction(self) -> tuple[Expression, int]:
        left, depth = self.negation()
        while self.sees("and"):
            token = self.take()
            right, other = self.negation()
            left, depth = self.joined("and", left, right, token, max(depth, other))
        return left, depth

    def joined(
        self, operator: str, left: Expression, right: Expression, token: _Token, depth: int
    ) -> tuple[Expression, int]:
        return Operation(operator, left, right, self.span(token)), self.deeper(depth, token.at)

    def negation(self) -> tuple[Expression, int]:
        if not self.sees("not"):
            return self.comparison()
        token = self.take()
        self.enter(token)
        value, depth = self.negation()
        self.nested -= 1
        return Not(value), self.deeper(depth, token.at)

    def enter(self, token: _Token) -> None:
        self.nested = self.deeper(self.nested, token.at)

    def comparison(self) -> tuple[Expression, int]:
        left, depth = self.chain()
        operator = self.comparing()
        if not operator:
            return left, depth
        token = self.take()
        if operator == "not-in":
            self.take()
        right, other = self.chain()
        if self.comparing():
            hint = f"schrijf twee vergelijkingen met `and` ertussen in plaats van een tweede `{self.token.text}`"
            raise _Broken("EXP008", "twee vergelijkingen achter elkaar", self.token.at, hint)
        return self.joined(operator, left, right, token, max(depth, other))

    def comparing(self) -> str:
        if self.sees_not_in():
            return "not-in"
        if self.token.kind == "operator" and self.token.text in _COMPARISONS:
            return self.token.text
        return "in" if self.sees("in") else ""

    def chain(self) -> tuple[Expression, int]:
        """Values joined by `&`, `+`, `-` and filters, from left to right."""
        left, depth = self.operand()
        while self.token.kind == "operator" and self.token.text in "&+-|":
            token = self.take()
            if token.text == "|":
                left, depth = self.filtered(left, depth)
            else:
                right, other = self.operand()
                left, depth = self.joined(token.text, left, right, token, max(depth, other))
        return left, depth

    def filtered(self, value: Expression, depth: int) -> tuple[Expression, int]:
        token = self.token
        if token.kind != "word":
            raise _Broken("EXP005", "achter `|` ontbreekt een filter", token.at, "bijvoorbeeld `| datum`")
        self.refuse_word(token)
        self.take()
        arguments: tuple[Expression, ...] = ()
        if self.sees("("):
            arguments, inner = self.listed(")", "de argumenten van het filter")
            depth = max(depth, inner)
        return Filter(value, token.text, arguments, self.span(token)), self.deeper(depth, token.at)

    def listed(self, close: str, what: str) -> tuple[tuple[Expression, ...], int]:
        opening = self.take()
        self.enter(opening)
        items: list[Expression] = []
        depth = 0
        while not self.sees(close):
            item, inner = self.disjunction()
            items.append(item)
            depth = max(depth, inner)
            if not self.sees(","):
                break
            self.take()
        self.close(close, what, opening)
        return tuple(items), depth

    def close(self, sign: str, what: str, opening: _Token) -> None:
        if not self.sees(sign):
            found = f"`{self.token.text}`" if self.token.text else "het einde"
            message = f"{what} na `{opening.text}` worden niet gesloten; verwacht: `{sign}`, gevonden: {found}"
            raise _Broken("EXP005", message, self.token.at)
        self.take()
        self.nested -= 1

    def operand(self) -> tuple[Expression, int]:
        token = self.token
        match token.kind, token.text:
            case "text", _:
                return Literal(self.take().text[1:-1]), 1
            case "number", _:
                return self.number(self.take()), 1
            case "operator", "-" if self.tokens[self.index + 1].kind == "number":
                self.take()
                return self.number(self.take(), -1), 1
            case "operator", "(":
                self.enter(self.take())
                value, depth = self.disjunction()
                self.close(")", "de haakjes", token)
                return value, depth
            case "operator", "[":
                items, depth = self.listed("]", "de delen van de lijst")
                return ListOf(items), self.deeper(depth, token.at)
            case "word", "waar" | "onwaar":
                return Literal(_TRUTH[self.take().text]), 1
            case "word", _:
                return self.name(), 1
            case _:
                found = f"`{token.text}`" if token.text else "het einde"
                raise _Broken("EXP005", f"hier ontbreekt een naam of waarde; gevonden: {found}", token.at)

    def number(self, token: _Token, sign: int = 1) -> Literal:
        whole, dot, part = token.text.partition(".")
        if "." in part or (dot and not part):
            raise _Broken("EXP009", f"`{token.text}` is geen getal; verwacht: bijvoorbeeld `2` of `2.5`", token.at)
        if len(token.text) > MAX_DIGITS:
            raise _Broken(
                "EXP009", f"een getal van {len(token.text)} tekens; verwacht: hoogstens {MAX_DIGITS}", token.at
            )
        return Literal(sign * Decimal(token.text) if dot else sign * int(whole))

    def name(self) -> Name:
        first = self.token
        path = [self.word()]
        while self.sees("."):
            self.take()
            path.append(self.word())
        if self.sees("(", "["):
            self.refuse_rest()
        return Name(tuple(path), self.span(first))

    def word(self) -> str:
        token = self.token
        if token.kind != "word":
            raise _Broken("EXP005", "achter de punt ontbreekt een naam", token.at)
        self.refuse_word(token)
        return self.take().text

    def refuse_word(self, token: _Token) -> None:
        if token.text.startswith("_"):
            raise _Broken("EXP011", f"de naam `{token.text}` begint met `_`; zulke namen bestaan niet", token.at)
        if token.text in _FOREIGN_WORDS:
            message = f"`{token.text}` is geen naam in een uitdrukking"
            raise _Broken("EXP011", message, token.at, _FOREIGN_HINTS.get(token.text, ""))
        if token.text in _RESERVED:
            raise _Broken("EXP005", f"voor `{token.text}` ontbreekt een naam of waarde", token.at)
