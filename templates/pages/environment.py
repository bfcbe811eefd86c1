"""How every page of ours is made: whatever is put into it is escaped, and a gap in it raises."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def pages() -> Environment:
    """A new one, for the filters and values of one kind of pages."""
    return Environment(
        loader=PackageLoader("templates", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
