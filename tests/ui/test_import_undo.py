"""Réglages › Importer: taking a whole import back, at once or later."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import journal
from models.actor import Actor
from models.client_list import ClientFilter, count
from models.clients import client_draft
from models.journal import EntryDraft
from models.rules.trust import EntryType
from models.tables import Client
from tests.ui.conftest import People, click, idle, messages, named, nameless, press, texts
from tests.ui.test_import_review import drop, shown, tried
from ui.main_window import MainWindow

At = Callable[[str], QWidget]
_CSV = (
    "Nom;Prénom;Téléphone;E-mail\n"
    "Durand;Hélène;06 12 34 56 78;helene@example.fr\n"
    "Martin;Zoé;06 11 22 33 44;zoe@example.fr\n"
    "Petit;Luc;06 55 66 77 88;luc@example.fr\n"
)


@pytest.fixture
def imported(qtbot: QtBot, window: MainWindow, people: People, tmp_path: Path, at: At) -> QWidget:
    """The tab, once a file that completes one client and opens two is imported."""
    file = tmp_path / "clients.csv"
    file.write_text(_CSV, encoding="utf-8")
    tab = at("import")
    drop(tab, file)
    tried(qtbot, window)
    named(window, "import_duplicate").setFocus()
    press(qtbot, Qt.Key.Key_Down)
    tried(qtbot, window)
    click(qtbot, window, "import_go")
    idle(qtbot, window)
    assert count(ClientFilter()) == 6
    return tab


def test_an_import_is_undone_at_once_after_saying_what_it_will_do(
    qtbot: QtBot, window: MainWindow, people: People, imported: QWidget
) -> None:
    click(qtbot, window, "import_undo")
    idle(qtbot, window)
    told = " ".join(texts(imported))
    assert "Annuler l’import de clients.csv ?" in told
    assert "2 fiches seront retirées du livre. 1 fiche sera remise comme avant." in told
    assert count(ClientFilter()) == 6
    assert named(window, "import_undo_leave").hasFocus()
    press(qtbot, Qt.Key.Key_Tab)
    assert named(window, "import_undo_go").hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert count(ClientFilter()) == 4
    emails = [r for r in client_draft(people.helene).reaches if r.channel == "email"]
    assert emails == []
    assert "L’import est annulé" in texts(imported)
    assert "L’import de clients.csv est annulé." in messages(window)


def test_leaving_it_as_it_is_changes_nothing(
    qtbot: QtBot, window: MainWindow, imported: QWidget
) -> None:
    click(qtbot, window, "import_undo")
    idle(qtbot, window)
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert count(ClientFilter()) == 6
    assert shown(named(window, "import_past"))[0][-1] == "au livre"


def test_past_imports_are_listed_undone_from_there_and_stay_listed(
    qtbot: QtBot, window: MainWindow, actor: Actor, imported: QWidget
) -> None:
    zoe = Client.get(Client.last_name == "Martin")
    journal.note(actor, zoe.id, EntryDraft(EntryType.ATTENTION, "advice", "pneus expliqués"))
    click(qtbot, window, "import_stop")
    [row] = shown(named(window, "import_past"))
    assert row[0] == "22 nov. 2026, Claire Morel"
    assert row[1].startswith("clients.csv, fichier de clients")
    assert row[2:] == ["2", "1", "0", "0", "au livre"]
    named(window, "import_past").setFocus()
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    told = " ".join(texts(imported))
    assert "1 fiche sera retirée du livre." in told
    assert "1 client restera comme il est :" in told
    kept = ["Zoé Martin", "Des écritures ont été notées depuis dans son compte."]
    assert shown(named(window, "import_kept")) == [kept]
    assert nameless(imported) == []
    click(qtbot, window, "import_undo_go")
    idle(qtbot, window)
    assert count(ClientFilter()) == 5
    assert "1 client est resté comme il était :" in texts(imported)
    press(qtbot, Qt.Key.Key_Return)
    [row] = shown(named(window, "import_past"))
    assert row[-1] == "annulé, 1 client gardé"
    assert not named(window, "import_undo_past").isEnabled()


def test_an_undoing_that_is_stopped_changes_nothing(
    qtbot: QtBot, window: MainWindow, imported: QWidget
) -> None:
    click(qtbot, window, "import_undo")
    idle(qtbot, window)
    click(qtbot, window, "import_undo_go")
    window.tasks.cancel_current()
    idle(qtbot, window)
    assert count(ClientFilter()) == 6
    assert shown(named(window, "import_past"))[0][-1] == "au livre"
