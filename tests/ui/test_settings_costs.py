"""Réglages, Coûts: rates, account codes and gift limits, from the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.cost_settings import CostSettings, cost_settings
from models.costs import Nature
from tests.ui.conftest import People, field, named, nameless, press, retype, texts
from ui.main_window import MainWindow

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow, actor: Actor) -> QWidget:
    press(qtbot, Key.Key_6, CTRL)
    press(qtbot, Key.Key_0, ALT)
    return named(window, "costs_tab")


def test_rates_are_kept_highest_first(qtbot: QtBot, tab: QWidget) -> None:
    assert nameless(tab) == []
    retype(qtbot, tab, "cost_rates", "2,1 ; 8,5")
    press(qtbot, Key.Key_Return)
    assert cost_settings().rates == (850, 210)
    assert field(tab, "cost_rates").text() == "8,5 ; 2,1"
    retype(qtbot, tab, "cost_rates", "vingt")
    press(qtbot, Key.Key_Return)
    assert "20 ; 10 ; 5,5 ; 2,1 ; 0" in " ".join(texts(tab))
    assert cost_settings().rates == (850, 210)


def test_a_code_is_confirmed_and_another_one_is_to_be_confirmed_anew(
    qtbot: QtBot, tab: QWidget
) -> None:
    box = named(tab, "code_confirmed_gift")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    press(qtbot, Key.Key_Space)
    assert cost_settings().confirmed == {Nature.GIFT}
    retype(qtbot, tab, "code_gift", "6238")
    press(qtbot, Key.Key_Return)
    assert cost_settings().accounts[Nature.GIFT] == "6238"
    assert cost_settings().confirmed == frozenset()
    assert not box.isChecked()


def test_the_limit_of_the_year_is_confirmed_and_taken_back(qtbot: QtBot, tab: QWidget) -> None:
    assert field(tab, "gift_limit_2025").text() == "73,00"
    assert field(tab, "gift_limit_2026").text() == ""
    retype(qtbot, tab, "gift_limit_2026", "80")
    press(qtbot, Key.Key_Return)
    assert cost_settings().limits == {2026: 8000}
    assert field(tab, "gift_limit_2026").text() == "80,00"
    named(tab, "code_confirmed_gift").setFocus()  # in a field, Ctrl+Z takes back what is typed
    press(qtbot, Key.Key_Z, CTRL)
    assert cost_settings() == CostSettings()
    assert field(tab, "gift_limit_2026").text() == ""
    retype(qtbot, tab, "gift_limit_2026", "beaucoup")
    press(qtbot, Key.Key_Return)
    assert "Écrivez un montant" in " ".join(texts(tab))


def test_what_is_typed_survives_what_is_noted_elsewhere(
    qtbot: QtBot, tab: QWidget, at: Callable[[str], QWidget], people: People
) -> None:
    retype(qtbot, tab, "code_other", "62")
    tab.refresh()  # type: ignore[attr-defined]
    assert field(tab, "code_other").text() == "62"
    press(qtbot, Key.Key_S, CTRL)
    assert cost_settings().accounts[Nature.OTHER] == "62"
