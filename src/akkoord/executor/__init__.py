"""Workers behind one interface; what they need is injected."""
