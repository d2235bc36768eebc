"""What each member may give in a month, kept in Réglages › Équipe: it blocks nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import team
from models.actor import Actor
from models.privilege_uses import envelopes
from tests.ui.conftest import field, named, press, retype, texts
from ui.main_window import MainWindow

At = Callable[[str], QWidget]


def test_an_envelope_is_kept_with_the_name_and_taken_back(
    qtbot: QtBot, window: MainWindow, at: At, actor: Actor
) -> None:
    at("team")
    retype(qtbot, window, "member_envelope", "50")
    retype(qtbot, window, "member_name", "Claire Morel-Roux")
    press(qtbot, Qt.Key.Key_Return)
    assert envelopes() == {actor.member_id: 5000}
    assert team.members()[0].name == "Claire Morel-Roux"
    assert field(window, "member_envelope").text() == "50,00"
    named(window, "team_table").setFocus()
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert envelopes() == {}
    retype(qtbot, window, "member_envelope", "cinquante")
    press(qtbot, Qt.Key.Key_Return)
    assert any("Écrivez un montant" in text for text in texts(named(window, "team_tab")))
    assert envelopes() == {}
