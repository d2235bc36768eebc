"""À faire, from the keyboard: what waits, closed or postponed line by line."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from models import journal
from models.actor import Actor
from models.journal import EntryDraft
from models.repairs import RepairDraft, reconcile
from models.rules.trust import EntryType, Outcome, Severity
from tests.ui.conftest import People, messages, named, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard, last_noted, noted, sees
from ui.main_window import MainWindow
from ui.screens.todo import TodoScreen

Key = Qt.Key
TODAY = date(2026, 11, 22)


def lines(screen: TodoScreen) -> list[str]:
    """The lines shown, each in words."""
    model = screen.model
    columns = range(model.columnCount())
    return [
        " · ".join(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


def line_of(qtbot: QtBot, screen: TodoScreen, client: str) -> None:
    """Walk to a client's line with ↓."""
    for _row in range(screen.model.rowCount()):
        if client in lines(screen)[screen.table.currentIndex().row()]:
            return
        press(qtbot, Key.Key_Down)
    raise AssertionError(f"{client} has no line")


def badge(window: MainWindow) -> int:
    """The count in the rail."""
    return int(window.rail.button("todo").badge)


def test_every_open_case_is_there_with_the_day_it_turns_and_of_how_much(
    todo_screen: TodoScreen,
) -> None:
    [paul] = [line for line in lines(todo_screen) if "Paul Durant" in line]
    [helene] = [line for line in lines(todo_screen) if "Hélène Durand" in line]
    assert "en retard de 1 jour" in paul
    assert "rappeler avec le devis" in paul
    assert "sam. 21 nov." in paul
    assert "−\N{NARROW NO-BREAK SPACE}8,0" in paul
    assert "reste 3 jours" in helene
    assert "Incident notable" in helene
    assert "jeu. 26 nov." in helene
    assert "2 choses attendent" in texts(todo_screen)
    assert has_keyboard() == "todo_table"


def test_the_badge_counts_what_is_due_and_goes_down_once_it_is_done(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, people: People
) -> None:
    before = badge(window)
    assert before == 1
    line_of(qtbot, todo_screen, "Paul Durant")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: badge(window) == 0)


def test_r_closes_the_line_and_the_next_one_has_the_keyboard(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, people: People
) -> None:
    line_of(qtbot, todo_screen, "Hélène Durand")
    press(qtbot, Key.Key_R)
    assert has_keyboard() == "composer_text"
    assert todo_screen.keys.isHidden()
    type_text(qtbot, "2")
    type_text(qtbot, "roulement changé")
    press(qtbot, Key.Key_Return)
    row = last_noted(people.helene)
    assert (row.entry.outcome, row.text) == (Outcome.SATISFACTORY, "roulement changé")
    assert [line for line in lines(todo_screen) if "Hélène" in line] == []
    assert "Résolution" in messages(window)[-1]
    assert has_keyboard() == "todo_table"
    assert todo_screen.table.currentIndex().isValid()
    assert todo_screen.keys.isVisible()


def test_enter_answers_as_r_does(qtbot: QtBot, todo_screen: TodoScreen, people: People) -> None:
    line_of(qtbot, todo_screen, "Paul Durant")
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "promesse t")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    assert last_noted(people.paul).entry.type is EntryType.KEPT


def test_z_postpones_the_line(qtbot: QtBot, todo_screen: TodoScreen, people: People) -> None:
    line_of(qtbot, todo_screen, "Hélène Durand")
    press(qtbot, Key.Key_Z)
    type_text(qtbot, "1")
    type_text(qtbot, "1/12")
    press(qtbot, Key.Key_Return)
    entry = last_noted(people.helene).entry
    assert (entry.type, entry.due) == (EntryType.POSTPONED, date(2026, 12, 1))
    [line] = [line for line in lines(todo_screen) if "Hélène" in line]
    assert "reste 9 jours" in line


def test_z_on_what_is_late_says_it_is_too_late(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, people: People
) -> None:
    line_of(qtbot, todo_screen, "Paul Durant")
    before = len(noted(people.paul))
    press(qtbot, Key.Key_Z)
    assert "trop tard" in messages(window)[-1]
    assert todo_screen.composer.isHidden()
    assert len(noted(people.paul)) == before


def test_f_goes_to_the_counter_card(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, people: People
) -> None:
    line_of(qtbot, todo_screen, "Paul Durant")
    press(qtbot, Key.Key_F)
    assert (window.current_key(), has_keyboard()) == ("counter", "counter_card")
    assert texts(named(window, "counter_card"))[0] == "Monsieur Durant"


def test_esc_leaves_the_answer_on_its_line(
    qtbot: QtBot, todo_screen: TodoScreen, people: People
) -> None:
    line_of(qtbot, todo_screen, "Hélène Durand")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1presque")
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "todo_table"
    assert "Hélène" in lines(todo_screen)[todo_screen.table.currentIndex().row()]


def test_an_answer_goes_to_the_line_it_was_opened_for_even_if_the_list_moves(
    qtbot: QtBot, todo_screen: TodoScreen, people: People
) -> None:
    line_of(qtbot, todo_screen, "Hélène Durand")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    todo_screen.session.write(
        journal.note,
        people.firm,
        EntryDraft(EntryType.INCIDENT, "rude", "mots durs", severity=Severity.SERIOUS),
    )
    press(qtbot, Key.Key_Return)
    assert last_noted(people.helene).entry.type is EntryType.RESOLUTION
    assert last_noted(people.firm).entry.type is EntryType.INCIDENT


def test_letters_in_a_list_of_the_composer_do_not_act_on_the_line(
    qtbot: QtBot, todo_screen: TodoScreen, people: People
) -> None:
    line_of(qtbot, todo_screen, "Hélène Durand")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1roulement changé")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    choice = todo_screen.composer.fields.findChild(QComboBox, "composer_vat")
    assert choice is not None
    assert choice.hasFocus()
    press(qtbot, Key.Key_R)
    press(qtbot, Key.Key_F)
    assert todo_screen.isVisible()
    assert todo_screen.composer.edit.text() == "roulement changé"


def test_a_refusal_is_told_in_place(qtbot: QtBot, todo_screen: TodoScreen, people: People) -> None:
    line_of(qtbot, todo_screen, "Hélène Durand")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1trop tôt")
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "01/11")
    press(qtbot, Key.Key_Return)
    assert "postérieure" in named(todo_screen, "composer_notice").text()
    assert todo_screen.composer.edit.text() == "trop tôt"


def test_a_rupture_waits_until_its_reconciliation(
    qtbot: QtBot, todo_screen: TodoScreen, people: People, actor: Actor
) -> None:
    week_ago = Actor(actor.member_id, TODAY - timedelta(days=7))
    incident = journal.note(
        week_ago, people.firm, EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.SERIOUS)
    )
    poor = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.POOR, ref=incident.entry_id)
    journal.note(week_ago, people.firm, poor)
    todo_screen.session.window.show_screen("counter")
    todo_screen.session.write(journal.note, people.firm, EntryDraft(EntryType.VISIT, "repair"))
    press(qtbot, Key.Key_3, CTRL)
    assert any("Rupture" in line for line in lines(todo_screen))
    line_of(qtbot, todo_screen, "Rupture")
    press(qtbot, Key.Key_Z)
    assert "elle se répare" in messages(todo_screen.session.window)[-1]
    steps = RepairDraft("mal reçu", "appelé", "refait", "on rappelle", "« ça va »")
    todo_screen.session.write(reconcile, people.firm, steps)
    assert not any("Rupture" in line for line in lines(todo_screen))


def test_ctrl_z_brings_the_line_back(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, people: People
) -> None:
    line_of(qtbot, todo_screen, "Paul Durant")
    press(qtbot, Key.Key_R)
    type_text(qtbot, "1")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Z, CTRL)
    assert any("Paul Durant" in line for line in lines(todo_screen))
    assert "Repris chez Paul Durant" in messages(window)[-1]
    assert has_keyboard() == "todo_table"


def test_when_nothing_waits_the_screen_says_so_and_still_has_the_keyboard(
    qtbot: QtBot, todo_screen: TodoScreen, people: People
) -> None:
    for _line in range(2):
        press(qtbot, Key.Key_R)
        type_text(qtbot, "1")
        press(qtbot, Key.Key_Return)
    sees(qtbot, todo_screen, "Rien n’attend")
    assert todo_screen.list.isHidden()
    assert has_keyboard() == "todo_screen"
