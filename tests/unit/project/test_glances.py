"""What an overview tells of packs, kept between runs: never another than the manifests tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from akkoord.project import glances
from akkoord.project.glances import KEPT, Glances
from akkoord.project.pack_files import MANIFEST, ZIP, fingerprint_of, sha256_of
from akkoord.project.staging import Staging
from akkoord.project.state import PackState
from akkoord.records import ClauseRow, DocumentRow, FileRow, Manifest, Program, manifest_to_json

SHA = "0123456789abcdef" * 4
ONE, TWO = (tuple(ClauseRow(f"{name}-{n}", "1.0", "vastgesteld", SHA, f"{name}.md") for n in range(3)) for name in "ab")
FILE = FileRow("convenant.pdf", SHA, 3)


def manifest(name: str, *clauses: tuple[ClauseRow, ...]) -> Manifest:
    rows = tuple(
        DocumentRow(
            f"stuk-{n}", "Stuk", True, version="1.0", status="ready", body_sha256=SHA, files=(FILE,), clauses=own
        )
        for n, own in enumerate(clauses)
    )
    rows += (DocumentRow("weg", "Weg", False, reason="nog niet"),)
    font = FileRow("a.ttf", SHA, 1)
    program = Program("akkoord", "1", {"lxml": "6"})
    return Manifest("r", "e", "2023-01-01", name, name, "ready", "", program, font, None, (font,), (FILE,), rows)


class Packs:
    """Packs in an output folder, and what is remembered of them."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.state: dict[str, PackState] = {}

    def put(self, made: Manifest) -> None:
        folder = self.output / "r/e" / made.pack
        folder.mkdir(parents=True, exist_ok=True)
        content = manifest_to_json(made)
        (folder / MANIFEST).write_bytes(content)
        print_of = fingerprint_of(folder / MANIFEST, sha256_of(content))
        self.state[f"r/e/{made.pack}"] = PackState({}, {MANIFEST: print_of})

    def told(self) -> dict[str, Manifest | None]:
        looking = Glances(Staging(self.output), self.state)
        told = {path: looking.of(path)[0] for path in sorted(self.state)}
        looking.save()
        return told


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    packs = Packs(tmp_path)
    for name, clauses in {"een": (ONE, TWO), "twee": (TWO,), "drie": (ONE,)}.items():
        packs.put(manifest(name, *clauses))
    return packs


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packs of which the manifest is read."""
    found: list[str] = []
    real = glances.read_manifest

    def noted(path: Path) -> Manifest | None:
        found.append(path.parent.name)
        return real(path)

    monkeypatch.setattr(glances, "read_manifest", noted)
    return found


def anew(packs: Packs) -> dict[str, Manifest | None]:
    """What is told with nothing kept."""
    (packs.output / ".cache" / KEPT).unlink()
    return packs.told()


def test_a_manifest_is_read_once(packs: Packs, read: list[str]) -> None:
    first = packs.told()
    assert sorted(read) == ["drie", "een", "twee"]
    read.clear()
    assert packs.told() == first
    assert read == []
    shared = [row.clauses for told in packs.told().values() if told for row in told.documents if row.present]
    assert len({id(clauses) for clauses in shared}) == 2
    een = first["r/e/een"]
    assert een is not None
    assert [row.clauses for row in een.documents] == [
        *(tuple(replace(c, sha256="") for c in o) for o in (ONE, TWO)),
        (),
    ]


def test_what_changed_is_read_and_what_went_is_forgotten(packs: Packs, read: list[str]) -> None:
    packs.told()
    read.clear()
    packs.put(manifest("twee", ONE, ONE))
    del packs.state["r/e/een"]
    assert packs.told() == packs.told()
    assert read == ["twee"]
    assert packs.told() == anew(packs)


@pytest.mark.parametrize("lost", ["gone", "broken", "manifest touched", "state of the first", "state of the last"])
def test_what_is_kept_is_a_cache(packs: Packs, read: list[str], lost: str) -> None:
    first = packs.told()
    read.clear()
    kept, place = packs.output / ".cache" / KEPT, packs.output / "r/e/een" / MANIFEST
    match lost:
        case "gone":
            kept.unlink()
        case "broken":
            kept.write_bytes(kept.read_bytes().replace(b"vastgesteld", b"vastgestemd"))
        case "manifest touched":
            place.write_bytes(place.read_bytes().replace(b"Stuk", b"Buks"))
        case _:
            packs.state["r/e/drie" if "first" in lost else "r/e/twee"] = PackState({}, {})
    told = packs.told()
    assert read == {"manifest touched": ["een"], "state of the first": ["drie"], "state of the last": ["twee"]}.get(
        lost, ["drie", "een", "twee"]
    )
    assert (told != first) is (lost == "manifest touched")
    assert told == anew(packs)


def test_whether_there_is_something_to_send_is_looked_at_each_time(packs: Packs) -> None:
    looking = Glances(Staging(packs.output), packs.state)
    assert looking.of("r/e/een")[1] is False
    (packs.output / "r/e/een" / ZIP).write_bytes(b"")
    assert looking.of("r/e/een")[1] is True
    assert looking.of("r/e/niemand") == (None, False)
