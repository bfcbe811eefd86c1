"""What a webhook is measured against: an application that reads a body and says it back, and nothing else."""

import sys
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel


class Said(BaseModel):
    """A body."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Echoing:
    """Where it listens."""

    port: int


def echo(echoing: Echoing) -> None:
    """Serve until a signal."""
    app = FastAPI()

    @app.post("/echo")
    async def say(said: Said) -> Said:
        return said

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    uvicorn.run(app, port=echoing.port, log_level="error", lifespan="off", access_log=False)
