"""Word documents for tests: a small model, its writing as DOCX, a short notation, random documents and edits."""
