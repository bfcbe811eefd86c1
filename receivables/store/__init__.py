"""Where everything is kept: the only place that knows SQLAlchemy and, for bulk work, the drivers under it."""
