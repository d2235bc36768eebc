"""The right-of-access file, from the client file by its key."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.reports.pdf_reading import text_of
from tests.ui.conftest import choose_file, messages, press
from tests.ui.screens.conftest import CTRL
from ui import prompts
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile

Key = Qt.Key


def test_a_person_gets_their_data_in_two_files(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "donnees-durand.pdf"
    press(qtbot, Key.Key_D, CTRL)
    [dialog] = prompts.open_prompts()
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "droit-d-acces.pdf"
    choose_file(path)
    qtbot.waitUntil(lambda: any("donnees-durand.pdf" in text for text in messages(window)))
    name = helene_file.name.plain_text()
    assert name in text_of(path.read_bytes())
    assert '"schema": "compte-confiance/access/1"' in path.with_suffix(".json").read_text("utf-8")
