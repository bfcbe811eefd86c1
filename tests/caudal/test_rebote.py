"""`deploy/rebote`, which a mail server runs: what it tells that server, by what Caudal answers."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

REBOTE = Path(__file__).parents[2] / "deploy" / "rebote"
TAKEN, LATER = 0, 75
pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@contextmanager
def answering(status: int, met: list[tuple[str, str, bytes]]) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            met.append((self.path, self.headers["Authorization"], body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def handed(mail: bytes, api: str, folder: Path) -> int:
    key = folder / "key"
    key.write_text("Authorization: Bearer ck_invented\n", encoding="utf-8")
    surroundings = {"PATH": "/usr/bin:/bin", "REBOTE_API": api, "REBOTE_KEY_FILE": str(key)}
    return subprocess.run([REBOTE], input=mail, env=surroundings, check=False).returncode


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, TAKEN), (401, LATER), (403, LATER), (413, TAKEN), (422, TAKEN), (500, LATER), (503, LATER)],
)
def test_what_is_not_taken_is_kept_by_the_mail_server(status: int, outcome: int, tmp_path: Path) -> None:
    mail, met = b"Subject: x\r\n\r\ny\x00\xff", list[tuple[str, str, bytes]]()
    with answering(status, met) as api:
        assert handed(mail, api, tmp_path) == outcome
    assert met == [("/api/v1/bounces", "Bearer ck_invented", mail)]


def test_a_program_that_is_stopped_loses_nothing(tmp_path: Path) -> None:
    with answering(200, []) as api:
        pass
    assert handed(b"Subject: x\r\n\r\ny", api, tmp_path) == LATER
