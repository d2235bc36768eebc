"""The charter by keys: chosen and published, its papers kept, told to clients."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.charter import charter_in_force, paper
from models.charter_told import How, share_told, told
from reports.charter_files import charter_bytes
from tests.models.privileges.conftest import idea, published
from tests.ui.conftest import People, messages, press
from ui.main_window import MainWindow
from ui.prompts import Prompt, open_prompts
from ui.screens.client_file.letter_print import ask_for_paper
from ui.screens.privileges import PrivilegesScreen

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, people: People) -> PrivilegesScreen:
    """The screen, not shown yet, of a book without a charter."""
    found = window.screen_of("privileges")
    assert isinstance(found, PrivilegesScreen)
    return found


def go(qtbot: QtBot, screen: PrivilegesScreen, page: Qt.Key) -> None:
    """Ctrl+4, then a page by Alt and its number, once what it reads is read."""
    press(qtbot, Key.Key_4, Mod.ControlModifier)
    press(qtbot, page, Mod.AltModifier)
    settle(qtbot, screen)


def settle(qtbot: QtBot, screen: PrivilegesScreen) -> None:
    """Wait until the book was read and the papers made."""
    qtbot.waitUntil(lambda: not screen.session.window.tasks.is_busy(), timeout=15_000)


def test_only_the_ideas_chosen_and_ready_go_into_the_charter(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    idea(actor, title="A ramener")
    later = idea(actor, title="B plus tard")
    idea(actor, title="C pas prêt", wall="")
    go(qtbot, screen, Key.Key_2)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_X)
    assert screen.next.left_out == {later}
    press(qtbot, Key.Key_Return, Mod.ControlModifier)
    (question,) = open_prompts()
    assert isinstance(question, Prompt)
    question.answer("do")
    charter = charter_in_force()
    assert charter is not None
    assert [item.draft.title for item in charter.items] == ["A ramener"]
    settle(qtbot, screen)
    kept = [paper(charter.id, form) for form in ("a4", "a3", "leaflet")]
    assert all(each is not None and each.startswith(b"%PDF") for each in kept)


def test_an_idea_that_lacks_answers_opens_its_questions(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    idea(actor, title="Sans fierté", wall="")
    go(qtbot, screen, Key.Key_2)
    press(qtbot, Key.Key_X)
    assert not screen.next.left_out
    press(qtbot, Key.Key_Return)
    assert screen.reflection.draft.title == "Sans fierté"
    settle(qtbot, screen)
    press(qtbot, Key.Key_Escape)
    assert screen.stack.currentWidget() is screen.next


def test_versions_say_what_each_changed_and_a_paper_is_saved(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor, tmp_path: Path
) -> None:
    published(replace(actor, today=actor.today - timedelta(days=90)), title="Le premier")
    published(actor, title="Le second")
    go(qtbot, screen, Key.Key_3)
    assert screen.papers.model.cell_at(0, 1).text == "Le second (nouveau)"
    assert screen.papers.model.cell_at(1, 1).text == "Le premier (nouveau)"
    assert screen.papers.document.pageCount() == 1
    screen.papers.save_to(tmp_path / "charte.pdf")
    settle(qtbot, screen)
    assert (tmp_path / "charte.pdf").read_bytes() == screen.papers.content


def test_the_web_page_speaks_the_language_chosen_and_is_seen_in_the_browser(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(actor, title_en="Car brought back")
    go(qtbot, screen, Key.Key_3)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_End)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_End)
    settle(qtbot, screen)
    assert b'<html lang="en">' in screen.papers.content
    assert b"Car brought back" in screen.papers.content
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    press(qtbot, Key.Key_O, Mod.ControlModifier)
    settle(qtbot, screen)
    assert [each.name for each in opened] == ["charter-1.html"]
    assert opened[0].read_bytes() == screen.papers.content
    press(qtbot, Key.Key_P, Mod.ControlModifier)
    assert "depuis le navigateur" in messages(screen.session.window)[-1]


def test_those_picked_were_handed_the_leaflet_and_it_is_taken_back(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    published(actor)
    go(qtbot, screen, Key.Key_4)
    first = screen.telling.people.id_at(0)
    press(qtbot, Key.Key_Down, Mod.ShiftModifier)
    press(qtbot, Key.Key_D)
    assert share_told().told == 2
    assert [each.how for each in told(first)] == [How.LEAFLET]
    assert "50" in screen.telling.share.text()
    press(qtbot, Key.Key_Z, Mod.ControlModifier)
    assert share_told().told == 0
    press(qtbot, Key.Key_A, Mod.ControlModifier)
    press(qtbot, Key.Key_C)
    assert share_told().percent == 100
    assert "Chacun le sait" in screen.telling.empty.title.text()


def test_before_the_first_charter_each_page_says_what_to_do(
    qtbot: QtBot, screen: PrivilegesScreen
) -> None:
    go(qtbot, screen, Key.Key_2)
    assert "Rien à dire encore" in screen.next.empty.title.text()
    press(qtbot, Key.Key_3, Mod.AltModifier)
    assert "Aucune charte" in screen.papers.empty.title.text()
    press(qtbot, Key.Key_4, Mod.AltModifier)
    assert "Aucune charte" in screen.telling.empty.title.text()
    press(qtbot, Key.Key_1, Mod.AltModifier)
    assert screen.stack.currentWidget() is screen.ideas


def test_an_empty_page_says_so_in_its_middle_and_its_key_says_the_same(
    qtbot: QtBot, screen: PrivilegesScreen, window: MainWindow
) -> None:
    go(qtbot, screen, Key.Key_2)
    press(qtbot, Key.Key_Return, Mod.ControlModifier)
    assert messages(window)[-1] == "Rien à dire encore"
    middles = []
    for page, panel in ((Key.Key_3, screen.papers), (Key.Key_4, screen.telling)):
        press(qtbot, page, Mod.AltModifier)
        words = panel.empty.title
        middles.append(words.mapTo(panel, words.rect().center()).y())
    assert middles[0] == pytest.approx(middles[1], abs=40)


@pytest.mark.parametrize(
    ("form", "size", "wide"),
    [
        ("a4", QPageSize.PageSizeId.A4, False),
        ("a3", QPageSize.PageSizeId.A3, False),
        ("leaflet", QPageSize.PageSizeId.A4, True),
    ],
)
def test_the_printer_is_asked_for_sheets_of_the_paper_s_size(
    qapp: QApplication,
    actor: Actor,
    form: str,
    size: QPageSize.PageSizeId,
    wide: bool,
) -> None:
    published(actor)
    document, printer, buffer = QPdfDocument(), QPrinter(), QBuffer()
    buffer.setData(QByteArray(charter_bytes(None, form)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    ask_for_paper(printer, document)
    layout = printer.pageLayout()
    assert layout.pageSize().id() == size
    assert (layout.orientation() == QPageLayout.Orientation.Landscape) is wide
    assert printer.resolution() <= 600
    document.close()
