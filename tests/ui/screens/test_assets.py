"""The assets of a client by keys alone: mileage, what was done, its end, its new owner."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models import assets, clients
from models.actor import Actor
from models.asset_files import SCRAPPED, asset_file, gone
from models.client_drafts import AssetDraft
from models.clock import believe_today
from tests.ui.conftest import (
    People,
    click,
    idle,
    messages,
    named,
    nameless,
    press,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, sees
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.client_file.assets_tab import AssetsTab
from ui.screens.todo import TodoScreen
from ui.widgets import Pill

Key = Qt.Key
TODAY = date(2026, 11, 22)


@pytest.fixture
def tab(qtbot: QtBot, helene_file: ClientFile) -> AssetsTab:
    """Hélène's assets, the keyboard on her 308."""
    press(qtbot, Key.Key_5, ALT)
    found = helene_file.page("assets")
    assert isinstance(found, AssetsTab)
    assert has_keyboard() == "assets_table"
    return found


def car_of(people: People) -> int:
    """The id of her 308."""
    [row] = clients.assets(people.helene)
    return row.id


def pills(widget: QWidget) -> list[str]:
    """The pills seen."""
    return [pill.text() for pill in widget.findChildren(Pill) if pill.isVisible()]


def write(qtbot: QtBot, tab: AssetsTab, name: str, text: str) -> None:
    """Go to a field of the form, and type over what it holds."""
    named(tab, name).setFocus()
    press(qtbot, Key.Key_A, CTRL)
    press(qtbot, Key.Key_Delete)
    type_text(qtbot, text)


def test_opening_the_tab_says_nothing_and_everything_has_a_name(
    tab: AssetsTab, window: MainWindow
) -> None:
    assert messages(window) == []
    assert nameless(tab) == []


def test_a_lower_mileage_asks_whether_the_odometer_was_replaced(
    qtbot: QtBot, tab: AssetsTab, people: People
) -> None:
    press(qtbot, Key.Key_K)
    type_text(qtbot, "300")
    press(qtbot, Key.Key_Return)
    sees(qtbot, tab, "Compteur remplacé")
    assert clients.assets(people.helene)[0].draft.mileage == 118_400
    press(qtbot, Key.Key_Return)
    assert clients.assets(people.helene)[0].draft.mileage == 300
    sees(qtbot, tab, "Compteur remplacé : 118 700 km en tout.")
    press(qtbot, Key.Key_Z, CTRL)
    assert [row.km for row in asset_file(car_of(people)).past] == [118_400]


@pytest.mark.parametrize(("typed", "sentence"), [("beaucoup", "en chiffres"), ("", "manquent")])
def test_a_mileage_that_cannot_be_read_stays_typed(
    qtbot: QtBot, tab: AssetsTab, people: People, typed: str, sentence: str
) -> None:
    press(qtbot, Key.Key_K)
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Return)
    sees(qtbot, tab, sentence)
    assert tab.composer.edit.text() == typed
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "assets_table"
    assert tab.isVisible()


def test_what_was_done_moves_what_comes_and_is_taken_back(
    qtbot: QtBot, tab: AssetsTab, people: People, window: MainWindow
) -> None:
    write(qtbot, tab, "asset_first_on", "12/03/2023")
    press(qtbot, Key.Key_S, CTRL)
    assert "12 mars 2027" in pills(tab)
    told = tab.model.index(0, tab.model.columnCount() - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "12 mars 2027, Contrôle technique"
    press(qtbot, Key.Key_X)
    type_text(qtbot, "1centre de Valence")
    press(qtbot, Key.Key_Return)
    assert "Contrôle technique avant le 22 nov. 2028" in messages(window)[-1]
    [row] = asset_file(car_of(people)).past
    assert (row.what, row.day, row.note) == ("Contrôle technique", TODAY, "centre de Valence")
    press(qtbot, Key.Key_Z, CTRL)
    assert asset_file(car_of(people)).past == ()
    assert "12 mars 2027" in pills(tab)


def test_a_line_of_the_history_is_taken_out(
    qtbot: QtBot, tab: AssetsTab, people: People, window: MainWindow
) -> None:
    press(qtbot, Key.Key_X)
    type_text(qtbot, "autre")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "essuie-glaces")
    press(qtbot, Key.Key_Return)
    assert [row.what for row in asset_file(car_of(people)).past] == ["essuie-glaces"]
    tab.panel.history.setFocus()
    tab.panel.history.look_at(0)
    press(qtbot, Key.Key_Delete)
    assert asset_file(car_of(people)).past == ()


def test_a_scrapped_one_stops_its_reminders_until_it_is_taken_back(
    qtbot: QtBot, tab: AssetsTab, people: People
) -> None:
    press(qtbot, Key.Key_V)
    type_text(qtbot, "2")
    press(qtbot, Key.Key_Return)
    [row] = clients.assets(people.helene)
    assert row.draft.ended_on == TODAY
    assert asset_file(row.id).facts == {"ended_as": SCRAPPED}
    sees(qtbot, tab, "Plus aucun rappel")
    press(qtbot, Key.Key_V)
    assert clients.assets(people.helene)[0].draft.ended_on is None


def test_it_goes_to_another_client_found_by_name_and_both_files_say_so(
    qtbot: QtBot, tab: AssetsTab, people: People
) -> None:
    press(qtbot, Key.Key_C)
    type_text(qtbot, "personne de ce nom-là")
    press(qtbot, Key.Key_Return)
    sees(qtbot, tab, "Personne d’autre")
    press(qtbot, Key.Key_A, CTRL)
    type_text(qtbot, "durant paul")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_Return)
    assert clients.assets(people.helene) == []
    assert [row.draft.name for row in clients.assets(people.paul)] == ["Peugeot 308"]
    assert [row.target for row in gone(people.helene)] == ["Paul Durant"]
    sees(qtbot, tab, "est à Paul Durant depuis")
    press(qtbot, Key.Key_Z, CTRL)
    assert len(clients.assets(people.helene)) == 1


def test_an_unusual_vin_is_told_and_kept(qtbot: QtBot, tab: AssetsTab, people: People) -> None:
    write(qtbot, tab, "asset_vin", "vf3 abc")
    sees(qtbot, tab, "D’habitude 17 signes")
    write(qtbot, tab, "asset_identifier", "123abc2a")
    press(qtbot, Key.Key_S, CTRL)
    [row] = clients.assets(people.helene)
    assert (row.draft.vin, row.draft.identifier) == ("VF3ABC", "123 ABC 2A")


def test_a_plate_given_twice_is_told_and_kept(qtbot: QtBot, tab: AssetsTab, people: People) -> None:
    mark = clients.assets(people.helene)[0].draft.identifier
    press(qtbot, Key.Key_N)
    type_text(qtbot, "Remorque")
    write(qtbot, tab, "asset_identifier", mark.lower().replace("-", " "))
    sees(qtbot, tab, f"Déjà au livre : Peugeot 308 {mark}, Hélène Durand.")
    press(qtbot, Key.Key_S, CTRL)
    assert [row.draft.identifier for row in clients.assets(people.helene)] == [mark, mark]


def test_another_kind_asks_its_own_fields_and_a_free_one_comes_back(
    qtbot: QtBot, tab: AssetsTab, people: People
) -> None:
    press(qtbot, Key.Key_N)
    assert has_keyboard() == "asset_name"
    type_text(qtbot, "Michelin")
    named(tab, "asset_kind").setFocus()
    type_text(qtbot, "Pneus")
    write(qtbot, tab, "asset_size", "205/55 R16")
    write(qtbot, tab, "asset_due_what", "Contrôle de pression")
    write(qtbot, tab, "asset_due_on", "hier")
    write(qtbot, tab, "asset_due_every", "trois")
    press(qtbot, Key.Key_S, CTRL)
    sees(qtbot, tab, "nombre entier")
    write(qtbot, tab, "asset_due_every", "3")
    press(qtbot, Key.Key_S, CTRL)
    tyres = clients.assets(people.helene)[-1]
    assert asset_file(tyres.id).facts == {"size": "205/55 R16", "due_every": "3"}
    press(qtbot, Key.Key_X)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_Return)
    assert asset_file(tyres.id).dues[0].day == date(2027, 2, 22)


def test_what_is_being_written_is_never_replaced(
    qtbot: QtBot, tab: AssetsTab, people: People, window: MainWindow
) -> None:
    write(qtbot, tab, "asset_notes", "rayure à gauche")
    named(tab, "assets_table").setFocus()
    press(qtbot, Key.Key_K)
    assert tab.composer.isHidden()
    assert "Gardez d’abord" in messages(window)[-1]
    edit = tab.findChild(QLineEdit, "asset_notes")
    assert edit is not None
    assert edit.text() == "rayure à gauche"


def test_what_is_due_waits_in_a_faire_and_one_key_says_it_is_done(
    qtbot: QtBot, people: People, window: MainWindow, actor: Actor
) -> None:
    car = car_of(people)
    draft = clients.assets(people.helene)[0].draft
    assets.keep_asset(actor, people.helene, car, draft, {"first_on": "2023-03-12"})
    believe_today(date(2027, 3, 1))
    press(qtbot, Key.Key_3, CTRL)
    screen = window.screen_of("todo")
    assert isinstance(screen, TodoScreen)
    idle(qtbot, window)
    place = next(
        at
        for at in range(screen.model.rowCount())
        if "Contrôle technique · Peugeot 308" in (screen.model.row_at(at) or screen.rows[0]).text
    )
    screen.table.look_at(place)
    press(qtbot, Key.Key_E)
    assert has_keyboard() == "assets_table"
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "todo_table"
    press(qtbot, Key.Key_X)
    assert asset_file(car).dues[0].day == date(2029, 3, 1)
    assert "Ensuite : Contrôle technique avant le 1er mars 2029" in messages(window)[-1]
    click(qtbot, window, "message_action")
    assert asset_file(car).dues[0].day == date(2027, 3, 12)


def test_the_counter_card_tells_what_is_due(
    qtbot: QtBot, people: People, window: MainWindow, actor: Actor
) -> None:
    car = clients.assets(people.helene)[0]
    due = AssetDraft("vehicle", "Peugeot 308", due_on=TODAY + timedelta(9), due_what="Révision")
    assets.keep_asset(actor, people.helene, car.id, due, {})
    type_text(qtbot, "durand hélène valence")
    assert "Révision le 1er déc. 2026" in pills(window)
