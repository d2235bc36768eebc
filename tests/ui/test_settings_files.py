"""Réglages, what touches files and the window: import, backups, display, other books."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.client_list import ClientFilter, count
from models.database import Book
from tests.ui.conftest import (
    SETTINGS_TABS,
    People,
    answer,
    choose_file,
    click,
    idle,
    messages,
    named,
    nameless,
    press,
    texts,
)
from ui import prompts, theme
from ui.main_window import MainWindow
from ui.session import Session

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_CSV = (
    "Nom;Prénom;Téléphone;Ville;E-mail\n"
    "Martin;Zoé;06 11 22 33 44;Valence;zoe@example.fr\n"
    "Petit;Luc;06 55 66 77 88;Die;luc@example.fr\n"
    ";;;;\n"
)
_JOURNAL = (
    "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note\n"
    "7,1,2026-10-01,visit,service,,,,,,,\n"
    "7,2,2026-10-01,attention,advice,3,,,,,,\n"
    "7,3,2026-10-40,visit,service,,,,,,,\n"
)


# -- importing ---------------------------------------------------------------------------------


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    file = tmp_path / "clients.csv"
    file.write_text(_CSV, encoding="utf-8")
    return file


def drop(tab: QWidget, *files: Path) -> None:
    """Drop files on a widget as the desktop does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QDragEnterEvent, QDropEvent):
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(tab, kind(QPoint(20, 20), action, data, button, none))


def test_dropped_files_are_tried_first_and_written_only_when_asked(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, at
) -> None:
    tab = at("import")
    drop(tab, csv)
    idle(qtbot, window)
    assert "Voici ce qui va se passer" in texts(tab)
    assert count(ClientFilter()) == 0
    [work] = tab.works
    assert (work.report.read, work.report.created) == (3, 2) or work.report.read == 2
    assert named(window, "import_go").hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert count(ClientFilter()) == 2
    assert "C’est importé" in texts(tab)
    assert any("2 lignes créées" in text for text in messages(window))
    press(qtbot, Qt.Key.Key_F6)
    press(qtbot, Qt.Key.Key_Return)
    assert window.current_key() == "clients"


def test_a_file_imported_twice_creates_nothing_twice(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, at
) -> None:
    tab = at("import")
    for _time in range(2):
        drop(tab, csv)
        idle(qtbot, window)
        click(qtbot, window, "import_go")
        idle(qtbot, window)
    assert count(ClientFilter()) == 2
    assert tab.works[0].report.skipped == 2


def test_a_refused_line_is_told_with_its_number_and_reason(
    qtbot: QtBot, window: MainWindow, book: Book, tmp_path: Path, at
) -> None:
    file = tmp_path / "journal.csv"
    file.write_text(_JOURNAL, encoding="utf-8")
    tab = at("import")
    drop(tab, file)
    idle(qtbot, window)
    assert tab.works[0].report.created == 0
    named(window, "import_new_clients").setFocus()
    press(qtbot, Qt.Key.Key_Space)
    idle(qtbot, window)
    click(qtbot, window, "import_tab_problems")
    table = named(window, "import_problems")
    assert table.model().index(0, 0).data().startswith("refusée")
    assert table.model().index(0, 1).data() == "4"
    assert tab.works[0].report.created == 2


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_imported(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, tmp_path: Path, at
) -> None:
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(bytes(range(256)) * 50)
    tab = at("import")
    drop(tab, wrong, csv)
    idle(qtbot, window)
    assert [work.path for work in tab.works] == [csv, wrong]
    assert tab.works[1].report is None
    assert tab.works[1].sentence
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    assert count(ClientFilter()) == 2


def test_files_are_chosen_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, book: Book, csv: Path, at
) -> None:
    tab = at("import")
    press(qtbot, Qt.Key.Key_Return)
    choose_file(csv)
    idle(qtbot, window)
    assert [work.path for work in tab.works] == [csv]
    click(qtbot, window, "import_stop")
    assert tab.works == []
    assert window.focusWidget().objectName() == "empty_state_button"


def test_an_import_that_is_stopped_keeps_nothing(
    qtbot: QtBot, window: MainWindow, book: Book, tmp_path: Path, at
) -> None:
    many = tmp_path / "beaucoup.csv"
    lines = [f"Nom{n};Prénom{n};06{n:08d}" for n in range(4000)]
    many.write_text("Nom;Prénom;Téléphone\n" + "\n".join(lines), encoding="utf-8")
    tab = at("import")
    drop(tab, many)
    idle(qtbot, window)
    click(qtbot, window, "import_go")
    window.tasks.cancel_current()
    idle(qtbot, window)
    assert count(ClientFilter()) == 0
    assert named(window, "empty_state_button").isVisible()


# -- backups -----------------------------------------------------------------------------------


def test_a_backup_is_made_in_the_folder_chosen_and_told_at_the_foot_of_the_rail(
    qtbot: QtBot, window: MainWindow, book: Book, tmp_path: Path, at
) -> None:
    tab = at("backups")
    assert "Pas encore sauvegardé" in texts(tab)
    press(qtbot, Qt.Key.Key_Return)
    (tmp_path / "clé").mkdir()
    choose_file(tmp_path / "clé")
    idle(qtbot, window)
    [made] = (tmp_path / "clé").glob("*.ccbook")
    assert any(made.name in text for text in messages(window))
    assert any(text.startswith("Sauvegardé à ") for text in texts(window.rail))


def test_the_book_is_checked_in_the_background_and_its_report_shown(
    qtbot: QtBot, window: MainWindow, people: People, at
) -> None:
    tab = at("backups")
    click(qtbot, window, "backup_check")
    idle(qtbot, window)
    assert any(text.startswith("Le livre est sain") for text in texts(tab))


def test_restoring_says_what_it_will_do_and_esc_does_nothing(
    qtbot: QtBot, window: MainWindow, book: Book, session: Session, at
) -> None:
    from models.backup import daily

    made = daily(book, date(2026, 11, 22))
    assert made is not None
    at("backups")
    asked: list[Path] = []
    session.restore_asked.connect(asked.append)
    table = named(window, "backups_table")
    table.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    press(qtbot, Qt.Key.Key_Return)
    [prompt] = prompts.open_prompts()
    assert any("le livre actuel est gardé à côté" in text for text in texts(prompt))
    qtbot.keyClick(prompt, Qt.Key.Key_Escape)
    assert asked == []
    assert prompts.open_prompts() == []
    click(qtbot, window, "backup_restore")
    answer(qtbot, "do")
    assert asked == [made.file]


# -- display, book -----------------------------------------------------------------------------


def test_theme_and_text_size_act_at_once_and_are_remembered(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    at("display")
    named(window, "display_scheme").setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert theme.current().scheme == "dark"
    named(window, "display_scale").setFocus()
    press(qtbot, Qt.Key.Key_End)
    assert theme.current().scale == 150
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert theme.current().scale == 100
    assert theme.current().scheme == "dark"


def test_the_language_is_asked_of_the_program(
    qtbot: QtBot, window: MainWindow, session: Session, at
) -> None:
    at("display")
    with qtbot.waitSignal(session.language_chosen) as asked:
        press(qtbot, Qt.Key.Key_Down)
    assert asked.args == ["en"]


def test_another_book_is_asked_of_the_program(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, at
) -> None:
    tab = at("book")
    assert str(session.book.path) in texts(tab)
    press(qtbot, Qt.Key.Key_Return)
    (tmp_path / "autre.ccbook").write_bytes(b"")
    with qtbot.waitSignal(session.book_asked) as asked:
        choose_file(tmp_path / "autre.ccbook")
    assert asked.args == [tmp_path / "autre.ccbook"]


# -- all of it ---------------------------------------------------------------------------------


def test_every_tab_is_reached_by_its_key_and_names_what_the_keyboard_reaches(
    window: MainWindow, people: People, at
) -> None:
    for tab in SETTINGS_TABS:
        shown = at(tab)
        assert shown.isAncestorOf(QApplication.focusWidget()), tab
        assert nameless(shown) == [], tab


@pytest.mark.parametrize(("scale", "size"), [(100, (1024, 640)), (150, (1280, 720))])
def test_every_tab_fits_a_small_window(
    window: MainWindow, people: People, at, scale: int, size: tuple[int, int]
) -> None:
    theme.current().scale = scale
    theme.current().apply()
    window.resize(*size)
    for tab in SETTINGS_TABS:
        shown = at(tab)
        window.grab()
        assert (window.width(), window.height()) == size, tab
        assert shown.mapTo(window, shown.rect().topRight()).x() < size[0], tab
