"""The auditor's own way into the live database: read-only, one snapshot, a page at a time.

The one place of the audit that knows SQL and SQLAlchemy.
"""

from caudal.audit.reading.door import Books, open_books

__all__ = ["Books", "open_books"]
