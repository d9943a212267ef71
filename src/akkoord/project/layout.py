"""Which file of a project is what, by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from akkoord.diagnostics import Diagnostic, Span, note, warning

_CLAUSE = re.compile(r"clauses/(?!editions/)[^/]+/([^/]+)/([^/]+)\.md")
_LOCK = "clauses/clauses.lock"
_EDITION = re.compile(r"clauses/editions/([^/]+)\.yaml")
_CONTRACT = re.compile(
    r"contracts/([^/]+)/(?:(region|initiatives|pack|rates|accepted)|(providers|documents)/([^/]+))\.yaml"
)
_OWN_TEXT = re.compile(r"contracts/[^/]+/deviations/[^/]+/[^/]+\.md")
_LEDGER = re.compile(r"contracts/[^/]+/ledger/[^/]+/[^/]+\.jsonl")
# Notes, and the certificates that are read when something is verified.
_OWN_NOTES = re.compile(r"(?:.*/)?README[^/]*|contracts/[^/]+/trust/[^/]+\.(?:pem|crt|cer|der)")
_TEMPLATE = "huisstijl.docx"
_LOGO = "logo.png"


class RegionFiles(Struct, frozen=True):
    """The files of one region by path; "" where there is none. Providers and documents by file name."""

    region: str
    initiatives: str
    pack: str
    providers: dict[str, str]
    documents: dict[str, str]
    rates: str = ""
    accepted: str = ""


class Layout(Struct, frozen=True):
    """The files of a project; `lock` and `logo` are "" where there is none, `unused` are files that nothing reads.

    `own_texts` are those of providers that deviate, `ledgers` what was recorded of packs.

    House style and logo are the project's own, or else (with `@`) those that ship with the program.
    """

    clauses: tuple[str, ...]
    editions: tuple[str, ...]
    regions: dict[str, RegionFiles]
    template: str
    logo: str
    fonts: tuple[str, ...]
    unused: tuple[str, ...]
    lock: str = ""
    own_texts: tuple[str, ...] = ()
    ledgers: tuple[str, ...] = ()

    def unused_findings(self) -> tuple[Diagnostic, ...]:
        """A warning for every file that looks as if it would be read, and is not."""
        expected = (
            "verwacht: `clauses/<onderwerp>/<id>/<versie>.md`, `clauses/editions/<editie>.yaml`, "
            "`contracts/<regio>/region.yaml`, `initiatives.yaml`, `pack.yaml`, `rates.yaml`, "
            "`accepted.yaml`, `providers/<id>.yaml` of `documents/<soort>.yaml`"
        )
        return tuple(
            warning(
                "SRC006",
                f"`{path}` wordt niet gelezen, want het staat niet op een bekende plaats",
                Span(path),
                expected,
            )
            for path in self.unused
        )

    def shipped_findings(self) -> tuple[Diagnostic, ...]:
        """A note when documents get the house style or logo that ships with the program, for want of the project's."""
        shipped = [f"`{path.removeprefix('@')}`" for path in (self.template, self.logo) if path.startswith("@")]
        if not shipped:
            return ()
        be, own = ("staat", "het eigen bestand") if len(shipped) == 1 else ("staan", "de eigen bestanden")
        message = f"{' en '.join(shipped)} {be} niet in dit project: documenten krijgen wat met Akkoord meekomt"
        return (note("SRC012", message, None, f"zet {own} op die plaats"),)


def clause_of(path: str) -> tuple[str, str]:
    """The id and version that the path of a clause file names."""
    *_, clause_id, name = path.split("/")
    return clause_id, name.removesuffix(".md")


def layout_of(paths: Iterable[str]) -> Layout:
    """Every file of a project, by what it is."""
    clauses: list[str] = []
    editions: list[str] = []
    regions: dict[str, RegionFiles] = {}
    unused: list[str] = []
    own_texts: list[str] = []
    ledgers: list[str] = []
    known = sorted(paths)
    for path in known:
        if not path.startswith(("clauses/", "contracts/")):
            continue
        if _CLAUSE.fullmatch(path):
            clauses.append(path)
        elif path == _LOCK:
            continue
        elif _OWN_TEXT.fullmatch(path):
            own_texts.append(path)
        elif _LEDGER.fullmatch(path):
            ledgers.append(path)
        elif _EDITION.fullmatch(path):
            editions.append(path)
        elif match := _CONTRACT.fullmatch(path):
            files = regions.setdefault(match[1], RegionFiles("", "", "", {}, {}))
            regions[match[1]] = _with(files, path, match[2], match[3], match[4])
        elif not _OWN_NOTES.fullmatch(path):
            unused.append(path)
    fonts = tuple(p for p in known if p.startswith("@templates/fonts/") and p.lower().endswith((".ttf", ".otf")))
    return Layout(
        tuple(clauses),
        tuple(editions),
        regions,
        _own(known, _TEMPLATE),
        _own(known, _LOGO),
        fonts,
        tuple(unused),
        _LOCK if _LOCK in known else "",
        tuple(own_texts),
        tuple(ledgers),
    )


def _own(known: Sequence[str], name: str) -> str:
    return next((path for path in (f"templates/{name}", f"@templates/{name}") if path in known), "")


def _with(files: RegionFiles, path: str, single: str | None, folder: str | None, name: str | None) -> RegionFiles:
    names = ("region", "initiatives", "pack", "rates", "accepted")
    singles: dict[str, str] = {name: getattr(files, name) for name in names}
    if single is not None:
        singles[single] = path
    elif name is not None:
        (files.providers if folder == "providers" else files.documents)[name] = path
    return RegionFiles(**singles, providers=files.providers, documents=files.documents)
