"""À faire, beyond cases: thanks, later, someone else's, the wall's page and the calendar."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import team
from models.accounts import read_account
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import ClientLabel, open_account
from models.todo import everything
from models.todo_lines import LineKind, TodoLine
from tests.ui.conftest import People, choose_file, idle, messages, press, texts, type_text
from tests.ui.screens.conftest import CTRL, has_keyboard
from tests.ui.screens.test_todo import line_of, lines
from ui.main_window import MainWindow
from ui.screens.todo import TodoScreen
from ui.screens.todo_words import proposed
from ui.session import Session

Key = Qt.Key
TODAY = date(2026, 11, 22)


@pytest.fixture
def faithful(actor: Actor, people: People) -> int:
    """Someone who has been with us for ten years today."""
    draft = ClientDraft(first_name="Odile", last_name="Perrin", since=date(2016, 11, 22))
    opened = open_account(actor, draft).client_id
    assert opened is not None
    return opened


@pytest.fixture
def screen(qtbot: QtBot, faithful: int, todo_screen: TodoScreen, window: MainWindow) -> TodoScreen:
    """À faire, once its background reading is done."""
    idle(qtbot, window)
    return todo_screen


def test_an_anniversary_stands_below_the_cases_with_words_to_say(screen: TodoScreen) -> None:
    last = lines(screen)[-1]
    assert "Odile Perrin" in last
    assert "10 ans avec nous" in last
    assert "Cela fait 10 ans" in last
    assert "3 choses attendent" in texts(screen)


def test_r_notes_the_thanks_that_were_said_and_the_line_goes(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow, faithful: int
) -> None:
    line_of(qtbot, screen, "Odile Perrin")
    press(qtbot, Key.Key_R)
    assert has_keyboard() == "composer_text"
    type_text(qtbot, " Un café ensemble.")
    press(qtbot, Key.Key_Return)
    idle(qtbot, window)
    assert not any("Odile" in line for line in lines(screen))
    assert read_account(faithful).entries[-1].kind == "thanks"
    assert messages(window)[-1].startswith("Attention")


def test_x_strikes_a_line_off_and_it_can_be_put_back(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow
) -> None:
    line_of(qtbot, screen, "Odile Perrin")
    press(qtbot, Key.Key_X)
    idle(qtbot, window)
    assert not any("Odile" in line for line in lines(screen))
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Return)
    idle(qtbot, window)
    assert any("Odile" in line for line in lines(screen))


def test_x_on_a_case_says_how_it_is_closed(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow
) -> None:
    line_of(qtbot, screen, "Paul Durant")
    before = lines(screen)
    press(qtbot, Key.Key_X)
    assert messages(window)[-1] == "Un dossier se ferme par sa réponse : touche R."
    assert lines(screen) == before


def test_z_puts_a_line_off_until_a_day(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow
) -> None:
    line_of(qtbot, screen, "Odile Perrin")
    press(qtbot, Key.Key_Z)
    type_text(qtbot, "jamais")
    press(qtbot, Key.Key_Return)
    assert any(text.startswith("Cette date n’est pas comprise") for text in texts(screen))
    screen.composer.edit.selectAll()
    type_text(qtbot, "demain")
    press(qtbot, Key.Key_Return)
    idle(qtbot, window)
    assert not any("Odile" in line for line in lines(screen))
    assert any(item.client.name == "Odile Perrin" for item in everything(date(2026, 11, 23)))


def test_words_to_say_are_proposed_advice_is_not() -> None:
    client = ClientLabel(1, 1, "Odile Perrin", "1")
    for kind, expected in ((LineKind.REFERRAL, "ces mots"), (LineKind.SILENCE, "")):
        line = TodoLine(kind, client, 1, TODAY, "pourquoi", "ces mots", "thanks")
        assert proposed(line) == expected


@pytest.mark.parametrize("keys", ["x", "z demain", "g 1"])
def test_ctrl_z_undoes_what_was_decided_of_a_line_never_an_entry_noted_before(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow, faithful: int, keys: str
) -> None:
    noted = len(read_account(faithful).entries)
    before = lines(screen)
    line_of(qtbot, screen, "Odile Perrin")
    key, _space, rest = keys.partition(" ")
    type_text(qtbot, key)
    if rest:
        type_text(qtbot, rest)
        press(qtbot, Key.Key_Return)
    idle(qtbot, window)
    assert lines(screen) != before
    press(qtbot, Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert lines(screen) == before
    assert messages(window)[-1] == "Remis comme avant."
    assert len(read_account(faithful).entries) == noted


def test_g_gives_a_line_and_a_case_and_m_shows_one_s_own(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow, actor: Actor, session: Session
) -> None:
    team.add_member(actor, "Karim", "KB", team.MEMBER)
    for name in ("Odile Perrin", "Paul Durant"):
        press(qtbot, Key.Key_Home, CTRL)
        line_of(qtbot, screen, name)
        press(qtbot, Key.Key_G)
        type_text(qtbot, "kar")
        press(qtbot, Key.Key_Return)
        press(qtbot, Key.Key_Return)
        idle(qtbot, window)
        [line] = [line for line in lines(screen) if name in line]
        assert line.endswith("Karim")  # the initials are seen, the name is heard
    press(qtbot, Key.Key_M)
    assert [line for line in lines(screen) if line.endswith("KB")] == []
    assert len(lines(screen)) == 1, "what is nobody's is everybody's"
    session.set_member(team.members()[-1])
    assert len(lines(screen)) == 3
    assert "3 choses attendent, pour Karim ou pour tous" in texts(screen)


def test_the_page_for_the_wall_and_the_calendar_are_written_where_one_says(
    qtbot: QtBot, screen: TodoScreen, window: MainWindow, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_P, CTRL)
    choose_file(tmp_path / "liste.pdf")
    idle(qtbot, window)
    assert (tmp_path / "liste.pdf").read_bytes().startswith(b"%PDF")
    with qtbot.waitActive(window):
        window.activateWindow()
    press(qtbot, Key.Key_E, CTRL)
    choose_file(tmp_path / "a-faire.ics")
    idle(qtbot, window)
    calendar = (tmp_path / "a-faire.ics").read_text()
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "Paul Durant" in calendar
    assert messages(window)[-1] == "Enregistré : a-faire.ics"
