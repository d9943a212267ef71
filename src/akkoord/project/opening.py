"""A project opened to be asked something: nothing is locked and nothing is written."""

from __future__ import annotations

from pathlib import Path

from akkoord.project.content import Content, read_content
from akkoord.project.read_cache import ReadCache
from akkoord.project.sources import Sources, find_root, list_sources
from akkoord.project.state import Memory
from akkoord.project.steps import program_digest


def open_project(folder: Path) -> Content:
    """The project in `folder`, read with what the last build kept.

    Raises:
        NoProjectError: there is no project.
    """
    return open_sources(folder)[1]


def open_sources(folder: Path) -> tuple[Sources, Content]:
    """As `open_project`, with its files.

    Raises:
        NoProjectError: there is no project.
    """
    root = find_root(folder)
    memory = root / "output" / ".cache"
    sources = Sources(root, list_sources(root), Memory(memory).load().sources)
    return sources, read_content(sources, ReadCache(memory, program_digest(sources), keep=False))
