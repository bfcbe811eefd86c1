"""One module a channel, and the only door to its vendor."""
