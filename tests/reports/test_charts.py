"""Charts as shapes: within their frame, in proportion, readable without colour."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.trust.words import State
from models.statement_data import CurvePoint
from reports.charts import Area, Bar, Label, Line, Marker, Quantity, balance_curve, bars
from reports.style import TONES
from reports.words import STATE_BARS, STATES

START = date(2026, 1, 1)


def curve(*balances: int) -> list[CurvePoint]:
    days = (START + timedelta(30 * place) for place in range(len(balances)))
    return [CurvePoint(day, balance) for day, balance in zip(days, balances, strict=True)]


@given(st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=60))
def test_the_curve_stays_in_its_frame_and_shows_zero(balances: list[int]) -> None:
    chart = balance_curve(curve(*balances), 500, 120)
    areas = [shape for shape in chart.shapes if isinstance(shape, Area)]
    for area in areas:
        assert all(0 <= x <= 500 and 0 <= y <= 120 for x, y in area.points)
    levels = [shape for shape in chart.shapes if isinstance(shape, Label) and shape.anchor == "end"]
    assert 3 <= len([line for line in chart.shapes if isinstance(line, Line)]) <= 7
    assert "0" in [label.text for label in levels]


def test_the_curve_rises_with_the_balance_and_runs_with_the_days() -> None:
    points = [
        CurvePoint(START, 0),
        CurvePoint(START + timedelta(10), 1000),
        CurvePoint(START + timedelta(100), 500),
    ]
    [_, line] = [
        shape for shape in balance_curve(points, 500, 120).shapes if isinstance(shape, Area)
    ]
    (x1, y1), (x2, y2), (x3, y3) = line.points
    assert y1 < y3 < y2
    assert round((x3 - x2) / (x2 - x1)) == 9


def test_days_worth_seeing_are_marked() -> None:
    points = [*curve(1000, 500, 900)]
    points[1] = CurvePoint(points[1].day, 500, "withdrawal")
    points[2] = CurvePoint(points[2].day, 900, "deposit")
    marks = [shape for shape in balance_curve(points, 500, 120).shapes if isinstance(shape, Marker)]
    assert [mark.mark for mark in marks] == ["withdrawal", "deposit"]


def test_a_curve_without_points_is_empty() -> None:
    assert balance_curve([], 500, 120).shapes == ()


def test_bars_are_in_proportion_and_labelled() -> None:
    chart = bars(
        [Quantity("A", 40, "40"), Quantity("B", 10, "10 (+ 2)"), Quantity("C", 0, "0")], 240, 80
    )
    drawn = [shape for shape in chart.shapes if isinstance(shape, Bar)]
    assert [round(bar.width / drawn[1].width) for bar in drawn] == [4, 1]
    labels = [shape.text for shape in chart.shapes if isinstance(shape, Label)]
    assert labels == ["A", "40", "B", "10 (+ 2)", "C", "0"]


def test_every_state_has_its_bar_in_a_known_tone() -> None:
    assert set(STATES) == set(STATE_BARS) == set(State)
    assert {tone for tone, _ in STATE_BARS.values()} <= TONES.keys()
