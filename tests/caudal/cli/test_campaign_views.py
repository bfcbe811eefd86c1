"""The table of a run adds up, whoever else works on the same database."""

from dataclasses import replace

import pytest

from caudal.cli import campaign_views as views
from receivables.model.decision import Reason
from receivables.model.message import State
from receivables.usecases.delivery.record import DeliverReport
from receivables.usecases.remind import FireReport
from tests.contracts.test_outbox import a_row

ENDS = ("sent", "failed", "unknown", "postponed", "sending", "stopped")


def test_what_was_queued_is_accounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [replace(a_row(f"notice/{n}"), state=state) for n, state in enumerate(State)]
    both = (Reason.CAP, Reason.PAID)
    rows = [replace(row, reasons=both) if row.state is State.WITHHELD else row for row in rows]
    fired = FireReport("friendly-notice-1", keys=[row.key for row in rows], queued=len(rows))
    told = views.run(fired, DeliverReport.of(rows) + DeliverReport())
    assert sum(int(str(told[end])) for end in ENDS) == fired.queued
    views.show_run(fired, DeliverReport.of(rows))
    assert "Lo está enviando otro programa" in capsys.readouterr().out
