"""What holds for a whole package: styles, settings, and the parts that no paragraph points to."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.compare.canonical.difference import Difference, Level, NotCompared
from akkoord.compare.canonical.environment import Environment
from akkoord.compare.canonical.properties import Value, element_value, items_of, properties_value
from akkoord.compare.canonical.wording import shown
from akkoord.ooxml import Element
from akkoord.ooxml.names import CONTENT_TYPES_PART, W14_NS, W15_NS, w

_STYLE_SPECIAL = frozenset(
    w(tag) for tag in ("name", "aliases", "basedOn", "next", "link", "rsid", "uiPriority", "autoRedefine", "pPr")
)
_PLACE = frozenset((w("numPr"),))
_SETTINGS_COUNTED = frozenset(
    (
        *map(w, ("rsids", "zoom", "view", "proofState", "activeWritingStyle", "hideSpellingErrors")),
        *map(w, ("hideGrammaticalErrors", "shapeDefaults", "hdrShapeDefaults", "attachedTemplate", "docVars")),
        *map(w, ("savePreviewPicture", "doNotTrackMoves", "removePersonalInformation", "trackRevisions")),
        w("revisionView"),
        f"{{{W14_NS}}}docId",
        f"{{{W15_NS}}}docId",
        f"{{{W15_NS}}}chartTrackingRefBased",
    )
)
"""Settings that change nothing in what is read: how the window looked, what was saved when, how changes are tracked."""

_STRUCTURAL_SETTINGS = frozenset(
    w(tag)
    for tag in (
        *("evenAndOddHeaders", "footnotePr", "endnotePr", "documentProtection", "mirrorMargins", "gutterAtTop"),
        *("bookFoldPrinting", "bookFoldRevPrinting", "mailMerge", "formsDesign"),
    )
)
_SEPARATORS = frozenset((w("footnote"), w("endnote")))

_NO_CONTENT = {
    "docProps/": "eigenschappen van het bestand zeggen niets over de tekst",
    "customXml/": "gegevens van andere programma's, buiten de tekst",
    "word/webSettings.xml": "hoe het als webpagina wordt opgeslagen",
    "word/fontTable.xml": "welke lettertypen de maker had",
    "word/people.xml": "wie wijzigingen maakte; hun namen staan bij de wijzigingen",
    "word/stylesWithEffects.xml": "dubbel van de stijlen, voor Word 2010",
    "word/commentsExtended.xml": "welke opmerkingen bij elkaar horen",
    "word/commentsIds.xml": "tellers van opmerkingen",
    "word/commentsExtensible.xml": "tellers van opmerkingen",
    "word/glossary/": "bouwstenen, die niet in de tekst staan",
}


def style_differences(left: Environment, right: Environment) -> Iterator[Difference]:
    """Styles that either package uses and that are not made the same; and what holds for all text."""
    mine, theirs = _used_styles(left), _used_styles(right)
    part = left.related("styles") or right.related("styles") or "word/styles.xml"
    known, others = _by_name(left), _by_name(right)
    for key in sorted(mine | theirs):
        one, other = known.get(key), others.get(key)
        values = (_style_value(left, one), _style_value(right, other))
        if values[0] != values[1]:
            yield _whole(Level.FORMATTING, "style", part, f"stijl `{key[1]}`", *map(shown, values))
    defaults = [_defaults(environment.related_root("styles")) for environment in (left, right)]
    if defaults[0] != defaults[1]:
        yield _whole(Level.FORMATTING, "defaults", part, "standaardopmaak", *map(shown, defaults))


def _defaults(root: Element | None) -> Value:
    found = root.find(w("docDefaults")) if root is not None else None
    return () if found is None else element_value(found)


def _by_name(environment: Environment) -> dict[tuple[str, str], str]:
    return {(style.kind, style.name): identifier for identifier, style in environment.styles.items()}


def _used_styles(environment: Environment) -> set[tuple[str, str]]:
    """The styles that text, or a style in use, refers to, and the default ones."""
    ids = {
        name
        for part in environment.package.parts
        if part.startswith("word/") and part.endswith(".xml") and part != environment.related("styles")
        for name in environment.values(part, "pStyle", "rStyle", "tblStyle")
    }
    ids |= {i for i, s in environment.styles.items() if s.element.get(w("default")) in ("1", "true", "on")}
    waiting, used = list(ids), set[str]()
    while waiting:
        identifier = waiting.pop()
        if identifier in environment.styles and identifier not in used:
            used.add(identifier)
            waiting.append(environment.styles[identifier].based_on)
    return {(environment.styles[i].kind, environment.styles[i].name) for i in used}


def _style_value(environment: Environment, identifier: str | None) -> Value | None:
    if identifier is None:
        return None
    style = environment.styles[identifier]
    paragraph = style.element.find(w("pPr"))
    number, level = environment.style_numbering(identifier)
    resolve = environment.resolver(environment.related("styles") or "")
    return (
        environment.style_name(style.based_on),
        (environment.list_value(number), level),
        properties_value(paragraph, _PLACE, resolve),
        properties_value(style.element, _STYLE_SPECIAL, resolve),
        style.element.get(w("default")) in ("1", "true", "on"),
    )


def setting_differences(left: Environment, right: Environment) -> Iterator[Difference]:
    """Settings that say how the text is to be read or laid out, and are not the same."""
    part = left.related("settings") or right.related("settings") or "word/settings.xml"
    mine, theirs = (_settings(e.related_root("settings")) for e in (left, right))
    for name in sorted(mine.keys() | theirs.keys()):
        if mine.get(name) != theirs.get(name):
            label = f"instelling `{name.rsplit('}', 1)[-1]}`"
            level = Level.STRUCTURE if name in _STRUCTURAL_SETTINGS else Level.FORMATTING
            yield _whole(level, "settings", part, label, shown(mine.get(name)), shown(theirs.get(name)))


def _settings(root: Element | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for child in root if root is not None else ():
        if child.tag not in _SETTINGS_COUNTED:
            notes = child.tag in (w("footnotePr"), w("endnotePr"))
            value = properties_value(child, _SEPARATORS) if notes else element_value(child)
            if value and value[-1] is not False:  # a switch that is off is a switch that is not there
                found[child.tag] = (*items_of(found.get(child.tag)), value)
    return found


def other_parts(
    left: Environment, right: Environment, done: set[str]
) -> tuple[list[str], list[Difference], list[NotCompared]]:
    """The parts that no story or definition has dealt with: equal, different, or not compared and why."""
    equal: list[str] = []
    found: list[Difference] = []
    skipped: list[NotCompared] = []
    reached = _reached(left) | _reached(right)
    for part in sorted(left.package.parts.keys() | right.package.parts.keys()):
        if part in done or part == CONTENT_TYPES_PART or part.endswith(".rels"):
            continue
        reason = next((why for start, why in _NO_CONTENT.items() if part.startswith(start)), None)
        if left.package.parts.get(part) == right.package.parts.get(part):
            equal.append(part)
        elif reason is not None:
            skipped.append(NotCompared(part, reason))
        elif part in reached:
            equal.append(part)  # compared where the text shows it
        elif left.content_of(part) != right.content_of(part):
            level = Level.FORMATTING if part.startswith("word/theme/") else Level.STRUCTURE
            found.append(_whole(level, "part", part, f"onderdeel `{part}`", *_presence(left, right, part)))
        else:
            equal.append(part)
    return equal, found, skipped


def _reached(environment: Environment) -> set[str]:
    """Images, charts and the like that a story points to: these are compared by content, where they stand."""
    seen: set[str] = set()
    waiting = [environment.main]
    while waiting:
        part = waiting.pop()
        for relationship in environment.relationships(part).values():
            if not relationship.external and relationship.target not in seen:
                seen.add(relationship.target)
                waiting.append(relationship.target)
    alone = {environment.related(kind) for kind in ("theme", "vbaProject", "glossaryDocument")}
    return seen - alone


def _presence(left: Environment, right: Environment, part: str) -> tuple[str, str]:
    return tuple("anders" if part in e.package.parts else "ontbreekt" for e in (left, right))  # pyright: ignore[reportReturnType]  # two packages, two words


def _whole(level: Level, aspect: str, part: str, label: str, old: str, new: str) -> Difference:
    return Difference(level, aspect, part, (), (), label, old, new)
