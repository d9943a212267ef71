"""Reports on two versions: was-wordt per document and over a whole edition."""

from akkoord.redline.report.applying import check_applied, paragraphs_of
from akkoord.redline.report.collected import Compared, collected
from akkoord.redline.report.subject import Subject, Version
from akkoord.redline.report.was_wordt import was_wordt

__all__ = ["Compared", "Subject", "Version", "check_applied", "collected", "paragraphs_of", "was_wordt"]
