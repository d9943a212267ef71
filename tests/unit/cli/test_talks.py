"""Each file in tests/cases/cli is a talk with the program: what is typed, what it says, how it ends.

`change FILE` blocks come first: lines `old → new` (nothing after the arrow takes the line away, `⏎` is
a line end, a file that is not there begins empty).
In a `console` block a line `$ akkoord …` is typed; what follows is stdout, lines with `! ` are
stderr, and `[n]` is the exit code where it is not 0.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from akkoord.cli import main
from support.expected import assert_as_expected
from support.schemas import validator

CASES = Path(__file__).parents[2] / "cases" / "cli"
TEMPLATES = Path(__file__).parents[3] / "templates"
BLOCK = re.compile(r"^```(console|change (\S+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_a_talk_with_the_program(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(CASES / "project", project)
    shutil.copytree(TEMPLATES, project / "templates")
    monkeypatch.chdir(project)
    text = case.read_text(encoding="utf-8")

    def played(block: re.Match[str]) -> str:
        if block[2]:
            _change(project / block[2], block[3])
            return block[0]
        typed = [line.removeprefix("$ akkoord") for line in block[3].splitlines() if line.startswith("$ akkoord")]
        return "```console\n" + "".join(_said(line, capsys) for line in typed) + "```"

    assert_as_expected(case, BLOCK.sub(played, text))


def _change(path: Path, lines: str) -> None:
    content = path.read_text(encoding="utf-8") if path.exists() else ""
    for line in lines.splitlines():
        old, _, new = line.partition(" → ")
        assert old in content, f"{old!r} is not in {path}"
        content = content.replace(old, new.replace("⏎", "\n"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


_SCHEMAS = {verb: verb for verb in ("explain", "where", "lock", "new-version", "record", "status")} | dict.fromkeys(
    ("new-provider", "new-region"), "start"
)
"""By verb, the schema of what it says as JSON; that of a build for all others."""


def _said(typed: str, capsys: pytest.CaptureFixture[str]) -> str:
    arguments = shlex.split(typed)
    code = main(arguments)
    out, err = capsys.readouterr()
    if "--json" in arguments:
        verb = next((_SCHEMAS[a] for a in arguments if a in _SCHEMAS), "build")
        validator("diagnostics" if code == 2 else verb).validate(json.loads(out))
    lines = [f"$ akkoord{typed}", *out.splitlines(), *(f"! {line}" for line in err.splitlines())]
    lines += [f"[{code}]"] if code else []
    return "".join(line.rstrip() + "\n" for line in lines)
