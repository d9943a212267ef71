"""The project on disk: sources, store, steps, output."""
