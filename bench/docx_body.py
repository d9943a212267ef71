"""The DOCX body writer against deflating the `document.xml` it makes, in one process.

Minimum and median of many rounds, the two in turn, so that a drift of the machine hits both.
"""

from __future__ import annotations

import statistics
import sys
import time
import zlib
from collections.abc import Callable

from material import document_of, provider_packs, workshop

from akkoord.writers.docx import open_house_style
from akkoord.writers.docx.shared_body import BodyWriter

ROUNDS = 60


def main() -> int:
    document = document_of(provider_packs()[0])
    assert document is not None
    shop = workshop()
    house, _ = open_house_style(shop.template, shop.template_file)
    assert house is not None
    xml = BodyWriter(house).write(document, {}).xml.encode()
    writing, deflating = [], []
    for _ in range(ROUNDS):
        writing.append(_timed(lambda: BodyWriter(house).write(document, {})))
        deflating.append(_timed(lambda: _deflate(xml)))
    print(f"document.xml: {len(xml) / 1024:.0f} KiB, {ROUNDS} rondes, minimum / mediaan in ms")
    for name, times in (("tekst schrijven", writing), ("deflate 6", deflating)):
        print(f"  {name:16s} {min(times) * 1000:6.2f} / {statistics.median(times) * 1000:6.2f}")
    ratios = sorted(w / d for w, d in zip(writing, deflating, strict=True))
    print(f"verhouding: {min(writing) / min(deflating):.2f} (minimum), {statistics.median(ratios):.2f} (mediaan)")
    return 0


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
