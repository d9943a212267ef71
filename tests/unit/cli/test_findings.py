"""What weighs most is told last; many notes are counted for each rule."""

from pathlib import Path

from msgspec.structs import replace

from akkoord.cli.findings import tell_findings
from akkoord.cli.general import General
from akkoord.diagnostics import Span, error, note, warning

PLAIN = General(Path(), as_json=False, quiet=False)


def told(found: object, general: General = PLAIN) -> list[str]:
    """The first line of every finding."""
    lines: list[str] = []
    tell_findings(found, general, lines.append)  # pyright: ignore[reportArgumentType]  no more is asked of it
    return [text.partition("\n")[0] for text in lines]


def test_errors_stand_last_and_each_kind_keeps_its_order():
    found = [
        error("A001", "m1", Span("a.md", 1, 1)),
        note("A002", "m2", Span("b.md", 1, 1)),
        warning("A003", "m3", Span("c.md", 1, 1)),
        error("A000", "m4", Span("d.md", 1, 1)),
        note("A001", "m5", Span("e.md", 1, 1)),
    ]
    assert told(found) == [
        "let op[A002]: m2",
        "let op[A001]: m5",
        "waarschuwing[A003]: m3",
        "fout[A001]: m1",
        "fout[A000]: m4",
    ]
    assert told(found, replace(PLAIN, quiet=True)) == ["fout[A001]: m1", "fout[A000]: m4"]


def test_what_keeps_a_file_from_being_read_is_told_last_as_what_to_mend_first():
    unread = error("SCH003", "`15` is een geheel getal", Span("documents/x.yaml", 9, 9))
    others = [error("REF001", f"`{n}` bestaat niet", Span("a.md", n, 1)) for n in range(1, 4)]
    *before, last, hint = told([unread, *others])
    assert before == [f"fout[REF001]: `{n}` bestaat niet" for n in range(1, 4)]
    assert last == "fout[SCH003]: `15` is een geheel getal"
    assert hint == "let op: los eerst de laatste fout op; de fouten daarboven kunnen er het gevolg van zijn"
    assert told([unread]) == ["fout[SCH003]: `15` is een geheel getal"]
    assert told(others) == before


def test_many_notes_are_counted_per_rule_unless_all_are_asked_for():
    found = [note("R153", f"m{line}", Span("a.md", line, 1)) for line in range(1, 21)]
    assert len(told(found)) == 20
    found += [note("R150", "n", Span("b.md", 1, 1)), warning("R152", "w"), error("R001", "e")]
    assert told(found) == [
        "let op[R150]: n",
        "let op[R153]: 20 keer, als eerste: m1",
        "let op: 21 opmerkingen; van elke regel staat hier de eerste, `--verbose` toont alle",
        "waarschuwing[R152]: w",
        "fout[R001]: e",
    ]
    assert len(told(found, replace(PLAIN, verbose=True))) == 23


def test_of_many_notes_the_example_is_its_message_and_its_place():
    found = [replace(note("R153", f"m{n}", Span("a.md", n, 1), "tip"), found="er", expected="x") for n in range(1, 22)]
    lines: list[str] = []
    tell_findings(found, PLAIN, lines.append)
    assert lines[0] == "let op[R153]: 21 keer, als eerste: m1\n  a.md:1:1"


def test_a_warning_names_what_an_acceptance_repeats():
    lines: list[str] = []
    tell_findings(
        [replace(warning("R152", "w"), mark="abc"), replace(note("R152", "n"), mark="d")], PLAIN, lines.append
    )
    assert lines == ["let op[R152]: n", "waarschuwing[R152]: w\n  kenmerk: abc"]
