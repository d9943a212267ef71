"""Writing a comparison as tracked changes: the new package with what went carried in."""
