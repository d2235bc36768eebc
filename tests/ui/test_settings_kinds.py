"""Réglages, Catalogues, Biens suivis: the owner's own fields and services, from the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from models import assets, catalogue
from models.actor import Actor
from models.asset_files import asset_file
from models.asset_kinds import asset_kind
from models.client_drafts import AssetDraft, ClientDraft
from models.clients import open_account
from models.rules.assets import Interval
from tests.ui.conftest import named, nameless, press, retype, texts, type_text
from ui.main_window import MainWindow
from ui.screens.settings.catalogue_tab import CatalogueTab

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 22)


@pytest.fixture
def tab(qtbot: QtBot, window: MainWindow, actor: Actor) -> CatalogueTab:
    """Catalogues, on the kinds of assets."""
    press(qtbot, Key.Key_6, CTRL)
    press(qtbot, Key.Key_3, ALT)
    found = named(window, "catalogues_tab")
    assert isinstance(found, CatalogueTab)
    found.families.choose("asset")
    return found


def add_kind(qtbot: QtBot, tab: CatalogueTab, name: str) -> str:
    """Add a kind by keys; its code."""
    tab.table.setFocus()
    press(qtbot, Key.Key_N, CTRL)
    type_text(qtbot, name)
    press(qtbot, Key.Key_Return)
    return catalogue.kinds("asset")[-1].code


def add_part(qtbot: QtBot, tab: QWidget, what: str, name: str = "", **numbers: str) -> None:
    """Add a field or a service by keys."""
    named(tab, "parts_table").setFocus()
    press(qtbot, Key.Key_N, CTRL)
    box = named(tab, "part_what")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(what))
    box.activated.emit(box.currentIndex())
    if name:
        retype(qtbot, tab, "part_label", name)
    for field, value in numbers.items():
        retype(qtbot, tab, f"part_{field}", value)
    press(qtbot, Key.Key_S, CTRL)


def test_a_kind_of_the_owner_has_fields_and_comes_back_by_time_or_distance(
    qtbot: QtBot, tab: CatalogueTab, actor: Actor
) -> None:
    bike = add_kind(qtbot, tab, "Vélo")
    assert nameless(tab) == []
    add_part(qtbot, tab, "text", "Cadre n°")
    add_part(qtbot, tab, "number", "Pignons")
    add_part(qtbot, tab, "first_on", "Acheté le")
    add_part(qtbot, tab, "service", "Révision", months="12", km="2 000")
    made = asset_kind(bike)
    assert [field.code for field in made.fields] == [
        *("serial", "mileage", "own-cadre-n", "own-pignons", "first_on"),
    ]
    [service] = made.services
    assert service.interval == Interval(12, 2000, 12)
    rows = [row for row in map(tab.parts.model.row_at, range(9)) if row is not None]
    assert rows[-1].told == "tous les 12 mois ou 2\u202f000 km"
    client = open_account(actor, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    facts = {"first_on": "2026-03-01", "own-pignons": "11", "own-cadre-n": "X-1"}
    kept = assets.keep_asset(actor, client, None, AssetDraft(bike, "Gravel"), facts)
    assert [due.day for due in asset_file(kept.asset_id).dues] == [date(2027, 3, 1)]
    press(qtbot, Key.Key_Z, CTRL)  # no field has the keyboard: the list of what it is has it
    assert asset_kind(bike).services == ()
    assert asset_file(kept.asset_id).dues == ()


def test_what_a_part_lacks_is_told_in_place(qtbot: QtBot, tab: CatalogueTab) -> None:
    bike = add_kind(qtbot, tab, "Vélo")
    add_part(qtbot, tab, "service", "Révision")
    assert any("nombre de mois" in text for text in texts(tab))
    retype(qtbot, tab, "part_months", "douze")
    press(qtbot, Key.Key_Return)
    assert any("nombre entier" in text for text in texts(tab))
    retype(qtbot, tab, "part_months", "500")
    press(qtbot, Key.Key_Return)
    assert any("240 mois" in text for text in texts(tab))
    add_part(qtbot, tab, "text", "")
    assert any("Donnez un nom" in text for text in texts(tab))
    assert asset_kind(bike).services == ()


def test_the_interval_of_the_trade_is_the_owners_to_change_but_never_the_laws(
    qtbot: QtBot, tab: CatalogueTab, actor: Actor
) -> None:
    tab.focus_first()
    press(qtbot, Key.Key_Home)
    table = tab.parts.table
    codes = [row.part.code for row in map(tab.parts.model.row_at, range(30)) if row is not None]
    table.setFocus()
    table.look_at(codes.index("service"))
    press(qtbot, Key.Key_Return)
    retype(qtbot, tab, "part_months", "24")
    press(qtbot, Key.Key_Return)
    services = {one.code: one.interval for one in asset_kind("vehicle").services}
    assert services["service"] == Interval(24, 20_000)
    table.setFocus()
    table.look_at(codes.index("inspection"))
    assert not tab.parts.keep_button.isVisible()
    assert any("rien à changer" in text for text in texts(tab))
