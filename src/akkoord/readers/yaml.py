"""YAML with the place of every key and value.

The events of a parser are composed here: plain dicts and lists, no tags, no classes, no merge keys; duplicate
keys, alias bombs and absurd depth or size are findings. What people write by hand is parsed by the C library
behind ruamel.yaml, ten times as fast as ruamel.yaml itself; a text with anchors, tags or a fault by the latter,
which knows YAML 1.2 to the letter and says what is wrong. A property holds that both read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeAlias, cast

from msgspec import Struct, field

from akkoord.diagnostics import Diagnostic, Related, Severity, Span, error, warning
from akkoord.readers.characters import REFUSED, miscoded, refused, refused_characters
from akkoord.readers.scalar import NotUnderstood, plain_value

YamlValue: TypeAlias = "bool | int | Decimal | date | str | list[YamlValue] | dict[str, YamlValue] | None"
Path: TypeAlias = tuple[str | int, ...]

MAX_CHARACTERS = 2 * 1024 * 1024
MAX_DEPTH = 40
MAX_ALIASES = 20
MAX_ALIAS_NODES = 100
"""How many values one alias may stand for; with `MAX_ALIASES` this bounds what a file can unfold to."""


class YamlDocument(Struct, frozen=True):
    """A YAML file as plain values, with where each stands.

    `data` holds dict, list, str, int, bool, None, `Decimal` (a fraction, never binary) and
    `date`. `spans` has the place of every value by path, `()` the whole; `key_spans` that
    of every key, by the path of its value. `misread` are the places of values of which a finding
    says that they are not understood; they stand in `data` as text.
    """

    data: YamlValue
    spans: Mapping[Path, Span]
    key_spans: Mapping[Path, Span]
    misread: frozenset[Span] = frozenset()

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the nearest value around it."""
        return next(self.spans[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.spans)

    def key_span(self, *path: str | int) -> Span:
        """The place of the key of `path`; that of the value where there is no such key."""
        return self.key_spans.get(path) or self.span(*path)


class _Mark(Protocol):
    line: int
    column: int


class _Event(Protocol):
    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    explicit: bool
    version: tuple[int, int] | None
    tags: Mapping[str, str] | None


class _EventParser(Protocol):
    def parse(self, stream: str) -> Iterator[_Event]: ...


class _FastParser(Protocol):
    def check_event(self) -> bool: ...
    def get_event(self) -> _Event: ...


class _Marked(Protocol):
    context: str | None
    context_mark: _Mark | None
    problem: str | None
    problem_mark: _Mark | None


class _Stop(Exception):  # noqa: N818  # carries a finding out of the recursion; never leaves this module
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[YamlDocument | None, tuple[Diagnostic, ...]]:
    """The one YAML document in `text`; an empty text is the value None.

    `first_line` is the line of `file` at which `text` begins. None comes back only when the
    text cannot be read on; findings such as a duplicate key leave a document without it.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > MAX_CHARACTERS:
        message = f"dit bestand telt {len(text)} tekens; verwacht: hoogstens {MAX_CHARACTERS}"
        return None, (error("YAM001", message, Span(file, first_line)),)
    if found := refused_characters(text, Span(file, first_line)):
        return None, found
    # Imported here: a run whose texts all come from the cache never needs ruamel.yaml, and it costs 20 ms.
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    events = _plain_events(text)
    composer = _Composer(file, first_line, text.split("\n"))
    composer.findings.extend(miscoded(text, Span(file, first_line)))
    try:
        data = composer.document(_all_events(text) if events is None else iter(events))
    except _Stop as stop:
        return None, (*composer.findings, stop.diagnostic)
    except MarkedYAMLError as broken:
        fault = _syntax_error(cast("_Marked", broken), Span(file, first_line), composer.lines)
        return None, (*composer.findings, fault)
    except (YAMLError, ValueError, IndexError, OverflowError) as broken:
        # ruamel.yaml lets these through on a broken escape or directive at the end of a text.
        message = f"dit is geen YAML ({type(broken).__name__}); verwacht: regels `sleutel: waarde`"
        return None, (*composer.findings, error("YAM002", message, Span(file, first_line)))
    return YamlDocument(data, composer.spans, composer.key_spans, frozenset(composer.misread)), tuple(composer.findings)


def _all_events(text: str) -> Iterator[_Event]:
    from ruamel.yaml import YAML

    parser = cast("_EventParser", YAML(typ="safe", pure=True))
    return parser.parse(text)


def _plain_events(text: str) -> list[_Event] | None:
    """The events of a text in the form that people write; None when it has anything else, or a fault.

    LibYAML takes some odd forms otherwise than YAML 1.2 wants: names of anchors, tags, keys without a word, a
    block of text that is no value of anything. None of those stands in a file that was made with care.
    """
    if _ODD_BLOCK.search(text):
        return None
    from _ruamel_yaml import CParser  # pyright: ignore[reportUnknownVariableType]  # brings no types; given one below
    from ruamel.yaml.error import YAMLError

    parser = cast("_FastParser", CParser(text))
    events: list[_Event] = []
    try:
        while parser.check_event():
            event = parser.get_event()
            kind = _kind(event)
            if kind == "AliasEvent" or getattr(event, "anchor", None) or getattr(event, "tag", None):
                return None
            if kind == "DocumentStartEvent" and (event.version is not None or event.tags):
                return None
            if kind == "ScalarEvent" and len(events) == _ROOT:
                return None
            events.append(event)
    except (YAMLError, ValueError):
        return None
    return events


_ODD_BLOCK = re.compile(r"[|>][-+0-9]*#")
"""A remark right after the sign of a block, without the space it needs."""
_REMARK = re.compile(r" +(?P<text>#[^\s#].*)")
_ROOT = 2
"""The event of the outermost value: it comes after the starts of the stream and of the document."""


class _Composer(Struct):
    """Makes values of events, and keeps the places. One use per text."""

    file: str
    first_line: int
    lines: list[str]
    findings: list[Diagnostic] = field(default_factory=list[Diagnostic])
    spans: dict[Path, Span] = field(default_factory=dict[Path, Span])
    key_spans: dict[Path, Span] = field(default_factory=dict[Path, Span])
    anchors: dict[str, Path] = field(default_factory=dict[str, Path])
    values: dict[str, YamlValue] = field(default_factory=dict[str, YamlValue])
    misread: set[Span] = field(default_factory=set[Span])
    aliases: int = 0

    def document(self, events: Iterator[_Event]) -> YamlValue:
        next(events)  # the start of the stream
        start = next(events)
        self.spans[()] = Span(self.file, self.first_line)
        if _kind(start) == "StreamEndEvent":
            return None
        if start.version is not None or start.tags:
            raise _Stop(error("YAM003", "een aanwijzing met `%`; verwacht: alleen sleutels en waarden", self.at(start)))
        data = self.value(next(events), events, ())
        next(events)  # the end of the document
        after = next(events)
        if _kind(after) == "DocumentStartEvent":
            raise _Stop(
                error("YAM004", "een tweede document; verwacht: een enkel document per bestand", self.at(after))
            )
        return data

    def at(self, event: _Event) -> Span:
        return Span(self.file, self.first_line + event.start_mark.line, event.start_mark.column + 1)

    def value(self, event: _Event, events: Iterator[_Event], path: Path, place: Span | None = None) -> YamlValue:
        span = self.spans[path] = place or self.at(event)
        kind = _kind(event)
        if kind == "AliasEvent":
            return self.alias(event, path)
        if event.tag is not None:
            message = f"het type `{event.tag[:40]}`; verwacht: een waarde zonder type"
            self.findings.append(error("YAM005", message, span))
        if len(path) >= MAX_DEPTH:
            raise _Stop(error("YAM006", f"meer dan {MAX_DEPTH} niveaus diep", span))
        match kind:
            case "ScalarEvent":
                data = self.scalar(event, span)
            case "SequenceStartEvent":
                data = self.sequence(events, path)
            case _:
                data = self.mapping(events, path)
        if event.anchor is not None:
            self.anchors[event.anchor] = path
            self.values[event.anchor] = data
        return data

    def scalar(self, event: _Event, span: Span) -> YamlValue:
        if event.style:
            if found := REFUSED.search(event.value):
                self.findings.append(refused(found[0], span))
                return REFUSED.sub("", event.value)
            return event.value
        if event.value:
            self.check_remark(event)
        try:
            return plain_value(event.value)
        except NotUnderstood as broken:
            hint = f'zet er aanhalingstekens om als het tekst is: `"{event.value[:40]}"`'
            self.findings.append(error("YAM007", str(broken), span, hint))
            self.misread.add(span)
            return event.value

    def check_remark(self, event: _Event) -> None:
        """What comes after ` #` is no part of a value without quotes; `Huis #1` was meant to be one."""
        mark = event.end_mark
        remark = _REMARK.match(self.lines[mark.line], mark.column)
        if remark is None:
            return
        message = f"`{remark['text'][:40]}` is een opmerking en hoort niet bij de waarde `{event.value[:40]}`"
        hint = "zet aanhalingstekens om de hele waarde, of een spatie na `#` als het een opmerking is"
        place = Span(self.file, self.first_line + mark.line, remark.start("text") + 1)
        self.findings.append(warning("YAM012", message, place, hint))

    def sequence(self, events: Iterator[_Event], path: Path) -> YamlValue:
        items: list[YamlValue] = []
        for event in events:
            if _kind(event) == "SequenceEndEvent":
                break
            items.append(self.value(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[_Event], path: Path) -> YamlValue:
        result: dict[str, YamlValue] = {}
        for event in events:
            if _kind(event) == "MappingEndEvent":
                break
            key = self.key(event, events)
            place = self.at(event)
            first = None if key is None else self.key_spans.get((*path, key))
            if key is None or first is not None:
                if first is not None:
                    self.findings.append(_duplicate(key or "", place, first))
                self.discard(next(events), events)
                continue
            self.key_spans[(*path, key)] = place
            value = next(events)
            result[key] = self.value(value, events, (*path, key), self.after(event) if _nothing(value) else None)
        return result

    def after(self, event: _Event) -> Span:
        """The place right after a key: that of a value which is not there, for which parsers give different ones."""
        return Span(self.file, self.first_line + event.end_mark.line, event.end_mark.column + 1)

    def key(self, event: _Event, events: Iterator[_Event]) -> str | None:
        """The text of a key; None, with a finding, for any other sort of key."""
        if _kind(event) == "ScalarEvent" and event.tag is None and event.anchor is None:
            value = self.scalar(event, self.at(event))
            if isinstance(value, str):
                return value
            shown = event.value or "~"
            hint = f'zet er aanhalingstekens om: `"{shown}"`'
            self.findings.append(error("YAM008", f"de sleutel `{shown}` is geen tekst", self.at(event), hint))
            return None
        self.findings.append(error("YAM008", "een sleutel die geen gewone tekst is", self.at(event)))
        self.discard(event, events)
        return None

    def discard(self, event: _Event, events: Iterator[_Event]) -> None:
        """Go past a value that is not kept; what it holds is not looked at."""
        depth = 0
        while True:
            kind = _kind(event)
            depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
            if depth > MAX_DEPTH:
                raise _Stop(error("YAM006", f"meer dan {MAX_DEPTH} niveaus diep", self.at(event)))
            if depth == 0:
                return
            event = next(events)

    def alias(self, event: _Event, path: Path) -> YamlValue:
        name = event.anchor or ""
        span = self.spans[path]
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise _Stop(error("YAM009", f"meer dan {MAX_ALIASES} verwijzingen met `*`", span))
        if name not in self.anchors:
            raise _Stop(
                error("YAM010", f"`*{name[:40]}` verwijst naar niets; verwacht: eerder een `&{name[:40]}`", span)
            )
        source = self.anchors[name]
        if self.spans[source] in self.misread:
            self.misread.add(span)
        for places in (self.spans, self.key_spans):
            inside = {
                p[len(source) :]: s for p, s in places.items() if len(p) > len(source) and p[: len(source)] == source
            }
            if len(inside) > MAX_ALIAS_NODES:
                raise _Stop(error("YAM009", f"`*{name[:40]}` staat voor meer dan {MAX_ALIAS_NODES} waarden", span))
            if len(path) + max(map(len, inside), default=0) > MAX_DEPTH:
                raise _Stop(error("YAM006", f"meer dan {MAX_DEPTH} niveaus diep", span))
            places.update({path + rest: place for rest, place in inside.items()})
        return self.values[name]


def _nothing(event: _Event) -> bool:
    """Whether a value is one that was not typed."""
    return _kind(event) == "ScalarEvent" and not event.value and not event.style and not event.anchor


def _kind(event: _Event) -> str:
    return type(event).__name__


def _duplicate(key: str, place: Span, first: Span) -> Diagnostic:
    message = f"de sleutel `{key}` staat hier voor de tweede keer; verwacht: elke sleutel een keer"
    return Diagnostic(Severity.ERROR, "YAM011", message, place, (), (Related(first, "de eerste keer"),))


_EXPLAINED: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "een `:` waar geen sleutel kan staan; zet tekst met `: ` tussen aanhalingstekens",
    ),
    ("could not find expected ':'", "een regel zonder `:`; verwacht: `sleutel: waarde`"),
    ("sequence entries are not allowed", "een `-` waar geen lijst kan beginnen; zet de lijst op een eigen regel"),
    ("mapping keys are not allowed", "een `?` waar geen sleutel kan staan"),
    ("cannot start any token", "een teken waarmee geen waarde kan beginnen; zet de tekst tussen aanhalingstekens"),
    ("found unexpected end of stream", "een aanhalingsteken dat niet wordt gesloten"),
    ("found unexpected document separator", "een aanhalingsteken dat niet wordt gesloten"),
    ("found unknown escape", 'een onbekende `\\`-code tussen `"…"`; schrijf `\\\\` of gebruik enkele aanhalingstekens'),
    ("expected escape sequence", 'een onvolledige `\\`-code tussen `"…"`'),
    ("expected ',' or ']'", "een lijst die niet goed is gesloten; verwacht: `,` of `]`"),
    ("expected ',' or '}'", "een groep die niet goed is gesloten; verwacht: `,` of `}`"),
    ("expected <block end>", "deze regel springt niet in als de regels waar hij bij hoort"),
    ("while scanning a directive", "een aanwijzing met `%`; verwacht: alleen sleutels en waarden"),
    ("block scalar", "een tekstblok (`|` of `>`) dat niet goed begint of inspringt"),
    ("expected the node content", "een waarde ontbreekt"),
)


def _syntax_error(broken: _Marked, start: Span, lines: list[str]) -> Diagnostic:
    mark = broken.problem_mark or broken.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    said = f"{broken.context}\n{broken.problem}"
    known = (message for part, message in _EXPLAINED if part in said)
    message = next(known, "dit is geen YAML; verwacht: regels `sleutel: waarde`")
    related: tuple[Related, ...] = ()
    opened = broken.context_mark
    if opened is not None and (opened.line, opened.column) != (line, column):
        related = (Related(Span(start.file, start.line + opened.line, opened.column + 1), "begint hier"),)
    span = Span(start.file, start.line + line, column + 1)
    return Diagnostic(Severity.ERROR, "YAM002", message, span, _odd_quotes(lines[: line + 1], start), related)


def _odd_quotes(lines: list[str], start: Span) -> tuple[str, ...]:
    """A hint at the last line with an odd number of quotation marks: a fault comes to light lines after its cause."""
    for number in range(len(lines) - 1, -1, -1):
        if len(_QUOTE.findall(lines[number])) % 2:
            return (f'op regel {start.line + number} staat een `"` te veel of te weinig',)
    return ()


_QUOTE = re.compile(r'(?<!\\)"')
