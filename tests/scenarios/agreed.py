"""A story in which the customer agrees to something in the embedded chat, and what the second opinion says of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from caudal.audit.check import Report, Request, audit
from caudal.audit.utility import read_utility
from receivables.model.agreeing import Ours
from receivables.model.conversation import Inbound
from receivables.usecases.answer import answer
from receivables.usecases.codes import give
from tests.scenarios.calendar import Story
from tests.support.build import PHONE

SUPPLY = "0000001"
DOWN = "18.00"


class Told(Story):
    """A story in which the customer writes to the embedded chat."""

    count = 0

    async def says(self, text: str = "", button: str | None = None) -> list[str]:
        """The keys of what is answered."""
        self.count += 1
        inbound = Inbound(f"chat:{self.count}", "chat", PHONE, text, button, self.now)
        keys = await answer(self.services, inbound)
        return [(await self.row(key)).message.key for key in keys]

    async def agrees(self, count: int = 6) -> None:
        """From the proof to the yes."""
        await self.says(f"suministro {SUPPLY} recibo R-2023-12")
        code = await give(self.services, SUPPLY, actor="staff/ana")
        await self.says("quiero fraccionar")
        assert await self.says(button=f"accept:{count}") == ["plan_confirm"]
        await self.says("sí")
        assert (await self.says(code.code))[-1] == "plan_accepted"

    async def ours(self) -> Ours:
        """The agreement."""
        async with self.services.units.reading() as unit:
            return (await unit.agreements.of_supply(SUPPLY))[-1]


async def audited(tmp_path: Path, until: datetime) -> Report:
    request = Request(f"sqlite+aiosqlite:///{tmp_path}/caudal.db", read_utility(None), until, until)
    return await audit(request, lambda *_: None)


async def sound(tmp_path: Path, story: Told) -> None:
    report = await audited(tmp_path, (story.now + timedelta(days=1)).astimezone(UTC))
    assert [(f.rule, f.code) for f in report.findings] == []
