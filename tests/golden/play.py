"""A conversation as it is played and written down: who said what, which buttons were there, what happened meanwhile."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from textwrap import indent

from receivables.model.account import Account
from receivables.model.contact import Contact
from receivables.model.conversation import Conversation, Inbound, Media
from receivables.model.sending import Callback, Told
from receivables.ports import Delivery, Parcel
from receivables.usecases import inbox
from receivables.usecases.answer import answer
from receivables.usecases.callbacks import apply_callbacks
from receivables.usecases.carriers import Carriers
from receivables.usecases.codes import give
from receivables.usecases.fieldwork import execute_cut, reopen
from receivables.usecases.inbox import Colleague
from templates.languages import Languages
from templates.plain_words import refused_words
from templates.wording import Wording
from tests.scenarios.calendar import Story
from tests.support.build import PHONE
from tests.support.world import Recorder

SUPPLY = "0000001"
Loaded = tuple[Account, list[Contact]]
ANA = Colleague("ana", "Ana Ruiz")
BOT = "Asistente"
LANGUAGES = ("es_PE", "en")
DRAWN = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b(?!-)")
"""The code of a message is drawn by lot; in the file it is always the same."""


@dataclass(frozen=True)
class Golden:
    """The files of conversations."""

    folder: Path
    update: bool

    def holds(self, play: "Play") -> None:
        """Compare with the file, or write it."""
        file = self.folder / f"{play.name}.txt"
        text = play.text
        if self.update:
            file.write_text(text, "utf-8")
        assert file.is_file(), f"{file.name} is not there: pytest tests/golden --golden-update"
        assert text == file.read_text("utf-8")


@dataclass
class Line(Recorder):
    """One channel of a play: what it carries is heard in the order in which it went."""

    heard: list[tuple[str, Parcel]] = field(default_factory=list)

    async def send(self, parcel: Parcel) -> Delivery:
        """Hand over."""
        self.heard.append((self.name, parcel))
        return await super().send(parcel)


class Play(Story):
    """One customer, one chat, and everything as it is read."""

    def __init__(
        self, name: str, title: str, about: str, *, speaker: str = "Rosa", moment: str = "2024-01-08 10:00"
    ) -> None:
        super().__init__(moment)
        policy = replace(self.services.policy, languages=LANGUAGES)
        self.services = replace(self.services, policy=policy)
        self.name = name
        self.speaker = speaker
        self.words = Languages(policy, reviewed=lambda: LANGUAGES, opened=self.codes.code_of)
        self.renderer = self.words  # type: ignore[assignment]  # wider than the support's own type
        self.wording = Wording("es_PE", self.services.policy.zone)
        self.heard: list[tuple[str, Parcel]] = []
        self.sent_all: list[tuple[str, Parcel]] = []
        lines = {n: Line(name=n, heard=self.heard) for n in ("whatsapp", "sms", "telegram", "correo")}
        self.carriers = Carriers(proactive=lines, replies=lines)
        self.lines = [f"# {title}", "", about]
        self.day: date | None = None
        self.count = 0
        self.turns = 0
        self.keys: list[str] = []
        self.labels: dict[str, str] = {}
        self.address = PHONE

    @classmethod
    async def of(cls, name: str, title: str, about: str, *loaded: Loaded, **changes: str) -> "Play":
        """A play with its accounts loaded and the campaigns approved."""
        play = cls(name, title, about, **changes)
        await play.has_all(*loaded)
        return play

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n".join(self.lines).rstrip() + "\n"

    # --- what the customer does

    async def says(self, text: str) -> list[str]:
        """The customer writes; the keys of what is answered."""
        return await self._turn(text, text, None, ())

    async def presses(self, label: str) -> list[str]:
        """The customer presses a button that is there, by what it says."""
        return await self._turn(f"[{label}]", "", self.labels[label], ())

    async def shows(self, what: str, text: str = "") -> list[str]:
        """The customer sends a photo."""
        shown = f"({what}) {text}".strip()
        return await self._turn(shown, text, None, (Media(f"media-{self.count}", "image/jpeg"),))

    async def _turn(self, shown: str, text: str, button: str | None, media: tuple[Media, ...]) -> list[str]:
        self.count += 1
        self.turns += 1
        self._says(self.speaker, shown)
        told = Inbound(
            f"whatsapp:{self.count}", "whatsapp", self.address, text, button, self.now, media=media
        )
        await self._arrived()
        self.keys = [(await self.row(key)).message.key for key in await answer(self.services, told)]
        await self._delivers()
        if not self.keys:
            self.happens("El asistente no contesta: el mensaje es para la persona.")
        return self.keys

    async def _arrived(self) -> None:
        """Whoever writes has their telephone on: the provider told that what was sent there has come."""
        async with self.services.units() as unit:
            await unit.callbacks.receive(
                [
                    Callback(row.provider_id or f"SM{row.id}", Told.DELIVERED, row.id, row.attempt, self.now)
                    for row in await unit.outbox.unserved_to("whatsapp", self.address)
                    if row.id is not None
                ]
            )
        await apply_callbacks(self.services, self.carriers.codes)

    # --- what happens

    def happens(self, what: str) -> None:
        """Something that is not said."""
        self._dated()
        self.lines += ["", f"    ({what})"]

    async def goes_on(self, moment: str, what: str = "") -> None:
        """Time passes, and the clock of the utility does its work; what is sent is heard."""
        self.at(moment)
        await self.fresh()
        await self.agenda.tick(self.services, "one")
        if what:
            self.happens(what)
        await self._delivers()

    async def until(self, last: str, hour: str = "09:30") -> None:
        """Every day up to that one, at that hour."""
        day = date.fromisoformat(last)
        here = self.services.policy.today(self.now)
        for number in range(here.toordinal() + 1, day.toordinal() + 1):
            await self.goes_on(f"{date.fromordinal(number)} {hour}")

    async def posts(self, soles: str, where: str = "en un centro autorizado") -> None:
        """A payment is posted."""
        self.happens(f"{self.speaker} paga S/ {soles} {where}; el pago se registra.")
        await self.pays(soles)
        await self._delivers()

    async def desk_code(self) -> str:
        """A code is told at the desk."""
        given = await give(self.services, SUPPLY, actor="staff/caja")
        self.happens(f"En la oficina, con su documento, le dan el código {given.code}.")
        return given.code

    def sms_code(self) -> str:
        """The six digits of the last code that came by SMS."""
        text = next(p.rendered.text for n, p in reversed(self.sent_all) if n == "sms")
        return "".join(filter(str.isdigit, text.split(" es ")[1][:8]))[:6]

    async def cuts(self) -> None:
        """The crew closes the service."""
        orders = await self.orders()
        self.happens("La cuadrilla cierra el servicio.")
        await execute_cut(self.services, orders[-1].id, actor="staff/luis")
        await self._delivers()

    async def reopens(self) -> None:
        """The crew opens it again."""
        orders = await self.orders()
        self.happens("La cuadrilla reabre el servicio.")
        await reopen(self.services, orders[-1].id, actor="staff/luis")
        await self._delivers()

    async def staff_answers(self, text: str) -> None:
        """A person writes."""
        await inbox.answer(self.services, await self._stay(), text, ANA, refused_words)
        await self._delivers()

    async def staff_closes(self) -> None:
        """The person is done."""
        self.happens(f"{ANA.signature} cierra el caso como resuelto.")
        await inbox.close(self.services, await self._stay(), ANA, "solved")
        await self._delivers()

    async def chat(self) -> Conversation:
        """The chat as it is kept."""
        async with self.services.units.reading() as unit:
            return await unit.conversations.get("whatsapp", self.address)

    def told(self, part: str) -> bool:
        """Whether something was sent whose key has that in it."""
        return any(part in parcel.key for _, parcel in self.sent_all)

    # --- how it is written down

    async def _stay(self) -> str:
        async with self.services.units.reading() as unit:
            stay = await unit.handovers.open_of("whatsapp", self.address)
        assert stay is not None
        return stay.id

    async def _delivers(self) -> None:
        await self.deliver()
        for channel, parcel in self.heard:
            self.sent_all.append((channel, parcel))
            self._hears(channel, parcel)
        self.heard.clear()

    def _hears(self, channel: str, parcel: Parcel) -> None:
        rendered = parcel.rendered
        self.labels |= {label: button for button, label in rendered.buttons}
        who = BOT
        if channel != "whatsapp":
            who = f"{BOT}, por {channel.upper() if channel == 'sms' else channel}"
        elif parcel.key.startswith("staff/") and parcel.rendered.text.count(ANA.signature):
            who = ANA.signature
        text = DRAWN.sub("K7QX-3M9P", rendered.text)
        if rendered.paper:
            text += f"\n[PDF: {'estado de cuenta' if rendered.paper == 'statement' else 'cronograma'}]"
        if rendered.buttons:
            text += "\n" + " ".join(f"[{label}]" for _, label in rendered.buttons)
        self._says(who, text)

    def _says(self, who: str, text: str) -> None:
        self._dated()
        first, *rest = text.split("\n")
        self.lines += ["", f"{who}: {first}"]
        self.lines += indent("\n".join(rest), "    ").split("\n") if rest else []

    def _dated(self) -> None:
        today = self.services.policy.today(self.now)
        if today != self.day:
            self.lines += ["", f"--- {self.wording.filters()['day'](today)} ---"]
        self.day = today
