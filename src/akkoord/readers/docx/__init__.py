"""Reading Word files: styles, list numbers as Word counts them, and the text a reader sees."""
