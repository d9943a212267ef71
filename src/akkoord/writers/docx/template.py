"""Opening the Word template: every check first, then the parts as the writer uses them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from akkoord.diagnostics import AkkoordError, Diagnostic, Span, did_you_mean, error, has_errors, in_order
from akkoord.ooxml import Element, Package, read_package
from akkoord.ooxml.names import STRICT_W_NS, w
from akkoord.writers.docx.bindings import find_bindings, find_styles, style_sheet
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.segments import paragraph_text
from akkoord.writers.docx.shell import Checked, build_house, cleaned
from akkoord.writers.docx.tags import COVER_NAMES, MARKER, TagChecker, environment, find_tags, stray_braces

_STORY_KINDS = frozenset({"header", "footer"})
_SAFE_EXTERNAL = frozenset({"hyperlink"})
_EMBEDDED = frozenset({"oleObject", "package", "aFChunk", "control", "vbaProject", "wordVbaData", "subDocument"})
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
_OFF = frozenset({"0", "false", "off"})


def open_house_style(data: bytes, file: str) -> tuple[HouseStyle | None, tuple[Diagnostic, ...]]:
    """The house style in the Word template `data`, and every fault in it.

    Faults name the part, the paragraph (counted from 1 in its part) and its text; their
    span is `file!part`, with the paragraph as line. With an error there is no house style.
    `file` is the path to show.
    """
    try:
        package = read_package(data, file)
        return _open(package, package.main_part())
    except AkkoordError as unreadable:
        return None, unreadable.diagnostics


def _open(package: Package, main: str) -> tuple[HouseStyle | None, tuple[Diagnostic, ...]]:
    root = package.xml(main)
    if root.tag.startswith(f"{{{STRICT_W_NS}}}"):
        hint = "sla het op als gewoon .docx"
        return None, (error("HST010", "de huisstijl is opgeslagen als strikte Open XML", Span(package.file), hint),)
    faults = list(_package_faults(package, main))
    parts = [main, *(r.target for r in package.relationships(main) if r.kind in _STORY_KINDS and not r.external)]
    stories = {name: cleaned(root if name == main else package.xml(name)) for name in dict.fromkeys(parts)}
    for name, story in stories.items():
        faults.extend(_content_faults(story, name, package.file))
    faults.extend(_tag_faults(stories, main, package.file))
    faults.extend(_misplaced_tags(package, stories))
    checked = _style_faults(package, main, stories, faults)
    if checked is None or has_errors(faults):
        return None, in_order(faults)
    return build_house(checked), in_order(faults)


def _style_faults(
    package: Package, main: str, stories: Mapping[str, Element], faults: list[Diagnostic]
) -> Checked | None:
    """Check styles, lists and language; `faults` grows. None when a part is missing."""
    parts = {kind: package.related(main, kind) for kind in ("styles", "numbering", "settings")}
    for kind, name in parts.items():
        if name is None:
            faults.append(error("HST011", f"de huisstijl heeft geen onderdeel `{kind}`", Span(package.file)))
    styles_part, numbering_part = parts["styles"], parts["numbering"]
    if styles_part is None or numbering_part is None:
        return None
    styles = package.xml(styles_part)
    sheet = style_sheet(styles)
    found, missing = find_styles(sheet, package.file)
    bindings, wrong = find_bindings(sheet, found, package.xml(numbering_part), package.file)
    faults += [*missing, *wrong, *_language_faults(styles, package.file)]
    return Checked(package, main, stories, found, bindings, numbering_part)


def _package_faults(package: Package, main: str) -> Iterator[Diagnostic]:
    place = Span(package.file)
    if "macro" in package.content_type(main).lower() or any("vbaproject" in p.lower() for p in package.parts):
        yield error("HST012", "de huisstijl bevat macro's", place, "sla het op als .docx, zonder macro's")
    for name in ["", *package.parts]:
        for relationship in package.relationships(name):
            if relationship.external and relationship.kind not in _SAFE_EXTERNAL:
                message = f"`{name or package.file}` verwijst naar buiten: `{relationship.target}`"
                yield error("HST013", message, place, "neem de inhoud op in het bestand, of verwijder de koppeling")
            if relationship.kind in _EMBEDDED:
                message = f"`{name or package.file}` bevat een ingesloten object (`{relationship.kind}`)"
                yield error("HST012", message, place, "vervang het door tekst of een afbeelding")
    settings = package.related(main, "settings")
    if settings is not None:
        update = package.xml(settings).find(w("updateFields"))
        if update is not None and update.get(w("val"), "true") not in _OFF:
            message = "de huisstijl laat Word bij openen vragen om velden bij te werken (`updateFields`)"
            yield error("HST014", message, place, "zet het bijwerken van velden bij openen uit")


def _language_faults(styles: Element, file: str) -> Iterator[Diagnostic]:
    path = "/".join(w(t) for t in ("docDefaults", "rPrDefault", "rPr", "lang"))
    language = styles.find(path)
    seen = language.get(w("val"), "") if language is not None else ""
    if seen != "nl-NL":
        message = f"de standaardtaal van de huisstijl is `{seen or 'niet gezet'}`; verwacht was `nl-NL`"
        yield error("HST015", message, Span(file), "zet de controletaal op Nederlands en maak die de standaard")


def _content_faults(story: Element, part: str, file: str) -> Iterator[Diagnostic]:
    place = Span(f"{file}!{part}")
    if any(True for tag in _REVISIONS for _ in story.iter(w(tag))):
        yield error("HST016", f"{part} bevat bijgehouden wijzigingen", place, "accepteer of verwerp ze in Word")
    if any(True for _ in story.iter(w("commentReference"), w("commentRangeStart"))):
        yield error("HST016", f"{part} bevat opmerkingen", place, "verwijder ze in Word")
    if any(True for _ in story.iter(w("footnoteReference"), w("endnoteReference"))):
        yield error("HST016", f"{part} bevat een voet- of eindnoot", place, "voetnoten komen uit de clausules")


def _tag_faults(stories: Mapping[str, Element], main: str, file: str) -> Iterator[Diagnostic]:
    jinja = environment()
    for part, story in stories.items():
        checker = TagChecker(jinja)
        texts = [paragraph_text(p) for p in story.iter(w("p"))]
        for number, text in enumerate(texts, 1):
            for message, hint in checker.check(text, number):
                yield _at("HST020", file, part, number, text, message, hint)
        for block in checker.open:
            message = f"`{block.keyword}` wordt nergens gesloten"
            hint = f"zet verderop `{{%{block.scope} end{block.keyword} %}}`"
            yield _at("HST020", file, part, block.paragraph, texts[block.paragraph - 1], message, hint)
        yield from _cell_faults(story, part, file)
        if part != main:
            yield from _marker_outside(texts, part, file)
        else:
            yield from _marker_faults(story, part, file)
            for name in COVER_NAMES:
                if name not in checker.printed:
                    message = f"{part}: de tag `{name}` ontbreekt; de pdf toont deze tekst op de titelpagina wel"
                    close = did_you_mean(name, checker.printed - set(COVER_NAMES))
                    yield error("HST021", message, Span(f"{file}!{part}"), close or f"zet `{name}` op de titelpagina")


def _marker_faults(story: Element, part: str, file: str) -> Iterator[Diagnostic]:
    """The body marker stands once, alone, directly in the main text."""
    seen = 0
    for number, paragraph in enumerate(story.iter(w("p")), 1):
        text = paragraph_text(paragraph)
        if not any(MARKER in tag.body.split() for tag in find_tags(text)):
            continue
        seen += 1
        parent = paragraph.getparent()
        alone = text.replace(" ", "") == "{{" + MARKER + "}}"
        if seen > 1:
            yield _at("HST022", file, part, number, text, f"`{MARKER}` staat er meer dan eens", "laat er een staan")
        elif not alone or parent is None or parent.tag != w("body"):
            message = f"`{MARKER}` staat niet alleen in een gewone alinea"
            yield _at("HST022", file, part, number, text, message, "zet de tag buiten tabellen en tekstvakken")
        elif paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            message = f"de alinea van `{MARKER}` bevat ook een sectie-einde"
            yield _at("HST022", file, part, number, text, message, "zet het sectie-einde in een eigen alinea")
    if not seen:
        message = f"{part}: de tag `{{{{ {MARKER} }}}}` ontbreekt; daar komt de tekst van het document"
        yield error("HST022", message, Span(f"{file}!{part}"), "zet hem alleen in een alinea na de titelpagina")


def _marker_outside(texts: list[str], part: str, file: str) -> Iterator[Diagnostic]:
    for number, text in enumerate(texts, 1):
        if any(MARKER in tag.body.split() for tag in find_tags(text)):
            message = f"`{MARKER}` hoort in de hoofdtekst, niet in een kop- of voetregel"
            yield _at("HST022", file, part, number, text, message, "verwijder de tag hier")


def _cell_faults(story: Element, part: str, file: str) -> Iterator[Diagnostic]:
    """A table cell ends in a paragraph that stays, else Word calls the file corrupt."""
    for number, paragraph in enumerate(story.iter(w("p")), 1):
        parent = paragraph.getparent()
        text = paragraph_text(paragraph)
        scopes = {tag.scope for tag in find_tags(text)}
        if "p" in scopes and parent is not None and parent.tag == w("tc") and paragraph.getnext() is None:
            message = "een cel kan niet eindigen met een `{%p … %}`"
            yield _at("HST020", file, part, number, text, message, "zet er een lege alinea onder")


def _misplaced_tags(package: Package, stories: Mapping[str, Element]) -> Iterator[Diagnostic]:
    """Tags where nothing is filled in: other parts, attributes, field codes."""
    for part, content in package.parts.items():
        if part not in stories and part.endswith(".xml") and (b"{{" in content or b"{%" in content):
            yield _misplaced(package.file, part, "")
    for part, story in stories.items():
        for number, paragraph in enumerate(story.iter(w("p")), 1):
            hidden = [v for e in paragraph.iter() for v in e.attrib.values()]
            hidden += [e.text or "" for e in paragraph.iter(w("instrText"), w("delText"))]
            if any(find_tags(v) or stray_braces(v) for v in hidden):
                yield _misplaced(package.file, part, f", alinea {number}")


def _misplaced(file: str, part: str, where: str) -> Diagnostic:
    message = f"{part}{where}: een tag staat waar niets wordt ingevuld"
    hint = "tags mogen in de tekst van titelpagina, kopregel en voetregel"
    return error("HST023", message, Span(f"{file}!{part}"), hint)


def _at(code: str, file: str, part: str, paragraph: int, text: str, message: str, hint: str) -> Diagnostic:
    """A fault in a paragraph: part, number and text in the message and in the span."""
    shown = text if len(text) <= 60 else text[:59] + "…"
    return error(code, f"{part}, alinea {paragraph}: {message} — “{shown}”", Span(f"{file}!{part}", paragraph), hint)
