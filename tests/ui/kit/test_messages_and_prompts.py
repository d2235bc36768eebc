"""Messages never in the way, errors that stay, questions that are never waited for."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui import prompts
from ui.messages import MessageBar
from ui.prompts import Answer


@pytest.fixture
def bar(show: Show) -> MessageBar:
    box = QWidget()
    column = QVBoxLayout(box)
    column.addWidget(QLineEdit())
    made = MessageBar()
    column.addWidget(made)
    show(box)
    return made


def _texts(bar: MessageBar) -> list[str]:
    return [message.text.plain_text() for message in bar.messages()]


def test_good_news_goes_away_by_itself(qtbot: QtBot, bar: MessageBar) -> None:
    message = bar.success("Attention notée.")
    message.start_timer(0.01)
    qtbot.waitUntil(lambda: not bar.messages())
    assert not bar.isVisible()


def test_an_error_stays_and_good_news_does_not_push_it_away(qtbot: QtBot, bar: MessageBar) -> None:
    error = bar.error("Le disque est plein.")
    bar.success("Attention notée.")
    bar.success("Promesse notée.")
    assert _texts(bar) == ["Le disque est plein.", "Promesse notée."]
    assert error.stays()
    assert not error._timer.isActive()


def test_the_action_of_a_message_is_done_once_and_closes_it(qtbot: QtBot, bar: MessageBar) -> None:
    done: list[str] = []
    message = bar.success("Attention notée.", ("Annuler", lambda: done.append("undone")))
    qtbot.mouseClick(message.action_button, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not bar.messages()


def test_escape_on_a_message_closes_it_and_gives_the_keyboard_back(
    qtbot: QtBot, bar: MessageBar
) -> None:
    field = bar.parentWidget().findChild(QLineEdit)
    field.setFocus()
    bar.error("Le disque est plein.")
    bar.take_keyboard()
    focused = QApplication.focusWidget()
    assert focused.objectName() == "message_close"
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not bar.messages()
    assert field.hasFocus()


def test_escape_elsewhere_leaves_the_messages(qtbot: QtBot, bar: MessageBar) -> None:
    bar.error("Le disque est plein.")
    field = bar.parentWidget().findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert len(bar.messages()) == 1


def test_a_message_under_the_keyboard_does_not_close(bar: MessageBar) -> None:
    message = bar.success("Rapport enregistré.", ("Ouvrir", lambda: None))
    bar.take_keyboard()
    assert message.action_button is not None
    assert message.action_button.hasFocus()
    assert not message._timer.isActive()


def test_the_same_error_twice_is_one_message(bar: MessageBar) -> None:
    bar.error("Le disque est plein.")
    bar.error("Le disque est plein.")
    assert len(bar.messages()) == 1


def test_there_are_three_messages_at_most(bar: MessageBar) -> None:
    for at in range(5):
        bar.warning(f"Avertissement {at}")
    assert _texts(bar) == [f"Avertissement {at}" for at in (2, 3, 4)]


def test_a_bug_is_logged_and_told_with_the_same_reference(
    bar: MessageBar, caplog: pytest.LogCaptureFixture
) -> None:
    bar.bug(RuntimeError("boum"))
    [record] = caplog.records
    reference = record.getMessage().split(":")[0]
    assert reference in _texts(bar)[0]
    assert "boum" not in _texts(bar)[0]
    caplog.clear()


def _ask(got: list[str], safe: str = "keep") -> prompts.Prompt:
    answers = (Answer("keep", "Garder"), Answer("erase", "Effacer", "danger"))
    return prompts.ask(
        None, "Effacer la fiche\N{NO-BREAK SPACE}?", "Le nom part.", answers, got.append, safe=safe
    )


def test_a_question_does_not_stop_the_program_and_its_answer_comes_later(qtbot: QtBot) -> None:
    got: list[str] = []
    prompt = _ask(got)
    assert got == []
    assert prompts.open_prompts() == [prompt]
    qtbot.mouseClick(prompt.findChild(QWidget, "answer_erase"), Qt.MouseButton.LeftButton)
    assert got == ["erase"]


def test_escape_gives_the_safe_answer(qtbot: QtBot) -> None:
    got: list[str] = []
    prompt = _ask(got)
    qtbot.keyClick(prompt, Qt.Key.Key_Escape)
    assert got == ["keep"]


def test_enter_on_a_question_of_erasing_keeps(qtbot: QtBot) -> None:
    got: list[str] = []
    prompt = _ask(got)
    qtbot.waitActive(prompt)
    keep = prompt.findChild(QWidget, "answer_keep")
    qtbot.waitUntil(keep.hasFocus)
    qtbot.keyClick(keep, Qt.Key.Key_Return)
    assert got == ["keep"]


def test_confirming_does_the_act_and_leaving_does_not(qtbot: QtBot) -> None:
    done: list[bool] = []
    for code in ("answer_cancel", "answer_do"):
        prompt = prompts.confirm(
            None, "Effacer", "Pour toujours.", "Effacer", lambda: done.append(True)
        )
        qtbot.mouseClick(prompt.findChild(QWidget, code), Qt.MouseButton.LeftButton)
    assert done == [True]


def test_something_to_read_is_closed_by_its_only_answer(qtbot: QtBot) -> None:
    prompt = prompts.tell(None, "Sauvegarde", "Elle date de trois mois.")
    qtbot.mouseClick(prompt.findChild(QWidget, "answer_ok"), Qt.MouseButton.LeftButton)
    assert not prompts.open_prompts()


def test_a_place_to_save_is_asked_without_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    got: list[Path] = []
    dialog = prompts.ask_where_to_save(
        None, "Enregistrer", tmp_path / "rapport.pdf", "PDF (*.pdf)", got.append
    )
    assert prompts.open_prompts() == [dialog]
    dialog.filesSelected.emit([str(tmp_path / "rapport.pdf")])
    dialog.reject()
    assert got == [tmp_path / "rapport.pdf"]


def test_files_and_folders_are_asked_one_call_each(qtbot: QtBot, tmp_path: Path) -> None:
    got: list[Path] = []
    for dialog in (
        prompts.ask_files(None, "Importer", "CSV (*.csv)", got.append),
        prompts.ask_folder(None, "Sauvegarder", got.append),
    ):
        dialog.filesSelected.emit([str(tmp_path / "a"), str(tmp_path / "b")])
        dialog.reject()
    assert got == [tmp_path / "a", tmp_path / "b"] * 2
