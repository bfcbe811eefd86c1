"""Programs as processes of their own, started by the command, on a database and a stand-in of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha1
from hmac import digest
from pathlib import Path
from urllib.parse import urlencode

import httpx

CAUDAL = Path(sys.executable).with_name("caudal")
PUBLIC_URL = "https://cobranza.example.org"
TOKEN, SECRET = "invented", "a-secret-of-sixteen-letters"
PATIENCE = 60.0


@dataclass
class Running:
    """One program; `port` is where its pages are, 0 for none."""

    process: subprocess.Popen[str]
    port: int

    @property
    def url(self) -> str:
        """Of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def ready(self) -> Mapping[str, str]:
        """Wait until it should be given work; what its checks say."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                answer = httpx.get(f"{self.url}/health/ready")
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            if answer.status_code == 200:
                return dict(answer.json()["checks"])
            time.sleep(0.1)
        raise AssertionError(self.stop())

    def stop(self) -> tuple[int, str]:
        """Ask it to end; how it ended and what it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said

    def heard(self, path: str, form: Mapping[str, str]) -> httpx.Response:
        """Twilio brings something, and signs it for our public address."""
        signed = PUBLIC_URL + path + "".join(name + form[name] for name in sorted(form))
        signature = b64encode(digest(TOKEN.encode(), signed.encode(), sha1)).decode()
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
        return httpx.post(self.url + path, content=urlencode(form), headers=headers)


def environment(database: str, providers: str) -> dict[str, str]:
    """Everything that the programs apart need; the providers are a stand-in."""
    names = ("PATH", "HOME", "LANG", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return kept | {
        "CAUDAL_DATABASE_URL": database,
        "CAUDAL_SECRET_KEY": "invented, and long enough for a key",
        "CAUDAL_PUBLIC_URL": PUBLIC_URL,
        "CAUDAL_TELEGRAM_TOKEN": "1:invented",
        "CAUDAL_TELEGRAM_MODE": "webhook",
        "CAUDAL_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "CAUDAL_TELEGRAM_API_URL": providers,
        "CAUDAL_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "CAUDAL_TWILIO_AUTH_TOKEN": TOKEN,
        "CAUDAL_TWILIO_WHATSAPP_FROM": "+51900000001",
        "CAUDAL_TWILIO_SMS_FROM": "+51900000002",
        "CAUDAL_TWILIO_API_URL": providers,
    }


def start(program: str, settings: Mapping[str, str]) -> Running:
    """Start a program on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ports = {"CAUDAL_API_PORT": str(port), "CAUDAL_BOT_PORT": str(port)}
    process = subprocess.Popen(
        [CAUDAL, program],
        env={**settings, **ports},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Running(process, 0 if program == "campaigns" else port)


def ran(settings: Mapping[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [CAUDAL, *command], env=dict(settings), capture_output=True, text=True, timeout=PATIENCE
    )
