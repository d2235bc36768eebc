"""C on the card: an offer is judged before it is noted; consents are kept in the file."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.contacts import consents, record_consent
from models.journal import EntryDraft, note
from models.messages import last_contacts, messages
from models.rules.contact_rights import Channel
from models.rules.trust import EntryType, Severity
from tests.ui.conftest import People, press, type_text
from tests.ui.screens.conftest import ALT, CTRL, last_noted, noted, sees
from ui.screens.client_file import ClientFile
from ui.screens.client_file.contacts_tab import ContactsTab
from ui.screens.counter import CounterScreen
from ui.widgets import Pill

Key = Qt.Key


def _begin(qtbot: QtBot, counter: CounterScreen, client: int, typed: str) -> str:
    counter.show_client(client)
    press(qtbot, Key.Key_C)
    type_text(qtbot, typed)
    return counter.composer.notice.plain_text()


def test_c_notes_an_offer_after_telling_the_right_and_the_budget(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    record_consent(actor, people.paul, Channel.EMAIL, True, "form")
    told = _begin(qtbot, counter, people.paul, "1pneus d’hiver")
    assert "0 contact en 365 jours, sur 4 sans gêner." in told
    press(qtbot, Key.Key_Return)
    last = last_noted(people.paul)
    assert (last.entry.type, last.entry.kind) == (EntryType.CONTACT, "email")
    assert last.text == "pneus d’hiver"
    assert not counter.composer.isVisible()


def test_the_fifth_offer_says_what_it_would_cost(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    for _each in range(4):
        note(actor, people.paul, EntryDraft(EntryType.CONTACT, "post"))
    told = _begin(qtbot, counter, people.paul, "4")
    assert "Celui-ci coûterait −" in told


def test_an_offer_is_told_against_during_a_complaint_and_may_still_be_written_down(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    draft = EntryDraft(EntryType.INCIDENT, "defect", severity=Severity.NOTABLE)
    note(actor, people.paul, draft)
    told = _begin(qtbot, counter, people.paul, "2")
    assert "tant qu’un incident est ouvert" in told
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).entry.type is EntryType.CONTACT


def test_a_message_of_service_is_no_contact_and_ctrl_z_takes_it_back(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    before = len(noted(people.paul))
    told = _begin(qtbot, counter, people.paul, "6votre voiture est prête")
    assert told.startswith("Ne compte pas comme un contact")
    press(qtbot, Key.Key_Return)
    [row] = messages(people.paul)
    assert (row.nature, row.channel, row.text) == ("service", "sms", "votre voiture est prête")
    assert len(noted(people.paul)) == before
    press(qtbot, Key.Key_Z, CTRL)
    assert messages(people.paul) == []


def test_a_call_from_the_client_is_their_last_contact(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    _begin(qtbot, counter, people.paul, "9demande l’heure")
    press(qtbot, Key.Key_Return)
    found = last_contacts([people.paul], actor.today)[people.paul]
    assert (found.day, found.how) == (actor.today, "phone")


@pytest.fixture
def tab(qtbot: QtBot, helene_file: ClientFile) -> ContactsTab:
    """The Contacts tab of Hélène's file, shown with its key."""
    press(qtbot, Key.Key_7, ALT)
    page = helene_file.page("contacts")
    assert isinstance(page, ContactsTab)
    return page


def test_an_answer_is_kept_by_keys_and_the_latest_counts(
    qtbot: QtBot, tab: ContactsTab, people: People
) -> None:
    assert tab.channel.hasFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_S, CTRL)
    [row] = consents(people.helene)
    assert (row.channel, row.given, row.source) == (Channel.SMS, False, "counter")
    sees(qtbot, tab.rights_card, "le client a refusé le")
    assert tab.channel.hasFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_S, CTRL)
    assert [row.given for row in consents(people.helene)] == [True, False]
    assert not tab.is_changed()


def test_a_complaint_is_told_once_above_the_rights_it_suspends(
    qtbot: QtBot, tab: ContactsTab, people: People, actor: Actor
) -> None:
    record_consent(actor, people.helene, Channel.SMS, True, "form")
    draft = EntryDraft(EntryType.INCIDENT, "defect", severity=Severity.NOTABLE)
    note(actor, people.helene, draft)
    tab.show_client(people.helene)
    assert not tab.silence.isHidden()
    assert "incident est ouvert" in tab.silence.plain_text()
    sees(qtbot, tab.rights_card, "le client a dit oui le")
    pills = [pill.text() for pill in tab.rights_card.findChildren(Pill)]
    assert pills == ["non", "plus tard", "non", "non"]


def test_a_day_not_understood_is_told_and_what_was_typed_stays(
    qtbot: QtBot, tab: ContactsTab, people: People
) -> None:
    tab.day.setFocus()
    tab.day.clear()
    type_text(qtbot, "jamais")
    press(qtbot, Key.Key_Return)
    assert consents(people.helene) == []
    assert "compris" in tab.form.field("consent_day").error.plain_text()
    assert tab.day.text() == "jamais"
