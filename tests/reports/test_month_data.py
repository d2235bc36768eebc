"""The month's plain data: what adds up, and what is compared with other months."""

from dataclasses import replace

from models.month_data import Incidents, MovementLine, by_family, totals_of
from tests.reports.samples import MONTH, MOVEMENTS


def test_sound_movements_leave_no_gap() -> None:
    assert MOVEMENTS.gap == 0


def test_a_centi_unit_lost_is_seen() -> None:
    assert replace(MOVEMENTS, fade=MOVEMENTS.fade - 1).gap == 1


def test_kinds_of_one_sort_are_merged_and_sorts_stand_in_their_usual_order() -> None:
    lines = (
        MovementLine("privilege", 1, 200),
        MovementLine("attention", 2, 500, "Écoute"),
        MovementLine("kept", 1, 300),
        MovementLine("attention", 1, 200, "Conseil"),
    )
    assert by_family(lines) == [
        MovementLine("attention", 3, 700),
        MovementLine("kept", 1, 300),
        MovementLine("privilege", 1, 200),
    ]


def test_the_totals_of_a_month_are_those_of_its_report() -> None:
    totals = totals_of(MONTH)
    assert totals.deposits == sum(line.amount for line in MOVEMENTS.deposits)
    assert totals.withdrawals == sum(line.amount for line in MOVEMENTS.withdrawals)
    assert totals.closing == MOVEMENTS.closing
    assert (totals.incidents, totals.mishandled) == (7, 1)
    assert (totals.privileges_honoured, totals.privileges_refused) == (38, 1)
    assert totals.promises_failed == 2
    assert totals.cost_net_cents == 17550


def test_half_of_the_incidents_took_the_median_or_less() -> None:
    assert Incidents(days_to_resolution=(6, 1, 2, 30)).median_days == 2
    assert Incidents().median_days is None
