"""`caudal understand`: what is understood of a file of messages: whether it is acted on, asked or handed over."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from receivables.adapters.utterances import Understood, Utterance, read_utterances, write_understood
from receivables.model.intent import Reading, read
from receivables.model.reading.intents import PUBLIC

OUTCOMES = ("right", "wrong", "asked", "human")
NAMES = {"right": "Bien", "wrong": "Mal", "asked": "Pregunta", "human": "Persona"}
DECISIONS = {"act": "Actúa", "ask": "Pregunta", "human": "Pasa a una persona"}
NOWHERE = "-"

Judged = list[tuple[Utterance, Understood]]


def understand(
    file: Annotated[Path, typer.Option("--file", metavar="ARCHIVO", help="CSV con la columna text.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="ARCHIVO", help="CSV para lo entendido: intent,confidence,decision."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="El resumen en JSON.")] = False,
) -> None:
    """Dice qué entiende el asistente de cada mensaje, con qué certeza y qué haría: act, ask o human.

    act: atiende lo pedido. ask: pregunta antes. human: lo pasa a una persona. El orden es el del archivo.

    Si el archivo trae intent (y also, con otras respuestas válidas), el resumen cuenta los aciertos por intención; si
    trae country, también por país.

    Ejemplo: caudal understand --file mensajes.csv --out entendido.csv
    """
    utterances = read_utterances(file)
    today = _today()
    judged = [(each, _understood(each.text, today)) for each in _watched(utterances)]
    if out:
        write_understood(out, (understood for _, understood in judged))
    if as_json:
        typer.echo(json.dumps(_summary(judged), ensure_ascii=False))
    else:
        _show(judged, out)


def understood_of(reading: Reading) -> Understood:
    """A reading under its label of `caudal understand`."""
    intent = PUBLIC.get(reading.intent, reading.intent)
    return Understood(intent.value, reading.confidence, reading.decision)


def _understood(text: str, today: date) -> Understood:
    return understood_of(read(text, None, None, today))


def _today() -> date:
    """By the clock of the settings: "pagué el viernes" is of the past or not."""
    from caudal import wiring

    return wiring.today()


def _watched(utterances: list[Utterance]) -> Iterable[Utterance]:
    """The messages; with a progress bar when a person watches."""
    watcher = Console(stderr=True)
    if not watcher.is_terminal:
        return utterances
    return track(utterances, description="Leyendo", console=watcher, transient=True)


def _outcome(utterance: Utterance, understood: Understood) -> str:
    if understood.decision != "act":
        return "asked" if understood.decision == "ask" else "human"
    return "right" if understood.intent in utterance.expected else "wrong"


def _summary(judged: Judged) -> dict[str, object]:
    decisions = Counter(understood.decision for _, understood in judged)
    summary: dict[str, object] = {
        "messages": len(judged),
        "decisions": {each: decisions[each] for each in DECISIONS},
    }
    known = [(utterance, understood) for utterance, understood in judged if utterance.expected]
    if known:
        summary["outcomes"] = _counted(known)
        summary["by_intent"] = _by(known, [utterance.label for utterance, _ in known])
        if any(utterance.country for utterance, _ in known):
            summary["by_country"] = _by(known, [utterance.country or NOWHERE for utterance, _ in known])
    return summary


def _counted(known: Judged) -> dict[str, int]:
    counts = Counter(_outcome(*each) for each in known)
    return {outcome: counts[outcome] for outcome in OUTCOMES}


def _by(known: Judged, groups: list[str]) -> dict[str, dict[str, int]]:
    return {
        group: _counted([each for each, of in zip(known, groups, strict=True) if of == group])
        for group in sorted(set(groups))
    }


def _show(judged: Judged, out: Path | None) -> None:
    console, summary = Console(), _summary(judged)
    decisions = Counter(understood.decision for _, understood in judged)
    told = ", ".join(f"{name.lower()}: {decisions[each]:,}" for each, name in DECISIONS.items())
    console.print(f"Mensajes: {len(judged):,}. {told[:1].upper()}{told[1:]}.")
    for title, key in (("Intención", "by_intent"), ("País", "by_country")):
        groups = summary.get(key)
        if isinstance(groups, dict):
            console.print(_table(title, groups))
    outcomes = summary.get("outcomes")
    if isinstance(outcomes, dict):
        shares = (f"{NAMES[each].lower()} {_percent(outcomes[each], len(judged))} %" for each in OUTCOMES)
        console.print(f"En total: {', '.join(shares)}.")
    if out:
        console.print(f"Lo entendido está en {out}.")


def _table(title: str, groups: dict[str, dict[str, int]]) -> Table:
    table = Table(title)
    for outcome in OUTCOMES:
        table.add_column(NAMES[outcome], justify="right", no_wrap=True)
    for group, counts in groups.items():
        table.add_row(group, *(str(counts[outcome]) for outcome in OUTCOMES))
    return table


def _percent(part: int, whole: int) -> str:
    """A share in percent with one decimal, rounded half up."""
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"
