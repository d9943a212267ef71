"""The law of a check: what it remembers of earlier ones never shows in what it finds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.project import checking, set_views
from akkoord.project.check import CheckRequest, CheckResult, check_project
from akkoord.project.selection import Selection, SelectionError
from support.plan_project import REGION, clause_text, make_plan_project, write
from support.workspace import edit

pytestmark = pytest.mark.slow

TEXTS = "clauses/afspraken"
PROFILE = f"{REGION}/region.yaml"
OTHER, PROVIDER = f"{REGION}/providers/een.yaml", f"{REGION}/providers/twee.yaml"
OWN_TEXT = f"{REGION}/deviations/een/melding.md"
DEVIATION = """deviations:
  - clause: melding
    base: "1.0"
    text: deviations/een/melding.md
    reason: voorbeeld
    approved_by: Bestuurlijk Overleg
    approved_on: 2022-12-15
    until: 2030-12-31
"""
RULES = """checks:
  R154: {settings: {words_max: 3}}
  R036: {exceptions: [{text: Schriftelijk, reason: voorbeeld, until: 2023-06-30}]}
addressees: []"""

ASSERTED = """parameters:
  melding:
    artikel: {value: 2, asserts: "overeenkomst#melding", source: voorbeeld, valid_from: 2023-01-01}
"""

Edit = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Edit:
    """Words of a source that become other words, where they stand."""

    def replace(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8") if (project / path).exists() else ""
        write(project, path, text.replace(old, new, 1))

    return replace


def taken_away(path: str) -> Edit:
    return lambda project: (project / path).unlink(missing_ok=True)


def written(path: str, text: str) -> Edit:
    return lambda project: write(project, path, text)


def a_new_version(project: Path) -> None:
    text = clause_text("melding", "1. Partijen melden binnen 10 dgn. een wijziging.", "1.1", change="korter")
    write(project, f"{TEXTS}/melding/1.1.md", text)


def moved(project: Path) -> None:
    if (project / f"{TEXTS}/duur/1.0.md").exists():
        (project / "clauses/looptijd").mkdir(exist_ok=True)
        (project / f"{TEXTS}/duur").rename(project / "clauses/looptijd/duur")


def a_provider_more(project: Path) -> None:
    if (project / PROVIDER).exists():
        text = (project / PROVIDER).read_text(encoding="utf-8")
        write(project, f"{REGION}/providers/drie.yaml", re.sub(r"^id: .*$", "id: drie", text, flags=re.MULTILINE))


def a_provider_that_comes_first(project: Path) -> None:
    if (project / OTHER).exists():
        text = (project / OTHER).read_text(encoding="utf-8")
        write(project, f"{REGION}/providers/aan.yaml", re.sub(r"^id: .*$", "id: aan", text, flags=re.MULTILINE))


def all_that_is_found_accepted(project: Path) -> None:
    found = check_project(CheckRequest(project)).found
    rows = [
        f"  - {{rule: {one.rule}, place: {one.finding.span.file}, mark: {one.mark}, "
        f"reason: afgesproken, by: A, on: 2022-12-01, until: 2023-12-31}}\n"
        for one in found
        if one.finding.span is not None
    ]
    write(project, f"{REGION}/accepted.yaml", "accepted:\n" + "".join(rows) if rows else "accepted: []\n")


EDITS: dict[str, Edit] = {
    "a word of a clause": replaced(f"{TEXTS}/doel/1.0.md", "samen", "nauw samen"),
    "a finding more": replaced(f"{TEXTS}/opzegging/1.0.md", "schriftelijk", "schriftelijk op 31 april 2023, xx"),
    "a line above a finding": replaced(f"{TEXTS}/opzegging/1.0.md", "---\n1. De", "---\n\n\n1. De"),
    "a lid more": replaced(f"{TEXTS}/opzegging/1.0.md", "1. Opzeggen", "1. Eerst overleg.\n1. Opzeggen"),
    "a lid less in what another text cites": replaced(
        f"{TEXTS}/melding/1.0.md", "\n1. De gemeente antwoordt snel.", ""
    ),
    "what another text cites is withdrawn": replaced(f"{TEXTS}/melding/1.0.md", "vastgesteld", "vervallen"),
    "a line above what another text cites": replaced(f"{TEXTS}/melding/1.0.md", "---\n1. {{", "---\n\n\n1. {{"),
    "a reference elsewhere": replaced(f"{TEXTS}/doel/1.0.md", "samen", "samen volgens [](overeenkomst#opzegging.2)"),
    "a reference to nowhere else": replaced(f"{TEXTS}/doel/1.0.md", "samen", "samen volgens [](overeenkomst#duur)"),
    "a number that the profile asserts": replaced(PROFILE, "artikel: {value: 2", "artikel: {value: 3"),
    "an article before the one that is asserted": replaced(
        f"{REGION}/documents/overeenkomst.yaml",
        "  - article: [melding]",
        "  - article: [tarief]\n  - article: [melding]",
    ),
    "a reference": replaced(f"{TEXTS}/melding/1.0.md", "antwoordt", "antwoordt volgens [](#opzegging.2)"),
    "a typed reference": replaced(f"{TEXTS}/begrip/1.0.md", "betekenis", "betekenis van artikel 9 lid 2"),
    "a title": replaced(f"{TEXTS}/melding/1.0.md", "title: Melding", "title: Melden"),
    "a broken clause": replaced(f"{TEXTS}/begrip/1.0.md", "status:", "staat:"),
    "a definition": replaced(f"{TEXTS}/begrip/1.0.md", "change:", "term: Tarieven\nchange:"),
    "a long definition": replaced(f"{TEXTS}/begrip/1.0.md", "change:", "term: Tariefafspraak\nchange:"),
    "a word that is nearly a term": replaced(f"{TEXTS}/doel/1.0.md", "samen", "samen aan de tariefafsprook"),
    "a word with a capital": replaced(f"{TEXTS}/doel/1.0.md", "samen", "samen als Tariefafspraak en Kwartiermaker"),
    "a use of a term elsewhere": replaced(f"{TEXTS}/melding/1.0.md", "antwoordt", "antwoordt op een tariefafspraak"),
    "what may be and what always is": lambda project: (
        replaced(f"{TEXTS}/doel/1.0.md", "samen", "samen. Dit kan worden bijgesteld en")(project),
        replaced(f"{TEXTS}/melding/1.0.md", "antwoordt", "antwoordt. Dit wordt bijgesteld, wat hij")(project),
    )[0],
    "a text under a condition": replaced(
        f"{TEXTS}/opzegging/1.0.md",
        "---\n1. De",
        "---\n::: als 3 in percelen\nOpzeggen kan binnen 10 dgn. na 31 april 2023.\n:::\n\n1. De",
    ),
    "a condition that begins to hold": replaced(OTHER, "lots: [1]", "lots: [1, 3]"),
    "subjects of a rule": replaced(PROFILE, "  R154:", "  R159: {settings: {subjects: [herijkt]}}\n  R154:"),
    "spellings of a rule": replaced(PROFILE, "R036: {", "R036: {settings: {variants: ['schriftelijk: op papier']}, "),
    "a new version": a_new_version,
    "a new version that is named": replaced("clauses/editions/2024.yaml", 'melding: "1.0"', 'melding: "1.1"'),
    "a version that is not there": replaced("clauses/editions/2024.yaml", 'duur: "1.0"', 'duur: "1.7"'),
    "a version beside one that is not there": written(f"{TEXTS}/duur/1.6.md", clause_text("duur", "Tien jaar.", "1.6")),
    "a broken file of a version": written(f"{TEXTS}/duur/1.7.md", "geen clausule"),
    "an unknown reference": replaced(f"{TEXTS}/melding/1.0.md", "antwoordt", "antwoordt volgens [](#opzeginng)"),
    "a clause of nearly that name": written(f"{TEXTS}/opzeging/1.0.md", clause_text("opzeging", "Tien jaar.")),
    "a clause that is gone": taken_away(f"{TEXTS}/melding/1.0.md"),
    "a clause that moved": moved,
    "a clause that nobody prints": written(f"{TEXTS}/los/1.0.md", clause_text("los", "Dit staat nergens.")),
    "a value of the profile": replaced(PROFILE, "value: 10", "value: 12"),
    "a rule of the profile": replaced(PROFILE, "words_max: 3", "words_max: 5"),
    "an exception that ends": replaced(PROFILE, "until: 2023-06-30", "until: 2024-06-30"),
    "a line in the profile": replaced(PROFILE, "id:", "# Een opmerking.\nid:"),
    "a municipality": replaced(PROFILE, "name: Voorbeeldstad", "name: Voorbeelddorp"),
    "a rate": replaced(f"{REGION}/rates.yaml", "amount: 52.00", "amount: 52.01"),
    "a seat": replaced(PROVIDER, "seat: ", "seat: Oud-"),
    "a name of a provider": replaced(OTHER, "Voorbeeld Een", "Voorbeeld Eerst"),
    "who signs": replaced(PROVIDER, "mevrouw A.", "mevrouw B."),
    "all sign one file": replaced(PROFILE, "afzonderlijk}", "afzonderlijk, multilateral: single-file}"),
    "a line above the data of a provider": replaced(PROVIDER, "legal_form:", "# Een opmerking.\nlegal_form:"),
    "the lots of another": replaced(OTHER, "lots: [1]", "lots: [2]"),
    "a provider that comes first": a_provider_that_comes_first,
    "a lot more": replaced(OTHER, "lots: [1]", "lots: [1, 2]"),
    "a number that others have": replaced(PROVIDER, "kvk: ", 'kvk: "12345678" # '),
    "a provider less": taken_away(OTHER),
    "a provider more": a_provider_more,
    "a broken provider": replaced(OTHER, "kvk:", "kvq:"),
    "an own text": lambda project: (
        write(project, OWN_TEXT, "1. Wij melden een wijziging binnen 30 dgn. aan de gemeente."),
        write(project, OTHER, (project / OTHER).read_text(encoding="utf-8") + DEVIATION)
        if (project / OTHER).exists() and "deviations" not in (project / OTHER).read_text(encoding="utf-8")
        else None,
    )[0],
    "a word of an own text": replaced(OWN_TEXT, "binnen", "uiterlijk binnen"),
    "a title under an own text": replaced(f"{TEXTS}/melding/1.0.md", "title: Melding", "title: Melden"),
    "only one provider": taken_away(PROVIDER),
    "a title of a document": replaced(f"{REGION}/documents/overeenkomst.yaml", "title: Over", "title: Raamover"),
    "an article less": replaced(f"{REGION}/documents/overeenkomst.yaml", "  - article: [melding]\n", ""),
    "a document less": taken_away(f"{REGION}/documents/bijlage-begrippen.yaml"),
    "a date of an edition": replaced("clauses/editions/2024.yaml", "date: 2024-01-01", "date: 2024-02-01"),
    "a note of an edition": replaced("clauses/editions/2023.yaml", "note: Voorbeeld", "note: Ander voorbeeld"),
    "an edition that is adopted": replaced("clauses/editions/2024.yaml", "status: concept", "status: vastgesteld"),
    "an edition less": replaced(PROFILE, '["2023", "2024"]', '["2024"]'),
    "an edition that is not there": taken_away("clauses/editions/2023.yaml"),
    "acceptances": all_that_is_found_accepted,
    "another region": lambda project: (
        shutil.copytree(project / REGION, project / "contracts/ander", dirs_exist_ok=True) and None
    ),
}

AFTER = {
    "a line above what another text cites": ("what another text cites is withdrawn",),
    "a new version that is named": ("a new version",),
    "a word of an own text": ("an own text",),
    "a title under an own text": ("an own text", "only one provider"),
    "a version beside one that is not there": ("a version that is not there",),
    "a broken file of a version": ("a version that is not there",),
    "a word that is nearly a term": ("a long definition",),
    "a word with a capital": ("a long definition",),
    "a use of a term elsewhere": ("a long definition",),
    "subjects of a rule": ("what may be and what always is",),
    "a condition that begins to hold": ("a text under a condition",),
    "a clause of nearly that name": ("an unknown reference",),
    "who signs": ("all sign one file",),
    "a name of a provider": ("the lots of another",),
}
"""What shows only after other edits."""


def sources_of(project: Path) -> dict[Path, bytes]:
    folders = (project / "clauses", project / "contracts")
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def put_back(project: Path, sources: dict[Path, bytes]) -> None:
    for path in sources_of(project):
        if path not in sources:
            path.unlink()
    for path, content in sources.items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def with_nothing_known(project: Path, request: CheckRequest) -> CheckResult:
    cache, aside = project / "output/.cache", project.parent / "cache"
    if cache.exists():
        cache.rename(aside)
    try:
        return check_project(request)
    finally:
        shutil.rmtree(cache, ignore_errors=True)
        if aside.exists():
            aside.rename(cache)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_plan_project(tmp_path_factory.mktemp("checked") / "project", editions=("2023", "2024"))
    edit(made / PROFILE, "addressees: []", RULES)
    edit(made / PROFILE, "parameters:\n", ASSERTED)
    edit(made / f"{TEXTS}/begrip/1.0.md", "noemt.", "noemt. Melden staat in [](overeenkomst#melding.2).")
    edit(made / f"{TEXTS}/tarief/1.0.md", "De tarieven", "Zie artikel {{ melding.artikel }}. De tarieven")
    edit(made / PROVIDER, "ground: statuten", "ground: het besluit van 5 mei 2031")
    return made


_SET = re.compile(r"frozenset\(\{([^}]*)\}\)")


def shown(result: CheckResult) -> list[str]:
    """All that a check came to, places included; equal sets may have come about in another order."""
    return [
        _SET.sub(lambda members: ", ".join(sorted(members[1].split(", "))), repr(one))
        for one in (*result.diagnostics, *result.found)
    ]


def told(check: Callable[[CheckRequest], CheckResult], asked: CheckRequest) -> list[str]:
    """What a check comes to: an edit that is made twice may leave a profile in which no edition is found."""
    try:
        return shown(check(asked))
    except SelectionError as refused:
        return [repr(one) for one in refused.diagnostics]


@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_remembered_never_shows(project: Path, names: list[str], one_edition: bool) -> None:
    asked = CheckRequest(project, Selection(editions=("2024",)) if one_edition else Selection())
    before, first = sources_of(project), check_project(asked)
    for name in names:
        EDITS[name](project)
        assert told(check_project, asked) == told(partial(with_nothing_known, project), asked), name
    put_back(project, before)
    assert shown(check_project(asked)) == shown(first)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_every_edit_by_itself(project: Path, name: str) -> None:
    asked, before = CheckRequest(project), sources_of(project)
    for earlier in AFTER.get(name, ()):
        EDITS[earlier](project)
    first, there = check_project(asked), sources_of(project)
    assert first.found
    EDITS[name](project)
    assert sources_of(project) != there
    assert shown(check_project(asked)) == shown(with_nothing_known(project, asked))
    put_back(project, there)
    assert shown(check_project(asked)) == shown(first)
    put_back(project, before)


@pytest.mark.parametrize(
    ("name", "looked_at"),
    [
        ("a new version that is named", ["2024"]),
        ("a note of an edition", ["2023"]),
        ("acceptances", []),
        ("a clause that nobody prints", ["2023", "2024"]),
        ("a word of a clause", ["2023", "2024"]),
    ],
)
def test_only_what_rests_on_a_change_is_looked_at_again(
    project: Path, name: str, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sources_of(project)
    for earlier in AFTER.get(name, ()):
        EDITS[earlier](project)
    check_project(CheckRequest(project))
    looked: list[str] = []
    view = checking.set_view
    monkeypatch.setattr(checking, "set_view", lambda *of: (looked.append(of[1].edition.id), view(*of))[1])
    EDITS[name](project)
    check_project(CheckRequest(project))
    put_back(project, before)
    assert looked == looked_at


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a word of a clause", {"convenant"}),
        ("a definition", {"bijlage-begrippen"}),
        ("a finding more", {"overeenkomst"}),
        ("a lid less in what another text cites", {"overeenkomst", "bijlage-begrippen"}),
        ("a line above what another text cites", {"overeenkomst"}),
        ("a clause that nobody prints", {"overeenkomst", "bijlage-begrippen", "convenant"}),  # hints name clauses
        ("a seat", {"overeenkomst"}),
        ("a rate", {"overeenkomst", "bijlage-begrippen", "convenant"}),
    ],
)
def test_only_texts_that_rest_on_a_change_are_made_again(
    project: Path, name: str, made: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, kinds = sources_of(project), set[str]()
    check_project(CheckRequest(project))
    body = set_views.assemble_body
    monkeypatch.setattr(set_views, "assemble_body", lambda *of, **how: (kinds.add(of[1]), body(*of, **how))[1])
    EDITS[name](project)
    check_project(CheckRequest(project))
    put_back(project, before)
    assert kinds == made


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (("a seat",), {("overeenkomst", "twee")}),
        (("a name of a provider",), {("overeenkomst", "een")}),
        (("the lots of another", "a seat"), set()),  # the first who gets a text has it for both
        (("all sign one file", "who signs"), {("overeenkomst", "twee"), ("convenant", "")}),
        (("a line above the data of a provider",), {("overeenkomst", "twee")}),
        (("a provider that comes first",), {("overeenkomst", "aan"), ("bijlage-begrippen", "")}),  # that cites it
    ],
)
def test_only_texts_of_a_provider_that_changed_are_made_again(
    project: Path, names: tuple[str, ...], made: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, texts = sources_of(project), set[tuple[str, str]]()
    for earlier in names[:-1]:
        EDITS[earlier](project)
    check_project(CheckRequest(project))
    body = set_views.assemble_body

    def noted(*of: Any, **how: Any) -> object:
        texts.add((of[1], "" if of[2] is None else of[2].id))
        return body(*of, **how)

    monkeypatch.setattr(set_views, "assemble_body", noted)
    EDITS[names[-1]](project)
    found, again = shown(check_project(CheckRequest(project))), set(texts)
    assert found == shown(with_nothing_known(project, CheckRequest(project)))
    put_back(project, before)
    assert again == made


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "cut off": lambda data: data[:-9],
    "turned around": lambda data: data[::-1],
    "another program": lambda data: data.replace(b"akkoord-texts/2 ", b"akkoord-texts/2 x", 1),
    "a letter": lambda data: data.replace(b"Partijen", b"Partijem", 1),
    "other values": lambda data: with_its_digest(data.replace(b"akkoord.tree.inlines", b"akkoord.tree.inlinez")),
    "no values": lambda data: with_its_digest(data.replace(b"\x80\x05", b"\x80\xff")),
}


def with_its_digest(data: bytes) -> bytes:
    """As somebody would write it who means it to be taken."""
    whole = data.partition(b"\n")[2]
    return sha256(whole).hexdigest().encode() + b"\n" + whole


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_kept_of_texts_may_be_lost_or_broken(project: Path, name: str) -> None:
    before, asked = sources_of(project), CheckRequest(project)
    check_project(asked)
    kept = sorted((project / "output/.cache/texts").iterdir())
    assert len(kept) == 2
    for path in kept:
        content = path.read_bytes()
        path.write_bytes(BROKEN[name](content))
        assert path.read_bytes() != content
    EDITS["a finding more"](project)
    assert shown(check_project(asked)) == shown(with_nothing_known(project, asked))
    put_back(project, before)


def test_texts_of_editions_that_are_gone_are_not_kept(project: Path) -> None:
    before = sources_of(project)
    check_project(CheckRequest(project))
    EDITS["an edition less"](project)
    check_project(CheckRequest(project))
    left = list((project / "output/.cache/texts").iterdir())
    put_back(project, before)
    check_project(CheckRequest(project))
    assert len(left) == 1
    assert len(list((project / "output/.cache/texts").iterdir())) == 2
