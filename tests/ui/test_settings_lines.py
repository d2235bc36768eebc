"""The shop's opening lines in Réglages, kept when the field is left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.opening_lines import opening_lines
from tests.ui.conftest import named, press, texts, type_text
from ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def test_the_lines_are_typed_kept_refused_and_put_back(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    before = [line.replace("\u00a0", " ") for line in opening_lines()]
    at("shop")
    edit = named(window, "shop_lines")
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText().split("\n") == before
    edit.setFocus()
    press(qtbot, Key.Key_A, CTRL)
    type_text(qtbot, "Vous venez de loin ?")
    press(qtbot, Key.Key_S, CTRL)
    assert opening_lines() == ("Vous venez de loin\u00a0?",)
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "Puis-je vous aider ?")
    press(qtbot, Key.Key_Tab)
    assert opening_lines() == ("Vous venez de loin\u00a0?",)
    assert any("non merci" in text for text in texts(window.screen_of("settings")))
    assert "Puis-je" in edit.toPlainText()
