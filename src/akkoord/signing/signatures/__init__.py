"""Electronic signatures in a PDF: making one, and judging those that stand in a file."""
