"""Comptoir, from the keyboard: search, card, composers, taking back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from models import clients, journal
from models.accounts import read_account
from models.actor import Actor
from models.cases import open_cases
from models.catalogue import labels
from models.client_list import ClientFilter, count
from models.database import Book
from models.i18n import use_language
from models.journal import EntryDraft
from models.repairs import RepairDraft, reconcile
from models.rules.trust import EntryType, Outcome, Severity
from models.tables import Memory
from tests.ui.conftest import People, click, follow, messages, named, press, texts, type_text
from tests.ui.screens.conftest import CTRL, cost_of, has_keyboard, last_noted, noted, sees
from ui import theme
from ui.app import make_window
from ui.main_window import MainWindow
from ui.screens.counter import CounterScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)


def titles(counter: CounterScreen) -> list[str]:
    """The results shown, as a screen reader says them."""
    model = counter.results.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def show_card(qtbot: QtBot, counter: CounterScreen, typed: str, steps: int = 0) -> None:
    """Search, go down and open the card, as one does."""
    press(qtbot, Key.Key_K, CTRL)
    type_text(qtbot, typed)
    for _step in range(steps):
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)


# -- searching -----------------------------------------------------------------------------------


def test_the_window_starts_in_the_search(qtbot: QtBot, counter: CounterScreen) -> None:
    assert has_keyboard() == "search_edit"
    sees(qtbot, counter, "Qui est là")


@pytest.mark.parametrize(
    "typed", ["hélène dur", "durand helene", "0612345678", "56 78", "GH-482", "gh482kt", "durnad"]
)
def test_letters_digits_plates_and_slips_find_the_same_person(
    qtbot: QtBot, counter: CounterScreen, people: People, typed: str
) -> None:
    type_text(qtbot, typed)
    assert any("Durand Hélène" in title and "GH-482-KT" in title for title in titles(counter))


def test_homonyms_are_told_apart_and_the_arrows_walk_them(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    type_text(qtbot, "durand helene")
    first, second = titles(counter)[:2]
    assert first != second
    looked_at = counter.client_id
    press(qtbot, Key.Key_Down)
    follow()
    assert {looked_at, counter.client_id} == {people.helene, people.other}
    assert has_keyboard() == "search_edit"


def test_enter_goes_to_the_card_and_enter_again_opens_the_file(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    assert has_keyboard() == "counter_card"
    press(qtbot, Key.Key_Return)
    assert window.current_key() == "clients"
    assert "Hélène Durand" in texts(named(window, "client_file"))


def test_esc_steps_back_from_the_file_to_an_empty_search(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Escape)
    assert (window.current_key(), has_keyboard()) == ("counter", "counter_card")
    press(qtbot, Key.Key_Escape)
    assert (has_keyboard(), counter.search.text()) == ("search_edit", "gh482")
    press(qtbot, Key.Key_Escape)
    assert counter.search.text() == ""
    assert counter.client_id is None


def test_ctrl_k_comes_back_to_the_search_from_any_screen(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow
) -> None:
    press(qtbot, Key.Key_3, CTRL)
    press(qtbot, Key.Key_K, CTRL)
    assert (window.current_key(), has_keyboard()) == ("counter", "search_edit")


def test_coming_back_to_the_counter_keeps_the_client_looked_at(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    show_card(qtbot, counter, "durand helene", steps=1)
    shown = counter.client_id
    press(qtbot, Key.Key_2, CTRL)
    counter.session.write(clients.remember, people.paul, "aime la pêche")
    press(qtbot, Key.Key_1, CTRL)
    assert counter.client_id == shown
    current = counter.results.current_row()
    assert current is not None
    assert current.key == shown


# -- someone new ---------------------------------------------------------------------------------


def test_a_bare_name_opens_an_account_and_two_keys_note_the_welcome(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow
) -> None:
    type_text(qtbot, "zoé arnaud")
    assert "Personne de ce nom" in texts(counter)
    assert "ouvrir un compte" in counter.search.hint.plain_text()
    press(qtbot, Key.Key_Return)
    made = counter.client_id
    assert made is not None
    draft = clients.client_draft(made)
    assert (draft.first_name, draft.last_name) == ("Zoé", "Arnaud")
    assert [row.entry.type for row in noted(made)] == [EntryType.OPENING]
    sees(qtbot, counter.view, "Pour commencer")
    sees(qtbot, counter.view, "« ")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    welcome = last_noted(made).entry
    assert (welcome.type, welcome.kind, welcome.units) == (
        EntryType.ATTENTION,
        "first-impression",
        300,
    )
    assert "Attention" in messages(window)[-1]
    assert "3,0" in messages(window)[-1]
    assert has_keyboard() == "counter_card"


def test_a_bare_phone_number_opens_an_account(qtbot: QtBot, counter: CounterScreen) -> None:
    type_text(qtbot, "06 99 88 77 66")
    press(qtbot, Key.Key_Return)
    assert counter.client_id is not None
    draft = clients.client_draft(counter.client_id)
    [reach] = draft.reaches
    assert (reach.channel, reach.value) == ("phone", "06 99 88 77 66")
    assert "06 99 88 77 66" in texts(counter.view)[0].replace("\N{NO-BREAK SPACE}", " ")


def test_a_bare_e_mail_address_opens_an_account(qtbot: QtBot, counter: CounterScreen) -> None:
    type_text(qtbot, "luc@example.fr")
    press(qtbot, Key.Key_Return)
    assert counter.client_id is not None
    draft = clients.client_draft(counter.client_id)
    [reach] = draft.reaches
    assert (reach.channel, reach.value) == ("email", "luc@example.fr")


def test_the_new_account_is_listed_so_that_enter_does_not_open_a_second(
    qtbot: QtBot, counter: CounterScreen
) -> None:
    type_text(qtbot, "zoé arnaud")
    press(qtbot, Key.Key_Return)
    before = count(ClientFilter())
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert "Arnaud Zoé" in titles(counter)[0]
    press(qtbot, Key.Key_Return)
    assert count(ClientFilter()) == before


def test_someone_who_has_the_name_of_a_client_can_still_be_new(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    before = count(ClientFilter())
    type_text(qtbot, "durand")
    for _row in range(len(titles(counter))):
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert count(ClientFilter()) == before + 1


# -- the card ------------------------------------------------------------------------------------


def test_the_card_says_who_what_is_owed_and_how_the_account_stands(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    assert texts(counter.view)[0] == "Madame Durand"
    for text in ("on se vouvoie", "bruit à l’avant", "GH-482-KT", "clé réf. 5A-771"):
        sees(qtbot, counter.view, text)
    assert "reste 3 jours" in counter.view.accessibleDescription()
    [case] = counter.card.owed if counter.card else ()
    assert case.type is EntryType.INCIDENT


def test_single_letters_do_not_act_while_one_types_in_the_search(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    type_text(qtbot, "aidp")
    assert counter.search.text() == "aidp"
    assert counter.composer.isHidden()


def test_the_arrows_scroll_a_card_taller_than_the_window(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    window.resize(1100, 640)
    show_card(qtbot, counter, "gh482")
    bar = counter.view.page.scroll_bar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(qtbot, Key.Key_PageDown)
    assert bar.value() > 0


# -- the composers -------------------------------------------------------------------------------


def test_an_attention_is_noted_by_its_number_and_a_few_words(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "7voiture ramenée")
    assert named(counter, "composer_kind").text().startswith("Service rendu")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.paul)
    assert (row.entry.kind, row.entry.units, row.text) == ("beyond", 800, "voiture ramenée")
    assert messages(window)[-1].startswith("Attention")
    assert "8,0" in messages(window)[-1]
    assert "poids 8,0" in messages(window)[-1]
    sees(qtbot, counter.view, "voiture ramenée")


def test_a_number_that_may_grow_waits_for_enter(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "bonjour par son nom")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).entry.kind == "first-impression"


def test_an_attention_is_noted_by_first_letters_and_text_in_one_go(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "remer pour la recommandation")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.paul)
    assert (row.entry.kind, row.text) == ("thanks", "pour la recommandation")


def test_the_second_thanks_of_the_month_counts_for_half_and_says_why(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    for _time in range(2):
        press(qtbot, Key.Key_A)
        type_text(qtbot, "remer")
        press(qtbot, Key.Key_Return)
        press(qtbot, Key.Key_Return)
    assert "1,0" in messages(window)[-1]
    assert "divisé par 2" in messages(window)[-1]


def test_tab_gives_an_attention_its_day_its_memory_and_its_cost(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "8essuie-glaces offerts")
    press(qtbot, Key.Key_Tab)
    assert has_keyboard() == "composer_date"
    type_text(qtbot, "hier")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "12,50")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "10")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "F-2031")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.paul)
    assert (row.entry.day, row.entry.memorable, row.text) == (
        TODAY - timedelta(days=1),
        True,
        "essuie-glaces offerts",
    )
    cost = cost_of(row.entry)
    assert cost is not None
    assert (cost.net_cents, cost.vat_rate, cost.document) == (1250, 1000, "F-2031")


def test_letters_in_a_field_of_the_composer_start_nothing_else(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    press(qtbot, Key.Key_I)
    type_text(qtbot, "2deux jours de retard")
    press(qtbot, Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QComboBox)
    type_text(qtbot, "a")
    press(qtbot, Key.Key_R)
    assert counter.composer.edit.text() == "deux jours de retard"
    assert has_keyboard() == "composer_severity"


def test_an_incident_takes_its_usual_severity_and_due_date(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_I)
    type_text(qtbot, "ret promis vendredi, toujours pas prêt")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.paul)
    assert (row.entry.kind, row.entry.severity) == ("delay", Severity.NOTABLE)
    assert row.text == "promis vendredi, toujours pas prêt"
    assert "10,0" in messages(window)[-1]
    [promise, incident] = sorted(counter.card.owed if counter.card else [], key=lambda c: c.due)
    assert incident.due == TODAY + timedelta(days=3)
    assert promise.type is EntryType.PROMISE


def test_tab_gives_an_incident_another_severity_and_due_date(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_I)
    type_text(qtbot, "4deux fois la même pièce")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "27/11")
    press(qtbot, Key.Key_Return)
    entry = last_noted(people.paul).entry
    assert (entry.kind, entry.severity, entry.due) == (
        "invoice",
        Severity.SERIOUS,
        date(2026, 11, 27),
    )


@pytest.mark.parametrize(
    ("key", "kind"), [(Key.Key_D, EntryType.REQUEST), (Key.Key_P, EntryType.PROMISE)]
)
def test_a_request_and_a_promise_ask_for_words_and_for_a_day(
    qtbot: QtBot, counter: CounterScreen, people: People, key: Qt.Key, kind: EntryType
) -> None:
    show_card(qtbot, counter, "romans durand")
    press(qtbot, key)
    press(qtbot, Key.Key_Return)
    assert "Quelques mots manquent" in named(counter, "composer_notice").text()
    type_text(qtbot, "le prix d’un attelage")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "jeudi")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.other)
    assert (row.entry.type, row.entry.due) == (kind, date(2026, 11, 26))
    assert row.text == "le prix d’un attelage"
    sees(qtbot, counter.view, "le prix d’un attelage")


def test_a_memory_is_kept_and_talked_about_at_once(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_M)
    type_text(qtbot, "fam sa fille passe le permis")
    press(qtbot, Key.Key_Return)
    [memory] = clients.memories(people.paul)
    assert (memory.text, memory.category) == ("sa fille passe le permis", "family")
    sees(qtbot, counter.view, "sa fille passe le permis")
    assert has_keyboard() == "counter_card"


def test_a_visit_is_noted_with_what_was_talked_about(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_V)
    type_text(qtbot, "3quatre pneus d’hiver")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.paul)
    assert (row.entry.type, row.entry.kind, row.text) == (
        EntryType.VISIT,
        "tyres",
        "quatre pneus d’hiver",
    )


def test_esc_leaves_a_composer_and_gives_the_card_its_keys_back(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    before = len(noted(people.paul))
    press(qtbot, Key.Key_A)
    assert counter.keys.isHidden()
    type_text(qtbot, "3mots perdus")
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "counter_card"
    assert counter.keys.isVisible()
    assert len(noted(people.paul)) == before


# -- closing a case ------------------------------------------------------------------------------


def test_r_closes_an_incident_with_a_number(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    type_text(qtbot, "repris le soir même, prêt offert")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "?")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.helene)
    assert (row.entry.type, row.entry.outcome) == (EntryType.RESOLUTION, Outcome.EXEMPLARY)
    cost = cost_of(row.entry)
    assert cost is not None
    assert (cost.net_cents, cost.nature) == (None, "rework")
    assert "120 % de 10,0" in messages(window)[-1]
    assert counter.card is not None
    assert counter.card.owed == ()
    assert not named(counter, "button_answer").isEnabled()
    press(qtbot, Key.Key_R)
    assert counter.composer.isHidden()
    assert "Rien n’attend de réponse" in messages(window)[-1]


@pytest.mark.parametrize(
    ("typed", "kind", "outcome"),
    [
        ("1", EntryType.KEPT, None),
        ("2", EntryType.BROKEN, None),
    ],
)
def test_r_keeps_or_breaks_a_promise(
    qtbot: QtBot,
    counter: CounterScreen,
    people: People,
    typed: str,
    kind: EntryType,
    outcome: Outcome | None,
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_R)
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Return)
    entry = last_noted(people.paul).entry
    assert (entry.type, entry.outcome) == (kind, outcome)


def test_a_partial_answer_leaves_the_request_open_and_a_complete_one_closes_it(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.session.write(
        journal.note, people.firm, EntryDraft(EntryType.REQUEST, text="prix d’un attelage")
    )
    show_card(qtbot, counter, "maçonnerie")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "réponse p")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    assert last_noted(people.firm).entry.outcome is Outcome.PARTIAL
    sees(qtbot, counter.view, "répondu en partie")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1c’est 320 €")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.firm).entry.outcome is Outcome.COMPLETE
    assert counter.card is not None
    assert counter.card.owed == ()


def test_with_several_cases_the_composer_says_which_one_ends_how(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.session.write(
        journal.note, people.helene, EntryDraft(EntryType.PROMISE, text="rappeler pour les pneus")
    )
    show_card(qtbot, counter, "gh482")
    press(qtbot, Key.Key_R)
    labels_shown = [choice.label for choice in counter.composer.kinds.shown()]
    kept = next(at for at, label in enumerate(labels_shown, 1) if "promesse tenue" in label)
    assert "rappeler pour les pneus" in labels_shown[kept - 1]
    type_text(qtbot, str(kept))
    press(qtbot, Key.Key_Return)
    assert last_noted(people.helene).entry.type is EntryType.KEPT
    assert [case.type for case in _owed(people.helene)] == [EntryType.INCIDENT]


def test_a_rupture_is_seen_and_leads_to_its_repair(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People, actor: Actor
) -> None:
    _rupture(actor, people.firm)
    show_card(qtbot, counter, "maçonnerie")
    assert "Rompue" in named(counter, "counter_state").text()
    sees(qtbot, counter.view, "La confiance est rompue")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Return)
    assert (window.current_key(), has_keyboard()) == ("clients", "repair_understood")
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert (window.current_key(), has_keyboard()) == ("counter", "counter_card")
    steps = RepairDraft("mal reçu", "appelé", "refait", "on rappelle", "« ça va »")
    counter.session.write(reconcile, people.firm, steps)
    assert "Rompue" not in named(counter, "counter_state").text()


def test_z_moves_a_due_date_agreed_with_the_client(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    press(qtbot, Key.Key_Z)
    type_text(qtbot, "1")
    type_text(qtbot, "30/11")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.helene).entry.type is EntryType.POSTPONED
    assert [case.due for case in _owed(people.helene)] == [date(2026, 11, 30)]
    assert "reste 8 jours" in counter.view.accessibleDescription()


def test_z_refuses_a_day_it_does_not_understand_and_keeps_it_typed(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    before = len(noted(people.helene))
    press(qtbot, Key.Key_Z)
    type_text(qtbot, "1")
    type_text(qtbot, "à la saint-glinglin")
    press(qtbot, Key.Key_Return)
    assert "pas comprise" in named(counter, "composer_notice").text()
    assert counter.composer.edit.text() == "à la saint-glinglin"
    assert len(noted(people.helene)) == before


def test_z_refuses_a_date_before_the_one_in_force(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    press(qtbot, Key.Key_Z)
    type_text(qtbot, "1")
    type_text(qtbot, "demain")
    press(qtbot, Key.Key_Return)
    assert "plus lointaine" in named(counter, "composer_notice").text()
    assert [case.due for case in _owed(people.helene)] == [date(2026, 11, 25)]


def test_z_is_not_proposed_when_the_date_has_passed(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    assert not named(counter, "button_postponed").isEnabled()
    press(qtbot, Key.Key_Z)
    assert counter.composer.isHidden()
    assert "Il est trop tard pour reporter" in messages(counter.session.window)[-1]


# -- refusals and taking back --------------------------------------------------------------------


def test_a_refused_entry_says_why_in_place_and_keeps_what_was_typed(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "gh482")
    before = len(noted(people.helene))
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    type_text(qtbot, "réparé avant l’heure")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "avant-hier")
    press(qtbot, Key.Key_Return)
    assert "postérieure" in named(counter, "composer_notice").text()
    assert counter.composer.edit.text() == "réparé avant l’heure"
    assert len(noted(people.helene)) == before
    assert has_keyboard() == "composer_text"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [("composer_date", "mardredi", "pas compris"), ("composer_cost", "beaucoup", "en euros")],
)
def test_a_field_not_understood_is_told_once_under_it(
    qtbot: QtBot, counter: CounterScreen, people: People, field: str, typed: str, sentence: str
) -> None:
    show_card(qtbot, counter, "durant paul")
    before = len(noted(people.paul))
    press(qtbot, Key.Key_A)
    type_text(qtbot, "8stylo")
    press(qtbot, Key.Key_Tab)
    named(counter, field).setFocus()
    type_text(qtbot, typed)
    press(qtbot, Key.Key_Return)
    assert sum(sentence in text for text in texts(counter.composer)) == 1
    assert has_keyboard() == field
    assert sentence in named(counter, field).accessibleDescription()
    assert len(noted(people.paul)) == before


def test_ctrl_z_takes_back_the_last_entry_and_says_whose_it_was(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "5pour son avis")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Z, CTRL)
    row = last_noted(people.paul)
    assert row.entry.type is EntryType.REVERSAL
    assert "Paul Durant" in messages(window)[-1]
    assert "pour son avis" in messages(window)[-1]
    assert read_account(people.paul).balance(TODAY) == 0
    assert has_keyboard() == "counter_card"
    assert "pour son avis" not in " ".join(texts(counter.view))


def test_ctrl_z_works_from_an_empty_search_but_undoes_letters_in_a_full_one(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "5")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Escape)
    type_text(qtbot, "gh")
    press(qtbot, Key.Key_Z, CTRL)
    assert last_noted(people.paul).entry.type is EntryType.ATTENTION
    press(qtbot, Key.Key_Escape)
    while counter.search.text():
        press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Z, CTRL)
    assert last_noted(people.paul).entry.type is EntryType.REVERSAL


def test_ctrl_z_after_a_memory_forgets_it_and_leaves_the_journal_alone(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    before = len(noted(people.paul))
    press(qtbot, Key.Key_M)
    type_text(qtbot, "autre mauvaise fiche")
    press(qtbot, Key.Key_Return)
    assert Memory.select().count() == 1
    press(qtbot, Key.Key_Z, CTRL)
    assert Memory.select().count() == 0
    assert "Oublié" in messages(window)[-1]
    assert len(noted(people.paul)) == before


def test_the_button_of_a_message_takes_back_that_entry_and_no_other(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    for number in ("2", "5"):
        press(qtbot, Key.Key_A)
        type_text(qtbot, number)
        press(qtbot, Key.Key_Return)
    click(qtbot, window, "message_action")
    left = [row.entry.kind for row in noted(people.paul) if row.entry.type is EntryType.ATTENTION]
    account = read_account(people.paul)
    undone = [row.entry.ref for row in noted(people.paul) if row.entry.type is EntryType.REVERSAL]
    assert left == ["smile", "thanks"]
    assert [account.by_id[ref].kind for ref in undone if ref is not None] == ["thanks"]
    assert len(window.messages.messages()) == 1
    assert window.messages.messages()[0].action_button is None
    assert has_keyboard() == "counter_card"


def test_f6_reaches_the_message_and_the_card_has_the_keyboard_again_after(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "2")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_F6)
    assert has_keyboard() == "message_action"
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).entry.type is EntryType.REVERSAL
    assert has_keyboard() == "counter_card"


def test_another_card_never_receives_what_was_being_written(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    show_card(qtbot, counter, "durant paul")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "3mots pour Paul")
    click(qtbot, counter, "search_edit")
    press(qtbot, Key.Key_A, CTRL)
    type_text(qtbot, "gh482")
    assert counter.client_id == people.helene
    assert counter.composer.isHidden()


# -- another language ----------------------------------------------------------------------------


def test_in_english_numbers_and_dates_are_written_the_english_way(
    qtbot: QtBot, people: People, book: Book
) -> None:
    use_language("en")
    window = make_window(book)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.start()
        window.activateWindow()
    type_text(qtbot, "gh482")
    press(qtbot, Key.Key_Return)
    card = named(window, "counter_card")
    sees(qtbot, card, "\N{MINUS SIGN}7.0")
    sees(qtbot, card, "22 Nov 2026")
    sees(qtbot, card, "118,400")
    window.close()


# -- small windows -------------------------------------------------------------------------------


def test_in_a_small_window_with_a_large_text_the_composer_is_whole(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People, look: theme.Theme
) -> None:
    look.scale = 150
    look.apply()
    window.resize(1280, 720)
    show_card(qtbot, counter, "gh482")
    qtbot.waitUntil(lambda: counter.left.isHidden())
    press(qtbot, Key.Key_A)
    composer = counter.composer
    qtbot.waitUntil(lambda: composer.height() >= composer.heightForWidth(composer.width()))
    assert counter.search.isHidden()
    assert counter.view.isVisible()
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert counter.left.isVisible()
    assert has_keyboard() == "search_edit"


def _owed(client_id: int):
    return open_cases(client_id, read_account(client_id), TODAY, {}, labels())


def _rupture(actor: Actor, client_id: int) -> None:
    """An incident noted and badly answered a week ago."""
    week_ago = Actor(actor.member_id, TODAY - timedelta(days=7))
    changes = journal.note(
        week_ago, client_id, EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    )
    poor = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.POOR, ref=changes.entry_id)
    journal.note(week_ago, client_id, poor)
