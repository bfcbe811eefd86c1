"""Files of text: encodings, line ends, and lines that a block cuts in two."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.adapters.files.text import Block, blocks, encoding_of
from receivables.errors import BadFile

LINES = st.lists(st.text(st.sampled_from("aé;ñ\"'€ 1"), max_size=8), min_size=1, max_size=12)


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "pagos.csv"
    path.write_bytes(raw)
    return path


def numbered(path: Path, size: int) -> list[tuple[int, str]]:
    found: list[Block] = list(blocks(path, size))
    return [line for block in found for line in enumerate(block.lines, start=block.first)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(lines=LINES, size=st.integers(1, 40))
def test_all_lines_come_with_their_numbers_however_the_file_is_cut(
    tmp_path_factory: pytest.TempPathFactory, encoding: str, end: str, lines: list[str], size: int
) -> None:
    # A file in cp1252 is known as such by what UTF-8 cannot read.
    lines = ["Ñuñoa", *lines]
    path = write(tmp_path_factory.mktemp("text"), (end.join(lines) + end).encode(encoding))
    assert numbered(path, size) == list(enumerate(lines, start=1))


def test_a_last_line_without_an_end_is_not_lost(tmp_path: Path) -> None:
    assert numbered(write(tmp_path, b"one\ntwo"), 4) == [(1, "one"), (2, "two")]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    assert numbered(write(tmp_path, b""), 4) == []


def test_the_bytes_read_end_at_the_size_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, b"one\ntwo\nthree")
    assert [block.bytes_read for block in blocks(path, 5)][-1] == path.stat().st_size


@pytest.mark.parametrize(
    "raw",
    [
        "operacion;suministro\n".encode("utf-16"),
        "operacion;suministro\n".encode("utf-16-le"),
        b"PK\x03\x04\x00\x00",
        b"codigo \x81\x8d\n",
    ],
    ids=["utf-16 with mark", "utf-16 without", "a spreadsheet", "bytes of no alphabet"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        encoding_of(write(tmp_path, raw))
    assert refused.value.code == "not_text"
    assert refused.value.values == {"file": "pagos.csv"}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        list(blocks(tmp_path / "pagos.csv"))
    assert refused.value.code == "missing_file"


def test_a_folder_in_the_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "pagos.csv").mkdir()
    with pytest.raises(BadFile) as refused:
        list(blocks(tmp_path / "pagos.csv"))
    assert refused.value.code == "unreadable_file"
