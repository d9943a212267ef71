"""What loading the program leaves out, and leaves as it was."""

from __future__ import annotations

import subprocess
import sys

from support.workspace import ROOT

LOADED = """
import sys
sys.path.insert(0, sys.argv[1])
before = "typing_extensions" in sys.modules
import akkoord.cli
assert ("typing_extensions" in sys.modules) is before
import typing_extensions
assert typing_extensions.Annotated
"""


def test_typing_extensions_is_not_loaded_and_can_be_afterwards() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(ROOT / "src")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
