"""What comes of opening a PDF that is none."""

from __future__ import annotations

import pikepdf

UNREADABLE = (pikepdf.PdfError, ValueError)
"""What pikepdf says of a file that is no PDF or is damaged: of one of a few bytes it says that it sought before its
beginning, which is a ValueError."""
