"""Proof that the written files say the same."""
