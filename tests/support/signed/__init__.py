"""Signed files for the tests: a public key infrastructure of their own and documents with fields."""
