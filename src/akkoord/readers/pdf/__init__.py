"""The parts of a PDF page as a reader sees them: runs of text, rules, lines."""
