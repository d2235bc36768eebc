"""Réglages: the reminder after a written claim, the causes and the themes."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import catalogue, settings
from tests.ui.conftest import click, field, messages, press, retype, texts, type_text
from ui.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
At = Callable[[str], QWidget]


def test_the_reminder_after_a_written_claim_is_a_number_of_days(
    qtbot: QtBot, window: MainWindow, at: At
) -> None:
    tab = at("shop")
    assert field(window, "shop_claim_alarm_days").text() == "60"
    retype(qtbot, window, "shop_claim_alarm_days", "45")
    press(qtbot, Key.Key_Return)
    assert settings.shop().claim_alarm_days == 45
    for wrong in ("deux mois", "0", "366", ""):
        retype(qtbot, window, "shop_claim_alarm_days", wrong)
        press(qtbot, Key.Key_Return)
        assert "Donnez un délai entre 1 et 365 jours." in texts(tab)
        assert settings.shop().claim_alarm_days == 45
    retype(qtbot, window, "shop_claim_alarm_days", "30")
    press(qtbot, Key.Key_S, CTRL)
    assert "Donnez un délai entre 1 et 365 jours." not in texts(tab)
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Return)
    assert settings.shop().claim_alarm_days == 45
    assert messages(window)[-1] == "Remis comme avant."
    assert field(window, "shop_claim_alarm_days").text() == "45"


def test_causes_and_themes_are_added_and_no_longer_proposed(
    qtbot: QtBot, window: MainWindow, at: At
) -> None:
    tab = at("catalogues")
    for family, title, word in (
        ("cause", "Pourquoi un incident est arrivé", "Météo"),
        ("theme", "De quoi parlent les paroles", "Café"),
    ):
        click(qtbot, tab, f"tab_{family}")
        press(qtbot, Key.Key_N, CTRL)
        assert any(text.startswith(title) for text in texts(tab))
        type_text(qtbot, word)
        press(qtbot, Key.Key_Return)
        assert catalogue.kinds(family)[-1].label == word
        click(qtbot, tab, "kind_retire")
        assert word not in [kind.label for kind in catalogue.kinds(family)]
