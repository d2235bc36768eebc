"""The program around an open book: its day, its lock, its languages, leaving and restoring."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models import clients, team
from models.actor import Actor
from models.book_lock import BookLock
from models.books import BookDraft, create_book
from models.client_drafts import ClientDraft
from models.client_list import ClientFilter, count
from models.clock import believe_today
from models.database import open_book
from models.i18n import language
from models.settings import Shop
from tests.ui.conftest import (
    People,
    answer,
    click,
    delete_now,
    lobby_of,
    messages,
    named,
    press,
    texts,
    type_text,
    window_of,
)
from ui.ahead import Ahead
from ui.folders import usual_book
from ui.main_window import MainWindow
from ui.preferences import preferences
from ui.program import Program
from ui.screens.counter import CounterScreen
from ui.session import Session
from ui.shell import LANGUAGE, remember, shell_of

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def footer(window: MainWindow) -> list[str]:
    return texts(window.rail)[-3:]


def test_the_lock_is_held_while_the_window_is_open_and_released_after(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    program.start()
    window_of(qtbot, program)
    with pytest.raises(Exception, match="ouvert par"):
        BookLock(place)
    program.leave()
    BookLock(place).release()


def test_the_day_starts_with_a_backup_told_at_the_foot_of_the_rail(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    program.start()
    window = window_of(qtbot, program)
    day, member, backup = footer(window)
    assert day == "Dimanche 22 novembre"
    assert member == "Claire Morel au comptoir"
    assert backup.startswith("Sauvegardé à ")
    assert len(list((place.parent / "garage-sauvegardes").glob("*.ccbook"))) == 1


def test_what_turned_into_a_withdrawal_meanwhile_is_told_with_the_way_to_it(
    qtbot: QtBot, program: Program, place: Path, today: date
) -> None:
    from models import journal
    from models.day_start import start_day
    from models.journal import EntryDraft
    from models.rules.trust import EntryType, Severity

    book = open_book(place)
    actor = Actor(team.first_member().id, today)
    draft = EntryDraft(EntryType.INCIDENT, "delay", "pièce en retard", severity=Severity.NOTABLE)
    journal.note(actor, 1, draft)
    start_day(book, actor)
    book.close()
    believe_today(today + timedelta(days=10))
    program.start()
    window = window_of(qtbot, program)
    [told] = [text for text in messages(window) if "retrait" in text]
    assert told.startswith("Pendant votre absence")
    press(qtbot, Qt.Key.Key_F6)
    press(qtbot, Qt.Key.Key_Return)
    assert window.current_key() == "todo"


def test_midnight_starts_the_new_day_in_the_open_window(
    qtbot: QtBot, program: Program, place: Path, today: date
) -> None:
    program.start()
    window = window_of(qtbot, program)
    believe_today(today + timedelta(days=1))
    session = window.findChild(Session)
    assert session is not None
    session.check_day()
    qtbot.waitUntil(lambda: not window.tasks.is_busy(), timeout=20_000)
    assert footer(window)[0] == "Lundi 23 novembre"
    assert len(list((place.parent / "garage-sauvegardes").glob("*.ccbook"))) == 2


def test_the_language_changes_at_once_and_the_screen_stays(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    program.start()
    window = window_of(qtbot, program)
    window.show_screen("settings")
    press(qtbot, Qt.Key.Key_7, ALT)
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: program.window is not window)
    again = window_of(qtbot, program)
    assert language() == "en"
    assert again.current_key() == "settings"
    assert named(again, "display_language").hasFocus()
    program.leave()
    program.start()
    window_of(qtbot, program)
    assert language() == "en"


def test_from_card_to_file_and_back_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, people: People
) -> None:
    type_text(qtbot, "peugeot")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    assert window.current_key() == "clients"
    assert "Hélène Durand" in texts(window.screen_of("clients"))
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert window.current_key() == "counter"
    assert "Madame Durand" in texts(window.screen_of("counter"))


def test_a_line_of_what_waits_leads_to_the_card(
    qtbot: QtBot, window: MainWindow, people: People
) -> None:
    press(qtbot, Qt.Key.Key_3, CTRL)
    press(qtbot, Qt.Key.Key_F)
    assert window.current_key() == "counter"
    assert window.screen_of("counter").client_id == people.helene  # type: ignore[attr-defined]


def test_the_month_is_made_when_it_is_first_shown(qtbot: QtBot, window: MainWindow) -> None:
    assert window.findChildren(QWidget, "month_preview") == []
    press(qtbot, Qt.Key.Key_5, CTRL)
    qtbot.waitUntil(lambda: not window.tasks.is_busy(), timeout=20_000)
    assert named(window, "month_preview").isVisible()


def test_rooms_are_made_ahead_while_nothing_happens_and_the_keyboard_stays(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    program.start(str(place))
    window = window_of(qtbot, program)
    made = ("month_preview", "file_cases_tab", "identity_keep", "todo_table", "privacy_tab")
    qtbot.waitUntil(lambda: all(window.findChild(QWidget, name) for name in made), timeout=20_000)
    assert named(window, "search_edit").hasFocus()
    assert window.current_key() == "counter"
    type_text(qtbot, "durand")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)  # of tabs nobody saw nothing is typed: it is not asked
    assert window.current_key() == "counter"


def test_nothing_is_made_ahead_while_somebody_types(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    program.start(str(place))
    window = window_of(qtbot, program)
    ahead = window.findChild(Ahead)
    assert ahead is not None
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_D)
    timer = ahead.findChild(QTimer)
    assert timer is not None
    assert timer.remainingTime() > 500


def test_opening_the_window_reads_no_heavy_library() -> None:
    heavy = ("PySide6.QtPdf", "reportlab", "openpyxl", "phonenumbers", "models.exchange")
    script = f"import sys, ui.app, ui.program; print([m for m in {heavy} if m in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_source_is_read_to_import_the_window() -> None:
    script = (
        "import main, ui.app, ui.program, linecache;"
        "print([file for file in linecache.cache if 'main_window' in file or 'tables' in file])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


_RUN = """
import sys
from PySide6.QtCore import QTimer
from ui.app import make_application, run

app = make_application()
timer = QTimer(interval=20)
seen = []

def close_when_idle():
    for window in app.topLevelWidgets():
        opened = window.windowTitle().startswith("Garage Morel")
        if window.objectName() == "main_window" and opened and not window.tasks.is_busy():
            seen.append(window.windowTitle())
            window.close()

timer.timeout.connect(close_when_idle)
timer.start()
status = run(sys.argv[1], None)
print(status, *seen)
"""


def test_the_program_runs_until_its_window_is_closed_and_leaves_the_book_free(place: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(place)], cwd=root, capture_output=True, text=True
    )
    assert done.stdout.strip() == "0 Garage Morel — Compte-Confiance", done.stderr
    assert (
        done.stderr.replace("This plugin does not support propagateSizeHints()", "").strip() == ""
    )
    assert list(place.parent.glob("*.verrou")) == []
    assert list(place.parent.glob(f"{place.name}-*")) == []


def test_the_member_at_the_counter_stays_when_the_language_changes(
    qtbot: QtBot, program: Program, place: Path, today: date
) -> None:
    program.start()
    window = window_of(qtbot, program)
    session = window.findChild(Session)
    assert session is not None
    team.add_member(session.actor, "Karim Benali")
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "kb")
    session.language_chosen.emit("en")
    again = window_of(qtbot, program)
    assert texts(again.rail)[-2].endswith("Karim Benali")


def test_restoring_from_an_open_book_closes_it_and_opens_it_as_it_was(
    qtbot: QtBot, program: Program, place: Path, today: date
) -> None:
    program.start()
    window = window_of(qtbot, program)
    clients.open_account(Actor(team.first_member().id, today), ClientDraft(last_name="Martin"))
    window.show_screen("settings")
    press(qtbot, Qt.Key.Key_6, ALT)
    table = named(window, "backups_table")
    table.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    click(qtbot, window, "backup_restore")
    assert program.window is window
    answer(qtbot, "do")
    qtbot.waitUntil(lambda: program.window not in (None, window), timeout=20_000)
    again = window_of(qtbot, program)
    assert any("Livre restauré" in text for text in messages(again))
    assert count(ClientFilter()) == 1
    assert len(list(place.parent.glob("garage-avant-restauration-*.ccbook"))) == 1


def test_a_new_book_never_takes_the_place_of_another(
    qtbot: QtBot, program: Program, today: date
) -> None:
    usual = usual_book()
    usual.parent.mkdir(parents=True)
    create_book(usual, BookDraft(Shop(name="Garage Morel"), "garage"), today).close()
    program.start()
    window = window_of(qtbot, program)
    assert window.windowTitle().startswith("Garage Morel")
    window.show_screen("settings")
    press(qtbot, Qt.Key.Key_8, ALT)
    click(qtbot, window, "book_new")
    lobby = lobby_of(qtbot, program)
    assert lobby.welcome_page.place == usual.with_name("livre-2.ccbook")


def test_a_book_is_not_left_while_a_task_runs(qtbot: QtBot, program: Program, place: Path) -> None:
    program.start()
    window = window_of(qtbot, program)
    session = window.findChild(Session)
    assert session is not None

    def work(progress: object) -> None:
        while True:
            progress.check()  # type: ignore[attr-defined]

    window.tasks.run(work, title="Import")
    session.book_asked.emit(None)
    assert program.window is window
    assert any("Un travail est en cours" in text for text in messages(window))
    window.tasks.cancel_all()
    qtbot.waitUntil(lambda: not window.tasks.is_busy())


def test_what_was_not_foreseen_is_told_with_a_reference_and_logged(
    qtbot: QtBot, program: Program, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program.start()
    window = window_of(qtbot, program)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        program.tell_bug(type(error), error, sys.exc_info()[2])
    [message] = messages(window)
    assert "Référence à citer" in message
    assert caplog.records[-1].getMessage().split(":")[0] in message
    caplog.clear()


# -- the shell, before the book is read ----------------------------------------------------------


@pytest.fixture
def shell(qtbot: QtBot, place: Path) -> MainWindow:
    """The shell of a book opened here before, shown and active."""
    remember(place, "Garage Morel", "fr")
    made = shell_of(str(place), None)
    assert made is not None
    with qtbot.waitActive(made):
        made.start()
        made.activateWindow()
    return made


@pytest.fixture
def begun(qapp: QApplication, shell: MainWindow) -> Iterator[Program]:
    """The program behind that shell, before `start`."""
    made = Program(qapp, None, shell)
    yield made
    made.leave()
    qapp.setQuitOnLastWindowClosed(True)
    made.deleteLater()
    delete_now()


def test_what_is_typed_before_the_book_is_read_is_searched_and_typing_goes_on(
    qtbot: QtBot, begun: Program, shell: MainWindow
) -> None:
    assert shell.windowTitle() == "Garage Morel — Compte-Confiance"
    type_text(qtbot, "dur")
    begun.start()
    window = window_of(qtbot, begun)
    assert window is shell
    type_text(qtbot, "and")
    counter = window.screen_of("counter")
    assert isinstance(counter, CounterScreen)
    assert counter.search.text() == "durand"
    assert counter.client_id is not None
    press(qtbot, Qt.Key.Key_Return)
    assert named(window, "counter_card").hasFocus()


def test_a_screen_asked_for_before_the_book_is_read_is_shown_once_it_is(
    qtbot: QtBot, begun: Program, shell: MainWindow
) -> None:
    press(qtbot, Qt.Key.Key_2, CTRL)
    begun.start()
    window = window_of(qtbot, begun)
    assert window.current_key() == "clients"
    assert named(window, "clients_table").hasFocus()


def test_a_book_that_cannot_be_opened_takes_the_shell_s_place_with_its_reason(
    qtbot: QtBot, begun: Program, shell: MainWindow, place: Path
) -> None:
    place.write_bytes(b"not a book" * 500)
    begun.start()
    lobby = lobby_of(qtbot, begun)
    assert "n’est pas un livre" in " ".join(texts(lobby))
    delete_now()
    assert not isValid(shell)


def test_a_shop_that_speaks_another_language_now_gets_another_window(
    qtbot: QtBot, begun: Program, shell: MainWindow
) -> None:
    preferences().setValue(LANGUAGE, "en")
    begun.start()
    window = window_of(qtbot, begun)
    delete_now()
    assert not isValid(shell)
    assert named(window, "search_edit").hasFocus()


def test_only_the_book_opened_last_on_this_machine_has_a_shell(place: Path) -> None:
    assert shell_of(str(place), None) is None
    remember(place, "Garage Morel", "fr")
    assert shell_of(str(place.with_name("other.ccbook")), None) is None
    place.unlink()
    assert shell_of(None, None) is None


def test_the_shell_reads_neither_the_book_nor_what_only_a_book_needs() -> None:
    later = ("peewee", "sqlcipher3", "babel", "dataclasses", "platformdirs", "models.settings")
    script = f"import sys, ui.app; print([m for m in {later} if m in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_started_a_second_time_it_shows_its_shell_then_the_book(place: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    remember(place, "Autre nom", "fr")
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(place)], cwd=root, capture_output=True, text=True
    )
    assert done.stdout.strip() == "0 Garage Morel — Compte-Confiance", done.stderr
    assert list(place.parent.glob("*.verrou")) == []
