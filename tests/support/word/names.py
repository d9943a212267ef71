"""Namespaces and fixed parts of the Word documents that tests make."""

from akkoord.ooxml.names import R_NS, W_NS

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARED = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LATIN = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'


def _paragraph_style(sid: str, name: str, paragraph: str = "", run: str = "", based: str = "Standaard") -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{sid}"><w:name w:val="{name}"/>{basis}'
        f"{properties}{look}</w:style>"
    )


def _character_style(sid: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{sid}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Standaardalinea-lettertype"/><w:rPr>{run}</w:rPr></w:style>'
    )


def styles(list_of_lid: int | None) -> str:
    """The styles part; style `Lid` is numbered by the list with this id."""
    numbered = f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{list_of_lid}"/></w:numPr>' if list_of_lid else ""
    edges = "".join(
        f'<w:{e} w:val="single" w:sz="4"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'{HEAD}<w:styles {DECLARED}><w:docDefaults><w:rPrDefault><w:rPr>{_LATIN}<w:sz w:val="22"/>'
        '<w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        + _paragraph_style("Standaard", "Normal", based="")
        + "".join(
            _paragraph_style(
                f"Kop{n}",
                f"heading {n}",
                f'<w:keepNext/><w:outlineLvl w:val="{n - 1}"/>',
                f'<w:b/><w:sz w:val="{32 - 4 * n}"/>',
            )
            for n in (1, 2, 3)
        )
        + _paragraph_style("Citaat", "Quote", '<w:ind w:left="567"/>', "<w:i/>")
        + _paragraph_style("Lid", "Lid", numbered)
        + _paragraph_style("Voetnoottekst", "footnote text", "", '<w:sz w:val="18"/>')
        + _paragraph_style("Koptekst", "header")
        + _paragraph_style("Inhopg1", "toc 1")
        + '<w:style w:type="character" w:default="1" w:styleId="Standaardalinea-lettertype">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        + _character_style("Nadruk", "Emphasis", "<w:i/>")
        + _character_style("Verwijzing", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>')
        + _character_style("Nootmarkering", "footnote reference", '<w:vertAlign w:val="superscript"/>')
        + '<w:style w:type="table" w:default="1" w:styleId="Standaardtabel"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Raster"><w:name w:val="Table Grid"/><w:basedOn w:val="Standaardtabel"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Kaal"><w:name w:val="Table Plain"/><w:basedOn w:val="Standaardtabel"/>'
        "<w:tblPr/></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="Geenlijst"><w:name w:val="No List"/></w:style>'
        "</w:styles>"
    )


def settings(*, even_and_odd: bool, kinds_of_notes: tuple[str, ...]) -> str:
    """The settings part."""
    notes = "".join(
        f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'
        for kind in ("footnote", "endnote")
        if kind in kinds_of_notes
    )
    return (
        f"{HEAD}<w:settings {DECLARED}>{'<w:evenAndOddHeaders/>' if even_and_odd else ''}{notes}<w:compat>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def core(title: str) -> str:
    """The core properties."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
        f'{title}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2022-01-01T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )
