"""The objects of a PDF as they lie in the file: read as they are written, and written once more."""
