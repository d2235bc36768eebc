"""The client file, from the keyboard: each tab, what is kept, what is never lost."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models import clients, journal
from models.accounts import read_account
from models.client_drafts import AssetDraft
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome, State
from tests.helpers.cut_texts import cut_texts
from tests.ui.conftest import (
    People,
    answer,
    choose_file,
    click,
    messages,
    named,
    press,
    texts,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, last_noted, noted, sees
from ui import prompts
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.client_file.account_tab import AccountTab
from ui.screens.client_file.assets_tab import AssetsTab
from ui.screens.client_file.identity_tab import IdentityTab
from ui.screens.client_file.memory_tab import MemoryTab
from ui.widgets import Card
from ui.widgets.segmented_tabs import TabButton

Key = Qt.Key
TODAY = date(2026, 11, 22)
_TABS = ("account", "identity", "memory", "cases", "assets")


def go_to(qtbot: QtBot, tab: str) -> None:
    """Alt and the tab's number."""
    press(qtbot, Qt.Key(Key.Key_1 + _TABS.index(tab)), ALT)


def write(qtbot: QtBot, file: ClientFile, name: str, text: str) -> None:
    """Go to a field, and type over what it holds."""
    named(file, name).setFocus()
    press(qtbot, Key.Key_A, CTRL)
    press(qtbot, Key.Key_Delete)
    type_text(qtbot, text)


def account(file: ClientFile) -> AccountTab:
    """The tab of the account."""
    tab = file.page("account")
    assert isinstance(tab, AccountTab)
    return tab


def told(file: ClientFile) -> list[str]:
    """What happened, line by line, the latest first."""
    return [line.row.what for line in account(file).lines]


# -- moving about --------------------------------------------------------------------------------


def test_alt_and_a_number_go_to_each_tab_with_the_keyboard_where_work_starts(
    qtbot: QtBot, helene_file: ClientFile
) -> None:
    places = {
        "account": "account_lines",
        "identity": "last_name",
        "memory": "memory_text",
        "cases": "file_cases",
        "assets": "assets_table",
    }
    for tab, place in places.items():
        go_to(qtbot, tab)
        assert helene_file.tabs.current() == tab
        assert has_keyboard() == place


def test_the_head_says_who_and_how_the_account_stands(helene_file: ClientFile) -> None:
    seen = " ".join(texts(helene_file))
    assert "Hélène Durand" in seen
    assert "C-00001" in seen
    assert "06 12 34 56 78" in seen
    assert "Solde négatif" in helene_file.state.text()


def test_the_tabs_count_what_they_hold(helene_file: ClientFile) -> None:
    titles = _tab_titles(helene_file)
    assert titles == ["Compte", "Identité", "Mémoire", "Dossiers 1", "Biens 1"]


def test_esc_leaves_the_answer_being_written_before_leaving_the_file(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    go_to(qtbot, "cases")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Escape)
    assert helene_file.isVisible()
    assert has_keyboard() == "file_cases"
    press(qtbot, Key.Key_Escape)
    assert window.current_key() == "counter"


# -- identity ------------------------------------------------------------------------------------


def test_the_identity_is_edited_and_kept_with_ctrl_s(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, people: People
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "last_name", "Durand-Vial")
    write(qtbot, helene_file, "company", "Vial & Fils <bois>")
    write(qtbot, helene_file, "birthday", "12/10")
    write(qtbot, helene_file, "town", "Étoile-sur-Rhône")
    sees(qtbot, helene_file, "Changements pas encore gardés")
    press(qtbot, Key.Key_S, CTRL)
    draft = clients.client_draft(people.helene)
    assert (draft.last_name, draft.company, draft.town) == (
        "Durand-Vial",
        "Vial & Fils <bois>",
        "Étoile-sur-Rhône",
    )
    assert (draft.birth_day, draft.birth_month, draft.birth_year) == (12, 10, None)
    assert "La fiche est à jour." in messages(window)
    sees(qtbot, helene_file, "Hélène Durand-Vial")
    assert "Changements" not in " ".join(texts(helene_file))


def test_phones_and_e_mails_are_kept_one_per_line_and_found_at_once(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "phones", "06 12 34 56 78")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "04 75 40 10 20")
    write(qtbot, helene_file, "emails", "helene@example.fr")
    press(qtbot, Key.Key_S, CTRL)
    reaches = clients.client_draft(people.helene).reaches
    assert [reach.value for reach in reaches] == [
        "06 12 34 56 78",
        "04 75 40 10 20",
        "helene@example.fr",
    ]
    press(qtbot, Key.Key_K, CTRL)
    type_text(qtbot, "0475401020")
    press(qtbot, Key.Key_Return)
    assert helene_file.session.window.screen_of("counter").client_id == people.helene  # type: ignore[attr-defined]


def test_tags_are_added_and_taken_away_from_the_keyboard(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "identity")
    named(helene_file, "tag_input").setFocus()
    type_text(qtbot, "taxi,pro")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_S, CTRL)
    assert set(clients.client_draft(people.helene).tags) == {"taxi", "pro"}
    named(helene_file, "tag_input").setFocus()
    press(qtbot, Key.Key_Backspace)
    press(qtbot, Key.Key_S, CTRL)
    assert len(clients.client_draft(people.helene).tags) == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birthday", "31 février", "Écrivez 12/10"),
        ("birthday", "31/02", "Écrivez 12/10"),
        ("since", "il y a longtemps", "pas compris"),
    ],
)
def test_a_day_not_understood_is_told_under_it_and_nothing_typed_is_lost(
    qtbot: QtBot,
    helene_file: ClientFile,
    people: People,
    field: str,
    typed: str,
    sentence: str,
) -> None:
    before = clients.client_draft(people.helene)
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "last_name", "Durand-Vial")
    write(qtbot, helene_file, field, typed)
    press(qtbot, Key.Key_S, CTRL)
    sees(qtbot, helene_file, sentence)
    assert has_keyboard() == field
    edits = [helene_file.findChild(QLineEdit, name) for name in ("last_name", field)]
    assert [edit.text() for edit in edits if edit] == ["Durand-Vial", typed]
    assert clients.client_draft(people.helene) == before


def test_who_recommended_a_client_is_told_by_name_or_number(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "recommended_by", "durant paul")
    press(qtbot, Key.Key_S, CTRL)
    assert clients.client_draft(people.helene).recommended_by == people.paul
    field = named(helene_file, "recommended_by")
    assert isinstance(field, QLineEdit)
    assert field.text().startswith("C-0000")
    write(qtbot, helene_file, "recommended_by", "personne de ce nom")
    press(qtbot, Key.Key_S, CTRL)
    assert clients.client_draft(people.helene).recommended_by == people.paul
    assert any("écrivez son numéro" in text for text in texts(helene_file))
    write(qtbot, helene_file, "recommended_by", "")
    press(qtbot, Key.Key_S, CTRL)
    assert clients.client_draft(people.helene).recommended_by is None


def test_a_file_that_would_name_nobody_is_refused_and_stays_typed(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    before = clients.client_draft(people.helene)
    go_to(qtbot, "identity")
    for field in ("first_name", "last_name", "phones"):
        write(qtbot, helene_file, field, "")
    write(qtbot, helene_file, "street", "3 rue du Pont")
    press(qtbot, Key.Key_S, CTRL)
    sees(qtbot, helene_file, "Donnez au moins un nom")
    helene_file.refresh()
    street = helene_file.findChild(QLineEdit, "street")
    assert street is not None
    assert street.text() == "3 rue du Pont"
    assert clients.client_draft(people.helene) == before


def test_something_noted_elsewhere_does_not_wipe_what_is_being_typed(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "how_came", "par son voisin")
    helene_file.session.write(journal.note, people.helene, EntryDraft(EntryType.VISIT, "service"))
    edit = helene_file.findChild(QLineEdit, "how_came")
    assert edit is not None
    assert edit.text() == "par son voisin"


@pytest.mark.parametrize(
    ("code", "kept", "left"),
    [("keep", "Vial", True), ("drop", "Durand", True), ("cancel", "Durand", False)],
)
def test_leaving_with_changes_asks_what_to_do_with_them(
    qtbot: QtBot,
    helene_file: ClientFile,
    window: MainWindow,
    people: People,
    code: str,
    kept: str,
    left: bool,
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "last_name", "Vial")
    press(qtbot, Key.Key_Escape)
    answer(qtbot, code)
    qtbot.waitUntil(lambda: not prompts.open_prompts())
    assert clients.client_draft(people.helene).last_name == kept
    assert (window.current_key() == "counter") is left
    if not left:
        edit = helene_file.findChild(QLineEdit, "last_name")
        assert edit is not None
        assert edit.text() == "Vial"


def test_a_change_that_cannot_be_kept_does_not_let_one_leave(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "birthday", "jamais")
    press(qtbot, Key.Key_Escape)
    answer(qtbot, "keep")
    qtbot.waitUntil(lambda: not prompts.open_prompts())
    assert window.current_key() == "clients"
    sees(qtbot, helene_file, "Écrivez 12/10")


def test_another_file_is_opened_only_once_the_changes_are_settled(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, people: People
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "last_name", "Vial")
    press(qtbot, Key.Key_K, CTRL)
    type_text(qtbot, "durant paul")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    answer(qtbot, "keep")
    qtbot.waitUntil(lambda: helene_file.client_id == people.paul)
    assert clients.client_draft(people.helene).last_name == "Vial"
    assert "Paul Durant" in texts(helene_file)


def test_the_window_does_not_close_on_changes_without_asking(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, people: People
) -> None:
    go_to(qtbot, "identity")
    write(qtbot, helene_file, "last_name", "Vial")
    press(qtbot, Key.Key_1, CTRL)
    window.close()
    assert window.isVisible()
    assert window.current_key() == "clients"
    answer(qtbot, "keep")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert clients.client_draft(people.helene).last_name == "Vial"


# -- memory --------------------------------------------------------------------------------------


def memory(file: ClientFile) -> MemoryTab:
    """The tab of the memory."""
    tab = file.page("memory")
    assert isinstance(tab, MemoryTab)
    return tab


def test_a_memory_is_added_changed_and_pinned(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "memory")
    type_text(qtbot, "café sans sucre")
    press(qtbot, Key.Key_Return)
    [row] = clients.memories(people.helene)
    assert (row.text, row.pinned) == ("café sans sucre", False)
    assert has_keyboard() == "memory_text"
    assert memory(helene_file).text.text() == ""
    named(helene_file, "memory_table").setFocus()
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Return)
    assert has_keyboard() == "memory_text"
    press(qtbot, Key.Key_End)
    type_text(qtbot, ", bien chaud")
    named(helene_file, "memory_pinned").setFocus()
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_S, CTRL)
    [row] = clients.memories(people.helene)
    assert (row.text, row.pinned) == ("café sans sucre, bien chaud", True)


def test_an_empty_memory_is_refused_in_place(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "memory")
    press(qtbot, Key.Key_Return)
    sees(qtbot, helene_file, "Écrivez ce dont il faut se souvenir")
    assert clients.memories(people.helene) == []


def test_a_memory_is_forgotten_and_comes_back_when_one_changes_ones_mind(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, people: People
) -> None:
    helene_file.session.write(clients.remember, people.helene, "aime la pêche", "tastes")
    go_to(qtbot, "memory")
    named(helene_file, "memory_table").setFocus()
    press(qtbot, Key.Key_Home)
    named(helene_file, "memory_forget").setFocus()
    press(qtbot, Key.Key_Return)
    assert clients.memories(people.helene) == []
    assert has_keyboard() == "memory_text"
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Return)
    [row] = clients.memories(people.helene)
    assert (row.text, row.category) == ("aime la pêche", "tastes")


# -- assets --------------------------------------------------------------------------------------


def test_an_asset_is_added_with_its_due_date(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "assets")
    click(qtbot, helene_file, "asset_new")
    assert has_keyboard() == "asset_name"
    type_text(qtbot, "Clio")
    write(qtbot, helene_file, "asset_identifier", "CB-201-AA")
    write(qtbot, helene_file, "asset_mileage", "45 300 km")
    write(qtbot, helene_file, "asset_due_what", "Révision")
    write(qtbot, helene_file, "asset_due_on", "15/03/2027")
    press(qtbot, Key.Key_S, CTRL)
    added = clients.assets(people.helene)[-1].draft
    assert (added.name, added.identifier, added.mileage) == ("Clio", "CB-201-AA", 45300)
    assert (added.due_what, added.due_on) == ("Révision", date(2027, 3, 15))
    assert added.mileage_on == TODAY
    assert has_keyboard() == "assets_table"
    assert _tab_titles(helene_file)[4] == "Biens 2"


def test_an_asset_is_changed_then_sold(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "assets")
    press(qtbot, Key.Key_Return)
    write(qtbot, helene_file, "asset_mileage", "120000")
    press(qtbot, Key.Key_S, CTRL)
    [row] = clients.assets(people.helene)
    assert (row.draft.mileage, row.draft.key_reference) == (120000, "5A-771")
    write(qtbot, helene_file, "asset_ended_on", "hier")
    press(qtbot, Key.Key_S, CTRL)
    [row] = clients.assets(people.helene)
    assert row.draft.ended_on == TODAY - timedelta(days=1)
    assert "Biens" in _tab_titles(helene_file)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("asset_mileage", "beaucoup", "en chiffres"),
        ("asset_mileage", "99999999", "pas possible"),
        ("asset_due_on", "un jour", "pas compris"),
        ("asset_ended_on", "bientôt", "pas compris"),
    ],
)
def test_an_asset_refused_says_why_and_stays_typed(
    qtbot: QtBot, helene_file: ClientFile, people: People, field: str, typed: str, sentence: str
) -> None:
    before = clients.assets(people.helene)
    go_to(qtbot, "assets")
    write(qtbot, helene_file, field, typed)
    press(qtbot, Key.Key_S, CTRL)
    sees(qtbot, helene_file, sentence)
    edit = helene_file.findChild(QLineEdit, field)
    assert edit is not None
    assert edit.text() == typed
    assert clients.assets(people.helene) == before


def test_an_asset_of_a_kind_that_left_the_catalogue_keeps_it(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    [row] = clients.assets(people.helene)
    boat = AssetDraft("boat", "Zodiac")
    helene_file.session.write(clients.save_asset, people.helene, row.id, boat)
    go_to(qtbot, "assets")
    write(qtbot, helene_file, "asset_notes", "moteur hors-bord")
    press(qtbot, Key.Key_S, CTRL)
    [row] = clients.assets(people.helene)
    assert (row.draft.kind, row.draft.notes) == ("boat", "moteur hors-bord")
    assert isinstance(helene_file.page("assets"), AssetsTab)


# -- the account and its cases -------------------------------------------------------------------


def test_the_statement_tells_each_line_with_its_reason(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    lines = account(helene_file).lines
    incident = next(line for line in lines if line.type is EntryType.INCIDENT)
    assert "bruit à l’avant" in incident.row.what
    assert "10,0 × 100" in incident.row.why
    assert incident.row.by == "Claire Morel"
    assert sum(line.row.amount for line in lines) == read_account(people.helene).balance(TODAY)


def test_a_line_is_reversed_and_the_statement_says_so(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, people: People
) -> None:
    lines = account(helene_file).lines
    place = next(at for at, line in enumerate(lines) if line.type is EntryType.ATTENTION)
    for _row in range(place):
        press(qtbot, Key.Key_Down)
    click(qtbot, helene_file, "account_reverse")
    assert last_noted(people.helene).entry.type is EntryType.REVERSAL
    assert read_account(people.helene).balance(TODAY) == -1000
    assert any("Contre-écriture" in line for line in told(helene_file))
    assert "pneus expliqués" in messages(window)[-1]
    assert has_keyboard() == "account_lines"


def test_what_was_reversed_and_a_reversal_cannot_be_reversed(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    attention = next(n.entry.id for n in noted(people.helene) if n.text.startswith("pneus"))
    helene_file.session.write(journal.reverse, attention)
    lines = account(helene_file).lines
    press(qtbot, Key.Key_Home)
    for line in lines:
        undone = line.type is EntryType.REVERSAL or "reversed" in line.row.marks
        if line.type is not None:
            assert named(helene_file, "account_reverse").isEnabled() is not undone
        press(qtbot, Key.Key_Down)


def test_the_whole_history_and_back(qtbot: QtBot, helene_file: ClientFile, people: People) -> None:
    before = told(helene_file)
    click(qtbot, helene_file, "account_period")
    sees(qtbot, helene_file, "depuis son ouverture")
    assert len(told(helene_file)) >= len(before)
    click(qtbot, helene_file, "account_period")
    sees(qtbot, helene_file, "sur 24 mois")


def test_an_account_is_closed_after_a_question_and_opened_anew(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    click(qtbot, helene_file, "account_close")
    answer(qtbot, "cancel")
    qtbot.waitUntil(lambda: not prompts.open_prompts())
    assert last_noted(people.helene).entry.type is EntryType.INCIDENT
    click(qtbot, helene_file, "account_close")
    answer(qtbot, "do")
    qtbot.waitUntil(lambda: not prompts.open_prompts())
    assert last_noted(people.helene).entry.type is EntryType.CLOSED
    assert read_account(people.helene).state(TODAY) is State.CLOSED
    assert "Clos" in helene_file.state.text()
    click(qtbot, helene_file, "account_close")
    assert last_noted(people.helene).entry.type is EntryType.OPENING
    assert read_account(people.helene).state(TODAY) is not State.CLOSED
    assert has_keyboard() == "account_lines"


def test_the_statement_is_saved_as_a_pdf_that_says_the_same(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "relevé.pdf"
    click(qtbot, helene_file, "account_paper")
    choose_file(file)
    qtbot.waitUntil(lambda: any("relevé.pdf" in text for text in messages(window)))
    pages = pypdf.PdfReader(file).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Hélène Durand" in text
    assert "bruit à l’avant" in text
    assert "C-00001" in text


def test_a_statement_that_cannot_be_written_is_told(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, tmp_path: Path
) -> None:
    blocked = tmp_path / "dossier.pdf"
    blocked.mkdir()
    account(helene_file)._save_paper(blocked)
    qtbot.waitUntil(lambda: bool(window.messages.messages()))
    assert window.messages.messages()[-1].kind == "error"
    assert "Enregistré" not in messages(window)[-1]


def test_a_case_is_answered_from_the_file(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, people: People
) -> None:
    go_to(qtbot, "cases")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "1")
    type_text(qtbot, "réparé le soir même")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.helene)
    assert (row.entry.outcome, row.text) == (Outcome.EXEMPLARY, "réparé le soir même")
    sees(qtbot, helene_file, "Rien n’attend")
    assert QApplication.focusWidget() is not None
    press(qtbot, Key.Key_Z, CTRL)
    assert last_noted(people.helene).entry.type is EntryType.REVERSAL
    sees(qtbot, helene_file, "Ce que nous lui devons")


def test_a_case_is_postponed_from_the_file(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    go_to(qtbot, "cases")
    click(qtbot, helene_file, "case_postpone")
    type_text(qtbot, "1")
    type_text(qtbot, "2/12")
    press(qtbot, Key.Key_Return)
    assert last_noted(people.helene).entry.due == date(2026, 12, 2)


def test_ctrl_z_in_the_file_takes_back_the_last_entry(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    helene_file.session.write(
        journal.note, people.helene, EntryDraft(EntryType.ATTENTION, "smile", "bon mot")
    )
    before = len(noted(people.helene))
    press(qtbot, Key.Key_Z, CTRL)
    assert len(noted(people.helene)) == before + 1
    assert last_noted(people.helene).entry.type is EntryType.REVERSAL
    assert has_keyboard() == "account_lines"


def test_ctrl_enter_goes_to_the_counter_card(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    press(qtbot, Key.Key_Return, CTRL)
    assert (window.current_key(), has_keyboard()) == ("counter", "counter_card")


def test_the_identity_of_a_half_known_birthday_is_left_as_it_is(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    draft = clients.client_draft(people.helene)
    half = replace(draft, birth_month=10, birth_year=1980)
    helene_file.session.write(clients.update_client, people.helene, half)
    go_to(qtbot, "identity")
    tab = helene_file.page("identity")
    assert isinstance(tab, IdentityTab)
    assert not tab.is_changed()
    write(qtbot, helene_file, "town", "Die")
    press(qtbot, Key.Key_S, CTRL)
    kept = clients.client_draft(people.helene)
    assert (kept.town, kept.birth_day, kept.birth_month, kept.birth_year) == ("Die", None, 10, 1980)


def _tab_titles(file: ClientFile) -> list[str]:
    buttons = [file.tabs.findChild(TabButton, f"tab_{key}") for key in _TABS]
    return [button.text() for button in buttons if button is not None]


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_very_long_name_is_read_whole_at_the_top_of_the_file(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow, width: int
) -> None:
    window.resize(width, 720)
    go_to(qtbot, "identity")
    long = "Société coopérative des artisans réparateurs de la Drôme provençale " * 2
    write(qtbot, helene_file, "last_name", long)
    press(qtbot, Key.Key_S, CTRL)
    assert helene_file.name.plain_text().count("coopérative") == 2
    qtbot.waitUntil(lambda: not cut_texts(helene_file))


def test_a_card_alone_in_a_tall_window_is_not_pulled_apart(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    window.resize(1920, 1080)
    for key, name in ((Key.Key_3, "memory_text"), (Key.Key_6, "voice_words")):
        press(qtbot, key, ALT)
        card = named(helene_file, name).parentWidget()
        while not isinstance(card, Card):
            card = card.parentWidget()
        qtbot.waitUntil(lambda card=card: card.height() <= card.sizeHint().height())
