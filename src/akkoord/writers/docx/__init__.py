"""The Word file: the house style's shell, filled by tags, and a body of our own spliced in."""

from akkoord.writers.docx.document import DocxWriter, shell_values, write_docx
from akkoord.writers.docx.errors import DocxError
from akkoord.writers.docx.house import HouseStyle
from akkoord.writers.docx.provenance import PROVENANCE_NS
from akkoord.writers.docx.template import open_house_style

__all__ = ["PROVENANCE_NS", "DocxError", "DocxWriter", "HouseStyle", "open_house_style", "shell_values", "write_docx"]
