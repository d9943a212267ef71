"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akkoord.project.shipped import LIBRARIES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/akkoord"
CODE = sorted(p for folder in ("src", "tests", "bench") for p in (ROOT / folder).rglob("*.py"))
LOCKS = sorted(ROOT.glob("*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Written in two halves, so that this file keeps the rules it checks.
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "raise NotImplemented" + "Error", "mark." + "skip", "x" + "fail")


def load_build_script():
    spec = spec_from_file_location("build_script", ROOT / "build.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build_script = load_build_script()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def ours() -> Iterator[Path]:
    """The text files that a clone holds; without git, those that lie in the folders of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in listed.stdout.decode().split("\0") if name] if listed.returncode == 0 else []
    paths = [ROOT / name for name in names] or [*CODE, *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    text = {".py", ".md", ".yaml", ".json", ".toml", ".lock", ".txt", ".typ", ".java", ".case", ""}
    return (path for path in paths if path.suffix in text and path.is_file())


def test_the_rooms_of_architecture_md_are_the_folders_of_the_program() -> None:
    section = text_of(ROOT / "ARCHITECTURE.md").split("## Rooms")[1].split("\n## ")[0]
    named = re.findall(r"^\|[^|]*\| `([a-z]+)` \|", section, re.MULTILINE)
    assert sorted(named) == sorted(p.parent.name for p in PACKAGE.glob("*/__init__.py"))


def test_rooms_import_only_from_lower_floors() -> None:
    """By import-linter's own contract where it is installed, and always by this plain reading of it."""
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    floor = {name.strip(): level for level, row in enumerate(layers) for name in row.split("|")}
    assert {name.removeprefix("akkoord.") for name in floor} == {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    for path in PACKAGE.rglob("*.py"):
        room = "akkoord." + path.relative_to(PACKAGE).parts[0]
        for target in imported_rooms(path):
            allowed = target == room or (room in floor and floor[target] > floor[room])
            assert allowed or room not in floor, f"{path.relative_to(ROOT)} imports {target}"


def imported_rooms(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
        elif isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
    return {".".join(m.split(".")[:2]) for m in modules if m.startswith("akkoord.")}


def test_only_one_room_knows_the_disk() -> None:
    """`typesetting` may use the files it is handed; `cli` names no file at all."""
    calls = re.compile(
        r"\.(?:read_text|read_bytes|write_text|write_bytes|unlink|mkdir|rename|iterdir)\(|(?<![\w.])open\("
    )
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        if room not in ("project", "typesetting"):
            found = [line for line in text_of(path).splitlines() if calls.search(line)]
            assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_the_program_knows_no_region_by_name() -> None:
    names: set[str] = set()
    for profile in (ROOT / "contracts").glob("*/region.yaml"):
        data = YAML(typ="safe", pure=True).load(text_of(profile))
        names |= {data["name"], *(town["name"] for town in data["municipalities"])}
    assert names
    for path in (p for p in PACKAGE.rglob("*") if p.suffix in (".py", ".typ")):
        found = [name for name in names if re.search(rf"\b{re.escape(name)}\b", text_of(path), re.IGNORECASE)]
        assert not found, f"{path.relative_to(ROOT)}: {found}"


@pytest.mark.parametrize("word", UNFINISHED)
def test_nothing_is_left_unfinished(word: str) -> None:
    assert not [str(path.relative_to(ROOT)) for path in CODE if word in text_of(path)]


def test_no_exception_is_caught_without_saying_which() -> None:
    bare = re.compile(r"^\s*except\s*:", re.MULTILINE)
    assert not [str(path.relative_to(ROOT)) for path in CODE if bare.search(text_of(path))]


def test_files_stay_short() -> None:
    assert not {str(p.relative_to(ROOT)): n for p in CODE if (n := text_of(p).count("\n")) > 400 and "src" in p.parts}


def test_no_grab_bags() -> None:
    bags = {"utils", "util", "misc", "helpers", "common", "manager", "managers", "tools"}
    assert not [str(p.relative_to(ROOT)) for p in CODE if p.stem in bags]


def test_no_path_of_a_machine_is_in_the_tree() -> None:
    paths = re.compile(r"(?<![\w.])/(?:work|home|Users|tmp|root)/[a-z0-9]", re.IGNORECASE)
    assert not [str(path.relative_to(ROOT)) for path in ours() if paths.search(text_of(path))]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_pins_everything_with_hashes(lock: Path) -> None:
    text = text_of(lock)
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host", text)
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(?:\[[a-z,]+\])?==[^ ]+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_lock_holds_every_dependency() -> None:
    locked = set(re.findall(r"^([a-z0-9._-]+)==", text_of(ROOT / "requirements.lock"), re.MULTILINE))
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"]]
    assert {plain(name) for name in wanted} <= {plain(name) for name in locked}


def plain(requirement: str) -> str:
    """A requirement's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", requirement)[0]).lower()


def test_build_py_looks_for_what_the_program_needs() -> None:
    modules = {name: [plain(d) for d in found] for name, found in metadata.packages_distributions().items()}
    for wanted, looked_for in (
        (PROJECT["project"]["dependencies"], build_script.PROGRAM),
        (PROJECT["project"]["optional-dependencies"]["test"], build_script.TESTS),
    ):
        found = {d for module in looked_for for d in modules.get(module.split(".")[0], [])}
        assert {plain(name) for name in wanted} <= found


def test_every_dependency_is_accounted_for() -> None:
    page = text_of(ROOT / "docs/dependencies.md")
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(name for extra in extras for name in extra)]
    assert not [name for name in map(plain, wanted) if f"`{name}`" not in page.lower()]
    assert {plain(name) for name in LIBRARIES} >= {plain(n) for n in PROJECT["project"]["dependencies"]} - {
        "rich",
        "typer",
    }


def test_build_py_is_read_by_an_old_python() -> None:
    ast.parse(text_of(ROOT / "build.py"), feature_version=(3, 8))
    assert sys.version_info >= build_script.OLDEST


def test_the_readme_shows_two_commands() -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text_of(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for line in "".join(blocks).splitlines() if line.strip()]
    assert lines == ["python3 build.py", "python3 build.py test"]


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    lines = [line.strip() for line in text_of(ROOT / ".ci/run").splitlines()]
    assert lines.index("python3 build.py") < lines.index("python3 build.py test")


def test_values_are_structs_and_no_data_classes() -> None:
    """One way of making values; a data class takes forty times as long to make when the program starts."""
    assert [
        str(p.relative_to(ROOT)) for p in CODE if re.search(r"^\s*(from|import) dataclasses\b", text_of(p), re.M)
    ] == []


def test_a_struct_that_keeps_what_it_worked_out_has_room_for_it() -> None:
    """`cached_property` writes in the dictionary of its object, which a Struct has only when asked for."""
    kept = [
        node
        for p in CODE
        for node in ast.walk(ast.parse(text_of(p)))
        if isinstance(node, ast.ClassDef) and _keeps(node)
    ]
    assert kept
    without = [c.name for c in kept if _is_struct(c) and not any(option.arg == "dict" for option in c.keywords)]
    assert without == []


def _keeps(node: ast.ClassDef) -> bool:
    methods = [m for m in node.body if isinstance(m, ast.FunctionDef)]
    return any(isinstance(d, ast.Name) and d.id == "cached_property" for m in methods for d in m.decorator_list)


def _is_struct(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id in ("Struct", "Placed") for base in node.bases)
