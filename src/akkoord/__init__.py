"""Akkoord: assembly of contract documents from a versioned clause library."""

__version__ = "0.1.0"
