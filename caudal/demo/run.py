"""The whole demo, step by step: portfolio, import, scores, campaigns, story, and what is true after it."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from bot.channels.embedded import EmbeddedChannel
from bot.worker import Inbox
from caudal import wiring
from caudal.demo import crew, desk, figures, stage
from caudal.demo.conversation import conversation
from caudal.demo.effects import ASSUMED, Effects
from caudal.demo.invariants import World, check_all
from caudal.demo.play import Play
from caudal.demo.post import Listening
from caudal.demo.records import Records, open_records
from caudal.demo.report import Cost, Report
from caudal.demo.routine import routine_of
from caudal.demo.scenes import scenes
from caudal.demo.story import FIRST_DAY, Story
from caudal.demo.talk import Talk
from caudal.demo.till import Till
from caudal.demo.watch import Tell, Watch, collecting_rarely
from caudal.synth import SynthReport
from caudal.synth.generator import Order, generate_shape
from caudal.synth.shape import TUMBES, Shape
from receivables.model.decision import Reason
from receivables.model.identity import masked
from receivables.usecases.score import ScoreReport

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be performed, and where its files and its database go."""

    story: Story
    seed: int
    database: Path
    shape: Shape = TUMBES
    effects: Effects = ASSUMED

    @property
    def folder(self) -> Path:
        """Where the files of the commercial system are written."""
        return self.database.with_name(f"{self.database.stem}-files")


async def perform(request: Request, tell: Tell) -> Report:
    """Do all of it. The database is there at the end only; what was there before stays until then."""
    with collecting_rarely():
        return await _perform(request, Watch(tell))


async def _perform(request: Request, watch: Watch) -> Report:
    wiring.policy()  # an environment that makes no sense is refused before anything is written
    with stage.draft_of(request.database) as draft:
        with watch.part("cartera"):
            made = _generate(request, watch.tell)
        async with stage.opened(draft) as installation:
            services = installation.services
            with watch.part("carga"):
                await stage.load(services, request.folder, watch.tell)
            with watch.part("puntajes"):
                scored = await stage.score(services)
            await crew.hire(services)
            await desk.hire(services)
            with watch.part("campañas"):
                await stage.approve_campaigns(services)
            channel = Listening(EmbeddedChannel())
            inbox = stage.inbox(installation, channel)
            with open_records(draft, services.policy.utility) as records:
                with watch.part("historia"):
                    await _play(request, installation, inbox, channel, records, watch.tell)
                with watch.part("comprobación"):
                    report = await _report(request, inbox, records, made, scored)
            await installation.keep_clock()
    return replace(report, cost=watch.cost())


def _generate(request: Request, tell: Tell) -> SynthReport:
    order = Order("tumbes", MONTHS, request.seed, "utf-8")
    return generate_shape(request.shape, request.folder, order, lambda _, done, of: tell("cartera", done, of))


async def _play(
    request: Request,
    installation: wiring.Installation,
    inbox: Inbox,
    channel: Listening,
    records: Records,
    tell: Tell,
) -> None:
    services = installation.services
    days = list(request.story.days())
    play = Play(
        story=request.story,
        effects=request.effects,
        routine=routine_of(installation, inbox),
        channel=channel,
        talk=Talk(inbox),
        till=Till(services),
        records=records,
        late=records.behind(FIRST_DAY, services.policy.negligible),
        seed=request.seed,
    )
    play.enter(await scenes(services, records, request.seed, request.story))
    await play.perform(lambda day: tell(f"historia: {day:%d/%m/%Y}", days.index(day) + 1, len(days)))


async def _report(
    request: Request, inbox: Inbox, records: Records, made: SynthReport, scored: ScoreReport
) -> Report:
    services = inbox.services
    evidence = records.evidence()
    cuts = records.cuts_withheld_for(Reason.PROTECTING_SCORE)
    portfolio = await figures.walk(services, figures.concerned(evidence, cuts))
    world = World(evidence, portfolio.accounts, services.policy, services.calendar, made.receivables)
    async with services.units.reading() as unit:
        plans = await unit.campaigns.plans()
    seen = figures.withholdings(records, plans)
    talked, lines = await conversation(services, inbox.renderer, records.kept_in_chat())
    told = next(iter(records.cut_after_a_broken_promise()), "")
    return Report(
        database=str(request.database),
        first_day=FIRST_DAY,
        last_day=request.story.last_day,
        connections=made.connections,
        active=made.active,
        receivables=evidence.receivables,
        conversation_of=masked(talked),
        conversation=lines,
        withheld_cut=figures.withheld_cut(world, cuts),
        by_locality=portfolio.by_locality,
        by_segment=portfolio.by_segment,
        rfm_as_of=scored.as_of,
        rfm=figures.rfm(scored),
        without_payments=scored.classes.without_payments,
        reminders=figures.reminders(records, plans),
        withholdings=seen,
        talks=figures.talks(records),
        promises=figures.promises(records),
        recovered=figures.recovered(evidence),
        cut_states=Counter(order.state for order in evidence.orders),
        cut_orders=await figures.cut_orders(services, portfolio.accounts),
        trail_of=masked(told),
        trail=await figures.trail(services, told),
        assumed=figures.assumed(request.effects),
        invariants=tuple(check_all(world)),
        reasons_needed=len(figures.NEEDED),
        missing_reasons=figures.missing(seen),
        cost=Cost(0, {}, 0),
        next_commands=_next(request.database),
    )


def _next(database: Path) -> tuple[str, ...]:
    here = f"CAUDAL_DATABASE_URL=sqlite+aiosqlite:///{database}"
    return (
        "make run",
        f"{here} .venv/bin/caudal cut-queue",
        f"{here} .venv/bin/caudal segments --by locality --older-than 3",
        f"{here} .venv/bin/caudal campaign report",
    )
