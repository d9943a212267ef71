"""Two Word packages side by side: what is aligned with what, as one edit script."""
