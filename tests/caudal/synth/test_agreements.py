from collections import defaultdict

from tests.caudal.synth.reading import Feed, centimos, day


def test_every_state_of_an_agreement_has_its_instalments(feed: Feed) -> None:
    instalments = defaultdict(list)
    for row in feed.rows("cuotas.csv"):
        instalments[row["convenio"]].append(row)
    states = set()
    for agreement in feed.rows("convenios.csv"):
        rows = instalments.pop(agreement["convenio"])
        states.add(agreement["estado"])
        assert [int(row["numero"]) for row in rows] == list(range(1, int(agreement["cuotas"]) + 1))
        assert int(agreement["cuotas"]) <= 24
        assert all(day(row["vencimiento"]) > day(agreement["firmado"]) for row in rows)
        assert all(0 < centimos(row["importe"]) >= centimos(row["pagado"]) for row in rows)
        pending = sum(centimos(row["importe"]) - centimos(row["pagado"]) for row in rows)
        assert (pending == 0) == (agreement["estado"] == "CUMPLIDO")
    assert states == {"VIGENTE", "CUMPLIDO", "QUEBRADO"}
    assert not instalments


def test_live_agreements_have_instalments_to_come_and_some_have_overdue_ones(feed: Feed) -> None:
    live = {row["convenio"] for row in feed.rows("convenios.csv") if row["estado"] == "VIGENTE"}
    unpaid = [
        row for row in feed.rows("cuotas.csv") if row["convenio"] in live and row["pagado"] != row["importe"]
    ]
    overdue = {row["convenio"] for row in unpaid if day(row["vencimiento"]).year == 2023}
    to_come = {row["convenio"] for row in unpaid if day(row["vencimiento"]).year > 2023}
    assert to_come == live
    assert 0 < len(overdue) < len(live)


def test_bills_that_a_live_agreement_refinanced_owe_nothing(feed: Feed) -> None:
    live = {row["suministro"]: row for row in feed.rows("convenios.csv") if row["estado"] == "VIGENTE"}
    for bill in feed.rows("recibos.csv"):
        agreement = live.get(bill["suministro"])
        if agreement and day(bill["vencimiento"]) < day(agreement["firmado"]):
            assert bill["saldo"] == "0,00"


def test_an_agreement_without_interest_costs_what_was_agreed(feed: Feed) -> None:
    """The down payments and instalments of fulfilled ones are all in the payments file."""
    agreements = {row["convenio"]: row for row in feed.rows("convenios.csv") if row["estado"] == "CUMPLIDO"}
    promised: dict[str, int] = defaultdict(int)
    for row in feed.rows("cuotas.csv"):
        if row["convenio"] in agreements:
            promised[agreements[row["convenio"]]["suministro"]] += centimos(row["importe"])
    for agreement in agreements.values():
        promised[agreement["suministro"]] += centimos(agreement["cuota_inicial"])
    paid: dict[str, int] = defaultdict(int)
    for payment in feed.rows("pagos.csv"):
        if payment["suministro"] in promised and not payment["recibo"]:
            paid[payment["suministro"]] += centimos(payment["importe"])
    assert promised
    assert all(paid[supply] >= amount for supply, amount in promised.items())
