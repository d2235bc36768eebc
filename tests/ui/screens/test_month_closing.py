"""Closing a month from the keyboard: lines seen one by one, costs completed, then sealed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import journal
from models.actor import Actor
from models.check import check
from models.clock import believe_today
from models.costs import CostDraft, Nature
from models.database import Book
from models.journal import EntryDraft
from models.opening import Opening, set_opening
from models.rules.trust import EntryType
from models.seals import closed, last_closed
from models.tables import Cost, MonthCheck
from tests.helpers.closing import close_now
from tests.ui.conftest import (
    People,
    click,
    idle,
    messages,
    named,
    nameless,
    press,
    texts,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, last_noted
from ui.main_window import MainWindow
from ui.screens.counter import CounterScreen
from ui.screens.month import MonthScreen

Key = Qt.Key
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def october(qtbot: QtBot, actor: Actor, people: People, window: MainWindow) -> MonthScreen:
    """What waits before October is closed: a promise come due, a cost, one day without a note."""
    set_opening(actor, Opening(weekdays=frozenset({1}), region="none"))  # Tuesdays: only the 27th
    journal.note(
        actor,
        people.paul,
        EntryDraft(
            EntryType.PROMISE, text="un devis", day=date(2026, 10, 23), due=date(2026, 10, 24)
        ),
    )
    journal.note(
        actor,
        people.helene,
        EntryDraft(
            EntryType.ATTENTION,
            "gesture",
            "un bidon",
            date(2026, 10, 24),
            cost=CostDraft(Nature.GIFT),
        ),
    )
    press(qtbot, Key.Key_5, CTRL)
    screen = window.findChild(MonthScreen)
    assert screen is not None
    qtbot.waitUntil(lambda: screen.paper is not None, timeout=20_000)
    press(qtbot, Key.Key_Left, ALT)
    idle(qtbot, window)
    press(qtbot, Key.Key_C)
    return screen


def _told(screen: MonthScreen) -> str:
    return " ".join(texts(screen))


def test_what_waits_is_seen_line_by_line_and_taken_back(
    qtbot: QtBot, october: MonthScreen, window: MainWindow
) -> None:
    assert has_keyboard() == "closing_lines"
    assert "3 lignes à voir" in _told(october)
    assert "un devis" in _told(october)
    assert nameless(october) == []
    press(qtbot, Key.Key_X)
    assert "2 lignes à voir" in _told(october)
    assert [row.kind for row in MonthCheck.select()] == ["case"]
    press(qtbot, Key.Key_Z, CTRL)
    assert "3 lignes à voir" in _told(october)
    assert not MonthCheck.select().exists()
    press(qtbot, Key.Key_Return, CTRL)
    assert last_closed() is None, "lines still wait"


def test_a_cost_is_completed_with_the_keyboard(
    qtbot: QtBot, october: MonthScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_E)
    type_text(qtbot, "douze")
    press(qtbot, Key.Key_Return)
    assert "12,50" in _told(october)
    assert Cost.get().net_cents is None
    press(qtbot, Key.Key_A, CTRL)
    type_text(qtbot, "12,50")
    press(qtbot, Key.Key_Return)
    cost = Cost.get()
    assert (cost.net_cents, cost.vat_rate, cost.nature) == (1250, 2000, "gift")
    assert cost.completed_by_id == october.session.member.id
    assert "2 lignes à voir" in _told(october)
    assert "Le coût est chiffré." in messages(window)
    idle(qtbot, window)


def test_escape_leaves_the_cost_being_written_then_the_closing(
    qtbot: QtBot, october: MonthScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_E)
    assert has_keyboard() == "composer_text"
    press(qtbot, Key.Key_Escape)
    assert october.panel.currentWidget() is october.closing
    assert october.closing.composer.isHidden()
    assert october.closing.table.hasFocus()
    press(qtbot, Key.Key_Escape)
    assert october.panel.currentWidget() is not october.closing
    idle(qtbot, window)


def test_a_closing_that_was_stopped_can_be_asked_again(
    qtbot: QtBot, october: MonthScreen, window: MainWindow
) -> None:
    for _line in range(3):
        press(qtbot, Key.Key_X)
    press(qtbot, Key.Key_Return, CTRL)
    window.tasks.cancel_all()
    idle(qtbot, window)
    assert last_closed() is None
    assert october.closing.close_button.isEnabled()
    press(qtbot, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: last_closed() == OCTOBER, timeout=20_000)
    idle(qtbot, window)


def test_the_month_is_closed_and_its_report_shown_as_it_was_sealed(
    qtbot: QtBot, october: MonthScreen, window: MainWindow, book: Book
) -> None:
    for _line in range(3):
        press(qtbot, Key.Key_X)
    assert "Tout est vu" in _told(october)
    assert "il n’y a pas de retour" in _told(october)
    assert has_keyboard() == "close_month_button"
    press(qtbot, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: last_closed() == OCTOBER, timeout=20_000)
    idle(qtbot, window)
    found = closed(OCTOBER)
    assert found is not None
    assert f"par Claire Morel, sceau n° 1 ({found.seal[:8]})" in _told(october)
    assert october.panel.currentWidget() is october.view
    assert has_keyboard() == "month_preview"
    click(qtbot, october, "tab_accountant")
    qtbot.waitUntil(lambda: october.paper is not None and october.paper.audience == "accountant")
    assert october.paper is not None
    assert october.paper.content == found.pdf
    assert check(book).sound
    press(qtbot, Key.Key_C)
    assert found.seal in _told(october)
    press(qtbot, Key.Key_Escape)


def test_the_running_month_shows_what_is_left_to_price(
    qtbot: QtBot, october: MonthScreen, window: MainWindow, people: People
) -> None:
    gift = EntryDraft(EntryType.ATTENTION, "gesture", "essuie-glace", cost=CostDraft(Nature.GIFT))
    october.session.write(journal.note, people.firm, gift)
    press(qtbot, Key.Key_Right, ALT)
    assert "Coûts à chiffrer, novembre 2026" in _told(october)
    assert not named(october, "button_see_line").isEnabled()
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "8")
    press(qtbot, Key.Key_Return)
    assert [row.net_cents for row in Cost.select().order_by(Cost.id)] == [None, 800]
    assert "à partir du 1er décembre 2026" in _told(october)
    press(qtbot, Key.Key_Escape)
    idle(qtbot, window)
    assert has_keyboard() == "month_preview"


def test_the_client_of_a_line_is_opened_at_the_counter(
    qtbot: QtBot, october: MonthScreen, window: MainWindow, people: People
) -> None:
    press(qtbot, Key.Key_F)
    counter = window.screen_of("counter")
    assert isinstance(counter, CounterScreen)
    assert (window.current_key(), counter.client_id) == ("counter", people.paul)
    idle(qtbot, window)


def test_a_day_that_changes_does_not_close_two_months(
    qtbot: QtBot, october: MonthScreen, window: MainWindow
) -> None:
    believe_today(date(2026, 12, 1))
    october.session.check_day()
    press(qtbot, Key.Key_Right, ALT)
    assert "Clôture, novembre 2026" in _told(october)
    press(qtbot, Key.Key_Left, ALT)
    for _line in range(3):
        press(qtbot, Key.Key_X)
    press(qtbot, Key.Key_Return, CTRL)
    press(qtbot, Key.Key_Return, CTRL)
    idle(qtbot, window)
    assert last_closed() == OCTOBER


def test_the_counter_refuses_a_day_of_a_closed_month_and_ctrl_z_reverses_today(
    qtbot: QtBot, actor: Actor, people: People, counter: CounterScreen, today: date
) -> None:
    journal.note(
        actor, people.firm, EntryDraft(EntryType.ATTENTION, "advice", day=date(2026, 10, 30))
    )
    close_now(actor, OCTOBER)
    counter.show_client(people.firm)
    press(qtbot, Key.Key_A)
    type_text(qtbot, "8stylo")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "30/10")
    press(qtbot, Key.Key_Return)
    assert "Octobre 2026 est clos" in _spaced(named(counter, "composer_notice").text())
    assert last_noted(people.firm).entry.type is EntryType.ATTENTION
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Z, CTRL)
    undone = last_noted(people.firm).entry
    assert (undone.type, undone.day) == (EntryType.REVERSAL, today)


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_price_left_or_given_leaves_the_keyboard_on_the_lines(
    qtbot: QtBot, october: MonthScreen, window: MainWindow, qapp: QApplication
) -> None:
    trail: list[str] = []
    qapp.focusChanged.connect(lambda _was, now: trail.append(now.objectName() if now else ""))
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_E)
    trail.clear()
    press(qtbot, Key.Key_Escape)
    assert trail == ["closing_lines"]
    press(qtbot, Key.Key_E)
    type_text(qtbot, "12,50")
    trail.clear()
    press(qtbot, Key.Key_Return)
    assert trail == ["closing_lines"]
    idle(qtbot, window)
