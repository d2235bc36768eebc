"""A case in full in the client file: every field kept as it is left, nothing typed ever lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models import clients, journal, team
from models.actor import Actor
from models.case_files import CaseDraft, case_draft, save_case
from models.client_drafts import ClientDraft
from models.clients import assets
from models.journal import EntryDraft
from models.rules.trust import EntryType, Outcome, Severity
from tests.ui.conftest import (
    People,
    answer,
    click,
    field,
    messages,
    named,
    press,
    retype,
    texts,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, last_noted, sees
from tests.ui.screens.test_todo import line_of
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.clients import ClientsScreen
from ui.screens.counter import CounterScreen
from ui.screens.todo import TodoScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)


@pytest.fixture
def incident(people: People) -> int:
    """The entry of Hélène's incident, which waits."""
    entry_id = last_noted(people.helene).entry.id
    assert isinstance(entry_id, int)
    return entry_id


@pytest.fixture
def file(qtbot: QtBot, helene_file: ClientFile) -> ClientFile:
    """Hélène's file on its cases, the keyboard on the list."""
    press(qtbot, Key.Key_4, ALT)
    assert has_keyboard() == "file_cases"
    return helene_file


def ended(actor: Actor, client: int, days: int, outcome: Outcome) -> int:
    """An incident noted that many days ago and answered the day after."""
    then = Actor(actor.member_id, TODAY - timedelta(days=days))
    draft = EntryDraft(EntryType.INCIDENT, "delay", "rendue en retard", severity=Severity.MINOR)
    entry_id = journal.note(then, client, draft).entry_id
    assert entry_id is not None
    after = Actor(actor.member_id, TODAY - timedelta(days=days - 1))
    good = EntryDraft(EntryType.RESOLUTION, "", "excuses", outcome=outcome, ref=entry_id)
    journal.note(after, client, good)
    return entry_id


def rows(file: ClientFile) -> list[str]:
    """The list, line by line, in words."""
    model = file.cases.model
    return [
        " · ".join(model.cell_at(row, column).plain() for column in range(2))
        for row in range(model.rowCount())
    ]


def area(file: QWidget, name: str) -> QPlainTextEdit:
    """A long text that is seen."""
    found = named(file, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def test_a_field_is_kept_when_it_is_left_and_ctrl_z_puts_the_former_content_back(
    qtbot: QtBot, file: ClientFile, window: MainWindow, incident: int
) -> None:
    press(qtbot, Key.Key_E)
    assert has_keyboard() == "case_words"
    type_text(qtbot, "« Deux fois pour rien. »")
    assert case_draft(incident).words == ""
    press(qtbot, Key.Key_Tab)
    assert case_draft(incident).words == "« Deux fois pour rien. »"
    assert has_keyboard() == "case_asks"
    assert messages(window)[-1] == "C’est gardé."
    press(qtbot, Key.Key_Z, CTRL)
    assert case_draft(incident) == CaseDraft()
    assert area(file, "case_words").toPlainText() == ""
    assert messages(window)[-1] == "Remis comme avant."


def test_ctrl_z_goes_back_to_the_journal_once_something_was_noted(
    qtbot: QtBot, file: ClientFile, people: People, incident: int
) -> None:
    press(qtbot, Key.Key_E)
    type_text(qtbot, "un mot")
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "file_cases"
    file.session.write(
        journal.note, people.helene, EntryDraft(EntryType.ATTENTION, "smile", "un café")
    )
    press(qtbot, Key.Key_Z, CTRL)
    assert last_noted(people.helene).entry.type is EntryType.REVERSAL
    assert case_draft(incident).words == "un mot"


def test_the_whole_path_is_written_from_the_keyboard(
    qtbot: QtBot, file: ClientFile, people: People, incident: int, actor: Actor
) -> None:
    press(qtbot, Key.Key_E)
    for text in ("ses mots", "un rendez-vous", "il a eu peur"):
        type_text(qtbot, text)
        press(qtbot, Key.Key_Tab)
    click(qtbot, file, "case_read")
    press(qtbot, Key.Key_Escape)
    named(file, "case_in_charge").setFocus()
    for _select in ("in_charge", "asset", "cause"):
        press(qtbot, Key.Key_Down)
        press(qtbot, Key.Key_Tab)
    type_text(qtbot, "roulement changé mardi")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "184,50")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "roulement changé")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "essai sur route après chaque reprise")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "12/11")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "hier")
    press(qtbot, Key.Key_S, CTRL)
    assert case_draft(incident) == CaseDraft(
        words="ses mots",
        asks="un rendez-vous",
        understood="il a eu peur",
        in_charge=actor.member_id,
        asset=assets(people.helene)[0].id,
        cause="planning",
        proposal="roulement changé mardi",
        remaining_cents=18450,
        done="roulement changé",
        prevention="essai sur route après chaque reprise",
        written_on=date(2026, 11, 12),
        told_mediator=date(2026, 11, 21),
    )
    sees(qtbot, file, "Un consommateur peut saisir le médiateur jusqu’au 12 novembre 2027.")


def test_what_is_refused_is_told_beside_its_field_and_never_lost(
    qtbot: QtBot, file: ClientFile, people: People, incident: int, actor: Actor
) -> None:
    ended(actor, people.helene, 30, Outcome.EXEMPLARY)
    file.refresh()
    retype(qtbot, file, "case_remaining_cents", "beaucoup")
    press(qtbot, Key.Key_Tab)
    assert "Écrivez le coût en euros, sans signe, par exemple 1250 ou 12,50." in texts(
        file.cases.case
    )
    retype(qtbot, file, "case_written_on", "demain")
    press(qtbot, Key.Key_Tab)
    assert "Ce jour n’est pas encore venu." in texts(file.cases.case)
    file.cases.focus_first()
    press(qtbot, Key.Key_Down)
    assert field(file, "case_remaining_cents").text() == ""
    press(qtbot, Key.Key_Up)
    assert field(file, "case_remaining_cents").text() == "beaucoup"
    assert case_draft(incident) == CaseDraft()
    press(qtbot, Key.Key_Escape)
    answer(qtbot, "cancel")
    retype(qtbot, file, "case_remaining_cents", "80")
    retype(qtbot, file, "case_written_on", "hier")
    press(qtbot, Key.Key_S, CTRL)
    draft = case_draft(incident)
    assert (draft.remaining_cents, draft.written_on) == (8000, date(2026, 11, 21))
    assert "Écrivez le coût en euros, sans signe, par exemple 1250 ou 12,50." not in texts(
        file.cases.case
    )


def test_what_was_refused_is_let_go_of_when_one_says_so(
    qtbot: QtBot, file: ClientFile, window: MainWindow, people: People, incident: int
) -> None:
    retype(qtbot, file, "case_remaining_cents", "beaucoup")
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    answer(qtbot, "keep")
    assert has_keyboard() == "case_remaining_cents"
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_1, CTRL)
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_Escape)
    answer(qtbot, "drop")
    assert window.current_key() == "counter"
    assert file.may_leave(lambda: None)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_4, ALT)
    assert field(file, "case_remaining_cents").text() == ""
    assert case_draft(incident) == CaseDraft()


def test_leaving_the_file_keeps_what_is_being_typed(
    qtbot: QtBot, file: ClientFile, window: MainWindow, incident: int
) -> None:
    press(qtbot, Key.Key_E)
    type_text(qtbot, "presque fini")
    press(qtbot, Key.Key_1, CTRL)
    assert window.current_key() == "counter"
    assert case_draft(incident).words == "presque fini"


def test_what_is_being_typed_stays_when_the_book_changes_elsewhere(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    press(qtbot, Key.Key_E)
    type_text(qtbot, "à moitié")
    file.session.write(save_case, incident, CaseDraft(asks="un prêt"))
    assert area(file, "case_words").toPlainText() == "à moitié"
    assert area(file, "case_asks").toPlainText() == "un prêt"
    press(qtbot, Key.Key_Tab)
    assert case_draft(incident) == CaseDraft(words="à moitié", asks="un prêt")


def test_the_list_tells_how_the_cases_of_two_years_ended_after_those_that_wait(
    file: ClientFile, people: People, actor: Actor
) -> None:
    ended(actor, people.helene, 30, Outcome.EXEMPLARY)
    file.refresh()
    assert rows(file) == [
        "reste 3 jours, mer. 25 nov. · bruit à l’avant, Incident notable · Défaut, reprise",
        "réparé, exemplaire, 24 oct. 2026 · rendue en retard, "
        "Incident mineur · Retard de livraison",
    ]
    assert file.parts["cases"].title_for(people.helene, file.session.today) == "Dossiers 1"


def test_the_client_is_asked_once_it_is_settled(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    assert "À lui demander une fois le dossier réglé, avec ses mots." in texts(file.cases.case)
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1réparé le soir même")
    press(qtbot, Key.Key_Return)
    sees(qtbot, file, "Rien n’attend")
    named(file, "case_verdict").setFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Tab)
    assert has_keyboard() == "case_verdict_on"
    assert field(file, "case_verdict_on").text() == "22/11/2026"
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "« vous avez su écouter »")
    press(qtbot, Key.Key_Tab)
    draft = case_draft(incident)
    assert (draft.verdict, draft.verdict_on) == ("content", TODAY)
    assert draft.verdict_words == "« vous avez su écouter »"


def test_the_wheel_scrolls_the_page_and_never_chooses(file: ClientFile, incident: int) -> None:
    select = named(file, "case_in_charge")
    assert isinstance(select, QComboBox)
    down, none = QPoint(0, -120), Qt.MouseButton.NoButton
    place, plain = QPointF(5, 5), Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(place, place, down, down, none, plain, phase, False)
    QApplication.sendEvent(select, wheel)
    assert not wheel.isAccepted()
    assert select.currentIndex() == 0
    assert case_draft(incident) == CaseDraft()


def test_requests_and_promises_show_the_fields_that_make_sense(
    qtbot: QtBot, file: ClientFile, people: People
) -> None:
    for entry_type, text in ((EntryType.REQUEST, "un devis"), (EntryType.PROMISE, "rappeler")):
        file.session.write(journal.note, people.helene, EntryDraft(entry_type, "", text))
    shown = {}
    for row in range(3):
        file.cases.table.look_at(row)
        title = rows(file)[row]
        shown[title] = {
            name for name, editor in file.cases.case.fields.editors.items() if editor.isVisible()
        }
    [request] = [names for title, names in shown.items() if "Demande" in title]
    [promise] = [names for title, names in shown.items() if "Promesse" in title]
    assert promise == {"in_charge", "asset", "remaining_cents", "done"}
    assert {"words", "understood", "proposal", "written_on"} <= request
    assert not {"asks", "cause", "prevention"} & request


def test_what_we_understood_is_shown_large_to_be_read_aloud(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    assert not file.cases.case.read.isVisible()
    file.session.write(save_case, incident, CaseDraft(understood="vous avez perdu une journée"))
    click(qtbot, file, "case_read")
    assert "« vous avez perdu une journée »" in texts(named(file, "case_reading"))
    assert file.cases.reading.text.font().pixelSize() > 20
    press(qtbot, Key.Key_Return)
    assert has_keyboard() == "file_cases"
    click(qtbot, file, "case_read")
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "file_cases"


def test_the_outcomes_are_explained_by_examples(qtbot: QtBot, file: ClientFile) -> None:
    press(qtbot, Key.Key_Return)
    told = [(choice.chosen, choice.hint) for choice in file.cases.composer.kinds.shown()]
    assert told == [
        ("réparé de façon exemplaire", "le jour même, excuses, et un geste en plus"),
        ("réparé correctement", "à la date dite, expliqué, sans frais pour lui"),
        ("mal réparé", "à moitié, sans excuses, ou après relances"),
    ]
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "file_cases"


def test_e_in_the_list_of_what_waits_opens_the_case_and_esc_comes_back(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, people: People
) -> None:
    line_of(qtbot, todo_screen, "Paul Durant")
    press(qtbot, Key.Key_E)
    assert (window.current_key(), has_keyboard()) == ("clients", "case_in_charge")
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert (window.current_key(), has_keyboard()) == ("todo", "todo_table")


def test_e_on_the_card_opens_the_case_and_esc_comes_back(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    counter.show_client(people.helene)
    press(qtbot, Key.Key_E)
    assert (window.current_key(), has_keyboard()) == ("clients", "case_words")
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert (window.current_key(), has_keyboard()) == ("counter", "counter_card")
    counter.show_client(people.other)
    press(qtbot, Key.Key_E)
    assert (window.current_key(), has_keyboard()) == ("clients", "account_lines")


def test_whoever_left_the_team_stays_named_on_the_case(
    qtbot: QtBot, file: ClientFile, incident: int, actor: Actor
) -> None:
    team.add_member(actor, "Karim", "KB", team.MEMBER)
    karim = team.members()[-1]
    file.session.write(save_case, incident, CaseDraft(in_charge=karim.id))
    file.session.write(team.update_member, replace(karim, active=False))
    press(qtbot, Key.Key_E)
    type_text(qtbot, "il attend")
    press(qtbot, Key.Key_Tab)
    assert case_draft(incident) == CaseDraft(words="il attend", in_charge=karim.id)
    select = named(file, "case_in_charge")
    assert isinstance(select, QComboBox)
    assert select.currentText() == "Karim"


def test_what_ended_more_than_two_years_ago_is_not_listed(
    qtbot: QtBot, people: People, actor: Actor, counter: CounterScreen
) -> None:
    draft = ClientDraft(last_name="Ancien")
    client = clients.open_account(Actor(actor.member_id, date(2023, 1, 2)), draft).client_id
    assert client is not None
    ended(actor, client, 735, Outcome.EXEMPLARY)
    ended(actor, client, 500, Outcome.SATISFACTORY)
    counter.show_client(client)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_4, ALT)
    screen = counter.session.window.screen_of("clients")
    assert isinstance(screen, ClientsScreen)
    assert len(rows(screen.file)) == 1
    sees(qtbot, screen.file, "Rien n’attend")
