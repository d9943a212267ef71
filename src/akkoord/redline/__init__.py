"""Tracked changes: writing them from an edit script, and resolving them."""
