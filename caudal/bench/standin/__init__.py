"""A stand-in for the providers, as a process of its own: `python -m caudal.bench.standin --port 0 --log FILE`.

It speaks the real protocols of Twilio and of Telegram's Bot API over HTTP on loopback, writes down every request that
reaches it with the moment and whether the message would have reached the person, and fails when a plan says so.
"""

from caudal.bench.standin.process import StandIn, running_stand_in
from caudal.bench.standin.record import Sending

__all__ = ["Sending", "StandIn", "running_stand_in"]
