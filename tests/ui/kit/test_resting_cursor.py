"""The text cursor blinks where the keyboard comes, then stands still."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui.resting_cursor import RestingCursor


def test_it_stands_still_after_a_while_and_blinks_where_the_keyboard_comes(
    qtbot: QtBot, qapp: QApplication, show: Show
) -> None:
    hints = qapp.styleHints()
    usual = hints.cursorFlashTime()
    fields = QWidget()
    one, other = QLineEdit(), QLineEdit()
    QVBoxLayout(fields).addWidget(one)
    fields.layout().addWidget(other)
    show(fields)
    one.setFocus()
    cursor = RestingCursor(qapp)
    [timer] = cursor.findChildren(QTimer)
    assert timer.isActive()
    assert usual > 0
    timer.timeout.emit()
    assert hints.cursorFlashTime() == 0
    other.setFocus()
    assert hints.cursorFlashTime() == usual
    timer.stop()
    cursor.deleteLater()
