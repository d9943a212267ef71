"""Two versions beside each other on one page: every lid opposite its counterpart, with filters and keys.

The rows of one grid hold both sides, so that they cannot get out of step. The page needs
nothing but itself and can be read without its script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from akkoord.compare.script import Segment, SegmentKind
from akkoord.redline.changes import Change, ChangeClass, Line, Reading, Shape
from akkoord.redline.changes.places import place_of
from akkoord.redline.changes.units import Unit
from akkoord.redline.report.subject import Subject, Version
from akkoord.redline.side_by_side_parts import SCRIPT, STYLE
from akkoord.writers.html.head import head, only
from akkoord.writers.html.markup import LINE, NOTHING, Markup, block, element, join, line, void_element, words

_FOLLOWS = "volgt"
_HEADS = ("Oud", "Nieuw", "Wijziging")
_WORDS = {"\ufffc": "(object)", "[^]": "(voetnoot)", "\x0c": "(pagina-einde)", "\n": "¶\n", "\u2028": "\n"}


def side_by_side(subject: Subject, readings: Sequence[Reading]) -> bytes:
    """The page in UTF-8.

    Source:
        WHATWG HTML; WCAG 2.1 level AA; Content Security Policy 3 (hash of the script).
    """
    title = f"Naast elkaar: {subject.title}"
    changes = [change for reading in readings for change in reading.changes if change is not None]
    page = block(
        "html",
        {"lang": subject.language},
        head(title, STYLE, only(SCRIPT)),
        block(
            "body",
            {"class": "alone beside"},
            line("a", {"class": "skip", "href": "#text"}, words("Naar de tekst")),
            _header(title, subject, changes),
            block(
                "main",
                {"id": "text", "tabindex": "-1"},
                _filters(changes),
                *_stories(readings),
                _not_compared(subject),
            ),
            element("script", {}, Markup(SCRIPT)),
            LINE,
        ),
    )
    return f"<!DOCTYPE html>\n{page}".encode()


def _header(title: str, subject: Subject, changes: Sequence[Change]) -> Markup:
    own = sum(not change.consequential for change in changes)
    counted = f"{own} wijzigingen; {len(changes) - own} verschillen volgen daaruit."
    return block(
        "header",
        {},
        line("h1", {}, words(title)),
        line("p", {"class": "subtitle"}, words(subject.party)) if subject.party else NOTHING,
        line("p", {}, words(counted)),
        *(_version(name, version) for name, version in (("Oud", subject.old), ("Nieuw", subject.new))),
    )


def _version(name: str, version: Version) -> Markup:
    parts = [version.name, f"versie {version.version}" if version.version else "", version.date, version.digest]
    return line("p", {"class": "small"}, words(f"{name}: {', '.join(part for part in parts if part)}"))


def _filters(changes: Iterable[Change]) -> Markup:
    """Hidden until the script is there to make them work."""
    found = list(changes)
    there = {change.change_class for change in found}
    classes = [(klass.value, klass.dutch) for klass in reversed(ChangeClass) if klass in there]
    classes += [(_FOLLOWS, "volgt uit een andere wijziging")] if any(c.consequential for c in found) else []
    clauses = [(clause, clause) for clause in sorted({c.clause for c in found if c.clause})]
    return block(
        "form",
        {"id": "filters", "role": "search", "hidden": "", "aria-label": "Wijzigingen kiezen"},
        _field("class", "Soort", classes),
        _field("clause", "Clausule", clauses),
        line(
            "p",
            {},
            element("label", {"for": "only"}, words("Alleen wijzigingen")),
            words(" "),
            void_element("input", {"id": "only", "type": "checkbox"}),
        ),
        line(
            "p",
            {},
            element("button", {"id": "previous", "type": "button"}, words("Vorige (k)")),
            words(" "),
            element("button", {"id": "next", "type": "button"}, words("Volgende (j)")),
        ),
        line("p", {"id": "count", "role": "status"}),
    )


def _field(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    every = element("option", {"value": ""}, words("alle"))
    chosen = (element("option", {"value": value}, words(text)) for value, text in options)
    select = element("select", {"id": name}, every, *chosen)
    return line("p", {}, element("label", {"for": name}, words(label)), words(" "), select)


def _stories(readings: Iterable[Reading]) -> Iterator[Markup]:
    for number, reading in enumerate(readings):
        label = reading.story.label
        rows = [_row(unit, change, label) for unit, change in zip(reading.units, reading.changes, strict=True)]
        if not rows:
            continue
        caption = line("caption", {}, words(label.capitalize()))
        heads = element("tr", {}, *(element("th", {"scope": "col"}, words(text)) for text in _HEADS))
        yield block(
            "div",
            {"class": "table", "role": "region", "aria-label": label, "tabindex": "0", "id": f"story:{number}"},
            block("table", {}, caption, line("thead", {}, heads), block("tbody", {}, *rows)),
        )


def _row(unit: Unit, change: Change | None, story: str) -> Markup:
    lines = change.lines if change else unit.lines
    old = _paragraphs(((e, e.starts_old, e.starts_new) for e in lines if e.on_old), SegmentKind.DELETED)
    new = _paragraphs(((e, e.starts_new, e.starts_old) for e in lines if e.on_new), SegmentKind.INSERTED)
    if change is None:
        return line("tr", {}, element("td", {}, old), element("td", {}, new), element("td", {}))
    sort = _FOLLOWS if change.consequential else change.change_class.value
    data = {"class": "change", "tabindex": "-1", "data-class": sort, "data-clause": change.clause or None}
    place = change.new.label or change.old.label or place_of((*unit.new, *unit.old)[0], story).label
    return line("tr", data, element("td", {}, old), element("td", {}, new), element("td", {}, *_about(change, place)))


def _about(change: Change, place: str) -> Iterator[Markup]:
    sort = "volgt uit een andere wijziging" if change.consequential else change.change_class.dutch
    other_place = change.shape is Shape.CHANGED and change.old.label not in ("", change.new.label)
    moved = f", was {change.old.label}" if other_place else ""
    yield element("p", {}, element("strong", {}, words(place)), words(f"{moved}: {change.shape.dutch}, {sort}"))
    old, new = change.versions
    if change.clause:
        versions = f"{old} → {new}" if old and new and old != new else new or old
        yield element("p", {"class": "small"}, words(f"{change.clause} {versions}"))
    for text in (change.ground, *change.formatting):
        if text:
            yield element("p", {"class": "small"}, words(text))


def _paragraphs(entries: Iterable[tuple[Line, bool, bool]], side: SegmentKind) -> Markup:
    """Lines with whether each starts a paragraph on this side and on the other one; an end on one side is marked."""
    paragraphs: list[list[Markup]] = []
    for entry, own, other in entries:
        if own and not other and paragraphs:
            paragraphs[-1].append(_marked("¶", side))
        if own or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(_line(entry, side))
    return join(element("p", {}, *parts) for parts in paragraphs)


def _line(entry: Line, side: SegmentKind) -> Markup:
    own, other = entry.old_number, entry.new_number
    if side is SegmentKind.INSERTED:
        own, other = other, own
    number = NOTHING if not own else join((words(own) if own == other else _marked(own, side), words(" ")))
    return join((number, *(_segment(segment, side) for segment in entry.segments)))


def _segment(segment: Segment, side: SegmentKind) -> Markup:
    text = segment.old if side is SegmentKind.DELETED else segment.new
    if segment.kind is SegmentKind.EQUAL:
        return words(_readable(text))
    return _marked(text, side) if segment.kind is side else NOTHING


def _marked(text: str, side: SegmentKind) -> Markup:
    shown = words(_readable(text))
    if side is SegmentKind.DELETED:
        return element("del", {}, words("["), shown, words("]"))
    return element("ins", {}, shown)


def _readable(text: str) -> str:
    for sign, shown in _WORDS.items():
        text = text.replace(sign, shown)
    return text


def _not_compared(subject: Subject) -> Markup:
    named = (f"{entry.part}: {entry.what}" if entry.part else entry.what for entry in subject.not_compared)
    entries = dict.fromkeys(named)
    content = (
        block("ul", {}, *(line("li", {}, words(text)) for text in entries))
        if entries
        else line("p", {}, words("Niets: alle onderdelen van beide bestanden zijn vergeleken."))
    )
    return block("section", {"class": "frame"}, line("h2", {}, words("Niet vergeleken")), content)
