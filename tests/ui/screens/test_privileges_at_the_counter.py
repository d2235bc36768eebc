"""H and T on the card, and the Privilèges tab of the file: what is theirs, what came of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.actor import Actor
from models.charter import publish
from models.charter_told import How, told
from models.privilege_rights import rights_of
from models.privilege_uses import UseOutcome, fail, set_envelopes, uses
from models.privileges import PrivilegeDraft, keep_draft
from models.rules.trust import EntryType, Outcome
from tests.models.privileges.conftest import READY
from tests.ui.conftest import People, messages, named, press, type_text
from tests.ui.screens.conftest import ALT, CTRL, cost_of, has_keyboard, last_noted, noted, sees
from ui.screens.client_file import ClientFile
from ui.screens.client_file.privileges_tab import PrivilegesTab
from ui.screens.counter import CounterScreen

Key = Qt.Key
FAITHFUL = replace(READY, title="Prêt d’un véhicule", rule={"years": 3}, unit_cents=0)


@pytest.fixture
def charter(people: People, actor: Actor) -> None:
    """One privilege for everyone, one for those of three years."""
    publish(actor, [_kept(actor, READY), _kept(actor, FAITHFUL)])


def _kept(actor: Actor, draft: PrivilegeDraft) -> int:
    kept = keep_draft(actor, draft).entry_id
    assert kept is not None
    return kept


def _outcomes(client: int) -> list[UseOutcome]:
    return [row.outcome for row in uses(client)]


def test_the_card_says_nothing_of_privileges_before_the_first_charter(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    assert counter.view.privileges.isHidden()
    for key, told_instead in ((Key.Key_H, "Aucun privilège"), (Key.Key_T, "pas encore de charte")):
        press(qtbot, key)
        assert not counter.composer.isVisible()
        assert told_instead in messages(counter.session.window)[-1]
    for button in ("button_privilege", "button_charter_told"):
        assert counter.findChild(QWidget, button).isHidden()


@pytest.mark.usefixtures("charter")
def test_the_card_tells_what_to_honour_today_and_why(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    sees(qtbot, counter.view.privileges, "Voiture ramenée à la porte · pour tous nos clients")
    sees(qtbot, counter.view.privileges, "La charte n° 1 ne lui a pas encore été dite.")
    assert "Voiture ramenée" in counter.view.accessibleDescription()


@pytest.mark.usefixtures("charter")
def test_h_honours_with_the_usual_cost_and_ctrl_z_takes_it_back(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    press(qtbot, Key.Key_H)
    type_text(qtbot, "1")
    assert "12,00" in counter.composer.notice.plain_text()
    press(qtbot, Key.Key_Return)
    last = last_noted(people.paul)
    assert (last.entry.type, last.entry.outcome) == (EntryType.PRIVILEGE, Outcome.HONOURED)
    cost = cost_of(last.entry)
    assert cost is not None
    assert (cost.net_cents, cost.vat_rate, cost.nature) == (1200, 2000, READY.nature)
    sees(qtbot, counter.view.privileges, "Voiture ramenée")
    assert not counter.view.isHidden()
    press(qtbot, Key.Key_Z, CTRL)
    assert uses(people.paul) == []


@pytest.mark.usefixtures("charter")
def test_a_cost_is_changed_or_left_out_behind_tab(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    press(qtbot, Key.Key_H)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Tab)
    edit = named(counter, "composer_cost")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "12,00"
    edit.clear()
    edit.setFocus()
    press(qtbot, Key.Key_Return)
    assert cost_of(last_noted(people.paul).entry) is None
    assert _outcomes(people.paul) == [UseOutcome.HONOURED]


@pytest.mark.usefixtures("charter")
def test_granting_what_is_not_theirs_asks_no_reason(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    press(qtbot, Key.Key_H)
    type_text(qtbot, "pret")
    press(qtbot, Key.Key_Return)
    assert "sans dire pourquoi" in counter.composer.notice.plain_text()
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).entry.kind == FAITHFUL.title
    assert _outcomes(people.paul) == [UseOutcome.HONOURED]


def _ended(qtbot: QtBot, counter: CounterScreen, outcome: UseOutcome, text: str) -> None:
    press(qtbot, Key.Key_H)
    type_text(qtbot, "1" + text)
    press(qtbot, Key.Key_Tab)
    select = named(counter, "composer_outcome")
    assert isinstance(select, QComboBox)
    for _step in range(list(UseOutcome).index(outcome)):
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)


@pytest.mark.usefixtures("charter")
def test_refusing_asks_a_reason_and_weighs(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    _ended(qtbot, counter, UseOutcome.REFUSED, "")
    assert "Dites pourquoi" in counter.composer.notice.plain_text()
    press(qtbot, Key.Key_Escape)
    _ended(qtbot, counter, UseOutcome.FORGOTTEN, "personne pour ramener la voiture")
    last = last_noted(people.paul)
    assert last.entry.outcome is Outcome.REFUSED
    assert cost_of(last.entry) is None
    assert _outcomes(people.paul) == [UseOutcome.FORGOTTEN]


@pytest.mark.usefixtures("charter")
def test_what_the_client_declines_weighs_nothing_and_is_taken_back(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    before = len(noted(people.paul))
    _ended(qtbot, counter, UseOutcome.DECLINED, "")
    assert _outcomes(people.paul) == [UseOutcome.DECLINED]
    assert len(noted(people.paul)) == before
    sees(qtbot, counter.view.privileges, "Voiture ramenée")
    press(qtbot, Key.Key_Z, CTRL)
    assert uses(people.paul) == []


@pytest.mark.usefixtures("charter")
def test_an_envelope_passed_is_told_and_blocks_nothing(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    set_envelopes(actor, {actor.member_id: 1000})
    counter.show_client(people.paul)
    press(qtbot, Key.Key_H)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Return)
    assert _outcomes(people.paul) == [UseOutcome.HONOURED]
    assert any(
        "12,00 € donnés, 10,00 € prévus" in text for text in messages(counter.session.window)
    )


@pytest.mark.usefixtures("charter")
def test_t_says_the_charter_was_told_once_and_ctrl_z_takes_it_back(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    press(qtbot, Key.Key_T)
    [row] = told(people.paul)
    assert (row.number, row.how) == (1, How.COUNTER)
    assert counter.view.privileges.told.isHidden()
    assert counter.findChild(QWidget, "button_charter_told").isHidden()
    press(qtbot, Key.Key_T)
    assert messages(counter.session.window)[-1] == "La charte n° 1 lui a déjà été dite."
    assert len(told(people.paul)) == 1
    press(qtbot, Key.Key_Z, CTRL)
    assert told(people.paul) == []
    assert not counter.view.privileges.told.isHidden()


@pytest.mark.usefixtures("charter")
def test_the_file_says_what_is_theirs_what_comes_next_and_what_happened(
    qtbot: QtBot, helene_file: ClientFile, people: People, actor: Actor
) -> None:
    item = rights_of(people.helene, actor.today).today[0].item.id
    fail(actor, people.helene, item, "la voiture est restée au garage")
    press(qtbot, Key.Key_9, ALT)
    page = helene_file.page("privileges")
    assert isinstance(page, PrivilegesTab)
    sees(qtbot, page, "Voiture ramenée à la porte · Nous vous ramenons")
    sees(qtbot, page, "Prêt d’un véhicule · client depuis 0 an, il en faut 3")
    assert has_keyboard() == "privileges_table"
    row = page.model.row_at(0)
    assert row is not None
    assert (row.outcome, row.reason) == (UseOutcome.REFUSED, "la voiture est restée au garage")


@pytest.mark.usefixtures("charter")
def test_how_the_charter_was_told_is_said_in_the_file(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    press(qtbot, Key.Key_9, ALT)
    page = helene_file.page("privileges")
    assert isinstance(page, PrivilegesTab)
    press(qtbot, Key.Key_Down)
    page.tell.click()
    assert [row.how for row in told(people.helene)] == [How.LETTER]
    sees(qtbot, page, "Charte n° 1, dite le 22 novembre 2026 par lettre, par Claire Morel.")
    press(qtbot, Key.Key_Z, CTRL)
    assert told(people.helene) == []
