"""A new day: one message for what happened meanwhile, and what the system is asked to say."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from models import journal, opening
from models.actor import Actor
from models.clock import believe_today
from models.database import Book
from models.day_start import start_day
from models.journal import EntryDraft
from models.rules.trust import EntryType
from tests.ui.conftest import People, click, idle, messages, named, press
from ui.main_window import MainWindow
from ui.new_day import NewDay
from ui.notifier import Notifier
from ui.preferences import tell_due, tells_due

Key = Qt.Key
TODAY = date(2026, 11, 22)


@pytest.fixture
def closed(book: Book, people: People, actor: Actor) -> None:
    """The shop was there on 22 November; three weeks later someone still waits."""
    start_day(book, actor)
    waiting = EntryDraft(EntryType.REQUEST, text="un devis", due=date(2026, 12, 14))
    journal.note(actor, people.paul, waiting)
    believe_today(date(2026, 12, 13))


@pytest.fixture
def day(closed: None, window: MainWindow) -> NewDay:
    """What starts the day in that window."""
    found = window.findChild(NewDay)
    assert found is not None
    return found


@pytest.fixture
def told(day: NewDay) -> list[str]:
    """What the system is asked to say."""
    kept: list[str] = []
    day.due_told.connect(kept.append)
    return kept


def test_after_weeks_away_one_message_says_what_was_lost_and_what_can_be_saved(
    qtbot: QtBot, day: NewDay, window: MainWindow
) -> None:
    day.begin()
    idle(qtbot, window)
    assert messages(window) == [
        "Pendant votre absence, 2 dossiers sont devenus des retraits entre le 26 nov. 2026 et le "
        "29 nov. 2026 : − 18,0 en tout. 1 dossier peut encore être sauvé, avant le mardi 22 "
        "décembre."
    ]
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Return)
    assert window.current_key() == "todo"


def test_the_notification_is_chosen_in_display_and_taken_back(
    qtbot: QtBot, people: People, window: MainWindow
) -> None:
    press(qtbot, Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Key.Key_7, Qt.KeyboardModifier.AltModifier)
    click(qtbot, window, "display_due")
    assert tells_due()
    press(qtbot, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not tells_due()
    box = named(window, "display_due")
    assert isinstance(box, QCheckBox)
    assert not box.isChecked()
    box.setFocus()
    press(qtbot, Key.Key_Space)
    assert tells_due()


def test_the_system_says_how_many_cases_fall_due_once_it_was_asked_to_and_nothing_else(
    qtbot: QtBot, day: NewDay, told: list[str], window: MainWindow
) -> None:
    for asked, today, expected in (
        (False, 14, []),
        (True, 13, []),
        (True, 14, ["1 dossier échoit aujourd’hui."]),
    ):
        tell_due(asked)
        believe_today(date(2026, 12, today))
        day.begin()
        idle(qtbot, window)
        assert told == expected
    assert len(messages(window)) == 1, "an ordinary day says nothing"


def test_a_system_without_a_tray_is_no_trouble(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    available = QSystemTrayIcon.isSystemTrayAvailable()
    notifier = Notifier(window, window.show)
    assert notifier.tell("À faire", "1 dossier échoit aujourd’hui.") is available


@pytest.mark.qt_log_ignore("QSystemTrayIcon", "systemTrayWindowChanged", "raise")
def test_a_click_on_the_sentence_of_the_system_shows_what_waits(
    day: NewDay, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.notifier.can_notify", lambda: True)  # no tray offscreen
    assert window.current_key() != "todo"
    assert day.notifier.tell("À faire", "1 dossier échoit aujourd’hui.")
    assert day.notifier._icon is not None
    day.notifier._icon.messageClicked.emit()
    assert window.current_key() == "todo"


def test_no_key_waits_for_the_public_holidays(qtbot: QtBot, day: NewDay) -> None:
    opening._holidays.cache_clear()
    day.begin()
    idle(qtbot, day.session.window)
    read = opening._holidays.cache_info().misses
    opening.proposed_due(EntryType.PROMISE, None, date(2026, 12, 13))
    assert (read, opening._holidays.cache_info().misses) == (1, 1)
