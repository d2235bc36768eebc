"""Good faith from the keyboard: on the card, in the file, and what was taken on trust."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.accounts import read_account
from models.actor import Actor
from models.clients import client_draft, update_client
from models.costs import CostDraft, Nature
from models.distances import take_distance
from models.good_faith import askings_of, relation_with
from models.journal import EntryDraft, note
from models.rules.trust import EntryType
from models.trust_claims import claims
from tests.ui.conftest import People, field, messages, named, press, retype, texts, type_text
from tests.ui.screens.conftest import ALT, CTRL, cost_of, has_keyboard, last_noted, sees
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.client_file.good_faith_tab import GoodFaithTab
from ui.screens.counter import CounterScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)
FACT = "la caisse ne montre aucun acompte ce mois-là"


def waived(client: int) -> list[str]:
    rows = askings_of(client, relation_with(client, TODAY), TODAY)
    return [row.asking.guarantee.code for row in rows if not row.asked]


def make_faithful(actor: Actor, client: int) -> None:
    """Three years and four visits."""
    update_client(actor, client, replace(client_draft(client), since=date(2023, 11, 1)))
    for days in (1, 30, 60, 90):
        note(actor, client, EntryDraft(EntryType.VISIT, day=TODAY - timedelta(days=days)))


@pytest.fixture
def tab(qtbot: QtBot, helene_file: ClientFile) -> GoodFaithTab:
    """Hélène Durand's good faith, reached with its key."""
    press(qtbot, Key.Key_0, ALT)
    found = helene_file.page("good_faith")
    assert isinstance(found, GoodFaithTab)
    assert has_keyboard() == "asked_table"
    return found


@pytest.fixture
def claim(actor: Actor, people: People) -> int:
    """A claim of Hélène's, taken on trust."""
    cost = CostDraft(Nature.GOOD_FAITH, 8000)
    draft = EntryDraft(EntryType.ATTENTION, "trust", "acompte dit payé", cost=cost)
    noted = note(actor, people.helene, draft).entry_id
    assert noted is not None
    return noted


def test_the_card_says_what_not_to_ask_and_why(
    qtbot: QtBot, actor: Actor, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    assert counter.view.waivers.isHidden()
    make_faithful(actor, people.paul)
    counter.show_client(people.paul)
    sees(qtbot, counter.view, "À ne pas demander ticket de caisse, pièce d’identité")
    sees(qtbot, counter.view, "depuis 3 ans, 4 passages")
    assert "À ne pas demander ticket de caisse" in counter.view.accessibleDescription()
    counter.session.write(take_distance, people.paul, "deux rendez-vous manqués sans prévenir")
    assert counter.view.waivers.isHidden()


def test_a_claim_taken_on_trust_is_noted_with_its_cost(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.helene)
    press(qtbot, Key.Key_A)
    type_text(qtbot, "confiance")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "échangé sans ticket")
    press(qtbot, Key.Key_Tab)
    while has_keyboard() != "composer_cost":
        press(qtbot, Key.Key_Tab)
    type_text(qtbot, "24")
    press(qtbot, Key.Key_Return)
    noted = last_noted(people.helene)
    assert (noted.entry.kind, noted.text) == ("trust", "échangé sans ticket")
    cost = cost_of(noted.entry)
    assert cost is not None
    assert (cost.nature, cost.net_cents) == ("good_faith", 2400)
    assert [row.net_cents for row in claims(people.helene)] == [2400]


def test_one_more_guarantee_is_waived_by_a_key_and_taken_back(
    qtbot: QtBot, tab: GoodFaithTab, window: MainWindow, people: People
) -> None:
    before = waived(people.helene)
    press(qtbot, Key.Key_Home)
    while (row := tab.table.current_row()) is not None and row.asking.guarantee.code != "deposit":  # type: ignore[attr-defined]
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_N)
    assert waived(people.helene) == [*before, "deposit"]
    assert "Nous ne lui demandons plus" in messages(window)[-1]
    assert has_keyboard() == "asked_table"
    press(qtbot, Key.Key_N)
    assert "déjà plus demandée" in messages(window)[-1]
    press(qtbot, Key.Key_Z, CTRL)
    assert waived(people.helene) == before
    press(qtbot, Key.Key_End)
    press(qtbot, Key.Key_Return)
    assert "La loi l’exige" in messages(window)[-1]
    assert waived(people.helene) == before


def test_abuse_is_marked_with_a_fact_and_its_cost_and_undone(
    qtbot: QtBot, claim: int, tab: GoodFaithTab, window: MainWindow, people: People
) -> None:
    balance = read_account(people.helene).balance(TODAY)
    tab.claim_table.setFocus()
    press(qtbot, Key.Key_B)
    assert has_keyboard() == "abuse_reason"
    assert field(tab, "abuse_cost").text() == "80,00"
    type_text(qtbot, "faux")
    press(qtbot, Key.Key_Return)
    assert any(text.startswith("Écrivez le fait") for text in texts(tab))
    retype(qtbot, tab, "abuse_reason", FACT)
    retype(qtbot, tab, "abuse_cost", "beaucoup")
    press(qtbot, Key.Key_Return)
    assert any("Écrivez un montant" in text for text in texts(tab))
    retype(qtbot, tab, "abuse_cost", "75,50")
    press(qtbot, Key.Key_Return)
    found = claims(people.helene)[0].abuse
    assert found is not None
    assert (found.reason, found.net_cents) == (FACT, 7550)
    assert read_account(people.helene).balance(TODAY) == balance
    assert messages(window)[-1] == "C’est noté. Le compte n’a pas bougé."
    assert has_keyboard() == "claims_table"
    press(qtbot, Key.Key_Z, CTRL)
    assert claims(people.helene)[0].abuse is None
    for name in ("abuse_reason", "abuse_cost"):
        press(qtbot, Key.Key_B)
        field(tab, name).setFocus()
        press(qtbot, Key.Key_Escape)
        assert tab.form_card.isHidden()
        assert tab.isVisible(), "Esc left the form only"


def test_a_mark_is_cleared_by_the_same_key_and_comes_back(
    qtbot: QtBot, claim: int, tab: GoodFaithTab, people: People
) -> None:
    tab.claim_table.setFocus()
    press(qtbot, Key.Key_B)
    type_text(qtbot, FACT)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_B)
    assert claims(people.helene)[0].abuse is None
    press(qtbot, Key.Key_Z, CTRL)
    found = claims(people.helene)[0].abuse
    assert found is not None
    assert (found.reason, found.net_cents) == (FACT, 8000)


def test_the_facts_of_the_two_years_tell_of_abuse(
    qtbot: QtBot, claim: int, tab: GoodFaithTab, helene_file: ClientFile
) -> None:
    tab.claim_table.setFocus()
    press(qtbot, Key.Key_B)
    type_text(qtbot, FACT)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_2, ALT)
    told = " ".join(texts(named(helene_file, "distance_card")))
    assert "1 accord sur parole et 1 abus" in told
    assert f"Abus noté le 22 nov. 2026 : {FACT}" in told
