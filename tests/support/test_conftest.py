"""What the ground does to a whole run of tests, seen from outside: one run of three tests made for it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).parents[2]
THREE_TESTS = """
import contextlib, os, socket

def test_that_hides_its_calls():
    with contextlib.suppress(OSError):
        socket.create_connection(("192.0.2.1", 80))

def test_that_a_setting_of_the_developer_is_absent():
    assert "CAUDAL_DATABASE_URL" not in os.environ

def test_of_real_data(shared_data):
    raise AssertionError("never reached")
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("three")
    (folder / "test_three.py").write_text(THREE_TESTS)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-rA",
            "-p",
            "tests.conftest",
            "-c",
            os.devnull,
            "--rootdir",
            folder,
            folder,
        ],
        cwd=REPOSITORY,
        env=os.environ
        | {"CAUDAL_DATABASE_URL": "sqlite:///mine.db", "CAUDAL_TEST_DATA": str(folder / "absent")},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout + run.stderr


def test_a_test_that_swallows_the_refusal_of_the_network_fails_all_the_same(report: str) -> None:
    assert re.search(r"^ERROR \S*test_three.py::test_that_hides_its_calls", report, re.MULTILINE)
    assert "this test tried to leave the machine: 192.0.2.1" in report


def test_settings_of_the_developer_do_not_reach_the_tests(report: str) -> None:
    assert re.search(r"^PASSED \S*::test_that_a_setting_of_the_developer_is_absent", report, re.MULTILINE)


def test_a_run_without_data_skips_and_says_so_in_its_last_lines(report: str) -> None:
    assert "1 skipped for lack of real data: set CAUDAL_TEST_DATA" in report


@pytest.mark.skipif("CAUDAL_HYPOTHESIS" in os.environ, reason="another profile was asked for")
def test_examples_are_the_same_every_time() -> None:
    assert settings.get_current_profile_name() == "quick"
    assert settings().derandomize
