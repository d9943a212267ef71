"""A bug of ours that stopped some documents, after all others were done."""

from __future__ import annotations


class BugsError(Exception):
    """Raised when the result has been shown; `report` holds the tracebacks."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report
