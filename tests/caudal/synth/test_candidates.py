"""The candidates by protecting score, against the rule of the model and the files alone."""

from collections import Counter, defaultdict
from datetime import date

from caudal.synth import SynthReport
from receivables.model.money import Money
from receivables.model.rfm import measure, rfm_cuts
from tests.caudal.synth.reading import Feed, Row, centimos, day

CUT = date(2023, 12, 31)


def test_the_model_finds_the_same_candidates_in_each_class(feed: Feed, report: SynthReport) -> None:
    bills = defaultdict(list)
    for bill in feed.rows("recibos.csv"):
        bills[bill["suministro"]].append(bill)
    payments = defaultdict(list)
    for payment in feed.rows("pagos.csv"):
        payments[payment["suministro"]].append((day(payment["fecha"]), Money(centimos(payment["importe"]))))
    found = Counter(dict.fromkeys(report.candidates, 0))
    candidates = _candidates(feed, bills)
    cuts = {
        on: rfm_cuts(on, (measure(paid, on) for paid in payments.values())) for on in set(candidates.values())
    }
    for supply, on in candidates.items():
        of_day = cuts[on]
        assert of_day is not None
        score = of_day.score_alone(payments[supply])
        found["555" if score.is_best else "mean_4" if score.mean >= 4 else "below_4"] += 1
    assert found == Counter(report.candidates)


def test_each_class_has_candidates(report: SynthReport) -> None:
    assert min(report.candidates[name] for name in ("555", "mean_4", "below_4")) > 5


def _candidates(feed: Feed, bills: dict[str, list[Row]]) -> dict[str, date]:
    """Supplies that a cut could be considered for, with the due date of the last bill before the oldest unpaid."""
    spared = {row["suministro"] for row in feed.rows("reclamos.csv") if row["resultado"] == "EN_TRAMITE"}
    spared |= {row["suministro"] for row in feed.rows("convenios.csv") if row["estado"] == "VIGENTE"}
    candidates = {}
    for supply in feed.supplies():
        number = supply["suministro"]
        flags = (
            supply["estado"],
            supply["continuidad_servicio"],
            supply["protegido"],
            supply["impedimento_corte"],
        )
        unpaid = [day(bill["vencimiento"]) for bill in bills[number] if centimos(bill["saldo"]) >= 100]
        overdue = [due for due in unpaid if due < CUT]
        if flags == ("ACTIVO", "S", "N", "") and number not in spared and len(overdue) >= 3:
            candidates[number] = max(
                day(bill["vencimiento"]) for bill in bills[number] if day(bill["vencimiento"]) < min(unpaid)
            )
    return candidates
