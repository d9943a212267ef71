"""Whether a file that came back says what was sent, and where it does not."""
