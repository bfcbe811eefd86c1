"""The ground that all programs share: what is owed, and what may be done about it."""
