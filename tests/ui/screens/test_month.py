"""Mois, from the keyboard: any month, for whom, saved; what fails is told."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models import journal
from models.clock import believe_today
from models.i18n import use_language
from models.journal import EntryDraft
from models.rules.trust import EntryType
from tests.ui.conftest import People, choose_file, click, messages, named, press, texts, type_text
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard
from ui import prompts
from ui.main_window import MainWindow
from ui.screens.month import MonthScreen
from ui.screens.month_pages import print_document
from ui.session import Session

Key = Qt.Key


@pytest.fixture
def month(qtbot: QtBot, people: People, window: MainWindow) -> MonthScreen:
    """The month that runs, made."""
    return _shown(qtbot, window)


def _shown(qtbot: QtBot, window: MainWindow) -> MonthScreen:
    press(qtbot, Key.Key_5, CTRL)
    screen = window.findChild(MonthScreen)
    assert screen is not None
    qtbot.waitUntil(lambda: screen.paper is not None, timeout=20_000)
    return screen


def _text(content: bytes, folder: Path) -> str:
    file = folder / "page.pdf"
    file.write_bytes(content)
    return _words(file)


def _words(file: Path) -> str:
    pages = pypdf.PdfReader(file).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _paper_of(qtbot: QtBot, screen: MonthScreen, day: date, audience: str) -> bytes:
    qtbot.waitUntil(
        lambda: (
            screen.paper is not None
            and (screen.paper.month, screen.paper.audience) == (day, audience)
        ),
        timeout=20_000,
    )
    assert screen.paper is not None
    return screen.paper.content


def test_the_month_that_runs_is_shown_as_it_will_be_printed(
    qtbot: QtBot, month: MonthScreen, tmp_path: Path
) -> None:
    assert "Novembre 2026" in texts(month)
    assert month.document.pageCount() > 0
    assert month.panel.currentWidget() is month.view
    assert has_keyboard() == "month_preview"
    assert month.paper is not None
    assert "Novembre 2026" in _text(month.paper.content, tmp_path)
    assert "bruit à l’avant" not in texts(month)


def test_the_keys_go_to_the_month_before_and_back(
    qtbot: QtBot, month: MonthScreen, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_Left, ALT)
    content = _paper_of(qtbot, month, date(2026, 10, 1), "owner")
    assert "Octobre 2026" in texts(month)
    assert "terminé" in texts(month)
    assert "Octobre 2026" in _text(content, tmp_path)
    press(qtbot, Key.Key_Right, ALT)
    _paper_of(qtbot, month, date(2026, 11, 1), "owner")
    assert "Novembre 2026" in texts(month)


def test_the_months_stop_at_the_first_and_at_the_one_that_runs(
    qtbot: QtBot, month: MonthScreen
) -> None:
    assert not named(month, "month_after_button").isEnabled()
    for _month in range(4):
        press(qtbot, Key.Key_Left, ALT)
    assert month.month == date(2026, 10, 1)
    assert not named(month, "month_before_button").isEnabled()
    press(qtbot, Key.Key_Right, ALT)
    press(qtbot, Key.Key_Right, ALT)
    assert month.month == date(2026, 11, 1)
    _paper_of(qtbot, month, date(2026, 11, 1), "owner")


def test_the_accountant_s_report_names_nobody(
    qtbot: QtBot, month: MonthScreen, tmp_path: Path
) -> None:
    click(qtbot, month, "tab_accountant")
    content = _paper_of(qtbot, month, date(2026, 11, 1), "accountant")
    words = _text(content, tmp_path)
    assert "Durand" not in words
    assert "Novembre 2026" in words or "novembre 2026" in words


def test_the_report_is_saved_where_one_says(
    qtbot: QtBot, month: MonthScreen, window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "novembre.pdf"
    press(qtbot, Key.Key_S, CTRL)
    [dialog] = prompts.open_prompts()
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "rapport-confiance-2026-11.pdf"
    choose_file(file)
    qtbot.waitUntil(lambda: any("novembre.pdf" in text for text in messages(window)))
    assert "Garage Morel" in _words(file)
    assert window.messages.messages()[-1].action_button is not None


def test_a_place_one_cannot_write_in_is_told_and_the_report_can_be_saved_elsewhere(
    qtbot: QtBot, month: MonthScreen, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "lecture"
    folder.write_text("pas un dossier")  # refused to everyone, an administrator included
    month.save_to(folder / "novembre.pdf")
    qtbot.waitUntil(lambda: bool(window.messages.messages()))
    [message] = window.messages.messages()
    assert message.kind == "error"
    assert message.text.plain_text()
    assert folder.read_text() == "pas un dossier"
    month.save_to(tmp_path / "novembre.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "novembre.pdf").exists())


def test_what_is_noted_meanwhile_is_in_the_report(
    qtbot: QtBot, month: MonthScreen, people: People, tmp_path: Path
) -> None:
    before = month.paper
    month.session.write(
        journal.note, people.firm, EntryDraft(EntryType.ATTENTION, "beyond", "pont prêté")
    )
    qtbot.waitUntil(lambda: month.paper is not None and month.paper is not before, timeout=20_000)


def test_the_first_month_of_an_empty_book_is_a_report_all_the_same(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    screen = _shown(qtbot, window)
    assert not named(screen, "month_before_button").isEnabled()
    assert screen.paper is not None
    assert "Garage Morel" in _text(screen.paper.content, tmp_path)
    press(qtbot, Key.Key_Left, ALT)
    assert screen.month == date(2026, 11, 1)


def test_zoom_by_keys_and_back_to_the_whole_width(qtbot: QtBot, month: MonthScreen) -> None:
    before = month.view.zoomFactor()
    press(qtbot, Key.Key_Plus, CTRL)
    assert month.view.zoomFactor() > before
    press(qtbot, Key.Key_Minus, CTRL)
    press(qtbot, Key.Key_0, CTRL)
    assert month.view.zoomMode() is month.view.ZoomMode.FitToWidth


def test_the_report_is_printed_page_by_page(month: MonthScreen, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "imprimé.pdf"))
    print_document(month.document, printer)
    printed = pypdf.PdfReader(tmp_path / "imprimé.pdf").pages
    assert len(printed) == month.document.pageCount()


def test_a_new_month_can_be_reached_once_midnight_has_passed(
    qtbot: QtBot, month: MonthScreen, session: Session
) -> None:
    believe_today(date(2026, 12, 1))
    session.check_day()
    press(qtbot, Key.Key_Right, ALT)
    _paper_of(qtbot, month, date(2026, 12, 1), "owner")
    assert "Décembre 2026" in texts(month)
    qtbot.waitUntil(lambda: not month.session.window.tasks.is_busy(), timeout=20_000)


def test_what_is_typed_on_another_screen_does_not_reach_the_month(
    qtbot: QtBot, month: MonthScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_K, CTRL)
    type_text(qtbot, "durand")
    assert window.current_key() == "counter"
    assert month.paper is not None


def test_the_report_is_in_the_language_of_the_papers_whatever_the_screens(
    qtbot: QtBot, people: People, window: MainWindow, tmp_path: Path
) -> None:
    use_language("en")  # as Réglages › Affichage does; the shop's papers stay French
    screen = _shown(qtbot, window)
    assert screen.paper is not None
    words = _text(screen.paper.content, tmp_path)
    assert "Novembre 2026" in words
    assert "November" not in words


def test_the_year_comes_by_its_key_on_two_pages_that_name_nobody(
    qtbot: QtBot, month: MonthScreen, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_A)
    words = _text(_paper_of(qtbot, month, date(2026, 11, 1), "year"), tmp_path)
    assert month.document.pageCount() == 2
    assert "L’ANNÉE EN BREF" in words
    assert "Durand" not in words
    assert month.title.plain_text() == "2026"
    press(qtbot, Key.Key_S, CTRL)
    [dialog] = prompts.open_prompts()
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "annee-confiance-2026.pdf"
    choose_file(tmp_path / "annee.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "annee.pdf").exists())


def test_the_same_key_comes_back_to_the_month(qtbot: QtBot, month: MonthScreen) -> None:
    press(qtbot, Key.Key_A)
    _paper_of(qtbot, month, date(2026, 11, 1), "year")
    press(qtbot, Key.Key_A)
    _paper_of(qtbot, month, date(2026, 11, 1), "owner")
    assert "Novembre 2026" in texts(month)


def test_before_the_year_stands_the_year_before_down_to_the_first_month(
    qtbot: QtBot, month: MonthScreen
) -> None:
    press(qtbot, Key.Key_A)
    _paper_of(qtbot, month, date(2026, 11, 1), "year")
    press(qtbot, Key.Key_Left, ALT)
    _paper_of(qtbot, month, date(2026, 10, 1), "year")  # the book begins in October
    press(qtbot, Key.Key_Right, ALT)
    _paper_of(qtbot, month, date(2026, 11, 1), "year")
