"""The XML of pictures and text boxes."""

from __future__ import annotations

from akkoord.ooxml import escape_attribute
from support.word.model import Box, Image
from support.word.package import Story

_SIDE = 360000  # EMU
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def image_of(story: Story, image: Image) -> str:
    """A picture in the line, or anchored to its paragraph."""
    rid = story.relate("image", story.parts.media(image))
    number = story.parts.next("drawing")
    graphic = (
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="p{number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_SIDE}" cy="{_SIDE}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    return f"<w:drawing>{_frame(number, image.alt, graphic, anchored=image.anchored)}</w:drawing>"


def _frame(number: int, alt: str, graphic: str, *, anchored: bool = False) -> str:
    title = f'<wp:docPr id="{number}" name="Figuur {number}" descr="{escape_attribute(alt)}"/>'
    shown = f"{title}<wp:cNvGraphicFramePr/>{graphic}"
    size = f'<wp:extent cx="{_SIDE}" cy="{_SIDE}"/>'
    if not anchored:
        return f"<wp:inline>{size}{shown}</wp:inline>"
    return (
        f'<wp:anchor simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f"{size}<wp:wrapTopAndBottom/>{shown}</wp:anchor>"
    )


def box_of(story: Story, box: Box, content: str) -> str:
    """A text box as Word writes it: a shape with the same text once more in VML, or VML alone."""
    number = story.parts.next("drawing")
    vml = (
        f'<w:pict><v:shape id="vak{number}" style="width:200pt;height:60pt"><v:textbox><w:txbxContent>{content}'
        "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    if box.vml_only:
        return vml
    graphic = (
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_frame(number, "Tekstvak", graphic)}</w:drawing>'
        f"</mc:Choice><mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent>"
    )
