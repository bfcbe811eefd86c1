"""One verb a module: load once, decide once, save once."""
