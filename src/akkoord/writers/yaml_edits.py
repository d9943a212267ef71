"""A YAML text changed where its data changed: everything else stays as it was typed, byte for byte.

The text is cut at the places that the parser of ruamel.yaml gives. A mapping or list that has its parts on lines
of their own is laid together again of its lines: what stands above a part (comments, empty lines) belongs
to the lines, not to the part, so that it stays when the part goes. Only what stands *in* a value that goes, goes
with it. No round trip is made of it: that keeps a comment with the token before it, and loses it with that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, cast

from msgspec import Struct, field

from akkoord.writers.yaml_text import RECORD_KEYS, YamlData, entry_lines, flow, item_lines


class _Node(Struct):
    """A value in the text, from `start` up to `end`; `keys` are those of the `values` of a mapping."""

    kind: str
    start: int
    end: int = 0
    flow: bool = True
    anchor: str = ""
    keys: list[_Node] = field(default_factory=list["_Node"])
    values: list[_Node] = field(default_factory=list["_Node"])
    name: str = ""


class _Part(Struct, frozen=True):
    """A key with its value, or a dash with its item, up to the end of its last line; `above` are lines."""

    above: list[str]
    start: int
    stop: int


class _Edit(Struct, frozen=True):
    start: int
    end: int
    text: str


class _Mark(Protocol):
    index: int


class _Event(Protocol):
    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    value: str
    style: str | None
    flow_style: bool | None


class _EventParser(Protocol):
    def parse(self, stream: str) -> Iterator[_Event]: ...


def edited_yaml(text: str, there: Mapping[str, YamlData], data: Mapping[str, YamlData]) -> str:
    """`text`, a YAML mapping that our reader reads as `there` without findings, changed so that it holds `data`."""
    if _same(dict(there), dict(data)):
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    root = _composed(text)
    if aliases := [*_references(root, dict(there))]:
        text = _applied(text, 0, len(text), aliases)
        root = _composed(text)
    edits = _Editing(text, root).value(root, dict(there), dict(data))
    if edits is None:  # all of it in brackets, or in a form that nobody writes by hand
        return mark + _applied(text, 0, len(text), [_Edit(root.start, root.end, flow(dict(data)))])
    return mark + _applied(text, 0, len(text), edits)


def _composed(text: str) -> _Node:
    from ruamel.yaml import YAML

    events = cast("_EventParser", YAML(typ="safe", pure=True)).parse(text)
    for _ in ("stream", "document"):  # their starts
        next(events)
    return _node(text, next(events), events)


def _node(text: str, event: _Event, events: Iterator[_Event]) -> _Node:
    kind = type(event).__name__
    node = _Node(kind, event.start_mark.index, event.end_mark.index, anchor=event.anchor or "")
    if kind == "ScalarEvent":
        node.name = event.value
        if event.style in ("|", ">"):
            node.end = node.start + len(text[node.start : node.end].rstrip())
    elif kind != "AliasEvent":
        node.flow = bool(event.flow_style)
        end = kind.replace("Start", "End")
        for inner in events:
            if type(inner).__name__ == end:
                node.end = inner.end_mark.index if node.flow or not node.values else node.values[-1].end
                break
            if kind == "MappingStartEvent":
                node.keys.append(_node(text, inner, events))
                inner = next(events)  # the value of that key
            node.values.append(_node(text, inner, events))
            if node.keys and node.values[-1].end == node.values[-1].start:  # ruamel.yaml puts it past comments
                colon = re.compile(r"\s*:").match(text, node.keys[-1].end)
                node.values[-1].start = node.values[-1].end = colon.end() if colon else node.keys[-1].end
    return node


def _references(node: _Node, data: YamlData) -> Iterator[_Edit]:
    """Each `*name` written out and each `&name` taken away: then no change in one place can reach another."""
    if node.kind == "AliasEvent":
        yield _Edit(node.start, node.end, flow(data))
    elif node.anchor:
        yield _Edit(node.start, node.start + len(node.anchor) + 1, "")
    if isinstance(data, dict):
        for key, value in zip(node.keys, node.values, strict=False):
            yield from _references(value, data[key.name])
    elif isinstance(data, list):
        for value, item in zip(node.values, data, strict=False):
            yield from _references(value, item)


class _Editing(Struct, frozen=True):
    text: str
    root: _Node

    def value(self, node: _Node, there: YamlData, wanted: YamlData) -> list[_Edit] | None:
        """What to change for a value to be as wanted; None when it can only be written anew."""
        if _same(there, wanted):
            return []
        if isinstance(there, dict) and isinstance(wanted, dict) and wanted:
            return self._flow_mapping(node, there, wanted) if node.flow else self._mapping(node, there, wanted)
        if isinstance(there, list) and isinstance(wanted, list) and wanted:
            return self._flow_list(node, there, wanted) if node.flow else self._list(node, there, wanted)
        if isinstance(there, dict | list) or isinstance(wanted, dict | list):
            return [_Edit(node.start, node.end, flow(wanted))] if node.flow and node.start < node.end else None
        return [_Edit(node.start, node.end, flow(wanted) if node.start < node.end else " " + flow(wanted))]

    def _mapping(self, node: _Node, there: dict[str, YamlData], wanted: dict[str, YamlData]) -> list[_Edit] | None:
        parts = self._parts(node, [key.start for key in node.keys])
        if parts is None or (node is not self.root and not there.keys() & wanted.keys()):
            return None
        column = self._column(parts[0].start)
        lines: list[str] = []
        for part, key, value in zip(parts, node.keys, node.values, strict=True):
            lines += part.above
            if key.name not in wanted:
                continue
            edits = self.value(value, there[key.name], wanted[key.name])
            if edits is None:
                new = entry_lines(key.name, wanted[key.name], column).rstrip("\n")
                lines.append(new + self.text[value.end : part.stop])
            else:
                lines.append(" " * column + _applied(self.text, part.start, part.stop, edits))
        lines += (entry_lines(key, value, column).rstrip("\n") for key, value in wanted.items() if key not in there)
        return [_laid(parts, lines)]

    def _list(self, node: _Node, there: list[YamlData], wanted: list[YamlData]) -> list[_Edit] | None:
        """Records keep the lines of the same name or id, or else of the same place; what is left over goes."""
        parts = self._parts(node, self._dashes(node))
        if parts is None:
            return None
        column = self._column(parts[0].start)
        chosen = _chosen(there, wanted)
        lines: list[str] = []
        passed = 0
        for item, own in zip(wanted, chosen, strict=True):
            if own is None:
                lines.append(item_lines(item, column).rstrip("\n"))
                continue
            # What stands above records that go, stands above the next one that stays.
            lines += self._above(parts, (n for n in range(passed, own) if n not in chosen))
            lines += parts[own].above
            passed = max(passed, own + 1)
            edits = self.value(node.values[own], there[own], item)
            if edits is None:
                new = item_lines(item, column).rstrip("\n")
                lines.append(new + self.text[node.values[own].end : parts[own].stop])
            else:
                lines.append(" " * column + _applied(self.text, parts[own].start, parts[own].stop, edits))
        lines += self._above(parts, (n for n in range(passed, len(parts)) if n not in chosen))
        return [_laid(parts, lines)]

    def _above(self, parts: list[_Part], numbers: Iterable[int]) -> Iterator[str]:
        return (line for number in numbers for line in parts[number].above)

    def _flow_mapping(self, node: _Node, there: dict[str, YamlData], wanted: dict[str, YamlData]) -> list[_Edit]:
        edits: list[_Edit] = []
        pieces: list[str] = []
        whole = there.keys() != wanted.keys()
        for key, value in zip(node.keys, node.values, strict=True):
            if key.name not in wanted:
                continue
            if value.start == value.end and not _same(there[key.name], wanted[key.name]):
                pieces.append(f"{key.name}: {flow(wanted[key.name])}")  # a key without a value, perhaps without `:`
                whole = True
                continue
            own = self._inner(value, there[key.name], wanted[key.name])
            edits += own
            pieces.append(_applied(self.text, key.start, value.end, own))
        if not whole:
            return edits
        pieces += (f"{key}: {flow(value)}" for key, value in wanted.items() if key not in there)
        return [_Edit(node.start, node.end, "{" + ", ".join(pieces) + "}")]

    def _flow_list(self, node: _Node, there: list[YamlData], wanted: list[YamlData]) -> list[_Edit]:
        pieces: list[str] = []
        for item, own in zip(wanted, _chosen(there, wanted), strict=True):
            if own is None:
                pieces.append(flow(item))
            else:
                value = node.values[own]
                pieces.append(_applied(self.text, value.start, value.end, self._inner(value, there[own], item)))
        return [_Edit(node.start, node.end, "[" + ", ".join(pieces) + "]")]

    def _inner(self, value: _Node, there: YamlData, wanted: YamlData) -> list[_Edit]:
        """As `value`, within brackets: there everything can be written anew."""
        edits = self.value(value, there, wanted)
        return [_Edit(value.start, value.end, " " + flow(wanted))] if edits is None else edits

    def _parts(self, node: _Node, starts: list[int] | None) -> list[_Part] | None:
        """The parts of a mapping or list in lines; None when one of them does not begin its line."""
        if starts is None or len(starts) != len(node.values) or not starts:
            return None
        parts: list[_Part] = []
        for start, value in zip(starts, node.values, strict=True):
            line = self.text.rfind("\n", 0, start) + 1
            if parts and (self.text[line:start].strip() or line <= parts[-1].stop):
                return None
            if self.text[line:start].lstrip(" -"):  # a key behind a question mark
                return None
            above = self.text[parts[-1].stop + 1 : line].split("\n")[:-1] if parts else []
            stop = self.text.find("\n", value.end)
            parts.append(_Part(above, start, len(self.text) if stop < 0 else stop))
        return parts

    def _dashes(self, node: _Node) -> list[int] | None:
        """Where the dash of each item stands."""
        if self.text[node.start : node.start + 1] != "-":
            return None
        column, found = self._column(node.start), [node.start]
        for before in node.values[:-1]:
            dash = re.compile(rf"^ {{{column}}}-", re.MULTILINE).search(self.text, before.end)
            if dash is None:
                return None
            found.append(dash.end() - 1)
        return found

    def _column(self, start: int) -> int:
        return start - self.text.rfind("\n", 0, start) - 1


def _laid(parts: list[_Part], lines: list[str]) -> _Edit:
    """The lines in place of those of the parts; the first begins where the first part began, after a dash perhaps."""
    return _Edit(parts[0].start, parts[-1].stop, "\n".join(lines).lstrip())


def _applied(text: str, start: int, stop: int, edits: Iterable[_Edit]) -> str:
    """The text from `start` to `stop` with the edits in it, which do not overlap and are in order."""
    pieces: list[str] = []
    for edit in edits:
        pieces += [text[start : edit.start], edit.text]
        start = edit.end
    return "".join((*pieces, text[start:stop]))


def _chosen(there: list[YamlData], wanted: list[YamlData]) -> list[int | None]:
    """For each wanted item the one whose lines it keeps: the same, the same record, or what stands in its place."""
    left = list(range(len(there)))
    chosen: list[int | None] = [None] * len(wanted)
    for alike in (_same, _same_record):
        for index, item in enumerate(wanted):
            if chosen[index] is None and (own := next((n for n in left if alike(there[n], item)), None)) is not None:
                left.remove(own)
                chosen[index] = own
    for index in range(len(wanted)):
        if chosen[index] is None and index in left:
            left.remove(index)
            chosen[index] = index
    return chosen


def _same_record(there: YamlData, wanted: YamlData) -> bool:
    """Whether both are records with the same id, or else name."""
    if not isinstance(there, dict) or not isinstance(wanted, dict):
        return False
    key = next((key for key in RECORD_KEYS if key in there and key in wanted), None)
    return key is not None and _same(there[key], wanted[key])


def _same(there: YamlData, wanted: YamlData) -> bool:
    """Whether both are the same, also in type: `1` is not `true`."""
    if isinstance(there, dict) and isinstance(wanted, dict):
        return there.keys() == wanted.keys() and all(_same(there[key], wanted[key]) for key in there)
    if isinstance(there, list) and isinstance(wanted, list):
        return len(there) == len(wanted) and all(map(_same, there, wanted))
    return type(there) is type(wanted) and there == wanted
