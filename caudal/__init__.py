"""The roof: the command, the settings and the wiring."""
