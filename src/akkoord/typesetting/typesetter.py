"""Typst in process: from the data of a document to a PDF/A-2a and PDF/UA-1 file.

Sources: ISO 19005-2 (level A), ISO 14289-1; docs/pdf.md for what was measured.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import typst
from msgspec.json import encode

from akkoord.diagnostics import AkkoordError, Diagnostic, error
from akkoord.tree import KEPT, Document
from akkoord.typesetting.coverage import unprintable
from akkoord.typesetting.fonts import UnreadableFontError, font_files, printable
from akkoord.typesetting.memory import give_back, hold_together

_STYLE = Path(__file__).with_name("akkoord.typ")
"""Stands in a folder, so that the compiler parses it once."""
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

# The data are files of their own, so that Typst reads them as data alone. The compiler parses every file that it is
# given in memory, as if it were source; as one comment that takes a tenth of the time.
_BODY, _REST, _LOGO = "body.txt", "rest.txt", "logo.txt"
_COMMENT = b"//"
_READ = f"#let data(name) = json(read(name, encoding: none).slice({len(_COMMENT)}))"

# `set document` comes last: before the content it would change the style of all of it, and the
# layout of the previous document could not be used again.
_MAIN = f"""#import "{_STYLE.name}": typeset, date-of
#import "logo.typ": logo
{_READ}
#let d = data("{_REST}")
#typeset(d, data("{_BODY}") + d.pages, logo)
#set document(
  title: d.meta.title, author: d.meta.author, description: d.meta.subject,
  keywords: d.meta.keywords, date: date-of(d),
)
""".encode()

# What Typst remembers it lets go when ten compilations did not use it. Of short texts that is little; a contract of
# twenty pages that shares few lines with the one before takes 10 to 25 MB. So a new text counts as one compilation
# more for every so many characters of its data, up to the ten after which nothing is left of what came before.
_AGE = 100_000
_OLDEST = 10
# A text that does not parse: the quickest compilation there is.
_NOTHING = {"main.typ": b"#("}

# After so many characters of new texts, what Typst let go is given back to the system.
_GIVEN_BACK = 100_000


class TypesettingError(AkkoordError):
    """A document that could not be typeset; its diagnostics say why."""

    exit_code = 1


class FontsMissingError(AkkoordError):
    """The pinned fonts are not there, or cannot be read."""


class _Body(NamedTuple):
    """A text as Typst gets it, and whether the fonts can print all of it."""

    data: bytes
    printable: bool


class Typesetter:
    """Typesets documents with our style, one folder of fonts and one logo, and nothing else from the machine.

    `logo` is a PNG for the title page, empty for none. It is decoration: the name of the region stands in words.

    Keep one for many documents: it remembers the layout of what they have in common, so
    that a next addressee of the same text costs a third. What it remembers is bounded by the
    length of the texts. One typesetter is not for two threads at once; processes each have their own.

    Raises:
        FontsMissingError: `fonts` holds no font file that can be read.
    """

    def __init__(self, fonts: Path, logo: bytes = b"") -> None:
        hold_together()
        self._files = {"main.typ": _MAIN, **_logo_files(logo)}
        self._covered = _printable(fonts)
        self._body = lru_cache(KEPT)(partial(_prepared, self._covered))
        pinned = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self._compiler = typst.Compiler(root=_STYLE.parent, font_paths=pinned, ignore_system_fonts=True)
        self._last = ""
        self._since = 0
        """The characters of new texts since memory was given back."""

    @property
    def covered(self) -> frozenset[str]:
        """The characters that the fonts have."""
        return self._covered

    def unprintable(self, document: Document, data: tuple[str, str]) -> tuple[Diagnostic, ...]:
        """Errors for the characters of `document` that the fonts lack. `data` is `typst_data(document)`."""
        text, rest = data
        if self._body(text).printable and self._covered >= set(rest):
            return ()
        return unprintable(document, self._covered)

    def pdf(self, data: tuple[str, str]) -> bytes:
        """The PDF of a document, from `typst_data` of it: the same bytes for the same data.

        The dates in the file are that of the document; the clock is not read.

        Raises:
            TypesettingError: Typst refuses the data, or would write a file that is not
                PDF/A-2a and PDF/UA-1, or warns of anything at all.
        """
        text, rest = data
        files = {_BODY: self._body(text).data, _REST: _COMMENT + rest.encode(), **self._files}
        try:
            written, warnings = self._compiler.compile_with_warnings(
                files,  # pyright: ignore[reportArgumentType]  # its stub leaves out files in memory
                format="pdf",
                pdf_standards=_STANDARDS,
                timestamp=0,
            )
        except typst.TypstError as problem:
            raise TypesettingError(_refused(problem.message, problem.hints)) from problem
        finally:
            self._let_go(text)
        if warnings or not isinstance(written, bytes):
            raise TypesettingError(*(_refused(w.message, w.hints) for w in warnings))
        # An incremental update, as signing makes, must begin on a new line (ISO 19005-2, 6.1.9).
        return written if written.endswith(b"\n") else written + b"\n"

    def _let_go(self, text: str) -> None:
        """Let what Typst remembers grow older by what this text adds to it."""
        if text == self._last:
            return
        self._last, self._since = text, self._since + len(text)
        for _ in range(min(_OLDEST, len(text) // _AGE)):
            with suppress(typst.TypstError):
                self._compiler.compile_with_warnings(_NOTHING, format="pdf")  # pyright: ignore[reportArgumentType]
        if self._since >= _GIVEN_BACK:
            self._since = 0
            give_back()


def _prepared(covered: frozenset[str], text: str) -> _Body:
    return _Body(_COMMENT + text.encode(), covered >= set(text))


def _logo_files(logo: bytes) -> dict[str, bytes]:
    """A Typst module that holds the picture, and its bytes as numbers: files in memory have to be text."""
    value = f'bytes(data("{_LOGO}"))' if logo else "none"
    return {"logo.typ": f"{_READ}\n#let logo = {value}\n".encode(), _LOGO: _COMMENT + encode(list(logo))}


def _printable(folder: Path) -> frozenset[str]:
    files = font_files(folder) if folder.is_dir() else ()
    if not files:
        raise FontsMissingError(
            error("TYP003", f"geen lettertypen gevonden in `{folder.as_posix()}`; verwacht: bestanden `.ttf` of `.otf`")
        )
    try:
        return printable(path.read_bytes() for path in files)
    except UnreadableFontError as problem:
        raise FontsMissingError(
            error("TYP003", f"een lettertype in `{folder.as_posix()}` is niet te lezen: {problem}")
        ) from problem


def _refused(message: str, hints: list[str]) -> Diagnostic:
    return error("TYP002", f"Typst kan het document niet zetten en meldt: `{message}`", None, *hints)
