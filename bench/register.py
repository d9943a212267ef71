"""A register of 1,000 providers: first import, import in which every file changes, import in which nothing does.

One in five has one to three subcontractors, one in twenty leads a combination, one in twenty has a predecessor;
all have an account, an award and an extract from the trade register; there are 150 rates. Seconds of the processor
stand beside those of the clock: others may use the machine.

The peer of each row is the plainest way that proves nothing: openpyxl reads the same cells, and ruamel.yaml
loads and saves the same number of files with comments kept.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from material import ROOT
from msgspec import Struct
from openpyxl import load_workbook
from ruamel.yaml import YAML

from akkoord.project.register import Import, export_register, import_register
from akkoord.writers.yaml_text import new_yaml

COUNT = 1000
SUBCONTRACTOR = {
    "legal_name": "Voorbeeld Hulp",
    "lots": [1],
    "services": "begeleiding",
    "notified_on": date(2022, 11, 1),
    "approved_on": date(2022, 12, 1),
    "valid_from": date(2023, 1, 1),
}
COMBINATION = {
    "name": "Voorbeeld Samen",
    "joint_liability": True,
    "signing": "members",
    "ground": "akte",
    "valid_from": date(2023, 1, 1),
}
RENAMED = {"kind": "rename", "legal_name": "Voorbeeld Oud", "effective_on": date(2022, 1, 1), "ground": "akte"}
PERSON = {"name": "mevrouw V. Voorbeeld", "function": "bestuurder", "power": "sole", "rank": 1}

AWARD = {"decision": "voorbeeldbesluit", "date": date(2022, 10, 14), "lots": [1]}
EXTRACT = {
    "date": date(2022, 11, 1),
    "legal_name": "",
    "legal_form": "stichting",
    "seat": "Zwolle",
    "officers": [{"name": PERSON["name"], "power": "sole"}],
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        providers = _project(project)
        register = project / "register.xlsx"
        print(f"{'export':44s} {_seconds(lambda: export_register(project, register, '', force=True))[0]}")
        for path in (*providers.iterdir(), providers.parent / "rates.yaml"):
            path.unlink()
        first, done = _seconds(lambda: _import(project, register))
        assert len(done.files) == COUNT + 1, done.diagnostics
        same, done = _seconds(lambda: _import(project, register))
        assert not done.files
        for path in providers.iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(
                "# een opmerking\n" + text.replace("seat: Zwolle", "seat: Elders  # was Zwolle"), encoding="utf-8"
            )
        again, done = _seconds(lambda: _import(project, register))
        assert len(done.files) == COUNT, done.diagnostics
        assert all("# was Zwolle" in path.read_text(encoding="utf-8") for path in providers.iterdir())
        reading, _ = _seconds(lambda: _peer_reading(register))
        saving, _ = _seconds(lambda: _peer_saving(providers))
        for name, seconds, limit in (
            ("eerste import", first, 5),
            ("import waarin elk bestand verandert", again, 12),
            ("import waarin niets verandert", same, 12),
        ):
            bare = reading.processor + (saving.processor if name != "eerste import" else 0)
            print(f"{name:44s} {seconds} (grens {limit} s; {seconds.processor / bare:.1f} x de kale weg)")
        print(f"{'kale weg: openpyxl lezen':44s} {reading}")
        print(f"{'kale weg: ruamel.yaml laden en bewaren':44s} {saving}")
    return int(first.clock > 5 or again.clock > 12 or same.clock > 12)


def _import(project: Path, register: Path) -> Import:
    return import_register(project, register, "", dry_run=False)


def _project(project: Path) -> Path:
    contracts = project / "contracts" / "voorbeeld"
    sample = ROOT / "tests" / "cases" / "cli" / "project"
    for path in sorted(sample.rglob("*.yaml")):
        if path.parent.name != "providers":
            target = project / path.relative_to(sample)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8").replace("name: een, ex", "name: een, kinds: [ambulant], ex")
            text = text.replace("\nlots:\n", "\nlot_kinds: [{kind: ambulant, units: [uur]}]\nlots:\n")
            target.write_text(text, encoding="utf-8")
    providers = contracts / "providers"
    providers.mkdir()
    for number in range(COUNT):
        name = f"aanbieder-{number:04}"
        data = {
            "id": name,
            "legal_name": f"Stichting Voorbeeld {number}",
            "legal_form": "stichting",
            "seat": "Zwolle",
            "kvk": f"{number:08}",
            "agb": f"{number:08}",
            "address": {"street": f"Voorbeeldstraat {number}", "postcode": "8011 AA", "place": "Zwolle"},
            "representatives": [PERSON | {"capacity": "als bestuurder", "ground": "statuten"}],
            "lots": [1],
            "account": {"iban": "NL93 VRBD 0000 0000 02", "holder": f"Stichting Voorbeeld {number}"},
            "awards": [AWARD],
            "extract": EXTRACT | {"legal_name": f"Stichting Voorbeeld {number}"},
        }
        if number % 5 == 1:
            data["subcontractors"] = [
                SUBCONTRACTOR | {"kvk": f"{number + more * 10_000_000:08}"} for more in range(1, 2 + number // 5 % 3)
            ]
        if number % 20 == 0 and number + 1 < COUNT:
            members = [(name, number), (f"aanbieder-{number + 1:04}", number + 1)]
            data["combination"] = COMBINATION | {
                "lead": name,
                "members": [{"provider": p, "kvk": f"{n:08}", "lots": [1]} for p, n in members],
            }
        if number % 20 == 3:
            data["predecessors"] = [RENAMED | {"kvk": f"{number:08}"}]
        text = new_yaml(data, "../../../schemas/provider.schema.json")
        (providers / f"{name}.yaml").write_text(text, encoding="utf-8")
    rows = [
        {
            "code": f"t-{number:03}",
            "kind": "ambulant",
            "description": f"Voorbeeldtarief {number}",
            "unit": "uur",
            "base": Decimal("100.00") + 4 * number,
            "amount": Decimal("102.50") + Decimal("4.10") * number,
        }
        for number in range(150)
    ]
    index = {"percentage": Decimal("2.50"), "year": 2023, "source": "voorbeeld", "rounding": "half_up_cent"}
    rates = {
        "example": True,
        "rates": [{"valid_from": date(2023, 1, 1), "index": index, "lots": [{"lot": 1, "rows": rows}]}],
    }
    (contracts / "rates.yaml").write_text(new_yaml(rates, "../../schemas/rates.schema.json"), encoding="utf-8")
    return providers


class Time(Struct, frozen=True):
    """Seconds on the clock and of the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:6.2f} s, processor {self.processor:6.2f} s"


def _seconds(work: Callable[[], object]) -> tuple[Time, object]:
    start, used = time.perf_counter(), time.process_time()
    result = work()
    return Time(time.perf_counter() - start, time.process_time() - used), result


def _peer_reading(register: Path) -> int:
    return sum(1 for sheet in load_workbook(register).worksheets for _ in sheet.iter_rows(values_only=True))


def _peer_saving(providers: Path) -> None:
    for path in sorted(providers.iterdir()):
        yaml = YAML()
        data = yaml.load(path.read_text(encoding="utf-8"))
        yaml.dump(data, io.StringIO())


if __name__ == "__main__":
    sys.exit(main())
