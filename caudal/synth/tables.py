"""The columns of each file (surfaces.md, "The files that a commercial system gives"), as text, in the order written."""

from collections.abc import Callable

import numpy as np
import polars as pl

from caudal.synth import text
from caudal.synth.arrays import Ints, rank_within
from caudal.synth.billing import OLDEST
from caudal.synth.claims import KINDS, OUTCOMES
from caudal.synth.contacts import CHANNELS, ORIGINS, PURPOSES
from caudal.synth.impediments import NO_END
from caudal.synth.ledger import OPEN
from caudal.synth.names import STREETS
from caudal.synth.payments import CENTRES, NO_BILL
from caudal.synth.portfolio import Portfolio
from caudal.synth.register import OBSTACLES, PROTECTION_REASONS, Register
from caudal.synth.tariff import CATEGORIES

STATES = ("ACTIVO", "CORTADO", "INACTIVO")
_FIRST_METER = 1_000_001


def supply_codes(register: Register) -> pl.Series:
    """Seven digits: the locality, and the order of connection within it."""
    oldest_first = np.argsort(register.connected)
    sequence = np.empty_like(oldest_first)
    sequence[oldest_first] = rank_within(register.locality[oldest_first]) + 1
    return text.codes((register.locality + 1) * 100_000 + sequence, 7)


def bill_codes(portfolio: Portfolio) -> pl.Series:
    """`R2312-000123`: year and month of the bill, and a number within them; for every bill, listed or not."""
    month = portfolio.ledger.month
    prefixes = [f"R{period[2:4]}{period[5:7]}-" for period in portfolio.calendar.periods]
    return text.words(month - OLDEST, prefixes) + text.codes(rank_within(month) + 1, 6)


def register_table(portfolio: Portfolio) -> pl.DataFrame:
    """padron.xls: the supplies."""
    register, people = portfolio.register, portfolio.people
    supplies = supply_codes(register)
    reasons = register.protection
    meters = text.codes(register.connected + _FIRST_METER, 8)
    return pl.DataFrame(
        {
            "suministro": supplies,
            "codigo_antiguo": text.codes(register.connected + 1, 6),
            "titular": text.words(people.holder, people.names),
            "documento": text.words(people.holder, people.documents),
            "rol": text.words(people.holder_owns.astype(np.int64), ("inquilino", "propietario")),
            "direccion": _addresses(register),
            "localidad": text.words(register.locality, [each.name for each in portfolio.shape.localities]),
            "sector": text.codes(register.sector, 2),
            "ciclo": text.counts(register.cycle),
            "ruta": text.codes(register.route, 6),
            "orden_ruta": text.codes(register.place_in_route, 3),
            "categoria": text.words(register.category, CATEGORIES),
            "estado": text.words(_states(portfolio), STATES),
            "medidor": meters.set(pl.Series(~register.metered), ""),
            "latitud": text.degrees(register.latitude),
            "longitud": text.degrees(register.longitude),
            "continuidad_servicio": text.words(register.continuous.astype(np.int64), ("N", "S")),
            "protegido": text.words((reasons > 0).astype(np.int64), ("N", "S")),
            "motivo_proteccion": text.words(reasons, PROTECTION_REASONS),
            "impedimento_corte": text.words(register.obstacle, OBSTACLES),
        }
    )


def _addresses(register: Register) -> pl.Series:
    street = (register.street + 7 * register.locality) % len(STREETS)
    return text.words(street, STREETS) + " " + text.counts(register.door)


def _states(portfolio: Portfolio) -> Ints:
    return np.where(~portfolio.register.active, 2, np.where(portfolio.conduct.cut, 1, 0))


def contacts_table(portfolio: Portfolio) -> pl.DataFrame:
    """contactos.csv: one row a channel and purpose."""
    contacts, people = portfolio.contacts, portfolio.people
    mails = text.words(contacts.person, [f"cliente{phone[-6:]}@example.org" for phone in people.telephones])
    return pl.DataFrame(
        {
            "suministro": supply_codes(portfolio.register).gather(contacts.supply),
            "persona": text.words(contacts.person, people.names),
            "documento": text.words(contacts.person, people.documents),
            "telefono": text.words(contacts.person, people.telephones),
            "correo": mails.set(pl.Series(~contacts.mail), ""),
            "canal": text.words(contacts.channel, CHANNELS),
            "consentimiento": text.words(contacts.purpose, PURPOSES),
            "fecha_consentimiento": text.days(contacts.consented, without=(0,)),
            "origen": text.words(contacts.origin, ORIGINS),
        }
    )


def bills_table(portfolio: Portfolio) -> pl.DataFrame:
    """recibos.csv: the bills of the window, and older ones still open."""
    ledger = portfolio.ledger
    rows = np.flatnonzero(portfolio.listed)
    return pl.DataFrame(
        {
            "recibo": bill_codes(portfolio).gather(rows),
            "suministro": supply_codes(portfolio.register).gather(ledger.supply[rows]),
            "periodo": text.words(ledger.month[rows] - OLDEST, portfolio.calendar.periods),
            "emision": text.days(ledger.issue[rows]),
            "vencimiento": text.days(ledger.due[rows]),
            "consumo_m3": text.counts(ledger.m3[rows]),
            "agua": text.amounts(ledger.water[rows]),
            "alcantarillado": text.amounts(ledger.sewer[rows]),
            "cargo_fijo": text.amounts(ledger.fixed[rows]),
            "intereses": text.amounts(ledger.interest[rows]),
            "otros": text.amounts(ledger.other[rows]),
            "total": text.amounts(ledger.total[rows]),
            "saldo": text.amounts(ledger.balance[rows]),
        }
    )


def payments_table(portfolio: Portfolio) -> pl.DataFrame:
    """pagos.csv, day by day; operations are numbered within their centre."""
    payments = portfolio.payments
    named = payments.row != NO_BILL
    bills = bill_codes(portfolio).gather(np.where(named, payments.row, 0))
    number = text.codes(rank_within(payments.centre) + 1, 6)
    return pl.DataFrame(
        {
            "operacion": text.words(payments.centre, [f"{centre}-" for centre in CENTRES]) + number,
            "suministro": supply_codes(portfolio.register).gather(payments.supply),
            "fecha": text.days(payments.day),
            "importe": text.amounts(payments.amount),
            "centro": text.words(payments.centre, CENTRES),
            "recibo": bills.set(pl.Series(~named), ""),
        }
    )


def claims_table(portfolio: Portfolio) -> pl.DataFrame:
    """reclamos.csv: pending and resolved claims."""
    claims = portfolio.claims
    return pl.DataFrame(
        {
            "reclamo": "RC-" + text.codes(np.arange(claims.row.size) + 1, 6),
            "recibo": bill_codes(portfolio).gather(claims.row),
            "suministro": supply_codes(portfolio.register).gather(portfolio.ledger.supply[claims.row]),
            "tipo": text.words(claims.kind, KINDS),
            "instancia": text.counts(claims.instance),
            "presentado": text.days(claims.filed),
            "resuelto": text.days(claims.resolved, without=(OPEN,)),
            "resultado": text.words(claims.outcome, OUTCOMES),
        }
    )


def agreements_table(portfolio: Portfolio) -> pl.DataFrame:
    """convenios.csv."""
    agreements = portfolio.agreements
    supplies = supply_codes(portfolio.register)
    return pl.DataFrame(
        {
            "convenio": _agreement_codes(len(agreements)),
            "suministro": supplies.gather([each.supply for each in agreements]),
            "firmado": text.days(_ints([each.signed for each in agreements])),
            "cuota_inicial": text.amounts(_ints([each.down for each in agreements])),
            "cuotas": text.counts(_ints([len(each.amounts) for each in agreements])),
            "tasa_tea": text.amounts(_ints([100 * each.tea for each in agreements])),
            "estado": pl.Series([each.state for each in agreements], dtype=pl.String),
        }
    )


def instalments_table(portfolio: Portfolio) -> pl.DataFrame:
    """cuotas.csv."""
    agreements = portfolio.agreements
    lengths = [len(each.amounts) for each in agreements]
    of = np.repeat(np.arange(len(agreements)), lengths)
    return pl.DataFrame(
        {
            "convenio": _agreement_codes(len(agreements)).gather(of),
            "numero": text.counts(rank_within(of) + 1),
            "vencimiento": text.days(_ints([due for each in agreements for due in each.dues])),
            "importe": text.amounts(_ints([amount for each in agreements for amount in each.amounts])),
            "pagado": text.amounts(_ints([paid for each in agreements for paid in each.paid])),
        }
    )


def impediments_table(portfolio: Portfolio) -> pl.DataFrame:
    """impedimentos.csv."""
    people, rows = portfolio.people, portfolio.impediments
    supplies = supply_codes(portfolio.register)
    named: dict[str, Callable[[int], str]] = {
        "SUMINISTRO": lambda place: str(supplies[place]),
        "DOCUMENTO": lambda place: people.documents[people.holder[place]],
        "LOCALIDAD": lambda place: portfolio.shape.localities[place].name,
    }
    return pl.DataFrame(
        {
            "alcance": pl.Series([each.scope for each in rows], dtype=pl.String),
            "valor": pl.Series([named[each.scope](int(each.place)) for each in rows], dtype=pl.String),
            "motivo": pl.Series([each.kind for each in rows], dtype=pl.String),
            "desde": text.days(_ints([each.since for each in rows])),
            "hasta": text.days(_ints([each.until for each in rows]), without=(NO_END,)),
            "origen": pl.Series([each.origin for each in rows], dtype=pl.String),
        }
    )


def _agreement_codes(count: int) -> pl.Series:
    return "CV-" + text.codes(np.arange(count) + 1, 5)


def _ints(values: list[int]) -> Ints:
    return np.array(values, np.int64)
