"""The memory between runs, and that losing it is never worse than slow."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Raw

from akkoord.project.sources import Fingerprint, Stat
from akkoord.project.state import Memory, Packs, PackState, State

PACK = PackState({"convenant": "sleutel"}, {"convenant.docx": Fingerprint(Stat(3, 4), "ab")})


def packs(*paths: str) -> Packs:
    """The same pack, known by these paths."""
    known = Packs()
    known.update(dict.fromkeys(paths, PACK))
    return known


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    state = State({"a.md": Fingerprint(Stat(1, 2), "cd")}, packs("r/e/p"), {"alles": Raw(b'{"rows":[]}')})
    Memory(tmp_path).save(state)
    assert Memory(tmp_path).load() == state


def test_any_number_of_packs_comes_back(tmp_path: Path) -> None:
    for paths in ((), ("r/e/p",), ("r/e/p", 'r/e/"q"', "")):
        Memory(tmp_path).save(State(packs=packs(*paths)))
        state = Memory(tmp_path).load()
        assert dict(state.packs) == dict.fromkeys(paths, PACK)
        Memory(tmp_path).save(state)  # as it was read
        assert Memory(tmp_path).load() == state


def test_packs_finished_by_a_killed_run_are_known(tmp_path: Path) -> None:
    Memory(tmp_path).add(State(), "r/e/p", PACK)
    with (tmp_path / "finished.jsonl").open("a", encoding="utf-8") as file:
        file.write('["r/e/q", [{"conv')
    assert Memory(tmp_path).load() == State(packs=packs("r/e/p"))


def test_a_result_of_before_a_killed_run_counts_no_more(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.save(State(results={"alles": Raw(b"{}")}))
    memory.add(State(), "r/e/p", PACK)
    assert memory.load().results == {}


def test_a_pack_of_this_run_is_read_where_it_was_written(tmp_path: Path) -> None:
    memory, state = Memory(tmp_path), State(packs=packs("r/e/p"))
    for name in ("r/e/q", 'r/e/"z"', "r/e/p"):
        memory.add(state, name, PackState({name: name}, {}))
    assert {name: pack.keys for name, pack in state.packs.items()} == {n: {n: n} for n in state.packs}
    memory.save(state)
    again = Memory(tmp_path).load()
    assert {name: pack.keys for name, pack in again.packs.items()} == {n: {n: n} for n in ("r/e/p", "r/e/q", 'r/e/"z"')}
    assert not (tmp_path / "finished.jsonl").exists()


@pytest.mark.parametrize("damage", ["gone", "of another", "cut"])
def test_of_a_pack_whose_line_is_lost_nothing_is_known(tmp_path: Path, damage: str) -> None:
    memory, state = Memory(tmp_path), State()
    memory.add(state, "r/e/p", PACK)
    path = tmp_path / "finished.jsonl"
    if damage == "gone":
        path.unlink()
    else:
        content = path.read_bytes()
        path.write_bytes(content.replace(b"r/e/p", b"r/e/q") if damage == "of another" else content[:-9])
    assert state.packs["r/e/p"] == PackState({}, {})
    memory.save(state)
    assert dict(Memory(tmp_path).load().packs) == {"r/e/p": PackState({}, {})}


def test_a_pack_is_known_when_it_cannot_be_written_down(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    state = State()
    Memory(tmp_path / "file").add(state, "r/e/p", PACK)
    assert dict(state.packs) == {"r/e/p": PACK}


@pytest.mark.parametrize("damage", ["cut", "changed", "other format", "empty"])
def test_a_broken_state_is_as_none(tmp_path: Path, damage: str) -> None:
    Memory(tmp_path).save(State({"a.md": Fingerprint(Stat(1, 2), "cd")}))
    path = tmp_path / "state.json"
    content = path.read_bytes()
    path.write_bytes(
        {
            "cut": content[:-3],
            "changed": content.replace(b"a.md", b"b.md"),
            "other format": content.replace(b"akkoord-state/", b"akkoord-staat/"),
            "empty": b"",
        }[damage]
    )
    assert Memory(tmp_path).load() == State()
