"""Before a book is open: the first start, the demonstration, and books that do not open."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import settings, team
from models.backup import make_backup
from models.book_lock import BookLock
from models.catalogue import book_trade
from models.client_list import ClientFilter, count
from models.database import open_book
from tests.ui.conftest import (
    answer,
    choose_file,
    click,
    lobby_of,
    messages,
    named,
    nameless,
    press,
    texts,
    type_text,
    window_of,
)
from ui.books_known import last_book
from ui.folders import usual_book
from ui.program import Program
from ui.screens.welcome.demo import NAME

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


# -- the first start ---------------------------------------------------------------------------


def test_three_answers_typed_with_the_keyboard_alone_open_the_counter(
    qtbot: QtBot, program: Program
) -> None:
    program.start()
    lobby_of(qtbot, program)
    type_text(qtbot, "Vélos du Pont")
    press(qtbot, Qt.Key.Key_Tab)
    type_text(qtbot, "Inès Roux")
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)
    window = window_of(qtbot, program)
    assert window.current_key() == "counter"
    assert window.windowTitle().startswith("Vélos du Pont")
    assert settings.shop().name == "Vélos du Pont"
    assert team.first_member().name == "Inès Roux"
    assert book_trade().code == "garage"
    assert usual_book().exists()
    assert last_book() == usual_book()
    assert program.lobby is None


def test_what_is_missing_is_told_under_its_question(qtbot: QtBot, program: Program) -> None:
    program.start()
    lobby = lobby_of(qtbot, program)
    press(qtbot, Qt.Key.Key_Return)
    assert "Donnez un nom à la boutique." in texts(lobby)
    assert any(text.startswith("Choisissez votre métier") for text in texts(lobby))
    assert lobby.welcome_page.shop.hasFocus()
    assert not usual_book().exists()


def test_the_book_can_be_kept_elsewhere(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    program.start()
    lobby = lobby_of(qtbot, program)
    click(qtbot, lobby, "change_place")
    choose_file(tmp_path / "ailleurs.ccbook")
    type_text(qtbot, "Chez Rose")
    lobby.welcome_page.shop.setText("Chez Rose")
    click(qtbot, lobby, "trade_restaurant")
    click(qtbot, lobby, "make_book")
    window_of(qtbot, program)
    assert (tmp_path / "ailleurs.ccbook").exists()
    assert not usual_book().exists()


def test_a_place_that_refuses_is_told_and_nothing_is_lost(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    (tmp_path / "fichier").write_text("pas un dossier")
    program.start()
    lobby = lobby_of(qtbot, program)
    lobby.welcome_page.set_place(tmp_path / "fichier" / "livre.ccbook")
    type_text(qtbot, "Chez Rose")
    click(qtbot, lobby, "trade_restaurant")
    click(qtbot, lobby, "make_book")
    assert any("dossier" in text for text in texts(lobby.welcome_page.form))
    assert lobby.welcome_page.shop.text() == "Chez Rose"


def test_the_demonstration_garage_is_a_book_apart(qtbot: QtBot, program: Program) -> None:
    program.start()
    lobby = lobby_of(qtbot, program)
    click(qtbot, lobby, "welcome_demo")
    window = window_of(qtbot, program)
    assert program.book is not None
    assert program.book.path == usual_book().with_name(NAME)
    assert not usual_book().exists()
    assert count(ClientFilter()) == 400
    assert window.windowTitle().startswith("Garage Morel")


def test_the_demonstration_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, program: Program
) -> None:
    program.start()
    lobby = lobby_of(qtbot, program)
    click(qtbot, lobby, "welcome_demo")
    click(qtbot, lobby, "work_cancel")
    qtbot.waitUntil(lambda: not lobby.tasks.is_busy(), timeout=20_000)
    assert lobby.welcome_page.isVisible()
    assert not usual_book().with_name(NAME).exists()


def test_a_demonstration_already_there_is_asked_about(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    demo = usual_book().with_name(NAME)
    demo.parent.mkdir(parents=True)
    demo.write_bytes(place.read_bytes())
    program.start(str(place))
    window = window_of(qtbot, program)
    window.show_screen("settings")
    press(qtbot, Qt.Key.Key_8, ALT)
    click(qtbot, window, "book_new")
    lobby = lobby_of(qtbot, program)
    click(qtbot, lobby, "welcome_demo")
    answer(qtbot, "open")
    window_of(qtbot, program)
    assert program.book is not None
    assert program.book.path == demo


def test_the_book_left_is_one_button_away(qtbot: QtBot, program: Program, place: Path) -> None:
    program.start()
    window = window_of(qtbot, program)
    window.show_screen("settings")
    press(qtbot, Qt.Key.Key_8, ALT)
    click(qtbot, window, "book_new")
    lobby = lobby_of(qtbot, program)
    BookLock(place).release()  # nobody holds it meanwhile
    click(qtbot, lobby, "welcome_back")
    window_of(qtbot, program)
    assert program.book is not None
    assert program.book.path == place


def test_an_existing_book_is_opened_from_the_first_start(
    qtbot: QtBot, program: Program, place: Path, tmp_path: Path
) -> None:
    program.start(str(tmp_path / "rien.ccbook"))
    lobby = lobby_of(qtbot, program)
    click(qtbot, lobby, "trouble_other")
    choose_file(place)
    assert window_of(qtbot, program).windowTitle().startswith("Garage Morel")


# -- a book that does not open -----------------------------------------------------------------


def test_a_second_window_says_who_has_the_book_and_can_try_again(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    other = BookLock(place)
    program.start()
    lobby = lobby_of(qtbot, program)
    assert any("Ce livre est ouvert par" in text for text in texts(lobby))
    assert named(lobby, "trouble_again").hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert program.window is None
    other.release()
    press(qtbot, Qt.Key.Key_Return)
    window_of(qtbot, program)


def test_a_damaged_book_proposes_its_last_backup_and_restores_it(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    book = open_book(place)
    make_backup(book, book.backups)
    book.close()
    place.write_bytes(b"abc" * 5000)
    program.start()
    lobby = lobby_of(qtbot, program)
    assert any("n’est pas un livre lisible" in text for text in texts(lobby))
    assert named(lobby, "trouble_latest").hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    window = window_of(qtbot, program)
    assert any("Livre restauré" in text for text in messages(window))
    assert count(ClientFilter()) == 1
    [aside] = place.parent.glob("garage-avant-restauration-*.ccbook")
    assert aside.read_bytes() == b"abc" * 5000


def test_a_backup_that_is_not_sound_changes_nothing(
    qtbot: QtBot, program: Program, place: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "faux.ccbook"
    wrong.write_bytes(b"xyz" * 3000)
    place.write_bytes(b"abc" * 5000)
    program.start()
    lobby = lobby_of(qtbot, program)
    click(qtbot, lobby, "trouble_backup")
    choose_file(wrong)
    qtbot.waitUntil(lambda: bool(lobby.messages.messages()), timeout=20_000)
    assert lobby.trouble_page.isVisible()
    assert place.read_bytes() == b"abc" * 5000


def test_a_book_that_is_gone_can_be_replaced_by_a_new_one(
    qtbot: QtBot, program: Program, place: Path
) -> None:
    place.unlink()
    program.start()
    lobby = lobby_of(qtbot, program)
    assert "Ce livre est introuvable" in texts(lobby)
    click(qtbot, lobby, "trouble_new")
    assert lobby.welcome_page.isVisible()
    assert lobby.welcome_page.place == place


def test_quitting_from_trouble_leaves_the_program(
    qtbot: QtBot, qapp: QApplication, program: Program, place: Path
) -> None:
    place.unlink()
    program.start()
    lobby = lobby_of(qtbot, program)
    with qtbot.waitSignal(lobby.quit_asked):
        click(qtbot, lobby, "trouble_quit")


def test_every_button_and_field_of_the_first_start_has_a_name(
    qtbot: QtBot, program: Program
) -> None:
    program.start()
    lobby = lobby_of(qtbot, program)
    assert nameless(lobby) == []
