"""Readers: from text and bytes to values and trees, with places."""
