"""Where tables are shown: the terminal, or whatever reads our output."""

from __future__ import annotations

from contextlib import suppress

from rich.console import Console


class Screen(Console):
    """A console whose reader may stop reading (`status | head`): what we did and its exit code stay the same."""

    def on_broken_pipe(self) -> None:
        """Say nothing more, in place of ending the program as if something had failed."""
        with suppress(SystemExit):
            super().on_broken_pipe()
