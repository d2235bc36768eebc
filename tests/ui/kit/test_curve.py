"""The curve: round figures on its axis, labels apart, everything told in words."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui import theme
from ui.widgets import Curve, CurveEvent, CurvePoint
from ui.widgets.curve_layout import Frame, crosses, date_ticks, label_places, value_ticks

DAY = date(2024, 11, 5)
POINTS = [CurvePoint(DAY + timedelta(days=60 * at), 1400 + 150 * at) for at in range(12)]
EVENTS = [
    CurveEvent(POINTS[3].day, POINTS[3].value, "voiture ramenée"),
    CurveEvent(POINTS[6].day, 1290, "reprise de freins", "warn"),
    CurveEvent(POINTS[6].day + timedelta(days=1), 2600, "réparé exemplairement"),
]


def _curve() -> Curve:
    curve = Curve("Le compte-confiance sur 24 mois")
    curve.show_curve(POINTS, EVENTS)
    return curve


@given(st.integers(-200_000, 200_000), st.integers(0, 400_000), st.integers(3, 12))
def test_ticks_are_round_even_and_hold_every_value(low: int, span: int, most: int) -> None:
    ticks = value_ticks(low, low + span, most)
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    assert steps.pop() % 100 == 0
    assert ticks[0] <= low <= low + span <= ticks[-1]
    assert len(ticks) <= most + 1


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        (date(2024, 11, 5), date(2026, 11, 21), 4, ["2025-01", "2026-01"]),
        (date(2026, 1, 1), date(2026, 4, 30), 6, ["2026-01", "2026-02", "2026-03", "2026-04"]),
        (date(2026, 3, 3), date(2026, 3, 20), 6, []),
    ],
)
def test_dates_of_the_axis_are_first_days_of_months_evenly_apart(
    first: date, last: date, most: int, expected: list[str]
) -> None:
    assert [f"{day:%Y-%m}" for day in date_ticks(first, last, most)] == expected


@given(st.integers(1, 7300), st.integers(2, 12))
def test_there_are_never_more_dates_than_there_is_room_for(days: int, most: int) -> None:
    ticks = date_ticks(DAY, DAY + timedelta(days=days), most)
    assert len(ticks) <= most + 1
    assert all(tick.day == 1 and tick >= DAY for tick in ticks)


@given(
    st.lists(
        st.tuples(st.integers(20, 680), st.integers(20, 180), st.integers(20, 160)),
        min_size=1,
        max_size=14,
    )
)
def test_labels_never_cover_each_other_the_line_or_a_dot(
    marks: list[tuple[int, int, int]],
) -> None:
    dots = [QPointF(x, y) for x, y, _ in marks]
    sizes = [(float(width), 15.0) for _, _, width in marks]
    line = sorted(dots, key=lambda dot: dot.x())
    box = QRectF(0, 0, 700, 200)
    places = [place for place in label_places(dots, sizes, line, box, 6) if place is not None]
    segments = [QLineF(one, other) for one, other in pairwise(line)]
    for at, place in enumerate(places):
        assert box.contains(place)
        assert not any(place.intersects(other) for other in places[:at])
        assert not any(place.contains(dot) for dot in dots)
        assert not any(crosses(place, segment) for segment in segments)


def test_a_lone_event_has_its_label_beside_it() -> None:
    [place] = label_places([QPointF(100, 100)], [(80.0, 15.0)], [], QRectF(0, 0, 700, 200), 6)
    assert place is not None
    assert place.left() > 100


def test_a_day_and_a_value_fall_where_they_should() -> None:
    frame = Frame(QRectF(0, 0, 100, 100), DAY, DAY + timedelta(days=10), 0, 1000)
    assert frame.at(DAY + timedelta(days=5), 250) == QPointF(50, 75)


def test_the_curve_is_told_in_words() -> None:
    told = _curve().accessibleDescription()
    assert told.startswith("Du 5 nov. 2024 au 27 août 2026\N{NO-BREAK SPACE}: de 14,0 à 30,5")
    assert "reprise de freins, 12,9 unités" in told


def test_an_account_without_movement_says_so() -> None:
    curve = Curve("Le compte-confiance")
    curve.show_curve([])
    assert curve.describe() == "Pas encore de mouvement."


def test_the_arrows_walk_the_events_from_the_latest_and_tell_them(qtbot: QtBot, show: Show) -> None:
    curve = _curve()
    show(curve, 700, 220)
    curve.setFocus()
    qtbot.keyClick(curve, Qt.Key.Key_Left)
    assert "réparé exemplairement" in curve.accessibleDescription()
    qtbot.keyClick(curve, Qt.Key.Key_Left)
    assert "reprise de freins" in curve.accessibleDescription()
    curve.clearFocus()
    assert curve.accessibleDescription() == curve.describe()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("values", [[1500], [-300, -900, -200], [0, 0], [3400, 20_000]])
def test_any_account_can_be_drawn(
    look: theme.Theme, show: Show, scheme: str, values: list[int]
) -> None:
    look.choose(scheme=scheme)
    curve = Curve("Le compte-confiance")
    curve.show_curve(
        [CurvePoint(DAY + timedelta(days=9 * at), value) for at, value in enumerate(values)]
    )
    show(curve, 500, 200)
    image = curve.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 40)
        for y in range(image.height())
    }
    assert look.tokens.good in colours


def test_the_small_form_has_one_size_and_no_keyboard(look: theme.Theme) -> None:
    curve = Curve("Le compte-confiance", small=True)
    curve.show_curve(POINTS, EVENTS)
    assert curve.sizeHint() == curve.minimumSizeHint()
    assert curve.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not curve.grab().toImage().isNull()


def test_the_small_form_of_a_new_account_is_blank_but_told() -> None:
    curve = Curve("Le compte-confiance", small=True)
    curve.show_curve([CurvePoint(DAY, 0)])
    assert not curve.grab().toImage().isNull()
    assert "0,0" in curve.describe()
