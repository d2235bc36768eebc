"""Réglages, Bonne foi: guarantees and depths, from the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.guarantees import ShopGuarantee, shop_guarantees
from models.rules.waivers import Depth
from tests.ui.conftest import field, named, nameless, press, retype, texts, type_text
from ui.main_window import MainWindow

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow, actor: Actor) -> QWidget:
    press(qtbot, Key.Key_6, CTRL)
    press(qtbot, Key.Key_B, ALT)
    return named(window, "good_faith_tab")


def kept(code: str) -> ShopGuarantee:
    return next(one for one in shop_guarantees() if one.rule.code == code)


def is_seen(tab: QWidget, name: str) -> bool:
    found = tab.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found.isVisible()


def test_the_depth_of_a_guarantee_is_changed_and_taken_back(qtbot: QtBot, tab: QWidget) -> None:
    assert nameless(tab) == []
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Return)
    retype(qtbot, tab, "guarantee_years", "3")
    retype(qtbot, tab, "guarantee_visits", "5")
    press(qtbot, Key.Key_Return)
    assert kept("receipt").rule.waived_from == Depth(3, 5)
    named(tab, "guarantees_table").setFocus()
    press(qtbot, Key.Key_Z, CTRL)
    assert kept("receipt").rule.waived_from == Depth(0, 1)


@pytest.mark.parametrize("typed", ["deux", "-1", "1,5", "1000", "٣"])
def test_a_depth_that_is_no_number_is_told_in_place(qtbot: QtBot, tab: QWidget, typed: str) -> None:
    retype(qtbot, tab, "guarantee_years", typed)
    press(qtbot, Key.Key_Return)
    assert any("Écrivez un nombre" in text for text in texts(tab))
    assert field(tab, "guarantee_years").text() == typed
    assert kept("receipt").rule.waived_from == Depth(0, 1)


def test_a_guarantee_is_asked_of_nobody_or_always(qtbot: QtBot, tab: QWidget) -> None:
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_S, CTRL)
    assert not kept("receipt").asked
    assert not is_seen(tab, "guarantee_years")
    named(tab, "guarantee_asked").setFocus()
    press(qtbot, Key.Key_Space)
    named(tab, "guarantee_always").setFocus()
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_S, CTRL)
    assert kept("receipt").asked
    assert kept("receipt").rule.waived_from is None


def test_one_of_the_shops_own_is_added_and_removed(qtbot: QtBot, tab: QWidget) -> None:
    press(qtbot, Key.Key_N, CTRL)
    type_text(qtbot, "acompte")
    press(qtbot, Key.Key_Return)
    assert any("déjà dans la liste" in text for text in texts(tab))
    retype(qtbot, tab, "guarantee_label", "copie du permis")
    press(qtbot, Key.Key_Return)
    assert kept("own-1").label == "copie du permis"
    assert kept("own-1").rule.waived_from == Depth(1, 2)
    named(tab, "guarantee_remove").setFocus()
    press(qtbot, Key.Key_Space)
    assert all(not one.is_own for one in shop_guarantees())


def test_what_the_law_requires_cannot_be_changed(qtbot: QtBot, tab: QWidget) -> None:
    named(tab, "guarantees_table").setFocus()
    press(qtbot, Key.Key_End)
    assert field(tab, "guarantee_label").text().startswith("contrat écrit")
    assert field(tab, "guarantee_label").isReadOnly()
    assert not is_seen(tab, "guarantee_asked")
    assert not is_seen(tab, "guarantee_keep")
    assert any("exigé par la loi" in text or "La loi l’exige" in text for text in texts(tab))


def test_the_balance_of_trusting_is_told(qtbot: QtBot, tab: QWidget) -> None:
    """Two years of the journal: read by the worker."""
    qtbot.waitUntil(
        lambda: (
            "2026 Rien n’a été accepté sur parole." in " ".join(texts(named(tab, "trust_balance")))
        )
    )
