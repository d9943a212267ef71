"""The was-wordt report of one document: a first page to read in a minute, then every change with its ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from akkoord.redline.changes import Change, ChangeClass, Shape
from akkoord.redline.changes.places import CONTENTS
from akkoord.redline.report.cells import becomes_cell, was_cell, words_cell
from akkoord.redline.report.subject import Subject, Version
from akkoord.tree import (
    Block,
    Document,
    DocumentMeta,
    Frame,
    Inline,
    Paragraph,
    Role,
    Section,
    SectionKind,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)

KIND = "was-wordt"
_WEIGHT = tuple(reversed(ChangeClass))
_CHANGE_COLUMNS = ("Nr", "Plaats oud", "Plaats nieuw", "Was", "Wordt", "Grond en soort", "Ingang")
_CHANGE_WIDTHS = (4, 11, 11, 29, 29, 17, 9)
_ALL_COMPARED = "Niets: alle onderdelen van beide bestanden zijn vergeleken."
FOLLOWING = "Volgt uit andere wijzigingen"
_SIGNALS = "Getallen, datums, normwerkwoorden en ontkenningen"
_ROW_OF_SIGNALS = 500
"""So many characters of signals stand in one row."""
_LEAD = (
    "Deze verschillen volgen uit een andere wijziging: een nummer, een verwijzing of de versie van het document schoof "
    "mee. De tekst zegt hetzelfde."
)
_LEGEND = (
    "Wat vervalt is doorgehaald en staat tussen [haken]; wat nieuw is, is vet en dubbel onderstreept. Een lid staat "
    "aan beide kanten in zijn geheel. Getallen, bedragen en datums zijn als geheel gemerkt."
)


def was_wordt(subject: Subject, changes: Sequence[Change]) -> Document:
    """The report as a document: versions, counts, signals and what was not compared; then the tables."""
    own = [
        change for change in changes if not change.consequential and change.change_class is not ChangeClass.FORMATTING
    ]
    looks = [c for c in changes if not c.consequential and c.change_class is ChangeClass.FORMATTING]
    following = [change for change in changes if change.consequential]
    title = f"Was-wordt: {subject.title}"
    body = (
        _section("versies", title, first_page(subject, changes), SectionKind.TEXT, 1),
        _section(
            "wijzigingen", "Wijzigingen", changes_part("wijzigingen-tabel", own, subject.effective), SectionKind.TEXT, 1
        ),
        *_part("volgt", FOLLOWING, following_part("volgt-tabel", following, subject.effective)),
        *_part("opmaak", "Alleen opmaak", _looks_part(looks)),
    )
    return report_document(subject, title, body)


def report_document(subject: Subject, title: str, body: tuple[Block, ...]) -> Document:
    """A report of `body`; its date is that of the newest text, never the clock's."""
    short = " · ".join(part for part in (title, subject.party) if part)
    meta = DocumentMeta(
        kind=KIND,
        title=short,
        short_title=short,
        version=subject.new.version,
        version_line=f"{subject.old.name} → {subject.new.name}",
        edition=subject.new.edition,
        region=subject.region,
        author=subject.author,
        date=subject.iso_date,
        language=subject.language,
        subject="Vergelijking van twee versies",
    )
    return Document(meta=meta, title_page=None, body=body, report=True)


def _part(anchor: str, title: str, children: Iterable[Block]) -> Iterator[Section]:
    """A part of its own, when there is anything in it."""
    content = tuple(children)
    if content:
        yield _section(anchor, title, content, SectionKind.TEXT, 1)


def _section(anchor: str, title: str, children: Iterable[Block], kind: SectionKind, level: int) -> Section:
    return Section(kind, (Text(title),), tuple(children), None, level, anchor)


def heading(anchor: str, title: str, children: Iterable[Block]) -> Section:
    """A part under a heading of the second level."""
    return _section(anchor, title, children, SectionKind.HEADING, 2)


def words(text: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(text),), role)


# --- the first page ------------------------------------------------------------------------


def first_page(subject: Subject, changes: Sequence[Change]) -> Iterator[Block]:
    """Both versions, counts per class, what may not be overlooked, and what was not compared."""
    if subject.party:
        yield Paragraph((Strong((Text(subject.party),)),))
    yield versions_table(subject.old, subject.new)
    yield from digests(subject.old, subject.new)
    yield counts_table(changes)
    yield not_compared_box(subject)
    yield from signals_part(changes)


def versions_table(old: Version, new: Version) -> Table:
    """Both versions with date and file."""
    rows = [(name, side.edition, side.version, side.date, side.file) for name, side in _sides(old, new)]
    summary = "De twee versies die vergeleken zijn, met datum en bestand"
    columns = zip(("Kant", "Editie", "Versie", "Datum", "Bestand"), (10, 16, 12, 22, 40), *rows, strict=True)
    said = [(head, width, *values) for head, width, *values in columns if any(values)]
    heads, widths, *lines = zip(*said, strict=True)
    return table("versies-tabel", heads, widths, lines, "Vergeleken versies", summary)


def digests(old: Version, new: Version) -> Iterator[Paragraph]:
    """The SHA-256 of both files and of their texts, a line for each side."""
    for name, side in _sides(old, new):
        of_text = f"; tekst {side.mark}" if side.mark else ""
        yield words(f"SHA-256 {name.lower()}: bestand {side.digest}{of_text}", Role.SMALL)


def _sides(old: Version, new: Version) -> tuple[tuple[str, Version], ...]:
    return (("Oud", old), ("Nieuw", new))


def counts_table(changes: Sequence[Change]) -> Table:
    """How many changes of each class; those that only follow from others apart."""
    own = Counter(change.change_class for change in changes if not change.consequential and not _second_end(change))
    following = sum(change.consequential for change in changes)
    heads = (*(klass.dutch.capitalize() for klass in _WEIGHT), "Volgt uit andere", "Samen")
    row = (*(str(own[klass]) for klass in _WEIGHT), str(following), str(sum(own.values()) + following))
    widths = (14,) * len(heads)
    return table("tellingen", heads, widths, (row,), "Wijzigingen per soort", "Het aantal wijzigingen van elke soort")


def _second_end(change: Change) -> bool:
    """The old end of a move, which is counted once with its new end."""
    return change.shape is Shape.MOVED_FROM and bool(change.link)


def not_compared_box(subject: Subject, otherwise: str = _ALL_COMPARED) -> Frame:
    """The box that says what was not compared; `otherwise` when nothing is named."""
    head = Paragraph((Strong((Text("Niet vergeleken"),)),))
    if not subject.not_compared:
        return Frame((head, words(otherwise)))
    parts: dict[tuple[str, str], list[str]] = {}
    for (
        entry
    ) in subject.not_compared:  # parts of a file have no blanks in their names; a document has a line of its own
        document = entry.part if " " in entry.part else ""
        parts.setdefault((document, entry.what), []).append(entry.part)
    items = (f"{', '.join(dict.fromkeys(named))}: {what}" if any(named) else what for (_, what), named in parts.items())
    return Frame((head, *(words(text) for text in items)))


def signals_part(changes: Sequence[Change]) -> Iterator[Block]:
    """Every number, date, norm verb and negation that differs, with its place.

    They stand together by sort, so that they fit on the first page; those in rows of tables, of which there may be
    hundreds, follow in a table of their own when they are many.
    """
    in_text, in_tables = ([c for c in changes if c.in_table is inside] for inside in (False, True))
    rows = [(sort, place, was, becomes) for _, sort, place, was, becomes in signal_rows(in_tables)]
    few = sum(len(text) for row in rows for text in row) <= _ROW_OF_SIGNALS
    sorts: dict[str, list[tuple[str, str]]] = {}
    for _, sort, place, was, becomes in signal_rows(changes if few else in_text):
        sorts.setdefault(sort, []).append((place, f": {was} → {becomes}"))
    rows = [] if few else rows
    if not sorts and not rows:
        yield words("In gewijzigde teksten verschilt geen getal, datum, normwerkwoord of ontkenning.")
    summary = "Elk verschil in een getal, datum, normwerkwoord of ontkenning: de plaats, wat er stond en wat er komt"
    if sorts:
        head = TableRow((words_cell("Soort"), words_cell("Plaats: was → wordt")))
        listed = tuple(
            TableRow((words_cell(sort), TableCell((Paragraph(tuple(_listed(row))),))))
            for sort, said in sorts.items()
            for row in _in_rows(said)
        )
        yield Table((14, 86), ("left", "left"), head, listed, f"{_SIGNALS} die verschillen", summary, "signalen")
    if rows:
        heads, widths = ("Soort", "Plaats", "Was", "Wordt"), (14, 36, 25, 25)
        yield table("signalen-in-tabellen", heads, widths, rows, f"{_SIGNALS} in rijen van tabellen", summary)


def _in_rows(said: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Signals in rows of some lines each: a row does not go on over the end of a page."""
    row: list[tuple[str, str]] = []
    length = 0
    for place, text in said:
        if row and length + len(place) + len(text) > _ROW_OF_SIGNALS:
            yield row
            row, length = [], 0
        row.append((place, text))
        length += len(place) + len(text)
    if row:
        yield row


def _listed(said: Iterable[tuple[str, str]]) -> Iterator[Inline]:
    for number, (place, text) in enumerate(said):
        yield from (Text("; "),) if number else ()
        yield Strong((Text(place),))
        yield Text(text)


def signal_rows(changes: Sequence[Change]) -> Iterator[tuple[Change, str, str, str, str]]:
    """Each signal with its change: sort, place, was and wordt. Text first; then the rows of tables, one line each."""
    in_text = [change for change in changes if not change.in_table]
    for change in in_text:
        for sort, was, becomes in change.signals.pairs:
            yield change, sort, change.new.label or change.old.label, was or "–", becomes or "–"
    for change in (change for change in changes if change.in_table):
        sorts: dict[str, list[tuple[str, str]]] = {}
        for sort, was, becomes in change.signals.pairs:
            sorts.setdefault(sort, []).append((was or "–", becomes or "–"))
        for sort, pairs in sorts.items():
            was, becomes = ("; ".join(side) for side in zip(*pairs, strict=True))
            yield change, sort, change.new.label or change.old.label, was, becomes


# --- the tables of changes -----------------------------------------------------------------


def changes_part(anchor: str, changes: Sequence[Change], effective: str) -> Iterator[Block]:
    """The table of changes with its legend; a sentence when there are none."""
    if not changes:
        yield words("De tekst is gelijk.")
        return
    yield words(_LEGEND, Role.LEGEND)
    yield changes_table(anchor, changes, effective, "Wijzigingen met grond en soort")


def changes_table(anchor: str, changes: Sequence[Change], effective: str, caption: str) -> Table:
    """A row per change, in the order of the new document; both ends of a move name each other."""
    places = _far_places(changes)
    rows: list[TableRow] = []
    for number, change in enumerate(changes, 1):
        place = places.get(number - 1, "")
        rows.append(
            TableRow(
                (
                    words_cell(str(number)),
                    words_cell(change.old.label or "–"),
                    words_cell(change.new.label or "–"),
                    was_cell(change, place),
                    becomes_cell(change, place),
                    words_cell(*_ground(change)),
                    words_cell(effective or "–"),
                )
            )
        )
    head = TableRow(tuple(words_cell(text) for text in _CHANGE_COLUMNS))
    summary = "Elke wijziging met plaats, oude en nieuwe tekst, grond, soort en ingangsdatum"
    return Table(_CHANGE_WIDTHS, ("left",) * len(_CHANGE_COLUMNS), head, tuple(rows), caption, summary, anchor)


def _far_places(changes: Sequence[Change]) -> dict[int, str]:
    """Where the other end of each move stands; of texts that moved together, the one that answers to it."""
    ends: dict[tuple[str, Shape], list[int]] = {}
    for index, change in enumerate(changes):
        if change.link:
            ends.setdefault((change.link, change.shape), []).append(index)
    found: dict[int, str] = {}
    for (link, shape), here in ends.items():
        there = [changes[index] for index in ends.get((link, _far_end(shape)), ())]
        for order, index in enumerate(here if there else ()):
            far = there[order] if len(there) == len(here) else there[0]
            found[index] = far.old.label or far.new.label
    return found


def _far_end(shape: Shape) -> Shape:
    return {Shape.MOVED_FROM: Shape.MOVED_TO, Shape.MOVED_TO: Shape.MOVED_FROM}.get(shape, shape)


def _ground(change: Change) -> tuple[str, ...]:
    if change.consequential:
        return (change.ground or "Volgt uit een andere wijziging.",)
    old, new = change.versions
    versions = f"{old} → {new}" if old and new and old != new else new or old
    clause = f"Clausule {change.clause} {versions}".strip() if change.clause else ""
    sort = f"Soort: {change.change_class.dutch}, {change.shape.dutch}"
    looks = f"Opmaak: {'; '.join(change.formatting)}" if change.formatting else ""
    return (change.ground, sort, clause, looks)


def following_part(anchor: str, changes: Sequence[Change], effective: str) -> Iterator[Block]:
    """What only follows from other changes, in a table; of the contents how many lines differ."""
    own = [change for change in changes if not _in_contents(change)]
    contents = len(changes) - len(own)
    if contents:
        lines = "1 regel verschilt" if contents == 1 else f"{contents} regels verschillen"
        yield words(f"De inhoudsopgave volgt de titels en de bladzijden: {lines}.")
    if own:
        yield words(_LEAD, Role.LEGEND)
        yield changes_table(anchor, own, effective, "Nummers, verwijzingen en versies die meeschoven")


def _in_contents(change: Change) -> bool:
    return CONTENTS in (change.old.label, change.new.label)


_REPLACED = "dezelfde tekst, in een ander veld, een ander besturingselement of met een ander doel"
"""What is told of text that goes and comes as it was: it is what it stands in that changed."""


def _looks_part(changes: Sequence[Change]) -> Iterator[Block]:
    if changes:
        rows = [(c.new.label or c.old.label, "; ".join(c.formatting) or _REPLACED) for c in changes]
        yield table("opmaak-tabel", ("Plaats", "Opmaak"), (30, 70), rows, "Wijzigingen in opmaak", "Opmaak per plaats")


def table(
    anchor: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str]],
    caption: str,
    summary: str,
    align: Sequence[str] = (),
) -> Table:
    """A table of plain words."""
    head = TableRow(tuple(words_cell(text or "Gegeven") for text in heads))
    body = tuple(TableRow(tuple(words_cell(text or "–") for text in row)) for row in rows)
    return Table(tuple(widths), tuple(align) or ("left",) * len(heads), head, body, caption, summary, anchor)
