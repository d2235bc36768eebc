"""Every free text of the program is checked; a text kept all the same is in the book's log."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models import clients
from models.actor import Actor
from models.case_files import case_draft
from models.journal import EntryDraft, note
from models.log import log_rows
from models.rules.trust import EntryType
from models.voices import voices
from tests.ui.conftest import People, press, type_text
from tests.ui.screens.conftest import ALT, CTRL, last_noted, noted
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.client_file.cases_tab import CasesTab
from ui.screens.client_file.identity_tab import IdentityTab
from ui.screens.client_file.memory_tab import MemoryTab
from ui.screens.counter import CounterScreen
from ui.screens.month import MonthScreen
from ui.screens.privileges import PrivilegesScreen
from ui.session import Session
from ui.text_checks import NOT_FREE, is_free_text
from ui.widgets import Composer, DateField
from ui.widgets.text_watch import TextWatch, text_in

Key = Qt.Key
SAID = "il est idiot"


@pytest.fixture
def whole_program(qtbot: QtBot, helene_file: ClientFile, window: MainWindow) -> MainWindow:
    """Every screen of the program made, every tab seen."""
    for place in range(len(helene_file.parts) - 1):
        press(qtbot, Key(Key.Key_0 + place), ALT)
    press(qtbot, Key.Key_V, ALT)
    for screen in (Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6):
        press(qtbot, screen, CTRL)
        for place in range(1, 10):
            press(qtbot, Key(Key.Key_0 + place), ALT)
    press(qtbot, Key.Key_E, ALT)
    privileges = window.screen_of("privileges")
    assert isinstance(privileges, PrivilegesScreen)
    assert privileges.writing.password
    assert privileges.reflection.questions.edits
    month = window.screen_of("month")
    assert isinstance(month, MonthScreen)
    month.show_sending()
    press(qtbot, Key.Key_6, CTRL)
    press(qtbot, Key.Key_F4)
    return window


def _editors(window: QWidget) -> Iterator[QLineEdit | QPlainTextEdit]:
    yield from window.findChildren(QLineEdit)
    yield from window.findChildren(QPlainTextEdit)


def test_every_field_is_checked_or_known_to_hold_no_free_text(
    whole_program: MainWindow, session: Session
) -> None:
    editors = list(_editors(whole_program))
    names = {editor.objectName() for editor in editors}
    assert {"memory_text", "notes", "asset_notes", "closure_reason", "letter_body"} <= names
    unchecked = [
        editor.objectName()
        for editor in editors
        if is_free_text(editor) and not _is_checked(editor, session)
    ]
    assert unchecked == []


def _is_checked(editor: QLineEdit | QPlainTextEdit, session: Session) -> bool:
    """Whether typing a word that hurts there is told, under the field or by its composer."""
    session.texts.on_focus(None, editor)
    [watch] = editor.findChildren(TextWatch)
    if isinstance(editor.parentWidget(), Composer):
        return watch.composer is editor.parentWidget()
    before = text_in(editor)
    editor.clear()
    QTest.keyClicks(editor, SAID)
    watch.tell()
    told = watch.shows and "idiot" in editor.accessibleDescription()
    editor.clear()
    told = told and not watch.shows
    # Nothing is left to be kept, for the window to close.
    (editor.setText if isinstance(editor, QLineEdit) else editor.setPlainText)(before)
    return told


def test_what_is_said_to_be_no_free_text_still_exists(whole_program: MainWindow) -> None:
    names = {editor.objectName() for editor in _editors(whole_program)}
    assert NOT_FREE - names == set()
    numbers = [e for e in _editors(whole_program) if e.property("number")]
    assert len(numbers) > 20
    assert not any(isinstance(editor, DateField) for editor in numbers)


def test_a_memory_is_kept_after_a_second_enter_and_the_log_says_so_without_its_words(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    press(qtbot, Key.Key_3, ALT)
    tab = helene_file.page("memory")
    assert isinstance(tab, MemoryTab)
    type_text(qtbot, SAID)
    qtbot.waitUntil(lambda: tab.form.field("memory_text").notice.isHidden())
    type_text(qtbot, " ")
    notice = tab.form.field("memory_text").notice
    qtbot.waitUntil(lambda: not notice.isHidden())
    assert notice.plain_text().startswith("Mots qui rabaissent")
    press(qtbot, Key.Key_Return)
    assert "Validez encore une fois" in tab.form.field("memory_text").error.plain_text()
    assert SAID not in [row.text for row in clients.memories(people.helene)]
    assert log_rows() == []
    press(qtbot, Key.Key_Return)
    assert SAID in [row.text for row in clients.memories(people.helene)]
    [line] = log_rows()
    assert (line.act, line.about, line.detail) == ("text_kept", "Souvenir", "mind")
    assert line.client == "Hélène Durand"
    assert notice.isHidden()


def test_another_text_is_asked_about_anew_and_an_ordinary_one_is_not(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    press(qtbot, Key.Key_3, ALT)
    type_text(qtbot, SAID)
    press(qtbot, Key.Key_Return)
    type_text(qtbot, " et radin")
    press(qtbot, Key.Key_Return)
    assert not [row for row in clients.memories(people.helene) if "idiot" in row.text]
    tab = helene_file.page("memory")
    assert isinstance(tab, MemoryTab)
    tab.text.clear()
    type_text(qtbot, "aime les vis malades")
    press(qtbot, Key.Key_Return)
    assert "aime les vis malades" in [row.text for row in clients.memories(people.helene)]
    assert log_rows() == []


def test_notes_and_tags_are_asked_about_each_once(
    qtbot: QtBot, helene_file: ClientFile, people: People
) -> None:
    press(qtbot, Key.Key_2, ALT)
    tab = helene_file.page("identity")
    assert isinstance(tab, IdentityTab)
    tab.tags.edit.setFocus()
    type_text(qtbot, "radin,")
    tab.notes.setFocus()
    type_text(qtbot, SAID)
    for _each in range(3):
        press(qtbot, Key.Key_S, CTRL)
    draft = clients.client_draft(people.helene)
    assert "radin" in draft.tags
    assert draft.notes.endswith(SAID)
    assert {line.detail for line in log_rows()} == {"mind", "money"}
    tab.edits["company"].setText("Fleurs du Rhône")
    press(qtbot, Key.Key_S, CTRL)
    assert clients.client_draft(people.helene).company == "Fleurs du Rhône"
    assert len(log_rows()) == 2


def test_a_field_kept_as_one_leaves_it_waits_for_a_key_pressed_in_it(
    qtbot: QtBot, counter: CounterScreen, people: People, actor: Actor
) -> None:
    note(actor, people.paul, EntryDraft(EntryType.REQUEST, text="un devis"))
    counter.show_client(people.paul)
    press(qtbot, Key.Key_E)
    file = counter.window().screen_of("clients").file  # type: ignore[attr-defined]
    cases = file.page("cases")
    assert isinstance(cases, CasesTab)
    assert cases.case.row is not None
    asked = cases.case.row.entry_id
    field = cases.findChild(QPlainTextEdit, "case_understood")
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    type_text(qtbot, SAID)
    for _each in range(2):
        press(qtbot, Key.Key_Tab)
        field.setFocus()
    assert case_draft(asked).understood == ""
    press(qtbot, Key.Key_S, CTRL)
    assert case_draft(asked).understood == SAID
    assert len(log_rows()) == 1


def test_a_composer_asks_once_and_logs_what_is_kept(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    for key, typed in ((Key.Key_A, "1"), (Key.Key_W, "1")):
        press(qtbot, key)
        type_text(qtbot, f"{typed}{SAID}")
        before = len(noted(people.paul)) + len(voices(client_id=people.paul))
        press(qtbot, Key.Key_Return)
        assert len(noted(people.paul)) + len(voices(client_id=people.paul)) == before
        press(qtbot, Key.Key_Return)
        assert len(noted(people.paul)) + len(voices(client_id=people.paul)) == before + 1
    assert last_noted(people.paul).text == SAID
    assert [line.about for line in log_rows()] == ["Paroles", "Attention"]


def test_the_log_is_read_in_settings(
    qtbot: QtBot, helene_file: ClientFile, window: MainWindow
) -> None:
    press(qtbot, Key.Key_3, ALT)
    type_text(qtbot, SAID)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_6, CTRL)
    press(qtbot, Key.Key_8, ALT)
    table = window.findChild(QWidget, "log_table")
    assert table is not None
    model = table.model()  # type: ignore[attr-defined]
    assert model.rowCount() == 1
    assert not table.isHidden()
