"""What is printed of an addendum: every sentence with its text, what moves along, and the ground of each change."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from akkoord.amendment.drafting import drafted
from akkoord.amendment.pairing import Pairing
from akkoord.amendment.parts import parts_of
from akkoord.amendment.text import CELLS
from akkoord.amendment.wording import sentence
from akkoord.compare.script import Clause
from akkoord.redline.changes import SAME_TEXT, Change
from akkoord.spec import ReferenceStyle
from akkoord.tree import Block, NumberedList, Paragraph, Table, plain_text
from support.instrument import instrument, pairing_of

_FILE = Path(__file__).parents[2] / "cases" / "amendment" / "zinnen.yaml"
_CASES = {case["name"]: case for case in YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))}
_STYLE = ReferenceStyle.LID


def pairing(name: str) -> Pairing:
    case = _CASES[name]
    return pairing_of(instrument(case["old"]), instrument(case["new"]))


def words(blocks: Iterable[Block]) -> Iterator[str]:
    """What a reader sees, word by word: numbers, paragraphs, tables with their caption."""
    for block in blocks:
        match block:
            case NumberedList():
                for item in block.items:
                    yield from item.number.shown.split() if item.number else ()
                    yield from words(item.children)
            case Table():
                yield from block.caption.split()
                yield from words(b for row in (block.header, *block.rows) for cell in row.cells for b in cell.children)
            case Paragraph():
                yield from plain_text(block.children).split()
            case _:
                raise AssertionError(type(block).__name__)


@pytest.mark.parametrize("name", _CASES)
def test_every_sentence_is_printed_with_its_number_and_all_of_its_text(name: str) -> None:
    amendments = drafted(pairing(name))
    wanted: list[str] = []
    for number, amendment in enumerate(amendments.amendments, 1):
        said = sentence(amendment, _STYLE)
        shown = " ".join(line.shown for line in said.lines).replace(CELLS, " ")
        wanted += [f"{number}.", *said.words.split(), *shown.split()]
    printed = parts_of(pairing(name), amendments, _STYLE)
    assert list(words(printed.amendments)) == wanted
    assert printed.count == len(amendments.amendments)


def test_what_moves_along_stands_in_a_table_with_was_and_becomes() -> None:
    found = pairing("a reference moves along with a number")
    (table,) = parts_of(found, drafted(found), _STYLE).following
    assert isinstance(table, Table)
    assert [[" ".join(words(cell.children)) for cell in row.cells] for row in table.rows] == [
        ["Artikel 2 lid 1", "het nummer", "artikel 2 lid 1", "artikel 2 lid 2"],
        ["Artikel 1 lid 2", "een verwijzing", "artikel 2 lid 1", "artikel 2 lid 2"],
    ]


def grounds(name: str, ground: str, **given: object) -> list[str]:
    """The grounds of the first amendment of a case, when its changes have this ground, and this besides."""
    found = pairing(name)

    def told(change: Change, at: int) -> Change:
        return replace(change, ground=ground.format(at), **given)

    changes = [{n: told(c, n) for n, c in of.items()} for of in (found.old_changes, found.new_changes)]
    found = replace(found, old_changes=changes[0], new_changes=changes[1])
    return told_of(found)


def told_of(found: Pairing) -> list[str]:
    """The grounds in the first row of the was-wordt table."""
    table = next(b for b in parts_of(found, drafted(found), _STYLE).table if isinstance(b, Table))
    return [plain_text(b.children) for b in table.rows[0].cells[4].children if isinstance(b, Paragraph)]


OF_CLAUSE = Clause("opzegging", "1.1")


@pytest.mark.parametrize(
    ("name", "ground", "given", "said"),
    [
        ("a lid is replaced", "besluit", {}, ["besluit"]),
        ("a lid is replaced", "", {}, ["De gegevens in de tekst zijn gewijzigd."]),
        ("a lid is replaced", "", {"link": "1"}, ["De tekst is verplaatst."]),
        ("a lid comes in the middle", "besluit", {}, ["Het kopje volgt de tekst die eronder staat."]),
        ("a lid comes in the middle", "besluit", {"new_clause": OF_CLAUSE}, ["besluit"]),
        (
            "a lid comes in the middle",
            "besluit",
            {"new_clause": OF_CLAUSE, "consequential": True},
            ["De tekst is verplaatst."],
        ),
        (
            "a table changes and a text behind it",
            SAME_TEXT + "{}",
            {},
            [f"{SAME_TEXT}anders is wat erin is ingevuld."],
        ),
        (
            "a table changes and a text behind it",
            "besluit {}",
            {"new_clause": OF_CLAUSE},
            ["besluit 4", "besluit 6", "besluit 8"],
        ),
    ],
)
def test_the_ground_of_a_change(name: str, ground: str, given: dict[str, object], said: list[str]) -> None:
    assert grounds(name, ground, **given) == said


def test_a_ground_beside_those_of_what_was_filled_in_is_told_too() -> None:
    found = pairing("a table changes and a text behind it")
    rows = [n for n, change in sorted(found.old_changes.items()) if change.in_table]
    said = dict(zip(rows, (f"{SAME_TEXT}a", "besluit", f"{SAME_TEXT}b"), strict=True))
    changes = {n: replace(found.old_changes[n], ground=ground) for n, ground in said.items()}
    assert told_of(replace(found, old_changes=changes, new_changes={})) == [
        f"{SAME_TEXT}anders is wat erin is ingevuld.",
        "besluit",
    ]
