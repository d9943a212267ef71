"""What stands inside a paragraph, as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct, field

from akkoord.tree import (
    Blank,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Mark,
    Number,
    Reference,
    Revised,
    Slot,
    Strong,
    TermUse,
    Text,
)
from akkoord.writers.html.links import Addresses, outside
from akkoord.writers.html.markup import NOTHING, Markup, element, join, void_element, words


class Runs(Struct):
    """Writes inlines and keeps the footnotes it meets, in order of their marks.

    A link holds no link: inside one, references and terms are plain words and the marks of
    footnotes wait until it ends. A term leads to its definition where a clause first uses it:
    a link at every use would be hundreds of stops on the way of who reads by keyboard or ear.
    """

    addresses: Addresses
    footnotes: list[Footnote] = field(default_factory=list[Footnote])
    terms_linked: set[str] = field(default_factory=set[str])
    _inside_link: bool = False
    _waiting: list[Markup] = field(default_factory=list[Markup])

    def written(self, inlines: Iterable[Inline]) -> Markup:
        """The inlines one after another."""
        return join([self._inline(inline) for inline in inlines])

    def in_link(
        self, href: str | None, css_class: str | None, inlines: Iterable[Inline], before: Markup = NOTHING
    ) -> Markup:
        """`before` and the inlines as one link to `href`, or as they are when that is None."""
        if href is None or self._inside_link:
            return join((before, self.written(inlines)))
        self._inside_link = True
        content = join((before, self.written(inlines)))
        self._inside_link = False
        marks, self._waiting = self._waiting, []
        return join((element("a", {"class": css_class, "href": href}, content), *marks))

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text(text):
                return words(text)
            case Strong(children) | Emphasis(children) | Revised(_, children):
                return element(_tag(inline), {}, self.written(children))
            case Blank():
                return element("span", {"class": "blank"}, words(inline.text))
            case LineBreak():
                return void_element("br", {})
            case Link(url, children):
                return self.in_link(outside(url), "outside", children)
            case TermUse(text, anchor):
                return self._term(text, anchor)
            case Reference():
                return self.in_link(self.addresses.of_reference(inline), "reference", (Text(inline.text),))
            case Footnote():
                return self._mark(inline)
            case Slot() | CrossReference():
                raise AssertionError(f"{type(inline).__name__} is replaced by assembly and never reaches a writer")
            case _:
                assert_never(inline)

    def _term(self, text: str, anchor: str) -> Markup:
        if anchor in self.terms_linked:
            return words(text)
        if not self._inside_link:
            self.terms_linked.add(anchor)
        return self.in_link(self.addresses.of_anchor(anchor), "term", (Text(text),))

    def _mark(self, footnote: Footnote) -> Markup:
        self.footnotes.append(footnote)
        place = len(self.footnotes)
        link = element(
            "a",
            {
                "id": f"footnote-mark:{place}",
                "href": f"#footnote:{place}",
                "role": "doc-noteref",
                "aria-label": f"voetnoot {footnote.number}",
            },
            words(str(footnote.number)),
        )
        mark = element("sup", {}, link)
        if not self._inside_link:
            return mark
        self._waiting.append(mark)
        return NOTHING


def number(printed: Number | None) -> Markup:
    """A computed number as real text, so that it is read aloud and copied along; nothing for None."""
    if printed is None:
        return NOTHING
    return marker(printed.shown)


def marker(shown: str) -> Markup:
    """`shown` with its space inside, so that the style can hang it beside the text without losing the space."""
    return element("span", {"class": "number"}, words(f"{shown} "))


def _tag(inline: Strong | Emphasis | Revised) -> str:
    """The element of words with a look of their own."""
    match inline:
        case Strong():
            return "strong"
        case Emphasis():
            return "em"
        case Revised(mark):
            return "del" if mark is Mark.REMOVED else "ins"
