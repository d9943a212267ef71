"""What the manual shows is what the program takes and says."""

import json
import re
from pathlib import Path

import pytest
import typer.main

from akkoord.cli.verbs import app
from akkoord.diagnostics import as_text, in_order
from akkoord.spec.reading.provider import read_provider

_ROOT = Path(__file__).parents[2]
_MANUAL = (_ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
_SCHEMA = json.loads((_ROOT / "schemas" / "provider.schema.json").read_text(encoding="utf-8"))
_FILE = "contracts/ijsselland/providers/voorbeeld-nieuwe-start.yaml"


def _example(first_words):
    """The fenced example that begins with `first_words`, without the indent of the list it stands in."""
    blocks = re.findall(r"^( *)```[a-z]*\n(.*?)^ *```$", _MANUAL, re.MULTILINE | re.DOTALL)
    (found,) = [(i, b) for i, b in blocks if b.strip().startswith(first_words)]
    indent, body = found
    return "".join(line.removeprefix(indent) for line in body.splitlines(keepends=True))


def test_the_example_of_a_provider_is_read_without_findings():
    example = _example("# yaml-language-server: $schema=../../../schemas/provider")
    provider, findings = read_provider(example, _FILE, _SCHEMA)
    assert findings == ()
    assert provider is not None
    assert provider.lots == (2, 4)


def test_the_example_of_an_admission_is_read_without_findings():
    example = _example("# yaml-language-server: $schema=../../../schemas/provider")
    provider, findings = read_provider(example + _example("admission:"), _FILE, _SCHEMA)
    assert findings == ()
    assert provider is not None
    assert provider.admission is not None


def test_the_messages_are_those_of_the_program():
    shown = _example("fout[")
    example = _example("# yaml-language-server: $schema=../../../schemas/provider")
    broken = example.replace("seat:", "saet:").replace("power: sole", "power: alleen")
    _, findings = read_provider(broken, _FILE, _SCHEMA)
    said = [as_text(finding) for finding in in_order(findings)]
    for message in re.split(r"\n(?=fout\[)", shown.rstrip("\n")):
        assert message in said


def test_what_the_manual_points_at_exists():
    headings = {
        re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^## (.+)$", _MANUAL, re.M)
    }
    links = re.findall(r"\]\(([^)]+)\)", re.sub(r"`[^`]*`", "", _MANUAL))
    assert links
    for link in links:
        if link.startswith("#"):
            assert link[1:] in headings
        else:
            assert (_ROOT / "docs" / link).is_file(), link


_PROGRAM = typer.main.get_command(app)
_OPTIONS = sorted(
    {option for command in (_PROGRAM, *_PROGRAM.commands.values()) for p in command.params for option in p.opts}
)


@pytest.mark.parametrize("name", sorted(_PROGRAM.commands))
def test_every_verb_is_in_the_manual(name):
    assert f"`{name}`" in _MANUAL or f"python3 build.py {name} " in _MANUAL


@pytest.mark.parametrize("option", [o for o in _OPTIONS if o.startswith("--")])
def test_every_option_is_in_the_manual(option):
    assert re.search(rf"`{option}[ `]", _MANUAL)


def test_the_manual_names_no_option_or_verb_that_is_not_there():
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", _MANUAL))
    assert named <= {*_OPTIONS, "--help"}
    verbs = set(re.findall(r"python3 build\.py ([a-z][a-z-]*)", _MANUAL))
    assert verbs <= {*_PROGRAM.commands, "test"}
