"""The part of pyHanko that this project uses, typed by hand: its own types leave PDF objects unknown."""
