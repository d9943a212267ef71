"""A register of 1,000 providers: first import, import in which every file changes, import in which nothing does.

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
from pathlib import Path

from openpyxl import load_workbook
from ruamel.yaml import YAML

from akkoord.project.register import Import, export_register, import_register
from akkoord.writers.yaml_text import new_yaml

ROOT = Path(__file__).resolve().parent.parent
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


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        providers = _project(project)
        register = project / "register.xlsx"
        print(f"{'export':44s} {_seconds(lambda: export_register(project, register, '', force=True))[0]:6.2f} s")
        for path in providers.iterdir():
            path.unlink()
        first, done = _seconds(lambda: _import(project, register))
        assert len(done.files) == COUNT, done.diagnostics
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
        peer = f"{reading:.2f} s openpyxl lezen, {saving:.2f} s ruamel.yaml laden en bewaren"
        for name, seconds, limit in (
            ("eerste import", first, 5),
            ("import waarin elk bestand verandert", again, 12),
            ("import waarin niets verandert", same, 12),
        ):
            ratio = seconds / (reading + (saving if name != "eerste import" else 0))
            print(f"{name:44s} {seconds:6.2f} s (grens {limit} s; {ratio:.1f} x de kale weg)")
        print(f"{'kale weg':44s} {peer}")
    return int(first > 5 or again > 12 or same > 12)


def _import(project: Path, register: Path) -> Import:
    return import_register(project, register, "", dry_run=False)


def _project(project: Path) -> Path:
    contracts = project / "contracts" / "voorbeeld"
    sample = ROOT / "tests" / "cases" / "cli" / "project"
    for path in sorted(sample.rglob("*.yaml")):
        if path.parent.name != "providers":
            target = project / path.relative_to(sample)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
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
            "subcontractors": [SUBCONTRACTOR | {"kvk": f"{number + 10_000_000:08}"}],
        }
        if number % 5 == 0 and number + 1 < COUNT:
            members = [(name, number), (f"aanbieder-{number + 1:04}", number + 1)]
            data["combination"] = COMBINATION | {
                "lead": name,
                "members": [{"provider": p, "kvk": f"{n:08}", "lots": [1]} for p, n in members],
            }
        if number % 5 == 2:
            data["predecessors"] = [RENAMED | {"kvk": f"{number:08}"}]
        text = new_yaml(data, "../../../schemas/provider.schema.json")
        (providers / f"{name}.yaml").write_text(text, encoding="utf-8")
    return providers


def _seconds(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _peer_reading(register: Path) -> int:
    return sum(1 for sheet in load_workbook(register).worksheets for _ in sheet.iter_rows(values_only=True))


def _peer_saving(providers: Path) -> None:
    for path in sorted(providers.iterdir()):
        yaml = YAML()
        data = yaml.load(path.read_text(encoding="utf-8"))
        yaml.dump(data, io.StringIO())


if __name__ == "__main__":
    sys.exit(main())
