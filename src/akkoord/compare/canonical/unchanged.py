"""Which paragraphs two parts have in common, byte for byte: the rest is all that needs reading.

A paragraph that is written the same in both says the same, unless an id in it means
something else in the other package. Those ids are found first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import accumulate, pairwise

from akkoord.compare.canonical.environment import Environment
from akkoord.ooxml import Element, Relationship
from akkoord.ooxml.names import R_NS, W_NS, w

_ROOT = re.compile(rb"<[A-Za-z][^<>]*>")
_NAMESPACE = re.compile(rb'\sxmlns(?::([\w.-]+))?="([^"]*)"')
_REFERRING = re.compile(rb'xmlns:([\w.-]+)="%s"' % re.escape(R_NS.encode()))
_OTHERWISE = (b"<!", b"='", b' ="', b'= "', b"= '")
"""In a remark or CDATA what looks like a tag is none; attributes written in another way are not found by patterns."""
_START = re.compile(rb"<w:p[\s/>]")
_NOISE = (
    (b" w:rsid", re.compile(rb' w:rsid\w*="[^"\0]*"(?=[^<>\0]*>)')),
    (b" w14:", re.compile(rb' w14:(?:paraId|textId)="[^"\0]*"(?=[^<>\0]*>)')),
    (b"<w:proofErr", re.compile(rb"<w:proofErr[^>\0]*/>")),
    (b"<w:lastRendered", re.compile(rb"<w:lastRenderedPageBreak[^>\0]*/>")),
)
"""What says nothing, each with its beginning: one search for each is faster than one for all."""

_BLANK_ENDS = re.compile(rb"<w:t>(?:(?=[ \t\r\n])[^<\0]*|[^<\0]*(?<=[ \t\r\n]))</w:t>")
_NEAR_BLANKS = tuple(mark for blank in (b" ", b"\t", b"\r", b"\n") for mark in (b"<w:t>" + blank, blank + b"</w:t>"))
_RUN = rb"<w:r><w:t>[^<\0]*</w:t></w:r>"
_CUT_RUNS = re.compile(rb"%s(?:%s)+" % (_RUN, _RUN))
_CUT = b"</w:t></w:r><w:r><w:t>"
_BETWEEN = b"\0"
"""Stands between pieces that are spelled together: no XML holds it."""
_LIST = re.compile(rb'<w:numId w:val="([^"\0]*)"')
_BOOKMARK = re.compile(rb"<w:bookmarkStart [^>]*>")
_ID = re.compile(rb'w:id="([^"]*)"')
_NAME = re.compile(rb'w:name="([^"]*)"')
_STRUCTURAL = frozenset(
    (
        "header",
        "footer",
        "styles",
        "numbering",
        "settings",
        "fontTable",
        "theme",
        "webSettings",
        "footnotes",
        "endnotes",
        "comments",
        "customXml",
        "stylesWithEffects",
        "glossaryDocument",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
    )
)
"""Kinds of parts that are compared by themselves, whoever points to them."""


Paragraphs = frozenset[Element]


class Suspects:
    """The paragraphs of two packages that may differ, worked out once for each pair of parts."""

    def __init__(self, left: Environment, right: Environment) -> None:
        self.left = left
        self.right = right
        self._spelled = (_Spelling(left), _Spelling(right))
        self._known: dict[tuple[str, str], tuple[Paragraphs, Paragraphs] | None] = {}

    def of(self, left_part: str, right_part: str) -> tuple[Paragraphs, Paragraphs] | None:
        """Those of two parts; None when it cannot be told from the bytes, so that everything must be read."""
        key = (left_part, right_part)
        if key not in self._known:
            numbers = self._numbers(left_part, right_part)
            self._known[key] = (
                None
                if numbers is None
                else (
                    _elements(self.left.root(left_part), numbers[0]),
                    _elements(self.right.root(right_part), numbers[1]),
                )
            )
        return self._known[key]

    def _numbers(self, left_part: str, right_part: str) -> tuple[set[int], set[int]] | None:
        """Which paragraphs, counted from 0 in the order of the text."""
        one, other = self.left.package.parts[left_part], self.right.package.parts[right_part]
        if not _same_prefixes(one, other) or any(mark in part for mark in _OTHERWISE for part in (one, other)):
            return None
        telling = _joined([*self._everywhere, *_of_parts(self.left, self.right, left_part, right_part)])
        if one == other and telling is None and not self._lists_differ:
            return set(), set()
        mine, theirs = _pieces(one), _pieces(other)
        if min(len(mine), len(theirs)) == 1:  # no paragraph that could be suspected
            return None
        if len(mine) == len(theirs):
            changed = self._unlike(mine, theirs) | _telling(mine, telling) | _telling(theirs, telling)
            touched = {n for piece in changed for n in (piece - 1, piece) if 0 <= n < len(mine) - 1}
            return touched, touched
        shared = min(len(mine), len(theirs))
        head = min(self._unlike(mine[:shared], theirs[:shared]), default=shared)
        head = min(head, *_telling(mine, telling), *_telling(theirs, telling), shared)
        ends = self._unlike(mine[len(mine) - shared + head :], theirs[len(theirs) - shared + head :])
        tail = shared - head - 1 - max(ends, default=-1)
        for pieces in (mine, theirs):
            tail = min(tail, *(len(pieces) - n - 1 for n in _telling(pieces, telling)), tail)
        return _window(head, len(mine) - tail, len(mine)), _window(head, len(theirs) - tail, len(theirs))

    def _unlike(self, mine: list[bytes], theirs: list[bytes]) -> set[int]:
        """The places at which two lists of as many pieces differ."""
        lists = self._lists_differ
        places = [
            n for n, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b or (lists and b"<w:numId " in a)
        ]
        sides = zip(self._spelled, (mine, theirs), strict=True)
        one, other = (spelling.of([pieces[n] for n in places]) for spelling, pieces in sides)
        return {n for n, a, b in zip(places, one, other, strict=True) if a != b}

    @cached_property
    def _everywhere(self) -> list[bytes]:
        """Patterns of ids of styles and comments that mean something else in the other package, or nothing."""
        left, right = self.left, self.right
        styles = _conflicts(left.styles, right.styles, left.style_value, right.style_value)
        comments = _conflicts(left.comments, right.comments, left.comment_value, right.comment_value)
        return [
            _pattern(rb'Style w:val="(?:%s)"', styles),
            _pattern(rb'<w:comment\w+ [^>]*w:id="(?:%s)"', comments),
        ]

    @cached_property
    def _lists_differ(self) -> bool:
        """Whether an id of a list means something else in the other package, or nothing."""
        left, right = self.left, self.right
        return bool(_conflicts(left.lists, right.lists, left.list_value, right.list_value))


def _elements(root: Element, numbers: set[int]) -> Paragraphs:
    if not numbers:
        return frozenset()
    return frozenset(paragraph for n, paragraph in enumerate(root.iter(w("p"))) if n in numbers)


def _window(first: int, end: int, count: int) -> set[int]:
    """The paragraphs that the pieces from `first` to before `end` touch, the same one on each edge in both parts."""
    return {n for n in range(first - 1, end) if 0 <= n < count - 1}


def _pieces(part: bytes) -> list[bytes]:
    """A part cut before each paragraph; the first piece is what stands before, without the root's own tag."""
    starts = [found.start() for found in _START.finditer(part)]
    pieces = [part[start:end] for start, end in pairwise((0, *starts, len(part)))]
    root = _ROOT.search(pieces[0])
    pieces[0] = pieces[0][root.end() :] if root else pieces[0]
    return pieces


def _telling(pieces: list[bytes], telling: re.Pattern[bytes] | None) -> set[int]:
    """The pieces that hold an id which means something else in the other package."""
    if telling is None:
        return set()
    ends = list(accumulate(map(len, pieces)))
    return {bisect_right(ends, found.start()) for found in telling.finditer(b"".join(pieces))}


class _Spelling:
    """Pieces of one package in one way of writing: without noise, plain runs joined, lists by what they are."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.lists: dict[bytes, bytes] = {}

    def of(self, pieces: list[bytes]) -> list[bytes]:
        """The pieces, written so; all at once, which costs a tenth of one by one."""
        if not pieces:
            return []
        text = _BETWEEN.join(pieces)
        for beginning, noise in _NOISE:
            if beginning in text:
                text = noise.sub(b"", text)
        if any(mark in text for mark in _NEAR_BLANKS):
            text = _BLANK_ENDS.sub(_trimmed, text)
        text = text.replace(b'<w:t xml:space="preserve">', b"<w:t>")
        if _CUT in text:
            text = _CUT_RUNS.sub(_uncut, text)
        return _LIST.sub(self._list, text).split(_BETWEEN)

    def _list(self, match: re.Match[bytes]) -> bytes:
        number = match[1]
        if number not in self.lists:
            self.lists[number] = repr(self.environment.list_value(number.decode())).encode()
        return b"<w:numId " + self.lists[number]


def _trimmed(match: re.Match[bytes]) -> bytes:
    """A text as Word reads it: its outer blanks do not count."""
    return b"<w:t>%s</w:t>" % match[0][5:-6].strip(b" \t\r\n")


def _uncut(match: re.Match[bytes]) -> bytes:
    """Runs without properties that follow one another as one run."""
    return match[0].replace(_CUT, b"")


def _same_prefixes(one: bytes, other: bytes) -> bool:
    """Whether both parts write names the same way: `w` for WordprocessingML, no prefix with two meanings."""
    roots = [_ROOT.search(part) for part in (one, other)]
    if not all(roots):
        return False
    mine, theirs = (dict(_NAMESPACE.findall(root[0])) for root in roots if root)
    if mine.get(b"w") != W_NS.encode() or theirs.get(b"w") != W_NS.encode():
        return False
    return all(theirs.get(prefix, address) == address for prefix, address in mine.items())


def _of_parts(left: Environment, right: Environment, left_part: str, right_part: str) -> list[bytes]:
    """Patterns of ids of bookmarks and relationships that mean something else in the other part, or nothing."""
    left_bytes, right_bytes = left.package.parts[left_part], right.package.parts[right_part]
    mine, theirs = _bookmarks(left_bytes), _bookmarks(right_bytes)
    targets = _conflicting_targets(left, right, left_part, right_part)
    prefixes = {p for part in (left_bytes, right_bytes) for p in _REFERRING.findall(part)}
    return [
        _pattern(rb'<w:bookmark\w+ [^>]*w:id="(?:%s)"', _conflicts(mine, theirs, mine.get, theirs.get)),
        *(_pattern(re.escape(prefix) + rb':\w+="(?:%s)"', targets) for prefix in sorted(prefixes)),
    ]


def _joined(patterns: Iterable[bytes]) -> re.Pattern[bytes] | None:
    found = [pattern for pattern in patterns if pattern]
    return re.compile(b"|".join(found)) if found else None


def _pattern(form: bytes, ids: set[str]) -> bytes:
    return form % b"|".join(re.escape(i.encode()) for i in sorted(ids)) if ids else b""


def _conflicts(
    mine: Mapping[str, object],
    theirs: Mapping[str, object],
    my_value: Callable[[str], object],
    their_value: Callable[[str], object],
) -> set[str]:
    return {i for i in mine.keys() | theirs.keys() if my_value(i) != their_value(i)}


def _bookmarks(part: bytes) -> dict[str, bytes]:
    """The names of bookmarks by id."""
    found: dict[str, bytes] = {}
    for start in _BOOKMARK.findall(part):
        identifier, name = _ID.search(start), _NAME.search(start)
        if identifier and name:
            found[identifier[1].decode()] = name[1]
    return found


def _conflicting_targets(left: Environment, right: Environment, left_part: str, right_part: str) -> set[str]:
    mine, theirs = left.relationships(left_part), right.relationships(right_part)
    return {i for i in mine.keys() | theirs.keys() if not _same_target(left, right, mine.get(i), theirs.get(i))}


def _same_target(left: Environment, right: Environment, one: Relationship | None, other: Relationship | None) -> bool:
    if one is None or other is None:  # where it is still used, it leads nowhere
        return False
    if one.external or other.external or one.type != other.type:
        return (one.external, one.type, one.target) == (other.external, other.type, other.target)
    if one.kind in _STRUCTURAL:
        return True
    same_bytes = left.package.parts.get(one.target) == right.package.parts.get(other.target)
    if same_bytes and not one.target.endswith(".xml"):
        return True
    return left.content_of(one.target) == right.content_of(other.target)
