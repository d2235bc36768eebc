"""Réglages › Boutique: the logo and the colour of the charter, each taken back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import identity, settings
from tests.ui.conftest import messages, press, type_text
from ui.main_window import MainWindow
from ui.screens.settings.look_card import LookCard

At = Callable[[str], QWidget]


def card_of(at: At) -> LookCard:
    """The card of Boutique."""
    found = at("shop").findChild(LookCard)
    assert found is not None
    return found


def undo(qtbot: QtBot) -> None:
    """Ctrl+Z away from any field."""
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_logo_is_chosen_seen_taken_back_and_removed(
    qtbot: QtBot, window: MainWindow, at: At, tmp_path: Path
) -> None:
    card, path = card_of(at), tmp_path / "logo.png"
    picture = QImage(64, 32, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(path))
    card.take_logo(path)
    assert identity.logo() == path.read_bytes()
    assert not card.picture.isHidden()
    card.choose.setFocus()
    undo(qtbot)
    assert identity.logo() is None
    assert card.picture.isHidden()
    card.take_logo(path)
    card.remove.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert identity.logo() is None


def test_what_is_no_picture_is_refused_and_the_logo_stays(
    window: MainWindow, at: At, tmp_path: Path
) -> None:
    card, path = card_of(at), tmp_path / "logo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    card.take_logo(path)
    assert identity.logo() is None
    card.take_logo(tmp_path / "absent.png")
    assert any("peut pas être lu" in told for told in messages(window))


def test_a_colour_is_picked_by_key_and_taken_back(qtbot: QtBot, window: MainWindow, at: At) -> None:
    card = card_of(at)
    card.swatches[1].setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert settings.shop().colour == card.swatches[1].colour
    assert card.swatches[1].isChecked()
    undo(qtbot)
    assert settings.shop().colour == ""
    assert card.swatches[0].isChecked()


def test_a_colour_too_pale_is_said_beside_the_field(
    qtbot: QtBot, window: MainWindow, at: At
) -> None:
    card = card_of(at)
    card.code.setFocus()
    type_text(qtbot, "#ffee88")
    press(qtbot, Qt.Key.Key_Return)
    assert "trop claire" in card.colour.error.plain_text()
    assert settings.shop().colour == ""
    card.code.selectAll()
    type_text(qtbot, "#204080")
    press(qtbot, Qt.Key.Key_Return)
    assert settings.shop().colour == "#204080"
    assert card.colour.error.plain_text() == ""
