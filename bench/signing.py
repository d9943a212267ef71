"""Signature fields on a typeset contract, against opening and saving the same file with pikepdf and doing nothing.

Prints documents per second of CPU time and the ratio; fails below 15 documents per second.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from akkoord.signing import FieldPlan, with_fields  # noqa: E402  # after the path is set
from akkoord.tree import Paragraph, Section, SectionKind, Status, Text  # noqa: E402
from akkoord.writers.typst import typst_data  # noqa: E402
from support.pdf import typesetter  # noqa: E402
from support.sample import sample_document  # noqa: E402

AT_LEAST, TIMES = 15, 20


def contract() -> bytes:
    """A contract of about 15 pages with two places to sign: the sample text and articles after it."""
    document = replace(sample_document(), status=Status.READY)
    words = "Opdrachtnemer verleent de jeugdhulp in samenhang met anderen en legt vast wat is afgesproken. " * 5
    more = tuple(
        Section(
            SectionKind.HEADING,
            (Text(f"Onderwerp {n}"),),
            tuple(Paragraph((Text(words),)) for _ in range(4)),
            level=2,
            anchor=f"onderwerp-{n}",
        )
        for n in range(22)
    )
    return typesetter().pdf(typst_data(replace(document, body=(*document.body, *more))))


def each(work: Callable[[], object]) -> float:
    """CPU seconds of one call, the median of many."""
    taken: list[float] = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return sorted(taken)[TIMES // 2]


def reopened(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        written = io.BytesIO()
        opened.save(written, deterministic_id=True)
    return written.getvalue()


def main() -> int:
    pdf = contract()
    plans = (FieldPlan("convenant-partij-1", "de één"), FieldPlan("convenant-partij-2", "de ander", locks=True))
    made = with_fields(pdf, plans)
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        pages = len(opened.pages)
    peer, own = each(lambda: reopened(pdf)), each(lambda: with_fields(pdf, plans))
    print(f"{pages} pages, {len(made.fields)} fields: {len(pdf):,} -> {len(made.data):,} bytes")
    print(f"pikepdf, open and save: {1000 * peer:.1f} ms; with fields: {1000 * own:.1f} ms; ratio {own / peer:.2f}")
    print(f"{1 / own:.0f} documents per second of CPU time, at least {AT_LEAST}")
    return int(1 / own < AT_LEAST)


if __name__ == "__main__":
    sys.exit(main())
