"""All verbs, in one place."""

import typer

from caudal.cli.bench import bench
from caudal.cli.campaign import campaign_app
from caudal.cli.channels import channels_app
from caudal.cli.check import check
from caudal.cli.code import code
from caudal.cli.cut_queue import cut_queue
from caudal.cli.demo import demo
from caudal.cli.law import law_app
from caudal.cli.portfolio import import_
from caudal.cli.programs import api, bot, campaigns, migrate, run
from caudal.cli.rfm import rfm
from caudal.cli.scoring import score
from caudal.cli.segments import segments
from caudal.cli.simulate import simulate
from caudal.cli.spanish import speak_spanish
from caudal.cli.synth import synth
from caudal.cli.understand import understand
from caudal.cli.user import user_app

speak_spanish()

app = typer.Typer(
    name="caudal",
    help="Cobranza por chat para empresas de agua: no presiona a quien no debe, y puede demostrarlo.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo)
app.command("run")(run)
app.command("bot")(bot)
app.command("campaigns")(campaigns)
app.command("api")(api)
app.command("migrate")(migrate)
app.command("synth")(synth)
app.command("import")(import_)
app.command("score")(score)
app.command("segments")(segments)
app.command("rfm")(rfm)
app.command("simulate")(simulate)
app.add_typer(campaign_app, name="campaign")
app.add_typer(channels_app, name="channels")
app.command("code")(code)
app.command("cut-queue")(cut_queue)
app.add_typer(law_app, name="law")
app.command("understand")(understand)
app.command("check")(check)
app.add_typer(user_app, name="user")
app.command("bench")(bench)
