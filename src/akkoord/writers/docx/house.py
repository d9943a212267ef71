"""The house style, opened once and checked: everything the writer takes from the template."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from akkoord.ooxml import PackedEntry
from akkoord.writers.docx.numbering import ListBinding
from akkoord.writers.docx.segments import Segment
from akkoord.writers.docx.styles import Style


class OpenPart(Struct, frozen=True):
    """A part of the template that the writer adds elements to, between `head` and `tail`."""

    name: str
    head: str
    tail: str

    def with_added(self, xml: str) -> bytes:
        """The whole part with `xml` added."""
        return (self.head + xml + self.tail).encode("utf-8", "surrogatepass")


class Shell(Struct, frozen=True):
    """The template round a text. `compiled` holds its stories cut at their tags, or is None when only docxtpl
    can render them; then `package` is what docxtpl renders.
    """

    compiled: Mapping[str, tuple[Segment, ...]] | None
    package: bytes


class HouseStyle(Struct, frozen=True):
    """A checked Word template, ready to be filled any number of times.

    `stories` are the names of the parts with tags, the main one first. `titled` is the template
    as it stands, `untitled` without its title page, `turned` that with its pages on their side and
    `turned_width_twips` between the margins. `fixed` are the parts that never change, deflated; the open parts
    are cut in two where the writer adds its own: numbering, footnotes and the relationships
    of the main part. Ids of our own begin with `relationship_prefix`, or count from the
    first free one.
    `text_width_twips` is the width between the margins. `plain_entries` are the properties of
    an entry of the contents without a number, which must not stop at the tab of the numbers.
    """

    file: str
    main_part: str
    stories: tuple[str, ...]
    titled: Shell
    untitled: Shell
    turned: Shell
    fixed: tuple[PackedEntry, ...]
    numbering: OpenPart
    footnotes: OpenPart
    relationships: OpenPart
    styles: Mapping[Style, str]
    bindings: Mapping[Style, ListBinding]
    text_width_twips: int
    turned_width_twips: int
    plain_entries: Mapping[Style, str]
    next_number_id: int
    next_bookmark_id: int
    next_footnote_id: int
    next_control_id: int
    relationship_prefix: str
    provenance_part: str

    def on_its_side(self) -> HouseStyle:
        """The house style for pages that are turned."""
        return replace(self, untitled=self.turned, text_width_twips=self.turned_width_twips)
