"""Mois: any month from a menu, words looked for in the pages, from one page to another."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models.actor import Actor
from tests.helpers.closing import close_now
from tests.ui.conftest import People, idle, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard
from ui.main_window import MainWindow
from ui.screens.month import MonthScreen

Key = Qt.Key


@pytest.fixture
def month(qtbot: QtBot, people: People, window: MainWindow) -> MonthScreen:
    press(qtbot, Key.Key_5, CTRL)
    screen = window.findChild(MonthScreen)
    assert screen is not None
    qtbot.waitUntil(lambda: screen.paper is not None, timeout=20_000)
    return screen


def test_any_month_is_reached_from_the_menu_of_months(
    qtbot: QtBot, actor: Actor, month: MonthScreen, window: MainWindow
) -> None:
    close_now(actor, date(2026, 10, 1))
    press(qtbot, Key.Key_G, CTRL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Novembre 2026", "Octobre 2026 · clos"]
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    assert month.month == date(2026, 10, 1)
    idle(qtbot, window)
    assert "Octobre 2026" in texts(month)


def test_words_are_found_counted_and_gone_through(
    qtbot: QtBot, month: MonthScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_F, CTRL)
    assert has_keyboard() == "month_find_edit"
    type_text(qtbot, "confiance")
    finder = month.finder
    qtbot.waitUntil(lambda: finder.count.plain_text().startswith("1 sur "))
    number = finder.found.rowCount(finder.found.index(-1, -1))
    assert number > 1
    press(qtbot, Key.Key_Return)
    assert finder.count.plain_text() == f"2 sur {number}"
    assert month.view.currentSearchResultIndex() == 1
    press(qtbot, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert finder.count.plain_text() == f"{number} sur {number}"
    press(qtbot, Key.Key_A, CTRL)
    type_text(qtbot, "zzz")
    qtbot.waitUntil(lambda: finder.count.plain_text() == "Rien de tel")
    press(qtbot, Key.Key_Escape)
    assert finder.isHidden()
    assert has_keyboard() == "month_preview"


def test_pages_are_turned_by_keys(qtbot: QtBot, month: MonthScreen) -> None:
    total = month.document.pageCount()
    assert total > 1
    press(qtbot, Key.Key_PageDown, CTRL)
    assert f"Page 2 sur {total}" in texts(month)
    press(qtbot, Key.Key_PageUp, CTRL)
    press(qtbot, Key.Key_PageUp, CTRL)
    assert f"Page 1 sur {total}" in texts(month)


def test_what_is_found_is_brought_within_sight(
    qtbot: QtBot, month: MonthScreen, window: MainWindow
) -> None:
    for _time in range(5):
        press(qtbot, Key.Key_Plus, CTRL)
    press(qtbot, Key.Key_F, CTRL)
    type_text(qtbot, "collaborateurs")
    finder, view = month.finder, month.view
    qtbot.waitUntil(lambda: finder.count.plain_text() == "1 sur 1")
    link = finder.found.resultAtIndex(0)
    pages = [month.document.pagePointSize(n).height() for n in range(month.document.pageCount())]
    whole = view.verticalScrollBar().maximum() + view.viewport().height()
    there = round((sum(pages[: link.page()]) + link.location().y()) * whole / sum(pages))
    top = view.verticalScrollBar().value()
    assert top <= there <= top + view.viewport().height()


def test_on_a_large_screen_a_page_is_not_wider_than_one_reads(
    qtbot: QtBot, month: MonthScreen, window: MainWindow
) -> None:
    window.resize(2_200, 900)
    qtbot.waitUntil(lambda: month.view.viewport().width() > 1_800)
    assert month.view.zoomMode() is QPdfView.ZoomMode.Custom
    assert month.view.horizontalScrollBar().maximum() == 0
    press(qtbot, Key.Key_0, CTRL)
    assert month.view.zoomMode() is QPdfView.ZoomMode.FitToWidth


def test_from_the_year_one_closes_and_sends_a_month_that_is_named(
    qtbot: QtBot, month: MonthScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_A)
    idle(qtbot, window)
    assert month.title.plain_text() == "2026"
    assert "autre année" in month.hints.plain_text()
    for key in (Key.Key_C, Key.Key_M):
        press(qtbot, key)
        assert month.title.plain_text() == "Novembre 2026"
        assert "autre mois" in month.hints.plain_text()
        press(qtbot, Key.Key_Escape)
        assert month.title.plain_text() == "2026"
