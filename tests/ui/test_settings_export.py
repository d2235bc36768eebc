"""Réglages, Livre: everything out, from the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import export as export_module
from tests.ui.conftest import People, choose_file, idle, messages, named, press
from ui.main_window import MainWindow


def test_everything_goes_into_a_folder_of_its_own(
    qtbot: QtBot, people: People, window: MainWindow, tmp_path: Path, at
) -> None:
    at("book")
    named(window, "book_export").setFocus()
    press(qtbot, Qt.Key.Key_Space)
    choose_file(tmp_path)
    idle(qtbot, window)
    folder = tmp_path / "export-2026-11-22"
    assert {"clients.csv", "clients.vcf", "journal.csv", "LISEZ-MOI.txt"} <= {
        file.name for file in folder.iterdir()
    }
    assert messages(window) == ["Tout est exporté : export-2026-11-22"]
    [message] = window.messages.messages()
    assert message.action_button is not None
    assert message.action_button.text() == "Montrer le dossier"


def test_annuler_leaves_no_folder(
    qtbot: QtBot,
    people: People,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at,
) -> None:
    monkeypatch.setattr(export_module, "_STEP", 1)
    at("book").export_to(tmp_path)
    window.tasks.cancel_current()
    idle(qtbot, window)
    assert not list(tmp_path.glob("export-*"))
    assert "Export du livre" in messages(window)[0]
