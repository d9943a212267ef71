"""The changes between two small documents: place, was and wordt, class, signals, and what only follows."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from akkoord.redline.changes import Known, changes_of, readings_of, with_filled_grounds
from akkoord.redline.report import Subject, Version, check_applied, paragraphs_of
from akkoord.redline.report.was_wordt import changes_table, first_page
from akkoord.tree import Paragraph, Table, plain_text
from support.word.changes import script_of, told
from support.word.notation import document

CASES = sorted((Path(__file__).parents[2] / "cases/redline/changes").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_changes_are_those_of_the_case(path: Path) -> None:
    case: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))  # plain data
    script = script_of(document(case["old"]), document(case["new"]))
    readings = readings_of(script, known=[Known(*pair) for pair in case.get("known", ())])
    assert told(changes_of(readings)) == case["changes"]
    for reading in readings:
        assert check_applied(reading, *paragraphs_of(reading.story)) == ()


def _readings(old: str, new: str):
    return readings_of(script_of(document(old), document(new)), layout=False)


def test_lay_out_alone_is_no_change_where_it_is_not_asked_for() -> None:
    old, new = "De norm geldt.", "[keep_next=1] De norm geldt."
    script = script_of(document(old), document(new))
    assert [c.formatting for c in changes_of(readings_of(script))] == [("alinea bij volgende houden: niet → wel",)]
    assert changes_of(readings_of(script, layout=False)) == ()


@pytest.mark.parametrize(
    ("old", "new", "ground"),
    [
        (
            "::: control betaling@1.0\nDe termijn is 30 dagen.\n:::",
            "::: control betaling@1.0\nDe termijn is 20 dagen.\n:::",
            "De tekst van de clausule is gelijk; anders is wat erin is ingevuld: 30 → 20.",
        ),
        (
            "::: control betaling@1.0\nDit volgt uit artikel 8 lid 2.\n:::",
            "::: control betaling@1.0\nDit volgt uit artikel 9 lid 1.\n:::",
            "De tekst van de clausule is gelijk; anders is de verwijzing: 8 → 9; 2 → 1.",
        ),
        ("De termijn is 30 dagen.", "De termijn is 20 dagen.", "buiten"),
        ("| Tarief | € 10,00 |", "| Tarief | € 12,00 |", "rij"),
        ("::: control a@1.0\nEen.\n:::", "::: control a@2.0\nTwee.\n:::", ""),
    ],
)
def test_what_no_version_explains_says_what_was_filled_in(old: str, new: str, ground: str) -> None:
    (change,) = changes_of(with_filled_grounds(_readings(old, new), "buiten", "rij"))
    assert change.ground == ground


FACTS = {
    "betaling": {("30", "20"): "Facturen zijn elektronisch.", ("dertig", "twintig"): "Facturen zijn elektronisch."}
}


@pytest.mark.parametrize(
    ("old", "new", "ground"),
    [
        (
            "betaling@1.0\nDe termijn is 30 dagen.",
            "betaling@1.0\nDe termijn is 20 dagen.",
            "Facturen zijn elektronisch.",
        ),
        (
            "betaling@1.0\nDe termijn is dertig dagen.",
            "betaling@2.0\nDe termijn is twintig dagen.",
            "Facturen zijn elektronisch.",
        ),
        ("betaling@1.0\nDe termijn is 30 dagen.", "betaling@2.0\nDe periode is 20 dagen.", ""),
        (
            "boete@1.0\nDe boete is 30 euro.",
            "boete@1.0\nDe boete is 20 euro.",
            "De tekst van de clausule is gelijk; anders is wat erin is ingevuld: 30 → 20.",
        ),
    ],
)
def test_what_a_changed_fact_explains_has_the_ground_of_that_fact(old: str, new: str, ground: str) -> None:
    readings = _readings(f"::: control {old}\n:::", f"::: control {new}\n:::")
    (change,) = changes_of(with_filled_grounds(readings, "buiten", "rij", FACTS))
    assert change.ground == ground


def test_a_fact_that_decides_what_is_printed_is_the_ground_of_what_no_word_explains() -> None:
    readings = _readings("::: control a@1.0\nEen zin.\n:::", "::: control a@1.0\nHeel andere woorden.\n:::")
    (change,) = changes_of(with_filled_grounds(readings, "buiten", "rij", {"a": {("", ""): "Het akkoord is er."}}))
    assert change.ground == "Het akkoord is er."


def test_a_table_that_leaves_out_a_change_is_found_out() -> None:
    """The check must be able to fail: here the new text has a word that no change brings."""
    (reading, *_) = _readings("De norm geldt.", "De norm telt.")
    old, new = paragraphs_of(reading.story)
    assert [d.code for d in check_applied(reading, old, [*new, "Extra."])] == ["RDL021"]
    assert [d.code for d in check_applied(reading, ["Iets anders.", *old], new)] == ["RDL020"]


def test_a_page_in_the_contents_is_no_text_of_either_side() -> None:
    old, new = ("[style=Inhopg1] Duur\t" + page + "\n[style=Kop1] Duur\nDe norm " + verb for page, verb in PAGES)
    (reading, *_) = _readings(old, new)
    assert check_applied(reading, *paragraphs_of(reading.story)) == ()
    assert "Duur 6" not in " ".join(paragraphs_of(reading.story)[0]).replace("\t", " ")


PAGES = (("6", "geldt."), ("7", "telt."))


def test_signals_stand_by_sort_and_many_of_tables_apart() -> None:
    few = "De termijn is {0} dagen en {0} uur.\n::: table\n| Tarief | € {0},00 |\n:::"
    many = few + "\n::: table\n" + "".join(f"| Voorziening {n} | € 1{n:02}{{0}},00 |\n" for n in range(40)) + ":::"
    subject = Subject("Overeenkomst", "", *[Version("", "", "", "a.docx", "00")] * 2, "", "2024-01-01", "", "")
    for text, tables in ((few, ["signalen"]), (many, ["signalen", "signalen-in-tabellen"])):
        changes = changes_of(_readings(text.format(3), text.format(4)))
        found = [block for block in first_page(subject, changes) if isinstance(block, Table)][2:]
        assert [block.anchor for block in found] == tables
        said = " ".join(plain_text(p.children) for table in found for p in _cells_of(table))
        assert all(becomes in said for change in changes for _, _, becomes in change.signals.pairs)
        assert said.count("getal") == (1 if len(tables) == 1 else 41 + 1)


def _cells_of(table: Table) -> list[Paragraph]:
    return [p for row in table.rows for cell in row.cells for p in cell.children if isinstance(p, Paragraph)]


def test_each_text_of_a_moved_article_names_its_own_other_place() -> None:
    moved = (
        "[style=Kop1 list=artikel/0] Looptijd van de overeenkomst met partijen",
        "[list=artikel/1] De looptijd van deze overeenkomst is vier hele jaren.",
        "[list=artikel/1] Verlenging is tweemaal mogelijk met steeds een jaar.",
    )
    rest = [
        line
        for n in ("een", "twee", "drie")
        for line in (
            f"[style=Kop1 list=artikel/0] Onderwerp nummer {n} van de regeling",
            f"[list=artikel/1] Bepaling {n} gaat over een heel ander onderwerp {n}.",
        )
    ]
    changes = changes_of(_readings("\n".join((*moved, *rest)), "\n".join((*rest, *moved))))
    table = changes_table("tabel", changes, "", "Wijzigingen")
    ends = {c.link for c in changes if c.link}
    assert len(ends) == 1
    words = [plain_text(p.children) for row in table.rows for p in row.cells[4].children if isinstance(p, Paragraph)]
    assert [text for text in words if "verplaatst" in text] == [
        "(verplaatst naar artikel 4)",
        "(verplaatst naar artikel 4.1)",
        "(verplaatst naar artikel 4.2)",
    ]
