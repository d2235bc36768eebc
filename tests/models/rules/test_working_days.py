"""The days a shop is open."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.working_days import Closure, OpenDays

SATURDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 23)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
calendars = st.builds(
    OpenDays,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.lists(
        st.builds(lambda first, n: Closure(first, first + timedelta(n)), days, st.integers(0, 30)),
        max_size=3,
    ).map(tuple),
    st.frozensets(days, max_size=5),
)


def test_a_closed_sunday_gives_monday() -> None:
    assert OpenDays(frozenset(range(6))).on_or_after(date(2026, 11, 22)) == MONDAY


def test_an_open_day_stays_itself() -> None:
    assert OpenDays(frozenset(range(6))).on_or_after(SATURDAY) == SATURDAY


def test_a_closure_and_the_days_off_that_follow_it_are_passed_over() -> None:
    summer = Closure(date(2026, 8, 1), date(2026, 8, 14), "Congés")
    calendar = OpenDays(frozenset(range(5)), (summer,), {date(2026, 8, 17)})
    assert calendar.on_or_after(date(2026, 8, 3)) == date(2026, 8, 18)


def test_a_shop_that_never_opens_keeps_the_day_asked() -> None:
    closed = OpenDays(frozenset({0}), (Closure(MONDAY, date(2040, 1, 1)),))
    assert closed.on_or_after(MONDAY) == MONDAY


@given(calendars, days)
def test_the_day_found_is_open_and_no_earlier_one_is(calendar: OpenDays, day: date) -> None:
    found = calendar.on_or_after(day)
    between = [day + timedelta(n) for n in range((found - day).days)]
    assert calendar.is_open(found)
    assert not any(calendar.is_open(earlier) for earlier in between)
