"""Law and policy packs: dated TOML, validated before anything runs. A contradiction is refused and says why."""

from collections.abc import Iterable
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from receivables.adapters.packs.law import LawPack
from receivables.adapters.packs.policy import PolicyPack
from receivables.adapters.packs.reading import SHIPPED, named, parsed
from receivables.errors import BadInput, BadPolicy
from receivables.model.jurisdiction import Law
from receivables.model.policy import Policy
from receivables.model.rulebook import check_figures

LAWS = SHIPPED / "jurisdictions"
POLICIES = SHIPPED / "policies"
DEFAULT = "tumbes"


def load_policy(path: Path | None = None, on: date | None = None) -> Policy:
    """The policy of a TOML file with the law of its jurisdiction; the shipped one of Tumbes by default.

    A bare name ("moyobamba") is a shipped pack. `on`: the day on which it is to be in force, and its law with it.
    Raises BadPolicy with the file, the field and what is wrong with it.
    """
    text, file = _read(path or Path(DEFAULT))
    pack = parsed(PolicyPack, text, file)
    if on is not None and pack.valid_from > on:
        raise BadPolicy("policy_not_yet_valid", file=file, valid_from=pack.valid_from, on=on)
    law = load_law(pack.jurisdiction, on)
    try:
        policy = pack.policy(law)
        check_figures(law, policy)
    except BadInput as error:
        raise named(error, file) from None
    return policy


def load_law(jurisdiction: str, on: date | None = None, shelf: Traversable = LAWS) -> Law:
    """The newest pack of a jurisdiction ("PE") that is valid on that day; the newest of all without one.

    Raises BadPolicy("unknown_jurisdiction", "no_law_in_force").
    """
    return in_force(laws_of(jurisdiction, shelf), on)


def laws_of(jurisdiction: str, shelf: Traversable = LAWS) -> tuple[Law, ...]:
    """Every pack of a jurisdiction: `pe.toml` and what lies beside it as `pe-2027-01-01.toml`. Never empty."""
    wanted = jurisdiction.lower()
    packs = [pack for pack in shelf.iterdir() if pack.name.removesuffix(".toml").partition("-")[0] == wanted]
    if not packs or not jurisdiction.isalpha():
        raise BadPolicy("unknown_jurisdiction", jurisdiction=jurisdiction)
    return tuple(_law(pack, wanted) for pack in packs)


def in_force(laws: Iterable[Law], on: date | None) -> Law:
    """The newest of these packs that is valid on that day. Raises BadPolicy("no_law_in_force")."""
    laws = tuple(laws)
    valid = [law for law in laws if on is None or law.valid_from <= on]
    if not valid:
        raise BadPolicy("no_law_in_force", jurisdiction=laws[0].jurisdiction, on=on)
    return max(valid, key=lambda law: law.valid_from)


def jurisdictions() -> tuple[str, ...]:
    """The countries whose law ships, in alphabetical order."""
    names = (pack.name.removesuffix(".toml").partition("-")[0] for pack in LAWS.iterdir())
    return tuple(sorted({name.upper() for name in names}))


def _law(pack: Traversable, wanted: str) -> Law:
    try:
        law = parsed(LawPack, pack.read_text("utf-8"), pack.name).law()
    except BadPolicy as error:
        raise named(error, pack.name) from None
    if law.jurisdiction.lower() != wanted:
        raise BadPolicy("law_in_the_wrong_file", file=pack.name, jurisdiction=law.jurisdiction)
    return law


def _read(path: Path) -> tuple[str, str]:
    shipped = POLICIES / f"{path}.toml"
    if path.name == str(path) and not path.suffix:
        if shipped.is_file():
            return shipped.read_text("utf-8"), shipped.name
        known = sorted(pack.name.removesuffix(".toml") for pack in POLICIES.iterdir())
        raise BadPolicy("unknown_policy", name=path, known=", ".join(known))
    try:
        return path.read_text("utf-8"), str(path)
    except FileNotFoundError:
        raise BadPolicy("policy_missing", file=path) from None
    except (OSError, UnicodeDecodeError):
        raise BadPolicy("policy_is_no_text", file=path) from None
