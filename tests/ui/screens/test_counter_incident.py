"""Taking an incident in: what is alike in the past is told, and what it is about is kept."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.case_files import CaseDraft, case_draft, note_case
from models.clients import assets
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity
from tests.ui.conftest import People, press, texts, type_text
from tests.ui.screens.conftest import last_noted
from ui.screens.counter import CounterScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)


@pytest.fixture
def car(people: People) -> int:
    """Hélène's 308, late twice this year."""
    return assets(people.helene)[0].id


@pytest.fixture(autouse=True)
def late_twice(actor: Actor, people: People, car: int) -> None:
    for days in (200, 60):
        day = TODAY - timedelta(days=days)
        late = EntryDraft(EntryType.INCIDENT, "delay", "", day, severity=Severity.NOTABLE)
        note_case(actor, people.helene, late, CaseDraft(asset=car))


def begin(qtbot: QtBot, counter: CounterScreen, client: int) -> None:
    counter.show_client(client)
    press(qtbot, Key.Key_I)


def told(counter: CounterScreen) -> str:
    return "".join(text for text in texts(counter.composer) if "fois en un an" in text)


def test_the_third_delay_on_the_car_is_told_while_it_is_typed(
    qtbot: QtBot, counter: CounterScreen, people: People, car: int
) -> None:
    begin(qtbot, counter, people.helene)
    assert told(counter) == ""
    type_text(qtbot, "retard")
    press(qtbot, Key.Key_Return)
    assert told(counter) == "3e fois en un an : « Retard de livraison » sur Peugeot 308."
    type_text(qtbot, "toujours pas prête")
    assert told(counter), "it stays while one types"
    press(qtbot, Key.Key_Return)
    noted = last_noted(people.helene)
    assert case_draft(int(noted.entry.id)) == CaseDraft(asset=car)


def test_another_kind_is_not_alike(qtbot: QtBot, counter: CounterScreen, people: People) -> None:
    begin(qtbot, counter, people.helene)
    type_text(qtbot, "oubli")
    press(qtbot, Key.Key_Return)
    assert told(counter) == ""
    assert any("une réparation compte moins" in text for text in texts(counter.composer))


def test_an_incident_may_be_about_nothing_in_particular(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    begin(qtbot, counter, people.firm)
    type_text(qtbot, "attente")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "vingt minutes")
    press(qtbot, Key.Key_Return)
    assert case_draft(int(last_noted(people.firm).entry.id)) == CaseDraft()
