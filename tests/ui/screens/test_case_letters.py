"""Letters about a case: proposed, read again, copied or saved; never sent, the mediator noted."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models import journal, settings
from models.actor import Actor
from models.case_files import CaseDraft, case_draft, save_case
from models.journal import EntryDraft
from models.letters import LetterKind
from models.letters_sent import kept_letters
from models.rules.trust import EntryType
from tests.ui.conftest import (
    People,
    choose_file,
    click,
    idle,
    messages,
    named,
    press,
    texts,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, last_noted
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.todo import TodoScreen
from ui.widgets.text_watch import written_in

Key = Qt.Key
TODAY = date(2026, 11, 22)
MEDIATOR = "CM2C, cm2c.net"


@pytest.fixture
def incident(people: People) -> int:
    """The entry of Hélène's incident, which waits."""
    entry_id = last_noted(people.helene).entry.id
    assert isinstance(entry_id, int)
    return entry_id


@pytest.fixture
def file(qtbot: QtBot, helene_file: ClientFile, incident: int) -> ClientFile:
    """Hélène's file on its cases; her claim was written ten days ago, an answer is ready."""
    proposal = CaseDraft(proposal="roulement changé mardi", written_on=TODAY - timedelta(10))
    helene_file.session.write(save_case, incident, proposal)
    press(qtbot, Key.Key_4, ALT)
    return helene_file


def with_mediator(file: ClientFile, language: str = "fr") -> None:
    """The shop depends on a mediator."""
    shop = replace(settings.shop(), mediator=MEDIATOR, language=language)
    file.session.write(settings.set_shop, shop)


def body(file: ClientFile) -> QPlainTextEdit:
    """The text of the letter shown."""
    found = named(file, "letter_body")
    assert isinstance(found, QPlainTextEdit)
    return found


def test_l_proposes_the_letter_that_is_due_and_esc_goes_back(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    press(qtbot, Key.Key_L)
    assert has_keyboard() == "letter_body"
    assert file.cases.letter.kinds.current() == LetterKind.ANSWER
    assert "Voici ce que nous vous proposons : roulement changé mardi." in body(file).toPlainText()
    about = "À Hélène Durand · Votre réclamation du 12 novembre 2026"
    assert about in texts(file)
    press(qtbot, Key.Key_Escape)
    assert has_keyboard() == "file_cases"
    file.session.write(save_case, incident, CaseDraft(understood="elle a eu peur"))
    press(qtbot, Key.Key_L)
    assert file.cases.letter.kinds.current() == LetterKind.ACKNOWLEDGEMENT
    click(qtbot, file, "tab_answer")
    assert "ce que nous avons compris : elle a eu peur." in body(file).toPlainText()
    press(qtbot, Key.Key_Escape)
    file.session.write(save_case, incident, CaseDraft())
    click(qtbot, file, "case_letter")
    assert file.cases.letter.kinds.current() == LetterKind.ACKNOWLEDGEMENT
    click(qtbot, file, "letter_back")
    assert has_keyboard() == "file_cases"


def test_a_letter_written_again_waits_while_one_looks_at_another(
    qtbot: QtBot, file: ClientFile
) -> None:
    press(qtbot, Key.Key_L)
    press(qtbot, Key.Key_End, CTRL)
    type_text(qtbot, " Un mot de plus.")
    click(qtbot, file, "tab_apology")
    assert "Nous vous présentons nos excuses." in body(file).toPlainText()
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_L)
    assert body(file).toPlainText().endswith(" Un mot de plus.")
    click(qtbot, file, "letter_copy")
    copied = QApplication.clipboard().text()
    assert copied.endswith(" Un mot de plus.\n\nClaire Morel\nGarage Morel")
    assert "vous nous avez dit\N{NO-BREAK SPACE}: bruit" in copied


def test_an_answer_that_names_the_mediator_is_noted_by_one_click_and_can_be_taken_back(
    qtbot: QtBot, file: ClientFile, window: MainWindow, incident: int
) -> None:
    with_mediator(file)
    press(qtbot, Key.Key_L)
    assert MEDIATOR in body(file).toPlainText()
    assert not file.cases.letter.told_mediator.isVisible()
    click(qtbot, file, "letter_copy")
    click(qtbot, file, "letter_told_mediator")
    assert case_draft(incident).told_mediator == TODAY
    assert not file.cases.letter.told_mediator.isVisible()
    assert messages(window)[-1] == "Noté : le médiateur est indiqué aujourd’hui."
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Return)
    assert case_draft(incident).told_mediator is None
    assert messages(window)[-1] == "Remis comme avant."


def test_a_letter_that_names_no_mediator_proposes_to_note_nothing(
    qtbot: QtBot, file: ClientFile
) -> None:
    with_mediator(file)
    press(qtbot, Key.Key_L)
    click(qtbot, file, "tab_acknowledgement")
    click(qtbot, file, "letter_copy")
    assert not file.cases.letter.told_mediator.isVisible()


def test_without_a_mediator_the_answer_says_so_and_leads_to_the_settings(
    qtbot: QtBot, file: ClientFile, window: MainWindow
) -> None:
    press(qtbot, Key.Key_L)
    assert any(text.startswith("La boutique n’a pas encore de médiateur") for text in texts(file))
    click(qtbot, file, "letter_to_shop")
    assert (window.current_key(), has_keyboard()) == ("settings", "shop_name")


def test_the_pdf_is_in_the_language_of_the_shop_s_papers(
    qtbot: QtBot, file: ClientFile, window: MainWindow, tmp_path: Path
) -> None:
    with_mediator(file, language="en")
    press(qtbot, Key.Key_L)
    typed = body(file).toPlainText()
    assert typed.startswith("Mrs Durand,") or typed.startswith("Ms Durand,")
    click(qtbot, file, "letter_save")
    choose_file(tmp_path / "lettre.pdf")
    idle(qtbot, window)
    page = pypdf.PdfReader(tmp_path / "lettre.pdf").pages[0].extract_text()
    assert "roulement changé mardi" in page
    assert "22 November 2026" in page
    assert messages(window)[-1] == "Enregistré : lettre.pdf"
    assert file.cases.letter.told_mediator.isVisible()


def test_the_letter_is_printed_through_the_system_s_dialog(
    qtbot: QtBot, file: ClientFile, window: MainWindow
) -> None:
    press(qtbot, Key.Key_L)
    click(qtbot, file, "letter_print")
    idle(qtbot, window)
    dialog = file.findChild(QPrintDialog)
    assert dialog is not None
    assert dialog.printer().docName().endswith("Votre réclamation du 12 novembre 2026")
    dialog.reject()


def test_a_promise_has_no_letter(qtbot: QtBot, file: ClientFile, people: People) -> None:
    file.session.write(journal.note, people.helene, EntryDraft(EntryType.PROMISE, "", "rappeler"))
    press(qtbot, Key.Key_Home, CTRL)
    assert file.cases.model.row_at(0).type is EntryType.PROMISE  # type: ignore[union-attr]
    press(qtbot, Key.Key_L)
    assert has_keyboard() == "file_cases"
    assert not file.cases.letter.isVisible()


def test_the_mediator_s_line_opens_the_case_with_its_letter_ready(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow, incident: int, actor: Actor
) -> None:
    written = CaseDraft(written_on=TODAY - timedelta(days=61))
    todo_screen.session.write(save_case, incident, written)
    idle(qtbot, window)
    press(qtbot, Key.Key_Home, CTRL)
    for _row in range(todo_screen.model.rowCount()):
        item = todo_screen.model.row_at(todo_screen.table.currentIndex().row())
        if item is not None and item.line is not None:
            break
        press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert (window.current_key(), has_keyboard()) == ("clients", "letter_body")
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Escape)
    assert (window.current_key(), has_keyboard()) == ("todo", "todo_table")


def test_a_letter_that_left_is_kept_to_be_read_and_sent_again(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    press(qtbot, Key.Key_L)
    panel = file.cases.letter
    assert not panel.sent.isVisible()
    press(qtbot, Key.Key_End, CTRL)
    type_text(qtbot, " Tel que parti.")
    click(qtbot, file, "letter_copy")
    click(qtbot, file, "letter_copy")
    [kept] = kept_letters(incident)
    assert kept.letter.body.endswith(" Tel que parti.")
    file.session.write(save_case, incident, CaseDraft(proposal="tout autre chose"))
    panel.sent.setFocus()
    press(qtbot, Key.Key_Down)
    assert panel.sent.currentText() == "Réponse du 22 novembre 2026, gardée"
    assert (written_in(body(file)), body(file).isReadOnly()) == (kept.letter.body, True)
    QApplication.clipboard().clear()
    click(qtbot, file, "letter_copy")
    assert " Tel que parti." in QApplication.clipboard().text()
    assert len(kept_letters(incident)) == 1
    panel.sent.setFocus()
    press(qtbot, Key.Key_Up)
    assert not body(file).isReadOnly()
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_Z, CTRL)
    assert kept_letters(incident) == []


def test_a_saved_letter_is_kept_and_a_cancelled_print_is_not(
    qtbot: QtBot, file: ClientFile, window: MainWindow, incident: int, tmp_path: Path
) -> None:
    press(qtbot, Key.Key_L)
    click(qtbot, file, "letter_print")
    idle(qtbot, window)
    dialog = file.findChild(QPrintDialog)
    assert dialog is not None
    dialog.reject()
    assert kept_letters(incident) == []
    file.cases.letter._save_to(tmp_path / "lettre.pdf")
    idle(qtbot, window)
    [kept] = kept_letters(incident)
    assert kept.letter.kind is LetterKind.ANSWER
    assert file.cases.letter.sent.isVisible()


def test_the_letter_of_a_case_taken_back_is_still_read_from_the_file(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    press(qtbot, Key.Key_L)
    type_text(qtbot, "Telle que partie. ")
    click(qtbot, file, "letter_copy")
    press(qtbot, Key.Key_Escape)
    file.session.write(journal.reverse, incident)
    [row] = [row for row in file.cases.rows if row.entry_id == incident]
    assert (row.open, row.ended, row.taken_back) == (None, "repris", True)
    file.cases.table.look_at(file.cases.model.place_of(incident))
    assert "repris le 22 novembre 2026" in file.cases.case.details.plain_text()
    press(qtbot, Key.Key_L)
    assert "Telle que partie." in written_in(body(file))
    assert body(file).isReadOnly()
    assert not file.cases.letter.kinds.isVisible()


def test_a_case_taken_back_about_which_nothing_was_written_is_not_listed(
    file: ClientFile, people: People
) -> None:
    draft = EntryDraft(EntryType.REQUEST, text="un devis")
    noted = file.session.write(journal.note, people.helene, draft).entry_id
    assert noted in {row.entry_id for row in file.cases.rows}
    file.session.write(journal.reverse, noted)
    assert noted not in {row.entry_id for row in file.cases.rows}


def test_an_answer_that_answers_nothing_says_so(
    qtbot: QtBot, file: ClientFile, incident: int
) -> None:
    with_mediator(file)
    press(qtbot, Key.Key_L)
    assert file.cases.letter.notice.isHidden(), "there is a proposal"
    press(qtbot, Key.Key_Escape)
    file.session.write(save_case, incident, CaseDraft(words="« encore »"))
    press(qtbot, Key.Key_L)
    assert file.cases.letter.notice.isHidden(), "an acknowledgement needs none"
    file.cases.letter.kinds.choose(LetterKind.ANSWER.value)
    assert "pour que la réponse soit complète" in " ".join(texts(file))
