"""Statements of the clients picked, by keys: in one PDF or one for each."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from models import clients
from models.actor import Actor
from models.client_drafts import ClientDraft
from tests.ui.conftest import choose_file, idle, messages, press
from tests.ui.screens.conftest import CTRL
from ui import prompts
from ui.main_window import MainWindow

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def five(qtbot: QtBot, actor: Actor, window: MainWindow) -> MainWindow:
    """The table of five clients, the keyboard on the first."""
    for number in range(5):
        clients.open_account(actor, ClientDraft(last_name=f"Nom{number}"))
    press(qtbot, Key.Key_2, CTRL)
    return window


def answer(qtbot: QtBot, code: str) -> None:
    """Ctrl+R, then an answer to what it asks."""
    press(qtbot, Key.Key_R, CTRL)
    [prompt] = prompts.open_prompts()
    assert isinstance(prompt, prompts.Prompt)
    prompt.answer(code)


def titles(path: Path) -> list[str]:
    """The bookmarks of a PDF."""
    return [str(mark.title) for mark in PdfReader(path).outline if not isinstance(mark, list)]


def test_those_picked_make_one_pdf(qtbot: QtBot, five: MainWindow, tmp_path: Path) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down, SHIFT)
    answer(qtbot, "one")
    choose_file(tmp_path / "r.pdf")
    idle(qtbot, five)
    assert [title.split(" ·")[0] for title in titles(tmp_path / "r.pdf")] == ["Nom1", "Nom2"]
    assert any("r.pdf" in text for text in messages(five))


def test_without_a_choice_each_client_has_a_file(
    qtbot: QtBot, five: MainWindow, tmp_path: Path
) -> None:
    answer(qtbot, "each")
    choose_file(tmp_path)
    idle(qtbot, five)
    assert len(list(tmp_path.glob("releve-C-*.pdf"))) == 5


def test_esc_asks_for_no_place(qtbot: QtBot, five: MainWindow) -> None:
    idle(qtbot, five)
    answer(qtbot, "no")
    assert not [dialog for dialog in prompts.open_prompts() if isinstance(dialog, QFileDialog)]
    assert not five.tasks.is_busy()


def test_stopped_it_leaves_nothing(qtbot: QtBot, five: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "papiers").mkdir()
    answer(qtbot, "one")
    choose_file(tmp_path / "papiers" / "r.pdf")
    five.tasks.cancel_all()
    idle(qtbot, five)
    assert not list((tmp_path / "papiers").iterdir())
