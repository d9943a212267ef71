"""A region of generated providers to measure on, and the edits that are made in it.

The providers come in through the importer, from a workbook as people fill it in.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from material import ROOT

from akkoord.project.register import import_register
from akkoord.spec.register import register_tables
from akkoord.writers.sheets import write_workbook

LOTS = (
    [1], [2], [3], [1, 2], [2, 4], [5], [1, 3], [1, 2, 3, 4, 5],
    [1], [2], [5], [1, 2], [2, 4], [5], [1, 2], [1, 2, 4, 5],
)  # fmt: skip
"""The lots of one provider after another; lot 3 is that of three in sixteen."""
LATER = ("uitstapbevestiging", "verlengingsbrief", "indexeringsbrief")
"""The documents of a pack that are not sent with it to be signed: letters of later years."""
FORMS = ("stichting", "besloten vennootschap", "vereniging", "coöperatie")
CLAUSES = "clauses/percelen"
OF_SOME, OF_ALL = "perceel-crisis", "perceel-intensiteiten"
"""A clause of lot 3 alone, and one that the agreement of nearly everybody has."""


def without_letters(region: Path) -> None:
    """The region without the letters of later years, in its pack and in its documents."""
    pack = region / "pack.yaml"
    lines = pack.read_text(encoding="utf-8").splitlines(keepends=True)
    letter = re.compile(rf"\s*- document: ({'|'.join(LATER)})\s*$")
    pack.write_text("".join(line for line in lines if not letter.match(line)), encoding="utf-8")
    for kind in LATER:
        (region / "documents" / f"{kind}.yaml").unlink()


def moved(project: Path, old: str, new: str) -> None:
    """One of the providers, in the middle, goes to another place."""
    one = project / "contracts" / "ijsselland" / "providers" / "aanbieder-0500.yaml"
    one = one if one.exists() else one.with_stem("aanbieder-0000")
    one.write_text(one.read_text(encoding="utf-8").replace(f"seat: {old}", f"seat: {new}"), encoding="utf-8")


def generated(project: Path, count: int) -> None:
    for name in ("clauses", "contracts", "templates"):
        shutil.copytree(ROOT / name, project / name)
    register = project / "register.xlsx"
    register.write_bytes(write_workbook(register_tables(_records(count), _schemas(), {}), "schaal"))
    begin = time.perf_counter()
    done = import_register(project, register, "", dry_run=False)
    assert done.exit_code == 0, done.diagnostics[:3]
    _entitled(project, count)
    print(f"{'import':24s} {time.perf_counter() - begin:7.1f} s; {len(done.files)} bestanden")


def _entitled(project: Path, count: int) -> None:
    """What the rules ask of a party besides its record: an award for its lots, and two initiatives for the covenant."""
    region = project / "contracts" / "ijsselland"
    for number in range(count):
        place = region / "providers" / f"aanbieder-{number:04}.yaml"
        lots = ", ".join(map(str, LOTS[number % len(LOTS)]))
        award = f"awards:\n  - {{decision: voorbeeldbesluit, date: 2022-10-14, lots: [{lots}]}}\n"
        place.write_text(place.read_text(encoding="utf-8").rstrip("\n") + "\n" + award, encoding="utf-8")
    names = "".join(f"aanbieder-{n:04}, " for n in range(count) if {2, 4, 5} & set(LOTS[n % len(LOTS)]))
    place = region / "initiatives.yaml"
    text = place.read_text(encoding="utf-8").replace("providers: [", f"providers: [{names}", 2)
    place.write_text(text, encoding="utf-8")


def _schemas() -> dict[str, Mapping[str, object]]:
    names = ("provider", "initiatives", "rates")
    return {n: json.loads((ROOT / "schemas" / f"{n}.schema.json").read_text(encoding="utf-8")) for n in names}


def _records(count: int) -> dict[str, list[dict[str, object]]]:
    return {"provider": [_provider(number) for number in range(count)], "initiatives": [], "rates": []}


def _provider(number: int) -> dict[str, object]:
    person = {"function": "bestuurder", "capacity": "als bestuurder", "ground": "inschrijving in het handelsregister"}
    both = [f"mevrouw A. Voorbeeld {number}", f"de heer B. Voorbeeld {number}"]
    names = both[: 1 + number % 2]
    return {
        "id": f"aanbieder-{number:04}",
        "legal_name": f"Voorbeeld Aanbieder {number}",
        "legal_form": FORMS[number % len(FORMS)],
        "seat": "Zwolle",
        "kvk": f"{50_000_000 + number}",
        "agb": f"{60_000_000 + number}",
        "address": {"street": f"Voorbeeldstraat {number}", "postcode": "8011 AA", "place": "Zwolle"},
        "representatives": [
            {"name": name, "power": "sole" if len(names) == 1 else "joint", "rank": 1, **person} for name in names
        ],
        "lots": LOTS[number % len(LOTS)],
    }


def without_lock(project: Path) -> None:
    """The project without the lock of approved texts: else a text that changes is an error."""
    (project / "clauses" / "clauses.lock").unlink(missing_ok=True)


def changed_clause(project: Path, clause: str) -> None:
    """Another text of a clause: a word of that of lot 3, which stands under a condition, or a sentence more."""
    one = project / CLAUSES / clause / "1.0.md"
    if clause == OF_SOME:
        assert with_other_word(one), "a word that can be another"
    else:
        one.write_text(f"{one.read_text(encoding='utf-8')}\nEen voorbeeldzin.\n", encoding="utf-8")


_WORDS = {"wordt": "werd", "zijn": "waren", "is": "was", "heeft": "had", "kan": "kon"}
_WORD = re.compile(rf"(?<= )({'|'.join((*_WORDS, *_WORDS.values()))})(?= )")


def is_printed_whole(path: Path) -> bool:
    """Whether a clause is printed as it stands: without conditions, so that any word of it stands in the document."""
    return "::: als" not in path.read_text(encoding="utf-8")


def with_other_word(path: Path) -> bool:
    """One word of a clause, the first that can, becomes another; whether there was one."""
    text = path.read_text(encoding="utf-8")
    front, mark, body = text.partition("\n---\n")
    others = _WORDS | {new: old for old, new in _WORDS.items()}
    changed = _WORD.sub(lambda found: others[found[0]], body, count=1)
    path.write_text(f"{front}{mark}{changed}", encoding="utf-8")
    return changed != body
