"""What stands for a person where the person must not be named: in the record, and after their data were erased."""

from hashlib import sha256

PREFIX = "sha256:"
DIGITS = 32
OF_REASON = 16


def pseudonym(subject: str) -> str:
    """`sha256:` and the first 32 hex digits of the SHA-256 of a person or address; of a pseudonym, itself."""
    if subject.startswith(PREFIX):
        return subject
    return PREFIX + sha256(subject.encode()).hexdigest()[:DIGITS]


def reason_given(why: str) -> str:
    """What the record keeps of a reason in somebody's own words: that it was given, and by which words to prove it.

    The first 16 hex digits of their SHA-256, "" for none: the words may name people, and the record is never erased.
    """
    return sha256(why.encode()).hexdigest()[:OF_REASON] if why.strip() else ""
