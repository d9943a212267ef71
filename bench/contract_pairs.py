"""Two versions of a long Dutch contract, made by rules: the same pair every time.

A page counts as twenty-two paragraphs; 200 pages are some 4,400 paragraphs and 90,000 words, with tables, notes and
numbered leden, as in a framework agreement with all its annexes.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from random import Random  # noqa: TID251  seeded: the same pair every time

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support.word.model import Block, Document, Note, Paragraph, Section, Table, Text, paragraph, table
from support.word.writing import docx

PARAGRAPHS_A_PAGE = 22
_WHO = ("Opdrachtnemer", "De gemeente", "De aanbieder", "Opdrachtgever", "De toegang", "De regio", "Iedere partij")
_VERB = ("meldt", "bewaart", "levert", "verstrekt", "vergoedt", "toetst", "registreert", "onderbouwt", "bespreekt")
_WHAT = (
    "de gegevens over de verleende jeugdhulp", "het plan van aanpak", "de factuur van de afgelopen maand",
    "de toegekende indicatie", "het dossier van de jeugdige", "de wijziging van het tarief",
    "een verklaring van de accountant",
    "de uitkomst van het onderzoek",
    "het overzicht van de wachttijden", "de inzet van onderaannemers",
)  # fmt: skip
_WHEN = (
    "binnen {n} dagen na afloop van het kwartaal", "uiterlijk op {n} november van ieder jaar", "op eerste verzoek",
    "gedurende {n} jaar na het einde van de overeenkomst", "zodra daartoe aanleiding bestaat",
    "voor ten hoogste € {n}.000",
)  # fmt: skip
_UNLESS = (
    "", ", tenzij partijen schriftelijk anders overeenkomen", ", voor zover de wet dat toestaat",
    ", met inachtneming van artikel {n}", ", na overleg met de jeugdige en diens ouders",
)  # fmt: skip
_TOPIC = (
    "Looptijd",
    "Tarieven",
    "Facturering",
    "Toezicht",
    "Personeel",
    "Privacy",
    "Klachten",
    "Overmacht",
    "Verlenging",
)
_REPLACED = {
    "dagen": "werkdagen",
    "jaar": "kalenderjaar",
    "Opdrachtnemer": "Zorgaanbieder",
    "schriftelijk": "elektronisch",
}


def pair(pages: int, edits: int, seed: int = 2024) -> tuple[bytes, bytes]:
    """A contract of so many pages and a version with so many edits, one of them a moved article."""
    random = Random(seed)
    old = Document(_articles(random, pages * PARAGRAPHS_A_PAGE), _page("versie 2023"))
    new = copy.deepcopy(old)
    for _ in range(edits - 1):
        random.choice(_EDITS)(new.blocks, random)
    _move_article(new.blocks, random)
    return docx(old), docx(new, 9)


def rewritten(paragraphs: int = 3_100, seed: int = 7) -> tuple[bytes, bytes]:
    """A document in which hardly any sentence is left as it was."""
    random = Random(seed)
    old = _articles(random, paragraphs)
    new: list[Block] = []
    for block in copy.deepcopy(old):
        share = random.random()
        if share < 0.25 or not isinstance(block, Paragraph):
            continue
        for _ in range(3 if share < 0.75 else 12):
            _change_word([block], random)
        new.append(block)
        if share > 0.9:
            new += [paragraph(_sentence(random), style="Lid") for _ in range(3)]
    return docx(Document(old)), docx(Document(new), 3)


def _page(header: str) -> Section:
    return Section({"default": [paragraph(f"Raamovereenkomst, {header}")]}, {"default": [paragraph("Voorbeeldregio")]})


def _sentence(random: Random) -> str:
    made = f"{random.choice(_WHO)} {random.choice(_VERB)} {random.choice(_WHAT)} {random.choice(_WHEN)}"
    return (made + random.choice(_UNLESS)).format(n=random.randrange(2, 60)) + "."


def _articles(random: Random, count: int) -> list[Block]:
    out: list[Block] = []
    while len(out) < count:
        out.append(paragraph(f"{random.choice(_TOPIC)} {len(out)}", style="Kop1", list=("artikel", 0)))
        for _ in range(random.randrange(4, 14)):
            text = " ".join(_sentence(random) for _ in range(random.choice((1, 1, 2))))
            lid = paragraph(text, list=("artikel", random.choice((1, 1, 2))))
            if random.random() < 0.03:
                lid.inlines.append(Note([paragraph(_sentence(random), style="Voetnoottekst")]))
            out.append(lid)
        if random.random() < 0.15:
            out.append(_rates(random))
            out.append(paragraph(_sentence(random)))
    return out


def _rates(random: Random) -> Table:
    rows = [
        (f"Perceel {n}", _sentence(random), f"€ {random.randrange(20, 900)},00") for n in range(random.randrange(3, 9))
    ]
    return table(("Perceel", "Omschrijving", "Tarief"), *rows)


def _leden(blocks: list[Block]) -> list[Paragraph]:
    return [b for b in blocks if isinstance(b, Paragraph) and b.inlines and not b.style]


def _change_word(blocks: list[Block], random: Random) -> None:
    chosen = random.choice(_leden(blocks) or [b for b in blocks if isinstance(b, Paragraph)])
    text = chosen.inlines[0]
    assert isinstance(text, Text)
    words = text.text.split(" ")
    at = random.randrange(len(words))
    words[at] = _REPLACED.get(words[at], random.choice(("tijdig", "volledig", "kosteloos", "zorgvuldig")))
    text.text = " ".join(words)


def _put_in(blocks: list[Block], random: Random) -> None:
    blocks.insert(random.randrange(len(blocks)), paragraph(_sentence(random), list=("artikel", 1)))


def _take_out(blocks: list[Block], random: Random) -> None:
    blocks.remove(random.choice(_leden(blocks)))


def _rate(blocks: list[Block], random: Random) -> None:
    tables = [b for b in blocks if isinstance(b, Table)]
    if tables:
        row = random.choice(random.choice(tables).rows[1:])
        row.cells[-1].blocks = [paragraph(f"€ {random.randrange(20, 900)},50")]


def _row(blocks: list[Block], random: Random) -> None:
    tables = [b for b in blocks if isinstance(b, Table)]
    if tables:
        rows = random.choice(tables).rows
        rows.insert(random.randrange(1, len(rows)), table(("Perceel 9", _sentence(random), "€ 1,00")).rows[0])


def _bold(blocks: list[Block], random: Random) -> None:
    chosen = random.choice(_leden(blocks))
    text = chosen.inlines[0]
    assert isinstance(text, Text)
    text.format = ("b",)


_EDITS = (_change_word, _change_word, _change_word, _change_word, _put_in, _take_out, _rate, _row, _bold)


def _move_article(blocks: list[Block], random: Random) -> None:
    """An article with its leden to a place far away."""
    heads = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.style == "Kop1"]
    start = random.randrange(len(heads) // 4)
    piece = blocks[heads[start] : heads[start + 1]]
    to = heads[-(len(heads) // 4) - 1]
    blocks[to:to] = piece
    del blocks[heads[start] : heads[start + 1]]
