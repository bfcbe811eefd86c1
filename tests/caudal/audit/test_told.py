"""What the chained lines say of themselves."""

from dataclasses import replace
from datetime import date

from caudal.audit import told
from caudal.audit.rows import Line
from tests.caudal.audit.build import a_line, lima

DEATH = "FALLECIDO/SUMINISTRO/0000001/2024-01-02/archivo"
MATTER = {"approval": "good_payer_cut/0000001/2", "matter": "good_payer_cut", "needed": 2}


def of_person(at: str, outcome: str, person: str = "sha256:one") -> Line:
    return replace(a_line(at, "suppress", outcome, cause="opted_out"), subject=person)


def noted(at: str, outcome: str, until: str = "", name: str = DEATH) -> Line:
    facts = {"impediment": name, "kind": "FALLECIDO", "scope": "SUMINISTRO", "since": "2024-01-02"}
    return a_line(at, "impediment", outcome, until=until, source="archivo", **facts)


def test_a_closing_lasts_until_the_line_that_lifts_it() -> None:
    lines = [
        of_person("2024-01-02 10:00", "closed"),
        of_person("2024-01-02 11:00", "closed", "sha256:two"),
        of_person("2024-01-03 10:00", "lifted"),
        of_person("2024-01-04 10:00", "closed"),
    ]
    lifted = lima("2024-01-03 10:00")
    assert [(each.subject, each.lifted_at) for each in told.closings(lines)] == [
        ("sha256:one", lifted),
        ("sha256:two", None),
        ("sha256:one", None),
    ]


def test_a_circumstance_is_told_with_its_days_and_lifted_by_its_own_name() -> None:
    lines = [
        noted("2024-01-02 10:00", "noted", "2024-01-10"),
        noted("2024-01-03 10:00", "noted"),
        noted("2024-01-04 10:00", "lifted", name="another"),
    ]
    first, second = told.impediments(lines)
    assert (first.until, second.until) == (date(2024, 1, 10), None)
    assert {first.name, second.name} == {DEATH}
    assert not first.lifted_at
    lines.append(noted("2024-01-05 10:00", "lifted"))
    assert {each.lifted_at for each in told.impediments(lines)} == {lima("2024-01-05 10:00")}


def test_lines_from_before_circumstances_had_names_say_nothing() -> None:
    assert told.impediments([noted("2024-01-02 10:00", "noted", name="")]) == []


def test_votes_are_those_that_the_record_names() -> None:
    asked = replace(a_line("2024-01-10 07:30", "approve", "asked", **MATTER), actor="clock")
    ana = replace(a_line("2024-01-10 09:00", "approve", "open", yes=1, **MATTER), actor="ana")
    luis = replace(a_line("2024-01-10 10:00", "approve", "granted", yes=1, **MATTER), actor="luis")
    [granted] = told.approvals([asked, ana, luis])
    assert (granted.yes, granted.no, granted.asked_by, granted.round) == (("ana", "luis"), (), "clock", 2)
    assert (granted.state, granted.needed, granted.last_vote_at) == ("granted", 2, lima("2024-01-10 10:00"))
    [waits] = told.approvals([asked])
    assert (waits.state, waits.yes, waits.last_vote_at) == ("open", (), None)


def test_an_order_is_where_its_last_line_brought_it() -> None:
    lines = [
        a_line("2024-01-15 07:30", "cut", "allowed", order="cut-1"),
        a_line("2024-01-16 07:30", "cut", "withheld", order="cut-1"),
        a_line("2024-01-16 09:00", "withdraw", "withdrawn", order="cut-1"),
        a_line("2024-01-16 09:00", "cut", "done", order="of which the record tells no beginning"),
    ]
    assert {name: line.outcome for name, line in told.orders(lines).items()} == {"cut-1": "withdrawn"}
