"""Assembly: spec, library and data become a document tree."""
