"""What falls due by time or distance, plates of both systems, VIN: pure rules."""

import random
from datetime import date, timedelta

import pytest

from models.rules.assets import (
    Done,
    Due,
    Interval,
    Reading,
    Travelled,
    next_due,
    pace,
    reached_on,
    travelled,
)
from models.rules.plates import VinRemark, plate, vin_remark

START = date(2024, 1, 1)


def _path(*points: tuple[int, int]) -> list[Travelled]:
    """(days since the start, kilometres)."""
    return [Travelled(START + timedelta(days=days), km) for days, km in points]


# -- the distance --------------------------------------------------------------------------------


def test_a_replaced_odometer_adds_to_what_the_one_before_had_counted() -> None:
    readings = [
        Reading(START, 120_000),
        Reading(START, 140_000),
        Reading(START, 500, replaced=True),
        Reading(START, 10_500),
    ]
    assert [point.km for point in travelled(readings)] == [120_000, 140_000, 140_500, 150_500]


def test_the_distance_never_goes_down_whatever_is_replaced() -> None:
    dice = random.Random(7)
    for _game in range(200):
        readings, shown = [], 0
        for place in range(dice.randint(1, 12)):
            replaced = bool(readings) and dice.random() < 0.2
            shown = dice.randint(0, 300) if replaced else shown + dice.randint(0, 9_000)
            readings.append(Reading(START + timedelta(days=place), shown, replaced))
        told = [point.km for point in travelled(readings)]
        assert told == sorted(told)
        last_of_each = [
            one.km
            for one, following in zip(readings, [*readings[1:], None], strict=True)
            if following is None or following.replaced
        ]
        assert told[-1] == sum(last_of_each)


def test_the_pace_is_in_metres_a_day_and_asks_for_four_weeks() -> None:
    assert pace(_path((0, 10_000), (100, 15_000))) == 50_000
    assert pace(_path((0, 10_000), (27, 15_000))) is None
    assert pace(_path((0, 10_000), (100, 10_000))) is None
    assert pace([]) is None


def test_only_the_last_two_years_tell_the_pace() -> None:
    assert pace(_path((0, 0), (1000, 100_000), (1100, 101_000))) == 10_000


def test_an_estimate_is_the_first_day_on_which_the_distance_is_reached() -> None:
    dice = random.Random(11)
    for _game in range(300):
        days, km = dice.randint(28, 700), dice.randint(1_000, 80_000)
        wanted = km + dice.randint(1, 40_000)
        path = _path((0, 0), (days, km))
        metres = pace(path)
        due = reached_on(wanted, path)
        assert metres is not None
        assert due is not None
        if due.day is None:
            continue
        away = (due.day - START).days - days
        assert due.estimated
        assert away * metres >= (wanted - km) * 1000 > (away - 1) * metres


def test_a_distance_already_reached_fell_due_on_the_day_of_that_reading() -> None:
    assert reached_on(9_000, _path((0, 1), (50, 9_500))) == Due(START + timedelta(50), 9_000)


def test_a_distance_without_a_pace_has_no_day() -> None:
    assert reached_on(9_000, _path((0, 1))) == Due(None, 9_000)
    assert reached_on(9_000, []) is None


# -- what falls due ------------------------------------------------------------------------------

CAR = Interval(months=24, first_months=48)
SERVICE = Interval(months=12, km=20_000)


def test_a_first_inspection_is_four_years_after_the_registration() -> None:
    assert next_due(CAR, date(2023, 3, 12), None, [], date(2026, 11, 22)) == Due(date(2027, 3, 12))


def test_one_that_must_have_been_done_elsewhere_is_not_told() -> None:
    assert next_due(CAR, date(2015, 3, 12), None, [], date(2026, 11, 22)) is None


def test_after_one_was_done_the_next_is_two_years_later() -> None:
    done = Done(date(2024, 2, 29))
    assert next_due(CAR, date(2015, 1, 1), done, [], START) == Due(date(2026, 2, 28))


def test_what_comes_first_is_due_by_distance_or_by_time() -> None:
    quick = _path((0, 0), (100, 12_000))
    slow = _path((0, 0), (100, 1_000))
    done = Done(START, 0)
    by_distance = next_due(SERVICE, None, done, quick, START)
    assert by_distance == Due(START + timedelta(days=167), 20_000, estimated=True)
    assert next_due(SERVICE, None, done, slow, START) == Due(date(2025, 1, 1))


def test_a_service_never_done_is_not_told() -> None:
    assert next_due(SERVICE, date(2020, 1, 1), None, [], START) is None


# -- plates and VIN ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ab123cd", "AB-123-CD"),
        ("AB 123 CD", "AB-123-CD"),
        ("ab-123-cd", "AB-123-CD"),
        ("123abc75", "123 ABC 75"),
        ("1234 AB 75", "1234 AB 75"),
        ("123 abc 2a", "123 ABC 2A"),
        ("45-xy-2B", "45 XY 2B"),
        ("123 AB 974", "123 AB 974"),
        ("b mw 1234", "B MW 1234"),
        ("1-ABC-234", "1-ABC-234"),
        ("", ""),
    ],
)
def test_plates_of_both_systems_and_foreign_ones_are_shown_as_they_are_written(
    typed: str, shown: str
) -> None:
    assert plate(typed) == shown
    assert plate(shown) == shown


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("1M8GDM9AXKP042788", None),
        ("1m8gdm9axkp042788", None),
        ("1M8GDM9A1KP042788", VinRemark.CHECK),
        ("VF3ABCDE12O456789", VinRemark.LETTERS),
        ("VF3ABC", VinRemark.LENGTH),
    ],
)
def test_a_vin_has_seventeen_signs_no_i_o_q_and_perhaps_a_check_digit(
    typed: str, remark: VinRemark | None
) -> None:
    assert vin_remark(typed) is remark
