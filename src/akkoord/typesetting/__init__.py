"""Typesetting programs: Typst in process, LibreOffice as an option."""
