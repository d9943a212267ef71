"""Every diagnostic code of readers of text and of the library occurs in a case or a test of its own."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SOURCES = [
    *(ROOT / "src/akkoord/readers").glob("*.py"),
    *(ROOT / "src/akkoord/readers/markdown").glob("*.py"),
    *(ROOT / "src/akkoord/library").glob("*.py"),
]
TESTED = [
    *(ROOT / "tests/cases/readers").rglob("*.txt"),
    *(ROOT / "tests/cases/readers").glob("*.yaml"),
    *(ROOT / "tests/cases/library").rglob("*.txt"),
    *(ROOT / "tests/unit/readers").glob("*.py"),
]
CODE = re.compile(r"\b(?:CHR|YAM|SCH|EXP|FRM|MDN|LIB)[0-9]{3}\b")


def codes(paths: list[Path]) -> set[str]:
    return {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_a_case() -> None:
    assert codes(SOURCES) - codes(TESTED) == set()


def test_no_code_skips_a_number() -> None:
    by_family: dict[str, list[int]] = {}
    for code in sorted(codes(SOURCES)):
        by_family.setdefault(code[:3], []).append(int(code[3:]))
    for family, numbers in by_family.items():
        assert numbers == list(range(1, len(numbers) + 1)), family
