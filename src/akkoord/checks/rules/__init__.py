"""One module per rule, named after its id; its docstring is the manual page, in Dutch, its `RULE` the rule."""
