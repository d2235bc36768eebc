"""The composer, as a person types: kind, text, Enter; Tab for more; Esc to leave."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import texts
from tests.ui.kit.conftest import Show
from ui.widgets import CheckBox, Choice, Composed, Composer, ComposerSpec, OptionalField, Select

YESTERDAY = date(2026, 11, 20)
KINDS = (
    Choice("welcome", "Accueil", "3"),
    Choice("advice", "Conseil sans vendre", "3"),
    Choice("beyond", "Service rendu", "8"),
)


def _parse_day(text: str) -> date | None:
    return YESTERDAY if text == "hier" else None


def _parse_cents(text: str) -> int:
    if not text.isdigit():
        raise ValueError("Le montant n’est pas compris.")
    return int(text) * 100


FIELDS = (
    OptionalField("date", "Date", "day", read=_parse_day),
    OptionalField("cost", "Coût", read=_parse_cents),
    OptionalField("memorable", "Mémorable", "check"),
    OptionalField("rate", "TVA", "choice", choices=(Choice("20", "20 %"), Choice("10", "10 %"))),
)
ATTENTION = ComposerSpec("attention", "A", "Attention", KINDS, FIELDS, "ce qui a été fait")
PROMISE = ComposerSpec("promise", "P", "Promesse", text_needed=True)


@pytest.fixture
def composer(show: Show) -> Composer:
    made = Composer()
    box = QWidget()
    made.setParent(box)
    show(box, 900, 400)
    made.setGeometry(0, 0, 900, 300)
    return made


def _typed(qtbot: QtBot, composer: Composer, text: str) -> None:
    qtbot.keyClicks(composer.edit, text)


def _accept(qtbot: QtBot, composer: Composer) -> Composed:
    with qtbot.waitSignal(composer.composed) as signal:
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    result = signal.args[0]
    assert isinstance(result, Composed)
    return result


def test_a_number_then_words_then_enter(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3ramenee devant la porte")
    result = _accept(qtbot, composer)
    assert (result.code, result.kind, result.text) == (
        "attention",
        "beyond",
        "ramenee devant la porte",
    )
    assert result.value("memorable") is False


def test_first_letters_enter_then_words_enter(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "con")
    assert [choice.code for choice in composer.kinds.shown()] == ["advice"]
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.kind_pill.text() == "Conseil sans vendre"
    _typed(qtbot, composer, "plaquettes bonnes")
    assert _accept(qtbot, composer).kind == "advice"


def test_everything_in_one_go(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "serv cle dans la boite")
    result = _accept(qtbot, composer)
    assert (result.kind, result.text) == ("beyond", "cle dans la boite")


def test_enter_alone_chooses_the_kind_marked_and_again_notes_it(
    qtbot: QtBot, composer: Composer
) -> None:
    composer.open_for(ATTENTION)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    result = _accept(qtbot, composer)
    assert (result.kind, result.text) == ("advice", "")


def test_a_number_that_could_still_grow_is_chosen_by_enter(
    qtbot: QtBot, composer: Composer
) -> None:
    many = tuple(Choice(str(at), f"Genre {at}") for at in range(1, 25))
    composer.open_for(ComposerSpec("attention", "A", "Attention", many))
    _typed(qtbot, composer, "2")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.kind_pill.text() == "Genre 2"


def test_a_click_on_a_kind_chooses_it(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    button = composer.findChild(QWidget, "kind_beyond")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert composer.kind_pill.text() == "Service rendu"
    assert composer.edit.hasFocus()


def test_backspace_in_an_empty_text_goes_back_to_the_kinds(
    qtbot: QtBot, composer: Composer
) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "1")
    assert not composer.kinds.isVisible()
    qtbot.keyClick(composer.edit, Qt.Key.Key_Backspace)
    assert composer.kinds.isVisible()
    assert not composer.kind_pill.isVisible()


def test_without_kinds_the_text_comes_at_once(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(PROMISE)
    assert not composer.kinds.isVisible()
    _typed(qtbot, composer, "rappeler mardi")
    assert _accept(qtbot, composer) == Composed("promise", "", "rappeler mardi")


def test_a_text_that_is_needed_is_asked_for(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(PROMISE)
    with qtbot.assertNotEmitted(composer.composed):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.notice.plain_text() == "Quelques mots manquent ici."
    assert composer.edit.accessibleDescription() == "Quelques mots manquent ici."


def test_tab_shows_the_other_fields_and_enter_in_one_of_them_notes(
    qtbot: QtBot, composer: Composer
) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3le soir meme")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    day = composer.findChild(QLineEdit, "composer_date")
    assert day.hasFocus()
    qtbot.keyClicks(day, "hier")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    cost = QApplication.focusWidget()
    assert cost.objectName() == "composer_cost"
    qtbot.keyClicks(cost, "12")
    composer.findChild(CheckBox, "composer_memorable").setChecked(True)
    composer.findChild(Select, "composer_rate").setCurrentIndex(1)
    with qtbot.waitSignal(composer.composed) as signal:
        qtbot.keyClick(cost, Qt.Key.Key_Return)
    result = signal.args[0]
    assert result.day("date") == YESTERDAY
    assert result.value("cost") == 1200
    assert result.value("memorable") is True
    assert result.value("rate") == "10"


def test_a_day_that_is_not_understood_is_told_and_nothing_is_noted(
    qtbot: QtBot, composer: Composer
) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3mot")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    day = composer.findChild(QLineEdit, "composer_date")
    qtbot.keyClicks(day, "jamais")
    with qtbot.assertNotEmitted(composer.composed):
        qtbot.keyClick(day, Qt.Key.Key_Return)
    assert [text for text in texts(composer) if "lundi" in text] == [
        "Ce jour n’est pas compris. Essayez « lundi » ou 12/10."
    ]
    assert "lundi" in day.accessibleDescription()
    assert not composer.notice.isVisible()
    assert day.hasFocus()


def test_a_wrong_amount_is_told_in_its_own_sentence(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3mot")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    cost = composer.findChild(QLineEdit, "composer_cost")
    qtbot.keyClicks(cost, "douze")
    with qtbot.assertNotEmitted(composer.composed):
        qtbot.keyClick(cost, Qt.Key.Key_Return)
    assert texts(composer).count("Le montant n’est pas compris.") == 1
    assert cost.accessibleDescription() == "Le montant n’est pas compris."


@pytest.mark.parametrize("where", ["composer_text", "composer_date"])
def test_escape_leaves_from_anywhere(qtbot: QtBot, composer: Composer, where: str) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3mot")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    with qtbot.waitSignal(composer.cancelled):
        qtbot.keyClick(composer.findChild(QLineEdit, where), Qt.Key.Key_Escape)
    assert not composer.isVisible()


def test_a_warning_about_the_text_needs_a_second_enter(qtbot: QtBot, composer: Composer) -> None:
    spec = ComposerSpec(
        "memory",
        "M",
        "Mémoire",
        check_text=lambda text: "Ces mots parlent de santé." if "malade" in text else "",
    )
    composer.open_for(spec)
    _typed(qtbot, composer, "malade")
    with qtbot.assertNotEmitted(composer.composed):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.notice.plain_text().startswith("Ces mots parlent de santé.")
    result = _accept(qtbot, composer)
    assert result.kept_after_warning


def test_a_whole_word_is_warned_about_while_the_rest_is_typed(
    qtbot: QtBot, composer: Composer
) -> None:
    spec = ComposerSpec(
        "memory", "M", "Mémoire", check_text=lambda text: "Attention." if "con" in text else ""
    )
    composer.open_for(spec)
    _typed(qtbot, composer, "con")
    assert composer.notice.plain_text() == "", "it may become « content »"
    _typed(qtbot, composer, " ")
    assert composer.notice.plain_text() == "Attention."
    qtbot.keyClick(composer.edit, Qt.Key.Key_Backspace)
    assert composer.notice.plain_text() == ""


def test_a_text_changed_after_its_warning_is_checked_again(
    qtbot: QtBot, composer: Composer
) -> None:
    spec = ComposerSpec("memory", "M", "Mémoire", check_text=lambda text: "Attention.")
    composer.open_for(spec)
    _typed(qtbot, composer, "un")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    _typed(qtbot, composer, " mot")
    with qtbot.assertNotEmitted(composer.composed):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)


def test_a_refusal_keeps_what_was_typed(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(PROMISE)
    _typed(qtbot, composer, "rappeler")
    _accept(qtbot, composer)
    composer.refuse("Ce compte est clos.")
    assert composer.isVisible()
    assert composer.edit.text() == "rappeler"
    assert composer.notice.plain_text() == "Ce compte est clos."


def test_opening_again_starts_from_nothing(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3mot")
    composer.refuse("Non.")
    composer.open_for(PROMISE)
    assert composer.edit.text() == ""
    assert not composer.notice.isVisible()
    assert not composer.kind_pill.isVisible()
    assert composer.accessibleName() == "Promesse"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_words_typed_before_a_kind_are_not_lost_and_choose_none_by_themselves(
    qtbot: QtBot, composer: Composer, key: Qt.Key
) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "bruit devant")
    assert composer.kinds.current() is None
    qtbot.keyClick(composer.edit, key)
    assert composer.notice.plain_text() == "Choisissez d’abord dans la liste."
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert _accept(qtbot, composer).text == "bruit devant"


def test_words_typed_before_a_kind_stay_when_the_mouse_chooses_it(
    qtbot: QtBot, composer: Composer
) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "bruit")
    composer.kinds.findChild(QWidget, "kind_beyond").click()
    result = _accept(qtbot, composer)
    assert (result.kind, result.text) == ("beyond", "bruit")


def test_a_day_explained_below_is_not_told_beside_too(qtbot: QtBot, composer: Composer) -> None:
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "3mot")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Tab)
    day = composer.findChild(QLineEdit, "composer_date")
    qtbot.keyClicks(day, "jamais")
    assert len(_colours_at_right(day)) > 1
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert len(_colours_at_right(day)) == 1


def _colours_at_right(field: QWidget) -> set[int]:
    """The colours in the right half of a field, inside its frame."""
    image = field.grab().toImage()
    across = range(image.width() // 2, image.width() - 8)
    return {image.pixel(x, y) for x in across for y in range(8, image.height() - 8)}


def test_the_hints_tell_the_fields_with_their_own_capitals(composer: Composer) -> None:
    fields = (OptionalField("cost", "Coût HT"), OptionalField("rate", "TVA"))
    composer.open_for(ComposerSpec("attention", "A", "Attention", KINDS, fields))
    assert "coût HT, TVA" in composer.hints.plain_text()


def test_the_kind_chosen_is_read_whole_before_the_hints(qtbot: QtBot, composer: Composer) -> None:
    composer.setGeometry(0, 0, 520, 200)
    composer.open_for(ATTENTION)
    _typed(qtbot, composer, "2")
    pill = composer.kind_pill
    qtbot.waitUntil(lambda: pill.width() == pill.sizeHint().width())
