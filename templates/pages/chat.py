"""The page of the embedded chat: the talk, the printed bill beside it, and what happened."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from receivables.errors import CaudalError
from receivables.model.decision import Allowed, Decision
from receivables.model.identity import masked
from receivables.model.policy import Policy
from receivables.model.standing import CONCEPTS
from receivables.usecases.show import SupplyShown
from templates.errors import sentence
from templates.labels import label
from templates.pages.environment import pages
from templates.wording import Wording

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
MOVES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the page asks for."""

    content: bytes
    kind: str


@cache
def assets() -> dict[str, Asset]:
    """All of them by name: our own, and no other host's."""
    folder = files("templates") / "static"
    return {
        entry.name: Asset(entry.read_bytes(), KINDS[entry.name.rpartition(".")[2]])
        for entry in folder.iterdir()
        if entry.name.rpartition(".")[2] in KINDS
    }


class ChatPages:
    """Renders the pages of the chat for one utility."""

    def __init__(self, locale: str, policy: Policy) -> None:
        self._environment = pages()
        self._environment.filters.update(Wording(locale, policy.zone).filters())
        self._environment.filters.update(label=label, masked=masked, reasons=reasons)
        self._environment.globals.update(
            utility=policy.name, zone=policy.zone.key, concepts=CONCEPTS, moves_shown=MOVES_SHOWN
        )

    def page(
        self,
        *,
        supply: str | None,
        lines: Sequence[Mapping[str, object]],
        shown: SupplyShown | None,
        controls: bool,
        invented: Sequence[str] = (),
    ) -> str:
        """The whole page. `lines` are the transcript; the script of the page shows it, and goes on from there."""
        return self._environment.get_template("chat.html").render(
            supply=supply,
            transcript=json.dumps(lines, ensure_ascii=False),
            shown=shown,
            controls=controls,
            invented=invented,
        )

    def panel(self, shown: SupplyShown | None) -> str:
        """What happened with the supply, as a part of the page."""
        return self._environment.get_template("chat_panel.html").render(shown=shown)

    def refusal(self, error: CaudalError) -> str:
        """A page that says no."""
        return self._environment.get_template("chat_refusal.html").render(told=sentence(error))

    def asset(self, name: str) -> Asset | None:
        """One file of the page; None for a name that is none of ours."""
        return assets().get(name)


def reasons(decision: Decision) -> list[str]:
    """Why not, in words; empty when nothing speaks against it."""
    return [] if isinstance(decision, Allowed) else [label(reason) for reason in decision.reasons]
