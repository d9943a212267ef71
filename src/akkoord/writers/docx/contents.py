"""The table of contents: a field that Word can update, with its result already in it."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.ooxml import escape
from akkoord.tree import Contents
from akkoord.writers.docx.errors import missing_target_error
from akkoord.writers.docx.paragraphs import KEEP, ParagraphWriter
from akkoord.writers.docx.provenance import bookmark_name
from akkoord.writers.docx.runs import FIELD_END, RunWriter, Targets, field, field_start, run
from akkoord.writers.docx.styles import Style

_TAB = "<w:r><w:tab/></w:r>"


def contents_xml(
    contents: Contents,
    control: int,
    targets: Targets,
    pages: Mapping[str, int],
    plain_entries: Mapping[Style, str],
    runs: RunWriter,
    write: ParagraphWriter,
) -> None:
    """Write title and entries; `control` is the id of the content control round them.

    `plain_entries` are the properties of an entry without a number.

    Where `pages` lacks an entry, no page number is printed at all (switch `\\n`): a number
    that is wrong until somebody updates the field is worse than none.

    Raises:
        DocxError: DCX002, an entry points to no section of this document.
    """
    if not contents.entries:
        write.write(Style.CONTENTS_HEADING, run(contents.title), KEEP)
        return
    numbered = all(entry.anchor in pages for entry in contents.entries)
    depth = max(entry.level for entry in contents.entries)
    code = f'TOC \\o "1-{depth}" \\h \\z \\u' + ("" if numbered else " \\n")
    write.out.append(
        f'<w:sdt><w:sdtPr><w:id w:val="{control}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
    )
    write.write(Style.CONTENTS_HEADING, run(contents.title), KEEP)
    lead = field_start(code)
    for entry in contents.entries:
        if entry.anchor not in targets:
            raise missing_target_error(entry.anchor, None)
        name = bookmark_name("_Ref", entry.anchor)
        number = f"{run(entry.number.shown)}{_TAB}" if entry.number else ""
        page = f"{_TAB}{field(f'PAGEREF {name} {chr(92)}h', str(pages[entry.anchor]))}" if numbered else ""
        style = Style.CONTENTS_1 if entry.level == 1 else Style.CONTENTS_2
        inner = f"{number}{runs.xml(entry.title)}{page}"
        link = f'{lead}<w:hyperlink w:anchor="{escape(name)}" w:history="1">{inner}</w:hyperlink>'
        write.write(style, link, last="" if entry.number else plain_entries[style])
        lead = ""
    write.out[-1] = write.out[-1].removesuffix("</w:p>") + FIELD_END + "</w:p>"
    write.out.append("</w:sdtContent></w:sdt>")
