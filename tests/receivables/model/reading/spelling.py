"""Numbers and days as Spanish writes them, for tests that read them back."""

from datetime import date

UNITS = (
    *("", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
    *(
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiún",
    ),
    *("veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho"),
    "veintinueve",
)
TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
HUNDREDS = (
    *("", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos"),
    *("ochocientos", "novecientos"),
)
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("setiembre", "octubre", "noviembre", "diciembre"),
)


def in_words(number: int) -> str:
    """A number up to 999,999 as Spanish says it before a noun: 21 "veintiún", 1,500 "mil quinientos"."""
    thousands, rest = divmod(number, 1000)
    parts = [] if not thousands else ["mil"] if thousands == 1 else [in_words(thousands), "mil"]
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        parts.append("cien" if hundreds == 1 and not rest else HUNDREDS[hundreds])
    if rest < 30:
        parts.append(UNITS[rest])
    else:
        parts.append(TENS[rest // 10] + (f" y {UNITS[rest % 10]}" if rest % 10 else ""))
    return " ".join(filter(None, parts))


def written_days(day: date) -> tuple[str, ...]:
    """A day in the ways in which Spanish writes one, year and all."""
    month = MONTHS[day.month - 1]
    return (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        day.isoformat(),
        f"{day.day} de {month} de {day.year}",
        f"el {WEEKDAYS[day.weekday()]} {day.day} de {month} del {day.year}",
        f"{day.day} {month[:3]} {day.year}",
    )
