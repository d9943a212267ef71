"""R143: Een tabel met normen zegt ook wie meet, wanneer, en uit welke bron.

Een norm zonder meting is een wens. De regel kijkt naar iedere tabel met een kolom "Norm", en vraagt de kolommen van
`columns`, zonder lege cellen; in een addendum ook de uitgangswaarde. "xx%" is geen norm, en
telt als een lege cel.

Fout:

    | KPI | Norm |
    |---|---|
    | Verblijf | korter |

Goed:

    | KPI | Norm | Gemeten door | Moment | Bron |
    |---|---|---|---|---|
    | Verblijf | ten hoogste 6 maanden | gemeente | jaar | berichtenverkeer |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.checks.finding import Finding
from akkoord.checks.rule import Basis, Scope, TextRule
from akkoord.checks.settings import Setting, Settings
from akkoord.checks.views import TextSort, TextView
from akkoord.diagnostics import Severity
from akkoord.tree import Paragraph, TableCell, plain_text

_EMPTY = re.compile(r"[\s\-–…]*|(?i:x{1,})\s?%?|\?+")
"""A cell in which nothing stands, or the place of a number that nobody filled in."""


def _check(text: TextView, settings: Settings) -> Iterator[Finding]:
    norm = settings.text("norm").casefold()
    wanted = settings.texts("columns")
    if text.sort is TextSort.ADDENDUM:
        wanted = (*wanted, *settings.texts("in_addendum"))
    for table in text.tables:
        titles = [_words(cell).casefold() for cell in table.header.cells]
        if not any(re.fullmatch(rf"{re.escape(norm)}(?:\s[0-9]{{4}})?", title) for title in titles):
            continue
        missing = [name for name in wanted if not any(name.casefold() in title for title in titles)]
        if missing:
            message = "de tabel met normen mist een kolom"
            yield Finding(message, table.header.span or table.span, ", ".join(titles), ", ".join(missing))
        for row in table.rows:
            empty = [titles[n] for n, cell in enumerate(row.cells) if _EMPTY.fullmatch(_words(cell))]
            if empty:
                message = f"een rij van de tabel met normen is niet ingevuld bij {', '.join(empty)}"
                yield Finding(message, row.span or table.span, _words(row.cells[0]), "een gevulde cel")


def _words(cell: TableCell) -> str:
    return " ".join(plain_text(b.children) for b in cell.children if isinstance(b, Paragraph)).strip()


RULE = TextRule(
    id="R143",
    severity=Severity.ERROR,
    scope=(Scope.ADDENDUM,),
    basis=(Basis.SOURCE,),
    settings=(
        Setting("norm", "Norm", "de titel van de kolom die een tabel tot een tabel met normen maakt."),
        Setting("columns", ("gemeten", "moment", "bron"), "woorden uit de titels van de andere kolommen."),
        Setting("in_addendum", ("uitgangswaarde",), "wat een addendum daarbij vraagt."),
    ),
    check=_check,
)
