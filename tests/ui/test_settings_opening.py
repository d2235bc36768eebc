"""Réglages, Ouverture: the week, the public holidays, the closures, and what is then proposed."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.accounts import read_account
from models.cases import open_cases
from models.catalogue import labels
from models.opening import opening
from models.rules.working_days import Closure
from tests.ui.conftest import People, click, messages, named, press, texts, type_text
from ui.main_window import MainWindow
from ui.widgets import Select

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_day_of_the_week_is_closed_by_one_key_and_put_back(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    at("opening")
    press(qtbot, Key.Key_Space)
    assert opening().weekdays == frozenset({1, 2, 3, 4, 5})
    assert messages(window) == ["La semaine est gardée."]
    press(qtbot, Key.Key_Z, CTRL)
    assert opening().weekdays == frozenset(range(6))


def test_the_last_open_day_cannot_be_closed(qtbot: QtBot, window: MainWindow, at) -> None:
    at("opening")
    for _day in range(6):
        press(qtbot, Key.Key_Space)
        press(qtbot, Key.Key_Tab)
    assert opening().weekdays == frozenset({5})
    assert messages(window)[-1] == "Gardez au moins un jour d’ouverture par semaine."
    assert named(window, "open_5").isChecked(), "the screen shows what the book holds"


def test_the_holidays_of_a_region_are_told(qtbot: QtBot, window: MainWindow, at) -> None:
    tab = at("opening")
    region = named(window, "opening_region")
    assert isinstance(region, Select)
    region.setFocus()
    assert not any("Saint-Étienne" in text for text in texts(tab))
    qtbot.keyClicks(region, "Als")
    region.activated.emit(region.currentIndex())
    assert opening().region == "6AE"
    assert any("Saint-Étienne, sam. 26 déc." in text for text in texts(tab))


def test_a_closure_is_added_by_keys_removed_and_put_back(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    tab = at("opening")
    assert "Pas de fermeture prévue" in texts(tab)
    press(qtbot, Key.Key_N, CTRL)
    type_text(qtbot, "24/12")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "3/1")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "Fêtes")
    press(qtbot, Key.Key_Return)
    winter = Closure(date(2026, 12, 24), date(2027, 1, 3), "Fêtes")
    assert opening().closures == (winter,)
    assert messages(window) == ["La boutique est fermée du 24 décembre 2026 au 3 janvier 2027."]
    named(window, "closures_table").setFocus()
    press(qtbot, Key.Key_Down)
    click(qtbot, window, "closure_remove")
    assert opening().closures == ()
    press(qtbot, Key.Key_Z, CTRL)
    assert opening().closures == (winter,)


def test_a_closure_without_a_day_or_the_wrong_way_round_is_told_beside_the_field(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    tab = at("opening")
    press(qtbot, Key.Key_N, CTRL)
    press(qtbot, Key.Key_Return)
    assert "Quel jour commence la fermeture ?" in texts(tab)
    type_text(qtbot, "24/12/2026")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "1/12/2026")
    press(qtbot, Key.Key_Return)
    assert "Une fermeture ne peut pas finir avant d’avoir commencé." in texts(tab)
    assert opening().closures == ()


def test_a_closed_shop_promises_nothing_for_the_days_it_is_closed(
    qtbot: QtBot, window: MainWindow, at, people: People
) -> None:
    at("opening")
    press(qtbot, Key.Key_N, CTRL)
    type_text(qtbot, "24/11")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "26/11")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_K, CTRL)
    type_text(qtbot, "paul")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_D)
    type_text(qtbot, "un devis pour les pneus")
    press(qtbot, Key.Key_Return)
    [request] = [
        case
        for case in open_cases(
            people.paul, read_account(people.paul), date(2026, 11, 22), {}, labels()
        )
        if case.type == "request"
    ]
    assert request.due == date(2026, 11, 27), "the usual two days end in the closure"
