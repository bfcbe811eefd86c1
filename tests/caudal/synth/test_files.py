"""What the files of the small portfolio say, row by row."""

import re
from collections import Counter, defaultdict
from datetime import date

from caudal.synth import SynthReport
from caudal.synth.shape import Shape
from tests.caudal.synth.reading import Feed, Row, centimos, day

CUT = date(2023, 12, 31)
COLUMNS = {
    "contactos.csv": "suministro persona documento telefono correo canal consentimiento fecha_consentimiento origen",
    "recibos.csv": "recibo suministro periodo emision vencimiento consumo_m3 agua alcantarillado cargo_fijo intereses "
    "otros total saldo",
    "pagos.csv": "operacion suministro fecha importe centro recibo",
    "reclamos.csv": "reclamo recibo suministro tipo instancia presentado resuelto resultado",
    "convenios.csv": "convenio suministro firmado cuota_inicial cuotas tasa_tea estado",
    "cuotas.csv": "convenio numero vencimiento importe pagado",
    "impedimentos.csv": "alcance valor motivo desde hasta origen",
}
REGISTER = (
    "suministro codigo_antiguo titular documento rol direccion localidad sector ciclo ruta orden_ruta categoria estado "
    "medidor latitud longitud continuidad_servicio protegido motivo_proteccion impedimento_corte"
)


def test_every_file_has_its_columns_in_the_order_written(feed: Feed) -> None:
    for name, columns in COLUMNS.items():
        assert list(feed.rows(name)[0]) == columns.split()
    assert list(feed.supplies()[0]) == REGISTER.split()


def test_the_register_has_its_cut_date_above_and_its_total_below(feed: Feed, small: Shape) -> None:
    assert "Fecha de corte: 31/12/2023" in feed.above()
    assert feed.below() == [["TOTAL", str(small.connections)]]


def test_footers_tell_rows_and_sums_where_there_is_an_amount(feed: Feed) -> None:
    amounts = {
        "recibos.csv": lambda row: centimos(row["saldo"]),
        "pagos.csv": lambda row: centimos(row["importe"]),
        "cuotas.csv": lambda row: centimos(row["importe"]) - centimos(row["pagado"]),
    }
    for name, amount in amounts.items():
        rows = feed.rows(name)
        assert feed.footer(name) == (len(rows), sum(map(amount, rows)))
    assert all(feed.footer(name) is None for name in COLUMNS.keys() - amounts.keys())


def test_the_parts_of_a_bill_sum_to_its_total_and_the_balance_is_within_it(feed: Feed) -> None:
    for bill in feed.rows("recibos.csv"):
        parts = ("agua", "alcantarillado", "cargo_fijo", "intereses", "otros")
        assert sum(centimos(bill[part]) for part in parts) == centimos(bill["total"]) > 0
        assert 0 <= centimos(bill["saldo"]) <= centimos(bill["total"])
        assert day(bill["emision"]) < day(bill["vencimiento"])
        assert bill["periodo"] == f"{day(bill['emision']):%Y-%m}"


def test_bills_of_the_window_are_listed_and_older_ones_only_while_open(feed: Feed) -> None:
    bills = feed.rows("recibos.csv")
    assert len({bill["recibo"] for bill in bills}) == len(bills)
    assert {bill["periodo"] for bill in bills if bill["saldo"] == "0,00"} == {
        f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)
    }
    assert min(bill["periodo"] for bill in bills) < "2020-12"  # some debt is over three years old


def test_active_supplies_are_billed_to_the_end_and_inactive_ones_stopped_before(feed: Feed) -> None:
    state = {supply["suministro"]: supply["estado"] for supply in feed.supplies()}
    december = {bill["suministro"] for bill in feed.rows("recibos.csv") if bill["periodo"] == "2023-12"}
    assert december == {number for number, of in state.items() if of != "INACTIVO"}


def test_a_cut_supply_is_billed_the_fixed_charge_alone(feed: Feed) -> None:
    cut = {supply["suministro"] for supply in feed.supplies() if supply["estado"] == "CORTADO"}
    last = [b for b in feed.rows("recibos.csv") if b["suministro"] in cut and b["periodo"] == "2023-12"]
    assert last
    assert all(bill["consumo_m3"] == "0" and bill["agua"] == "0,00" for bill in last)


def test_payments_are_unique_positive_and_never_after_the_cut(feed: Feed) -> None:
    payments = feed.rows("pagos.csv")
    assert len({payment["operacion"] for payment in payments}) == len(payments)
    assert all(centimos(payment["importe"]) > 0 and day(payment["fecha"]) <= CUT for payment in payments)
    assert all(payment["operacion"].startswith(payment["centro"] + "-") for payment in payments)


def test_a_named_bill_belongs_to_the_payer_and_was_issued_before(feed: Feed) -> None:
    bills = {bill["recibo"]: bill for bill in feed.rows("recibos.csv")}
    named = [payment for payment in feed.rows("pagos.csv") if payment["recibo"]]
    for payment in named:
        bill = bills[payment["recibo"]]
        assert bill["suministro"] == payment["suministro"]
        assert day(bill["emision"]) <= day(payment["fecha"])
    assert 0.6 < len(named) / len(feed.rows("pagos.csv")) < 0.95


def test_paying_the_oldest_first_gives_the_balances_of_nearly_all_supplies(feed: Feed) -> None:
    """The others owe what was paid before the window, or what an agreement took: opening balances."""
    bills, payments = _by_supply(feed.rows("recibos.csv")), _by_supply(feed.rows("pagos.csv"))
    differing = {
        number for number in bills if _left(bills[number], payments[number]) != _balances(bills[number])
    }
    agreed = {row["suministro"] for row in feed.rows("convenios.csv")}
    assert 0 < len(differing - agreed) / len(bills) < 0.01


def _by_supply(rows: list[Row]) -> dict[str, list[Row]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row["suministro"]].append(row)
    return grouped


def _balances(bills: list[Row]) -> dict[str, int]:
    return {bill["recibo"]: centimos(bill["saldo"]) for bill in bills}


def _left(bills: list[Row], payments: list[Row]) -> dict[str, int]:
    left = {
        bill["recibo"]: centimos(bill["total"])
        for bill in sorted(bills, key=lambda bill: day(bill["vencimiento"]))
    }
    for payment in payments:
        amount = centimos(payment["importe"])
        for number in [payment["recibo"], *left] if payment["recibo"] else left:
            settled = min(amount, left[number])
            left[number] -= settled
            amount -= settled
    return left


def test_documents_telephones_and_addresses_are_visibly_invented(feed: Feed) -> None:
    contacts = feed.rows("contactos.csv")
    documents = {row["documento"] for row in [*feed.supplies(), *contacts]}
    assert all(re.fullmatch(r"|000\d{5}|20000\d{6}", document) for document in documents)
    assert all(re.fullmatch(r"\+519000\d{5}", row["telefono"]) for row in contacts)
    assert all(re.fullmatch(r"|\w+@example\.org", row["correo"]) for row in contacts)
    assert all(row["correo"] for row in contacts if row["canal"] == "correo")


def test_a_telephone_has_one_person_and_some_people_have_several_supplies(feed: Feed) -> None:
    people = {(row["telefono"], row["persona"]) for row in feed.rows("contactos.csv")}
    assert len({telephone for telephone, _ in people}) == len(people)
    holders = Counter(supply["documento"] for supply in feed.supplies() if supply["documento"])
    assert {2, 5} <= set(holders.values())


def test_consents_come_one_a_row_and_before_the_cut(feed: Feed) -> None:
    contacts = feed.rows("contactos.csv")
    keys = Counter(
        (row["suministro"], row["telefono"], row["canal"], row["consentimiento"]) for row in contacts
    )
    assert set(keys.values()) == {1}
    for row in contacts:
        consented = row["fecha_consentimiento"]
        assert (consented == "") == (row["origen"] == "") == (row["consentimiento"] == "ninguno")
        assert not consented or day(consented) < CUT


def test_both_purposes_promotions_alone_and_nothing_occur_on_every_channel(feed: Feed) -> None:
    purposes = defaultdict(set)
    for row in feed.rows("contactos.csv"):
        purposes[row["suministro"], row["canal"]].add(row["consentimiento"])
    seen = {(channel, frozenset(given)) for (_, channel), given in purposes.items()}
    for channel in ("whatsapp", "telegram", "sms", "correo"):
        for given in ({"servicio"}, {"servicio", "promo"}, {"promo"}, {"ninguno"}):
            assert (channel, frozenset(given)) in seen


def test_every_reason_against_a_message_or_a_cut_has_an_indebted_supply(feed: Feed) -> None:
    owing = {bill["suministro"] for bill in feed.rows("recibos.csv") if bill["saldo"] != "0,00"}
    supplies = [supply for supply in feed.supplies() if supply["suministro"] in owing]
    contacts = _by_supply(feed.rows("contactos.csv"))
    assert {supply["estado"] for supply in supplies} == {"ACTIVO", "INACTIVO", "CORTADO"}
    assert {supply["impedimento_corte"] for supply in supplies} == {"", "TEMPORAL", "PERMANENTE"}
    assert {supply["continuidad_servicio"] for supply in supplies} == {"S", "N"}
    assert all((supply["protegido"] == "S") == (supply["motivo_proteccion"] != "") for supply in supplies)
    assert any(supply["protegido"] == "S" for supply in supplies)
    assert any(supply["suministro"] not in contacts for supply in supplies)
    assert any(supply["documento"] == "" for supply in supplies)
    assert any(_owns_no(contacts[supply["suministro"]], supply["titular"]) for supply in supplies)


def _owns_no(contacts: list[Row], holder: str) -> bool:
    return bool(contacts) and all(contact["persona"] != holder for contact in contacts)


def test_some_owe_less_than_ten_soles_and_some_bills_are_in_payment(feed: Feed) -> None:
    owed: dict[str, int] = defaultdict(int)
    for bill in feed.rows("recibos.csv"):
        owed[bill["suministro"]] += centimos(bill["saldo"])
    assert any(0 < amount < 1_000 for amount in owed.values())
    assert any(day(b["vencimiento"]) > CUT and b["saldo"] != "0,00" for b in feed.rows("recibos.csv"))


def test_claims_are_pending_on_open_bills_and_resolved_on_others(feed: Feed) -> None:
    bills = {bill["recibo"]: bill for bill in feed.rows("recibos.csv")}
    claims = feed.rows("reclamos.csv")
    for claim in claims:
        bill, pending = bills[claim["recibo"]], claim["resultado"] == "EN_TRAMITE"
        assert bill["suministro"] == claim["suministro"]
        assert (bill["saldo"] != "0,00") == pending == (claim["resuelto"] == "")
        assert day(bill["emision"]) < day(claim["presentado"]) <= CUT
        assert pending or day(claim["presentado"]) <= day(claim["resuelto"]) <= CUT
    assert {claim["resultado"] for claim in claims} == {"EN_TRAMITE", "FUNDADO", "INFUNDADO"}
    assert {claim["instancia"] for claim in claims} == {"1", "2", "3"}


def test_routes_go_through_one_place_and_number_their_stops(feed: Feed) -> None:
    routes = defaultdict(list)
    for supply in feed.supplies():
        routes[supply["ruta"]].append(supply)
    for stops in routes.values():
        assert len({(stop["localidad"], stop["sector"], stop["continuidad_servicio"]) for stop in stops}) == 1
        assert [int(stop["orden_ruta"]) for stop in stops] == list(range(1, len(stops) + 1))


def test_principal_consumers_have_the_sixth_cycle_to_themselves(feed: Feed) -> None:
    used = defaultdict(list)
    for bill in feed.rows("recibos.csv"):
        if bill["consumo_m3"] != "0":
            used[bill["suministro"]].append(int(bill["consumo_m3"]))
    for supply in feed.supplies():
        if supply["suministro"] in used and len(used[supply["suministro"]]) == 24:
            average = sum(used[supply["suministro"]]) / 24
            assert average > 80 if supply["ciclo"] == "6" else average < 130


def test_impediments_are_of_debtors_and_of_the_smallest_town(feed: Feed, small: Shape) -> None:
    rows = feed.rows("impedimentos.csv")
    owing = {bill["suministro"] for bill in feed.rows("recibos.csv") if centimos(bill["saldo"])}
    holders = {supply["documento"] for supply in feed.supplies() if supply["suministro"] in owing}
    subjects = {"SUMINISTRO": owing, "DOCUMENTO": holders}
    *others, outage = rows
    assert len({(row["alcance"], row["motivo"], row["valor"]) for row in rows}) == len(rows)
    assert {row["motivo"] for row in others} <= {
        "FALLECIDO", "INSOLVENTE", "CAMBIO_TITULAR", "PRESCRITA", "CASTIGADA",
    }  # fmt: skip
    assert all(row["valor"] in subjects[row["alcance"]] and not row["hasta"] for row in others)
    smallest = min(small.localities, key=lambda each: each.connections)
    assert (outage["valor"], outage["motivo"]) == (smallest.name, "INTERRUPCION")
    assert day(outage["desde"]) <= CUT < day(outage["hasta"])


def test_the_report_tells_the_rows_of_each_file(feed: Feed, report: SynthReport) -> None:
    assert report.rows == {
        "padron.xls": len(feed.supplies()),
        **{name: len(feed.rows(name)) for name in COLUMNS},
    }
