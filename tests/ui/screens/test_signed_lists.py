"""Every list says who noted each line: initials on the member's colour, a name when heard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from models import clients, journal, team
from models.actor import Actor
from models.contacts import record_consent
from models.journal import EntryDraft
from models.rules.contact_rights import Channel
from models.rules.trust import EntryType, Severity
from models.voices import COMPLIMENT, VoiceDraft, keep_voice
from tests.ui.conftest import People, idle, named, press
from ui.item_models.lazy_table import By
from ui.main_window import MainWindow
from ui.widgets import DataTable

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def karim(actor: Actor, people: People) -> team.MemberRow:
    """The second of the team, who noted one thing of each sort today."""
    team.add_member(actor, "Karim Benali", "KB", team.MEMBER)
    karim = team.members()[-1]
    his, helene = Actor(karim.id, actor.today), people.helene
    journal.note(his, helene, EntryDraft(EntryType.REQUEST, text="prix d’un attelage"))
    incident = EntryDraft(EntryType.INCIDENT, "waiting", "attendu", severity=Severity.MINOR)
    journal.note(his, helene, incident)
    clients.remember(his, helene, "retape une maison", "family")
    record_consent(his, helene, Channel.EMAIL, True, "counter")
    keep_voice(his, helene, VoiceDraft(COMPLIMENT, "on est bien reçu"))
    return karim


def test_each_list_of_the_file_is_signed(
    qtbot: QtBot, window: MainWindow, people: People, karim: team.MemberRow
) -> None:
    mark = By(karim.name, "KB", karim.colour)
    window.screen_of("counter").show_client(people.helene)  # type: ignore[attr-defined]
    press(qtbot, Key.Key_Return)
    for key, table in (
        (Key.Key_1, "account_lines"),
        (Key.Key_3, "memory_table"),
        (Key.Key_4, "file_cases"),
        (Key.Key_6, "voices_table"),
        (Key.Key_7, "contacts_table"),
    ):
        press(qtbot, key, ALT)
        assert mark in signatures(named(window, table)), table


def test_a_faire_and_the_evening_are_signed_too(
    qtbot: QtBot, window: MainWindow, people: People, karim: team.MemberRow
) -> None:
    press(qtbot, Key.Key_3, CTRL)
    idle(qtbot, window)
    assert signatures(named(window, "todo_table"))[0].initials in ("CM", "KB")
    assert "Karim Benali" in told(named(window, "todo_table"))
    press(qtbot, Key.Key_2, ALT)
    assert signatures(named(window, "voices_of_all")) == [By(karim.name, "KB", karim.colour)]
    press(qtbot, Key.Key_3, ALT)
    assert [by.initials for by in signatures(named(window, "after_table"))] == ["CM", "KB"]


def test_the_initials_are_painted_on_the_member_s_colour(
    qtbot: QtBot, window: MainWindow, people: People, karim: team.MemberRow
) -> None:
    press(qtbot, Key.Key_3, CTRL)
    press(qtbot, Key.Key_2, ALT)
    table = named(window, "voices_of_all")
    assert isinstance(table, DataTable)
    box = table.visualRect(table.model().index(0, table.model().columnCount() - 1))
    drawn = table.viewport().grab(box).toImage()
    colours = {drawn.pixelColor(x, drawn.height() // 2).name() for x in range(drawn.width())}
    assert QColor(karim.colour).name() in colours


def signatures(table: object) -> list[By]:
    """The marks of a table, line after line."""
    assert isinstance(table, DataTable)
    model = table.model()
    cells = (
        model.cell_at(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    )
    return [by for cell in cells for by in cell.by]


def told(table: object) -> str:
    """A table as a screen reader says it."""
    assert isinstance(table, DataTable)
    model = table.model()
    places = ((r, c) for r in range(model.rowCount()) for c in range(model.columnCount()))
    return " ".join(str(model.index(*place).data()) for place in places)
