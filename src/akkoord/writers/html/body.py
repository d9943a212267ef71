"""Sections, lists, frames and clauses as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, assert_never

from akkoord.tree import (
    Block,
    BulletList,
    Clause,
    Conditional,
    Contents,
    ContentsEntry,
    ContractList,
    Footnote,
    Frame,
    Include,
    ListItem,
    NumberedList,
    OfBlocks,
    Paragraph,
    Role,
    Section,
    SectionKind,
    SignatureBlock,
    SignatureSlot,
    Table,
)
from akkoord.writers.html.links import Addresses, anchors_in
from akkoord.writers.html.markup import NOTHING, Markup, block, element, join, line, words
from akkoord.writers.html.runs import Runs, marker, number
from akkoord.writers.html.tables import signature_block, table

_DEEPEST_HEADING = 6
_TITLED = (SectionKind.TEXT, SectionKind.SUBJECT)
"""Sections whose title may be that of the page."""


class Part(NamedTuple):
    """A section, clause or table without footnotes as it was written, and what that depended on besides its page.

    `anchors` are those in it, of which `taken` had been given out and `claimed` were given out here; `before` and
    `after` are the terms that were linked.
    """

    markup: Markup
    depth: int
    anchors: frozenset[str]
    taken: frozenset[str]
    claimed: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


class Body:
    """Writes blocks; one per page, because ids and footnotes are counted over the whole page.

    `parts` are what pages with the same ids have in common.
    """

    def __init__(
        self, addresses: Addresses, footnotes: Iterable[Footnote] = (), parts: OfBlocks[Part] | None = None
    ) -> None:
        self.addresses = addresses
        self.runs = Runs(addresses, list(footnotes))
        self._titled = False
        self._parts: OfBlocks[Part] = parts if parts is not None else OfBlocks()

    def on_page(self, known: frozenset[str]) -> Body:
        """One that goes on from here on its own, on a page where `known` can be pointed to."""
        body = Body(self.addresses.on_page(known), self.runs.footnotes)
        body._titled = self._titled
        return body

    def written(self, blocks: Iterable[Block], depth: int = 1) -> Markup:
        """The blocks one after another; `depth` counts the sections around them, the page included."""
        return join([self._block(b, depth) for b in blocks])

    def contents(self, contents: Contents, *, heading: str = "p") -> Markup:
        """The table of contents as a landmark with nested lists of links."""
        title = line(heading, {"class": "contents-title"}, words(contents.title))
        return block("nav", {"aria-label": contents.title}, title, self._entries(contents.entries))

    def endnotes(self) -> Markup:
        """All footnotes met so far under a heading of their own, each with a way back to its mark.

        A note may hold a note; those are met, and added at the end, while this is written.
        """
        items: list[Markup] = []
        while len(items) < len(self.runs.footnotes):
            items.append(self._endnote(self.runs.footnotes[len(items)], len(items) + 1))
        if not items:
            return NOTHING
        heading = line("h2", {"id": "document:footnotes"}, words("Voetnoten"))
        attributes = {"class": "endnotes", "role": "doc-endnotes", "aria-labelledby": "document:footnotes"}
        return block("section", attributes, heading, block("ol", {"role": "list"}, *items))

    def _block(self, node: Block, depth: int) -> Markup:  # noqa: C901 -- one arm per kind of block, none with logic
        match node:
            case Paragraph():
                return self._paragraph(node)
            case NumberedList():
                attributes = {"class": node.kind.value, "role": "list"}
                return block("ol", attributes, *[self._item(i, depth) for i in node.items])
            case BulletList():
                return block("ul", {}, *[self._item(i, depth) for i in node.items])
            case Table():
                return self._part(node, depth, lambda: self._table(node, depth))
            case Frame():
                return block("div", {"class": "frame"}, self.written(node.children, depth))
            case Section():
                if _stands_alone(node):
                    return self._part(node, depth, lambda: self._section(node, depth))
                return self._section(node, depth)
            case Clause():
                self.runs.terms_linked.clear()
                return self._part(node, depth, lambda: self._clause(node, depth))
            case SignatureBlock():
                return signature_block(node, self.addresses)
            case Contents():
                return self.contents(node)
            case Conditional() | Include() | SignatureSlot() | ContractList():
                raise AssertionError(f"{type(node).__name__} is replaced by assembly and never reaches a writer")
            case _:
                assert_never(node)

    def _section(self, section: Section, depth: int) -> Markup:
        attributes = {"id": self.addresses.claim(section.anchor), "class": section.kind.value}
        if section.number is None and not section.title:
            return block("section", attributes, self.written(section.children, depth))
        level = depth + 1
        if section.kind in _TITLED and not self._titled:
            # without a title page the title of the text is that of the page, and a page has one
            self._titled, level = True, 1
        deeper = {"aria-level": str(level)} if level > _DEEPEST_HEADING else {}
        title = self.runs.written(section.title)
        heading = line(f"h{min(level, _DEEPEST_HEADING)}", deeper, number(section.number), title)
        return block("section", attributes, heading, self.written(section.children, level))

    def _part(self, node: Section | Clause | Table, depth: int, write: Callable[[], Markup]) -> Markup:
        """A section, clause or table, as it was written before when nothing that it depends on is otherwise."""
        linked, given = self.runs.terms_linked, self.addresses.given
        before, part = frozenset(linked), self._parts.get(node)
        if part is not None and (part.depth, part.before) == (depth, before) and part.anchors & given == part.taken:
            given |= part.claimed
            linked.clear()
            linked |= part.after
            return part.markup
        notes, anchors = len(self.runs.footnotes), anchors_in((node,))
        taken = anchors & given
        markup = write()
        if len(self.runs.footnotes) == notes:
            claimed = (anchors & given) - taken
            self._parts.keep(node, Part(markup, depth, anchors, taken, claimed, before, frozenset(linked)))
        return markup

    def _table(self, node: Table, depth: int) -> Markup:
        return table(node, self.addresses, self.runs, lambda blocks: self.written(blocks, depth))

    def _clause(self, clause: Clause, depth: int) -> Markup:
        attributes = {
            "id": self.addresses.claim(clause.anchor),
            "class": "clause",
            "data-clause": f"{clause.id}@{clause.version}",
        }
        return block("div", attributes, self.written(clause.children, depth))

    def _paragraph(self, paragraph: Paragraph, before: Markup = NOTHING, after: Markup = NOTHING) -> Markup:
        anchor = self.addresses.claim(paragraph.anchor)
        content = join((before, number(paragraph.number), self.runs.written(paragraph.children), after))
        if paragraph.role is Role.QUOTE:
            return line("blockquote", {}, element("p", {"id": anchor}, content))
        css_class = None if paragraph.role is Role.BODY else paragraph.role.value
        return line("p", {"id": anchor, "class": css_class}, content)

    def _item(self, item: ListItem, depth: int) -> Markup:
        """An item with its number inside its first paragraph, where a screen reader reads them as one."""
        attributes = {"id": self.addresses.claim(item.anchor)}
        match item.children:
            case (Paragraph() as first, *rest):
                return block("li", attributes, self._paragraph(first, number(item.number)), self.written(rest, depth))
            case children if item.number is not None:
                alone = line("p", {}, number(item.number))
                return block("li", attributes, alone, self.written(children, depth))
            case children:
                return block("li", attributes, self.written(children, depth))

    def _endnote(self, footnote: Footnote, place: int) -> Markup:
        mark = marker(str(footnote.number))
        label = f"terug naar de tekst bij voetnoot {footnote.number}"
        attributes = {"href": f"#footnote-mark:{place}", "role": "doc-backlink", "aria-label": label}
        # U+FE0E asks for the arrow as text, where a phone would draw an emoji.
        back = join((words(" "), element("a", attributes, words("↩\ufe0e"))))
        match footnote.children:
            case (Paragraph() as only,):
                content = self._paragraph(only, mark, back)
            case (Paragraph() as first, *rest):
                content = join((self._paragraph(first, mark, back), self.written(rest)))
            case children:
                content = join((line("p", {}, mark, back), self.written(children)))
        return block("li", {"id": f"footnote:{place}"}, content)

    def _entries(self, entries: Sequence[ContentsEntry]) -> Markup:
        """Entries as nested lists: what is deeper than an entry and follows it stands under it."""
        items: list[Markup] = []
        start = 0
        while start < len(entries):
            entry = entries[start]
            end = start + 1
            while end < len(entries) and entries[end].level > entry.level:
                end += 1
            link = self.runs.in_link(self.addresses.of_anchor(entry.anchor), None, entry.title, number(entry.number))
            under = entries[start + 1 : end]
            items.append(line("li", {}, link, self._entries(under) if under else NOTHING))
            start = end
        return block("ol", {"role": "list"}, *items)


def _stands_alone(section: Section) -> bool:
    """Whether a section is written as it stands, wherever that is; one with sections in it is kept by those."""
    return section.kind not in _TITLED and not any(isinstance(child, Section) for child in section.children)
