"""Text files as commercial systems write them: UTF-8, with or without a byte order mark, or cp1252; any line ends."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from receivables.errors import BadFile

BLOCK = 1 << 22
_ENCODINGS = ("utf-8", "cp1252")


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, without their ends; `first` is the number of the first one, from 1."""

    first: int
    lines: list[str]
    bytes_read: int


def encoding_of(path: Path) -> str:
    """UTF-8 if all of the file is, else cp1252.

    Raises BadFile("missing_file"), and BadFile("not_text") for what is neither: UTF-16, a spreadsheet, a picture.
    """
    for encoding in _ENCODINGS:
        if _decodes(path, encoding):
            return encoding
    raise BadFile("not_text", file=path.name)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for raw in _raw(path, BLOCK):
            if b"\0" in raw:
                raise BadFile("not_text", file=path.name)
            decoder.decode(raw)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _raw(path: Path, size: int) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while raw := file.read(size):
                yield raw
    except FileNotFoundError:
        raise BadFile("missing_file", file=path.name) from None
    except OSError:
        raise BadFile("unreadable_file", file=path.name) from None


def blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """The lines of the file, some at a time: never more than about `size` bytes at once."""
    encoding = encoding_of(path)
    number, done, rest = 1, 0, b""
    for raw in _raw(path, size):
        whole, newline, rest = (rest + raw).rpartition(b"\n")
        done += len(raw)
        if newline:
            lines = _lines(whole, encoding, first=number == 1)
            yield Block(number, lines, done)
            number += len(lines)
    if rest:
        yield Block(number, _lines(rest, encoding, first=number == 1), done)


def _lines(raw: bytes, encoding: str, *, first: bool) -> list[str]:
    text = raw.decode(encoding)
    if first:
        text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").removesuffix("\r").split("\n")
