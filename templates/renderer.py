"""Messages as words: the catalogue of a locale, one file for each key, filled by Jinja in a sandbox.

A field that is missing raises: a gap is never sent. What the utility decided once (its name, its telephone, its
offices) and the days of its law to answer a claim come from the policy and not from each message.

SMS and e-mail have words of their own where a folder of the channel has them; WhatsApp has templates (`whatsapp`).
The code by which anybody can ask whether a message is ours stands in every proactive one, with the page to ask at
where there is one. An older message that has no code has no such line.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from types import CodeType
from typing import TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, StrictUndefined, Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from receivables.model.authenticity import link_token
from receivables.model.message import Button, Message
from receivables.model.policy import Policy
from receivables.ports import Rendered, Templated
from templates.whatsapp import LONGEST_VALUE, catalogue, name_of
from templates.wording import Wording

T = TypeVar("T")
BUTTONS = "buttons"
VERIFY_LINE = "verify_line"
NO_PAPER = "no_paper"
OWN_WORDS = ("sms", "correo")
EMAIL = "correo"
SUBJECT = "Asunto:"
APART = "\x1f"
"""What parts the variables of a template, which are rendered together: it is much faster than one by one."""
_MANY_LINES = re.compile(r"\n{3,}")
_TWO_POINTS = re.compile(r"(?<=\b[ap]\. m\.)\.|(?<=\b[ap]\.m\.)\.")
"""An hour that ends a sentence brings its own point: "a las 10:00 a. m."."""


@cache
def bodies(locale: str, channel: str = "") -> dict[str, str]:
    """The text of each message of a locale, by key, as one channel words it; the labels of the buttons apart."""
    folder = files("templates").joinpath(locale, channel) if channel else files("templates").joinpath(locale)
    return {
        entry.name.removesuffix(".txt"): entry.read_text("utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".txt") and entry.name != f"{BUTTONS}.txt"
    }


@cache
def button_labels(locale: str) -> dict[str, str]:
    """The label of each kind of button of a locale, by key."""
    lines = (files("templates").joinpath(locale, f"{BUTTONS}.txt")).read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {key: text.strip() for key, _, text in pairs}


@cache
def printed(locale: str, home: str, name: str) -> str:
    """What a thing is called on the utility's own papers, for a reader of another language: " (recibo)"; else ""."""
    if locale.partition("_")[0] == home.partition("_")[0]:
        return ""
    terms = tomllib.loads(files("templates").joinpath(home, "printed.toml").read_text("utf-8"))
    return f" ({terms[name]})"


class CatalogueRenderer:
    """Renders the catalogue of a locale for one utility (`ports.Renderer`).

    `verify_url`: the page that tells whether a message is ours; without it the chat alone does. `link_key` signs the
    link of an e-mail, whose opening proves that it was received, and which is the way to get no more messages.
    """

    def __init__(self, locale: str, policy: Policy, verify_url: str = "", link_key: bytes = b"") -> None:
        first = policy.law.claims.instances[0]
        house = {
            "answer_days": first.decide_days + first.notify_days,
            "utility": policy.name,
            "phone": policy.phone,
            "offices": policy.offices,
            "reopening_fee": policy.reopening_fee,
            "help_line": policy.law.help.line,
            "danger_lines": policy.law.help.danger,
            "violence_line": policy.law.help.violence,
            "verify_url": verify_url,
        }
        self._verify_url, self._link_key = verify_url, link_key
        self._asks_in = locale if locale in policy.languages and locale != policy.locale else ""
        template = partial(_template, (locale, policy.locale, policy.zone), house)
        self._bodies = _each(template, bodies(locale))
        self._own = {channel: _each(template, bodies(locale, channel)) for channel in OWN_WORDS}
        self._labels = _each(template, button_labels(locale))
        self._catalogue = catalogue(locale)
        self._digests = {name: template.digest for name, template in self._catalogue.items()}
        self._gaps = {
            name: _Gaps.of(known.variables, template, house) for name, known in self._catalogue.items()
        }
        self._known_labels: dict[str, str] = {}

    def render(self, message: Message, channel: str = "") -> Rendered:
        """The words of a message. Raises LookupError without a body, jinja2.UndefinedError without a field."""
        own = self._own.get(channel, {})
        body = own.get(message.key) or _of(self._bodies, message.key)
        code = message.values.get("code")
        link = self._link(code, channel) if isinstance(code, str) else ""
        leave_link = link if channel == EMAIL and self._link_key else ""
        line = self._verify_line(code, channel, link, leave_link) if isinstance(code, str) else ""
        text = _tidy(body.render({**message.values, VERIFY_LINE: line}))
        subject = ""
        if text.startswith(SUBJECT):
            first, _, text = text.partition("\n")
            subject = first.removeprefix(SUBJECT).strip()
        buttons = tuple((button.id, self.label(button)) for button in message.buttons)
        without = _tidy(_of(self._bodies, NO_PAPER).render()) if message.paper else ""
        return Rendered(text.strip(), buttons, subject, leave_link, message.paper, without)

    def label(self, button: Button) -> str:
        """The label of a button."""
        if button.values:
            return _of(self._labels, button.label).render(button.values).strip()
        if button.label not in self._known_labels:
            self._known_labels[button.label] = _of(self._labels, button.label).render().strip()
        return self._known_labels[button.label]

    def template_name(self, message: Message) -> str:
        """The name of its WhatsApp template; that of the key alone where the wording has none of its own."""
        return name_of(message.key, message.values.get("variant"), self._catalogue)

    def template_digest(self, name: str) -> str | None:
        """The digest of a WhatsApp template as the catalogue has it now."""
        return self._digests.get(name)

    def templated(self, message: Message) -> Templated:
        """The message as its template has it. Raises LookupError without one, ValueError for an empty variable."""
        name = self.template_name(message)
        template = _of(self._catalogue, name)
        values = self._gaps[name].filled(message)
        if not all(values.values()):
            raise ValueError(f"a variable of {name} is empty")
        return Templated(name, template.filled(values), values)

    def _verify_line(self, code: str, channel: str, link: str, leave_link: str) -> str:
        line = self._own.get(channel, {}).get(VERIFY_LINE) or self._bodies[VERIFY_LINE]
        return _tidy(line.render(code=code, verify_link=link, leave_link=leave_link))

    def _link(self, code: str, channel: str) -> str:
        """Where to ask about this very message; in an e-mail it tells, too, that the e-mail was received."""
        if not self._verify_url:
            return ""
        asked = {"code": code}
        if channel == EMAIL and self._link_key:
            asked["k"] = link_token(self._link_key, code)
        if self._asks_in:
            asked["lang"] = self._asks_in
        return f"{self._verify_url}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class _Gaps:
    """What fills the numbered gaps of one template. What the utility decided is said once, not for each message.

    `ours`: all gaps in their order, filled where no message says anything else; `theirs`: the others.
    """

    ours: Mapping[str, str]
    theirs: tuple[str, ...]
    template: Template

    @classmethod
    def of(
        cls, variables: Iterable[str], template: Callable[[str], Template], house: Mapping[str, object]
    ) -> "_Gaps":
        """The gaps of which these are the expressions, in their order."""
        asked = {str(number): f"{{{{ {value} }}}}" for number, value in enumerate(variables, start=1)}
        ours = {number: text for number, text in asked.items() if _names(text) <= house.keys()}
        said = {number: _in_one_line(template(text).render()) for number, text in ours.items()}
        theirs = tuple(number for number in asked if number not in ours)
        return cls(
            {number: said.get(number, "") for number in asked},
            theirs,
            template(APART.join(asked[number] for number in theirs)),
        )

    def filled(self, message: Message) -> dict[str, str]:
        """Each gap with its text. Raises ValueError for a value that would part two of them."""
        told = self.template.render(message.values).split(APART)
        return {**self.ours, **dict(zip(self.theirs, map(_in_one_line, told), strict=True))}


@cache
def _names(text: str) -> frozenset[str]:
    """The names that an expression asks for."""
    return frozenset(node.name for node in Environment().parse(text).find_all(nodes.Name))  # noqa: S701 - only read


Tongue = tuple[str, str, ZoneInfo]
"""The reader's locale, the utility's own, and its zone: what the filters depend on."""


@cache
def _environment(tongue: Tongue) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    locale, home, zone = tongue
    environment.filters.update(Wording(locale, zone).filters())
    environment.filters["printed"] = partial(printed, locale, home)
    return environment


@cache
def _code(tongue: Tongue, text: str) -> CodeType:
    """A text compiled, once for all renderers of a program: it is slow. A constant goes through its filter here."""
    return _environment(tongue).compile(text)


def _template(tongue: Tongue, house: Mapping[str, object], text: str) -> Template:
    environment = _environment(tongue)
    # Each rendering copies the globals: those that the text does not even name are left out.
    known = {**environment.globals, **house}
    named = {name: value for name, value in known.items() if name in text}
    return Template.from_code(environment, _code(tongue, text), named)


def _each(template: Callable[[str], Template], texts: Mapping[str, str]) -> dict[str, Template]:
    return {key: template(text) for key, text in texts.items()}


def _of(among: Mapping[str, T], key: str) -> T:
    if key not in among:
        raise LookupError(f"nothing in the catalogue for {key}")
    return among[key]


def _tidy(text: str) -> str:
    """Without loose ends. What is rarely there is looked for first: the patterns go through each letter."""
    text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _MANY_LINES.sub("\n\n", text)
    return (_TWO_POINTS.sub("", text) if ".." in text else text).strip()


def _in_one_line(text: str) -> str:
    """A variable holds neither a break nor more than WA-TPL-4 allows."""
    return " ".join(text.split())[:LONGEST_VALUE].strip()
