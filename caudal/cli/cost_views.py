"""What a campaign costs, for people and for programs. Prices are in US dollars, as the providers charge."""

from decimal import Decimal

from rich.console import Console
from rich.table import Column, Table

from receivables.model.price import Bill
from receivables.usecases.costs import Forecast
from templates.labels import channel

MICROS = Decimal(1_000_000)
CATEGORIES = {
    "utility": "plantilla de servicio",
    "marketing": "plantilla de promoción",
    "service": "texto libre",
    "text": "texto",
    "free": "sin costo por mensaje",
}


def forecast(found: Forecast, most: int | None) -> dict[str, object]:
    """The estimate as JSON gives it: amounts as strings in US dollars with four decimals.

    `most`: people to whom WhatsApp lets us write first in 24 hours.
    """
    lines = [
        {"channel": name, "category": category, **_bill(bill)}
        for (name, category), bill in sorted(found.lines.items())
    ]
    whatsapp = {"whatsapp": whatsapp_of(found), "whatsapp_daily_most": most}
    return {"currency": "USD", "lines": lines, **whatsapp, **_bill(found.bill)}


def whatsapp_of(found: Forecast) -> int:
    """How many of the messages would go by WhatsApp."""
    return sum(bill.messages for (name, _), bill in found.lines.items() if name == "whatsapp")


def show_forecast(found: Forecast, most: int | None) -> None:
    """A table, where anything would be sent at all; and whether the day is long enough for it (I-31)."""
    if not found.lines:
        return
    counts = (Column(name, justify="right") for name in ("Mensajes", "Con costo", "US$"))
    table = Table("Canal", "Se cobra como", *counts, title="Cuánto costaría, más o menos")
    for (name, category), bill in sorted(found.lines.items()):
        sum_of = "sin precio" if bill.unpriced == bill.messages else dollars(bill.micros)
        cells = (f"{bill.messages:,}", f"{bill.charged:,}", sum_of)
        table.add_row(channel(name), CATEGORIES.get(category, category), *cells)
    console = Console()
    console.print(table)
    if found.bill.unpriced:
        console.print(
            f"De {found.bill.unpriced:,} mensajes no se conoce el precio de ese día: no están en la suma.",
            soft_wrap=True,
        )
    if not found.bill.confirmed:
        console.print("Los precios están por confirmar con el contrato de la empresa.")
    if most is not None and (beyond := whatsapp_of(found) - most) > 0:
        console.print(
            f"[bold red]WhatsApp deja escribir primero a {most:,} personas en 24 horas: {beyond:,} quedarían sin su"
            " aviso ese día.[/bold red] Repita la campaña otros días, o cambie el límite si su cuenta ya subió.",
            soft_wrap=True,
        )


def dollars(micros: int) -> str:
    """Millionths of a US dollar with two decimals, rounded half up: "1,234.57"."""
    return f"{(micros + 5_000) // 10_000 / Decimal(100):,.2f}"


def _bill(bill: Bill) -> dict[str, object]:
    amount = f"{bill.micros / MICROS:.4f}"
    return {
        "messages": bill.messages,
        "charged": bill.charged,
        "amount": amount,
        "confirmed": bill.confirmed,
        "unpriced": bill.unpriced,
    }
