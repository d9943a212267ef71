"""The rules a contract lawyer would hold the whole set to, and readiness from their findings alone."""
