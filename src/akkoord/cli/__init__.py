"""The command line."""

from akkoord.cli.command import main

__all__ = ["main"]
