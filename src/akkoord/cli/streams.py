"""The two streams of a program: what it was asked for, and what it has to say about it."""

from __future__ import annotations

import sys


def put(text: str) -> None:
    """Give a line of what was asked for: stdout."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """Say something to whoever runs this: stderr."""
    sys.stdout.flush()  # where both go to one place, they stand there in the order they were said
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
