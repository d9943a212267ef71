"""One signing."""

from datetime import datetime

class PdfSigningSession:
    system_time: datetime
