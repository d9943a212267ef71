"""Each case changes the sound region in tests/cases/spec/region and says what is then found.

A case has `changes`: in `file` the text `from` (which stands there once) becomes `to`;
without `from`, `to` is a new file. `expect` holds the findings as on a terminal.
"""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akkoord.diagnostics import as_text
from support.contracts import read_contracts, texts_under

CASES = Path(__file__).parents[2] / "cases" / "spec"
SOUND = texts_under(CASES / "region", "contracts/region")


def cases():
    files = {
        path.stem: YAML(typ="safe").load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yaml"))
    }
    return [pytest.param(case, id=f"{name}: {case['name']}") for name, file in files.items() for case in file]


def changed(case):
    texts = dict(SOUND)
    for change in case["changes"]:
        file = f"contracts/region/{change['file']}"
        if "from" in change:
            assert texts[file].count(change["from"]) == 1, f"stands not once in {file}: {change['from']}"
            texts[file] = texts[file].replace(change["from"], change["to"])
        else:
            assert file not in texts
            texts[file] = change["to"]
    return texts


def findings(case):
    return "\n".join(as_text(d) for d in read_contracts(changed(case)).findings)


@pytest.mark.parametrize("case", cases())
def test_a_mistake_is_found_with_its_place_and_the_way_to_mend_it(case):
    assert findings(case) == case["expect"].strip()


def test_the_region_that_cases_change_is_sound():
    assert read_contracts(SOUND).findings == ()


def test_a_broken_file_hides_nothing_of_the_others_and_is_not_called_unknown():
    texts = SOUND | {"contracts/region/providers/een.yaml": "id: [", "contracts/region/region.yaml": "id: ["}
    texts["contracts/region/initiatives.yaml"] = texts["contracts/region/initiatives.yaml"].replace("twee", "drie")
    found = read_contracts(texts)
    assert {p.id for p in found.providers} == {"twee"}
    assert sorted({(d.code[:3], d.span.file.removeprefix("contracts/region/")) for d in found.findings}) == [
        ("SPC", "initiatives.yaml"),
        ("SPC", "providers/twee.yaml"),
        ("YAM", "providers/een.yaml"),
        ("YAM", "region.yaml"),
    ]


def test_every_finding_of_this_room_has_a_case():
    room = Path(__file__).parents[3] / "src" / "akkoord" / "spec"
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(room.rglob("*.py")))
    codes = {text[at + 1 : at + 7] for at in range(len(text)) if text.startswith('"SPC', at)}
    expected = "\n".join(case.values[0]["expect"] for case in cases())
    assert codes
    assert sorted(code for code in codes if f"[{code}]" not in expected) == []
