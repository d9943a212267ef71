"""What stops the writer: a document that Word could not show as we say it."""

from __future__ import annotations

from akkoord.diagnostics import AkkoordError, Span, error


class DocxError(AkkoordError):
    """A document that cannot be written truthfully (DCX001 to DCX006)."""

    exit_code = 1


def forbidden_character_error(character: str, place: str, span: Span | None) -> DocxError:
    """A character that XML cannot hold, with where it stands."""
    message = f"{place} bevat het teken U+{ord(character):04X}, dat niet in een Word-bestand kan staan"
    return DocxError(error("DCX001", message, span, "verwijder het teken uit de bron"))


def missing_target_error(anchor: str, span: Span | None) -> DocxError:
    """A reference or an entry of the contents without a numbered target in this document."""
    return DocxError(error("DCX002", f"een verwijzing wijst naar `{anchor}`, dat niet in dit document staat", span))


def property_error(name: str, value: str) -> DocxError:
    """A file property that Word would cut off."""
    message = f"de eigenschap `{name}` is {len(value)} tekens lang; Word bewaart er 255"
    return DocxError(error("DCX003", message))


def uncountable_error(shown: str, span: Span | None) -> DocxError:
    """A number that the lists of the house style cannot count to."""
    message = f"het nummer `{shown}` past niet bij de nummering van de huisstijl"
    return DocxError(error("DCX004", message, span))


def footnote_error(number: int, span: Span | None) -> DocxError:
    """A footnote that is out of order or holds more than paragraphs."""
    message = f"voetnoot {number} staat niet op volgorde of bevat meer dan alinea's"
    return DocxError(error("DCX005", message, span))
