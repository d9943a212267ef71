"""The tags a template author may use, and every way to get one wrong.

docxtpl replaces tags by text, and in some faults it drops text without a word; so every tag
is judged before docxtpl sees it. What passes here, docxtpl renders without surprise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from akkoord.diagnostics import did_you_mean, nearest

TEXT_NAMES: Mapping[str, str] = {
    "titel": "titel op de titelpagina",
    "korte_titel": "korte titel, voor de kopregel",
    "ondertitel": "ondertitel op de titelpagina",
    "motto": "motto op de titelpagina",
    "mededeling": "mededeling onder aan de titelpagina",
    "versie_regel": "versie, voor de voetregel",
    "regio": "naam van de regio",
    "editie": "editie van de clausules",
    "onderwerp": "onderwerp van het document",
    "kenmerk": "begin van de SHA-256 van de gedeelde tekst",
}
LIST_NAMES: Mapping[str, str] = {"regels": "regels onder de ondertitel, voor `{%p for regel in regels %}`"}
MARKER = "hoofdtekst"
"""The tag that stands for the body; alone in a paragraph of the main text."""

COVER_NAMES = ("titel", "ondertitel", "motto", "regels", "mededeling")
"""What must stand on the cover, because it stands on that of the PDF."""

_KNOWN = frozenset({*TEXT_NAMES, *LIST_NAMES, MARKER})
_FILTERS = frozenset({"upper", "lower", "capitalize", "title", "trim", "join", "first", "last", "default", "length"})
_TESTS = frozenset({"defined", "none", "string", "sequence", "upper", "lower"})
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PREFIX = re.compile(r"(p|tr|tc|r)\s")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.CondExpr,
    nodes.If,
    nodes.For,
)


def environment() -> ImmutableSandboxedEnvironment:
    """Where tags are parsed and rendered: no attributes of Python, no unknown names, escaped."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


class Tag(Struct, frozen=True):
    """A tag in the joined text of a paragraph, at `start` to `end`.

    `scope` is "" for text, "p" for the whole paragraph, "tr" for the row; `keyword` is ""
    for a value, else `if`, `elif`, `else`, `for`, `endif`, `endfor` or what else stands
    there; `body` is the source without braces, with straight quotes.
    """

    source: str
    start: int
    end: int
    scope: str
    keyword: str
    body: str


def find_tags(text: str) -> tuple[Tag, ...]:
    """The closed tags in `text`, in order."""
    return tuple(_tag(found) for found in _TAG.finditer(text))


def _tag(found: re.Match[str]) -> Tag:
    source = found.group()
    body = source[2:-2].translate(_QUOTES)
    prefix = _PREFIX.match(body)
    scope = prefix.group(1) if prefix else ""
    body = body[len(scope) :].strip()
    keyword = ""
    if source.startswith("{#"):
        keyword = "#"
    elif source.startswith("{%"):
        keyword = body.split(maxsplit=1)[0] if body else "%"
    return Tag(source, found.start(), found.end(), scope, keyword, body)


def stray_braces(text: str) -> bool:
    """Whether `text` holds braces of a tag that is not closed or not opened."""
    return bool(_STRAY.search(_TAG.sub("", text)))


class OpenBlock(Struct, frozen=True):
    """An `if` or `for` that waits for its end; `variable` is the name a loop gives."""

    keyword: str
    scope: str
    paragraph: int
    variable: str


class TagChecker:
    """Judges the tags of one story (a part with paragraphs), paragraph by paragraph."""

    def __init__(self, jinja: ImmutableSandboxedEnvironment) -> None:
        self._jinja = jinja
        self.open: list[OpenBlock] = []
        self.printed: set[str] = set()

    def check(self, text: str, paragraph: int) -> Iterator[tuple[str, str]]:
        """Every fault in the paragraph with `text`: message and hint ("" for none)."""
        if stray_braces(text):
            yield "een tag is niet gesloten of niet geopend", "schrijf `{{ naam }}` of `{% … %}`"
        before = len(self.open)
        for tag in find_tags(text):
            if tag.keyword in ("", "for"):
                self._note_printed(tag)
            yield from self._check_tag(tag, text, paragraph)
        if any(not block.scope for block in self.open[before:]):
            yield "een `if` of `for` in de tekst eindigt niet in dezelfde alinea", "gebruik `{%p … %}` op eigen regels"

    def _note_printed(self, tag: Tag) -> None:
        """The names a tag prints, also one with a fault: it is not missing on top of that."""
        for word in re.findall(r"\w+", tag.body):
            self.printed.add(word if word in _KNOWN else nearest(word, _KNOWN) or word)

    def _check_tag(self, tag: Tag, text: str, paragraph: int) -> Iterator[tuple[str, str]]:
        if (tag.scope and tag.source.startswith("{{")) or tag.scope == "r":
            yield f"`{tag.source}` zou de waarde als opmaak lezen", f"schrijf `{{{{ {tag.body} }}}}`"
            return
        if tag.keyword == "#" or "-" in (tag.source[2], tag.source[-3]):
            yield f"`{tag.source}` is hier niet toegestaan", "laat opmerkingen en `-` weg"
            return
        if tag.scope and re.search(r"[%}]", tag.body):
            yield f"`{tag.source}`: docxtpl herkent geen `%` of `}}` binnen deze tag", ""
            self._open(tag, paragraph)
            return
        if tag.scope and text.strip() != tag.source.strip():
            yield f"`{tag.source}` neemt de hele alinea weg, ook de overige tekst", "zet de tag alleen in een alinea"
        yield from self._check_meaning(tag, paragraph)

    def _check_meaning(self, tag: Tag, paragraph: int) -> Iterator[tuple[str, str]]:
        match tag.keyword:
            case "":
                yield from self._check_expression("{{ " + tag.body + " }}", tag)
            case "if" | "for":
                end = f"{{% end{tag.keyword} %}}"
                yield from self._check_expression("{% " + tag.body + " %}" + end, tag)
                self._open(tag, paragraph)
            case "else" | "elif":
                if not self.open or self.open[-1].scope != tag.scope:
                    yield f"`{tag.source}` hoort bij geen `if`", ""
                if tag.keyword == "elif":
                    yield from self._check_expression("{% " + tag.body[2:] + " %}{% endif %}", tag)
            case "endif" | "endfor":
                yield from self._close(tag)
            case _:
                yield f"onbekende tag `{tag.source}`", "toegestaan zijn `if`, `elif`, `else`, `for` en hun einde"

    def _open(self, tag: Tag, paragraph: int) -> None:
        if tag.keyword in ("if", "for"):
            words = tag.body.split()
            variable = words[1] if tag.keyword == "for" and len(words) > 1 else ""
            self.open.append(OpenBlock(tag.keyword, tag.scope, paragraph, variable))

    def _close(self, tag: Tag) -> Iterator[tuple[str, str]]:
        if self.open and f"end{self.open[-1].keyword}" == tag.keyword and self.open[-1].scope == tag.scope:
            self.open.pop()
            return
        opened = self.open[-1] if self.open else None
        hint = f"open staat `{opened.keyword}` uit alinea {opened.paragraph}" if opened else ""
        yield f"`{tag.source}` sluit niets", hint
        if opened and f"end{opened.keyword}" == tag.keyword:
            self.open.pop()

    def _check_expression(self, source: str, tag: Tag) -> Iterator[tuple[str, str]]:
        try:
            tree = self._jinja.parse(source)
        except TemplateError as broken:
            yield f"`{tag.source}` is niet te lezen: {broken.message}", ""
            return
        loop_names = {block.variable for block in self.open if block.keyword == "for"}
        stored = {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"}
        for node in tree.find_all(nodes.Node):
            yield from self._check_node(node, tag, loop_names | stored)

    def _check_node(self, node: nodes.Node, tag: Tag, local: set[str]) -> Iterator[tuple[str, str]]:
        match node:
            case nodes.Name(name=name, ctx="load") if name not in local:
                if name not in _KNOWN:
                    yield f"onbekende naam `{name}`", did_you_mean(name, _KNOWN) or f"bekend zijn: {_listed(_KNOWN)}"
                elif name in LIST_NAMES and tag.body == name and not tag.keyword:
                    yield f"`{name}` is een lijst", f"gebruik `{{%p for regel in {name} %}}`"
                elif name in TEXT_NAMES and tag.keyword == "for":
                    yield f"`{name}` is geen lijst", f"een lijst is: {_listed(LIST_NAMES.keys())}"
            case nodes.Test(name=name) if name not in _TESTS:
                yield f"onbekende toets `is {name}`", f"bekend zijn: {_listed(_TESTS)}"
            case nodes.Filter(name=name) if name not in _FILTERS:
                yield f"onbekend filter `{name}`", did_you_mean(name, _FILTERS) or f"bekend zijn: {_listed(_FILTERS)}"
            case _ if not isinstance(node, _ALLOWED):
                yield f"`{tag.source}` doet meer dan een tag mag", "gebruik alleen namen, filters en vergelijkingen"
            case _:
                pass


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
