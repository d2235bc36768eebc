"""Fields: their label, their error right below, days and tags typed as people do."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit.conftest import Show
from ui.widgets import CheckBox, DateField, FieldRow, Form, Select, TagEdit
from ui.widgets.tag_edit import TagChip

DAYS = {"hier": date(2026, 11, 20), "12/10": date(2026, 10, 12), "11/10/2026": date(2026, 10, 11)}


def _form() -> Form:
    form = Form()
    form.add("name", "Nom de la boutique", QLineEdit(), "En haut de l’écran")
    form.add_side_by_side(
        ("postcode", "Code postal", QLineEdit(), ""), ("town", "Ville", QLineEdit(), "")
    )
    return form


def test_a_field_is_named_by_its_label() -> None:
    form = _form()
    editor = form.field("town").editor
    assert editor.objectName() == "town"
    assert editor.accessibleName() == "Ville"
    assert form.field("town").label.buddy() is editor


def test_errors_are_told_under_their_field_and_the_first_takes_the_keyboard(show: Show) -> None:
    form = _form()
    show(form)
    form.set_errors({"postcode": "Cinq chiffres.", "town": "La ville manque."})
    assert form.field("postcode").error.plain_text() == "Cinq chiffres."
    assert form.field("postcode").error.isVisible()
    assert form.field("postcode").editor.hasFocus()
    assert form.field("town").editor.accessibleDescription() == "La ville manque."
    assert not form.field("name").error.isVisible()


def test_errors_go_away_when_all_is_well(show: Show) -> None:
    form = _form()
    show(form)
    form.set_errors({"name": "Le nom manque."})
    form.set_errors({})
    assert not form.field("name").error.isVisible()
    assert form.field("name").editor.property("invalid") is False
    assert form.field("name").editor.accessibleDescription() == "En haut de l’écran"


def test_a_field_without_label_takes_no_room_for_one(show: Show) -> None:
    row = FieldRow("", CheckBox("Suivre le système"))
    show(row)
    assert not row.label.isVisible()
    assert row.editor.accessibleName() == ""


def _day_field() -> DateField:
    return DateField(DAYS.get)


@pytest.mark.parametrize(("typed", "day"), [*DAYS.items(), ("jamais", None), ("", None)])
def test_a_day_is_read_by_the_caller_s_parser(
    qtbot: QtBot, show: Show, typed: str, day: date | None
) -> None:
    field = _day_field()
    show(field)
    qtbot.keyClicks(field, typed)
    assert field.day() == day
    assert field.is_understood() == (day is not None or not typed)


def test_the_day_understood_is_told_in_full(qtbot: QtBot, show: Show) -> None:
    field = _day_field()
    show(field)
    qtbot.keyClicks(field, "hier")
    assert field.accessibleDescription() == "vendredi 20 novembre 2026"
    qtbot.keyClicks(field, "x")
    assert field.accessibleDescription() == "Jour non compris"
    assert field.property("invalid") is True


def test_the_arrows_go_from_day_to_day(qtbot: QtBot, show: Show) -> None:
    field = _day_field()
    show(field)
    qtbot.keyClicks(field, "12/10")
    with qtbot.waitSignal(field.day_changed) as signal:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "11/10/2026"
    assert signal.args == [date(2026, 10, 11)]


def test_enter_and_comma_add_tags(qtbot: QtBot, show: Show) -> None:
    edit = TagEdit("Étiquettes")
    show(edit)
    with qtbot.waitSignal(edit.tags_changed):
        qtbot.keyClicks(edit.edit, "flotte")
        qtbot.keyClick(edit.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(edit.edit, " voisin ,velo,")
    assert edit.tags() == ("flotte", "voisin", "velo")
    assert edit.edit.text() == ""


def test_a_tag_is_not_added_twice(qtbot: QtBot, show: Show) -> None:
    edit = TagEdit("Étiquettes")
    edit.set_tags(["Flotte"])
    show(edit)
    qtbot.keyClicks(edit.edit, "flotte,")
    assert edit.tags() == ("Flotte",)


def test_backspace_in_an_empty_field_removes_the_last_tag(qtbot: QtBot, show: Show) -> None:
    edit = TagEdit("Étiquettes")
    edit.set_tags(["flotte", "voisin"])
    show(edit)
    with qtbot.waitSignal(edit.tags_changed, check_params_cb=lambda tags: tags == ("flotte",)):
        qtbot.keyClick(edit.edit, Qt.Key.Key_Backspace)


def test_delete_on_a_tag_removes_it_and_gives_the_keyboard_back(qtbot: QtBot, show: Show) -> None:
    edit = TagEdit("Étiquettes")
    edit.set_tags(["flotte", "voisin"])
    show(edit)
    chip = edit.findChild(TagChip, "tag_flotte")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert edit.tags() == ("voisin",)
    assert edit.edit.hasFocus()


def test_many_tags_go_to_the_next_line_and_stay_whole(show: Show) -> None:
    edit = TagEdit("Étiquettes")
    edit.set_tags([f"étiquette numéro {at}" for at in range(12)])
    show(edit, 420, 300)
    assert edit.minimumHeight() > 100
    chips = edit.findChildren(TagChip)
    assert all(edit.rect().contains(chip.geometry()) for chip in chips)


def test_space_ticks_a_box_and_its_whole_line_can_be_clicked(qtbot: QtBot, show: Show) -> None:
    box = CheckBox("Suivre le système")
    show(box, 300, 30)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert not box.isChecked()


def test_the_keyboard_is_seen_on_a_box_and_on_a_list(show: Show) -> None:
    for made in (CheckBox("Suivre le système"), Select()):
        widget: QWidget = made
        show(widget, 240, 34)
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus()
        assert widget.grab().toImage() != without


def test_a_list_is_chosen_from_with_letters(qtbot: QtBot, show: Show) -> None:
    select = Select()
    select.addItems(["Garage", "Artisan", "Commerce"])
    show(select, 240, 34)
    qtbot.keyClicks(select, "com")
    assert select.currentText() == "Commerce"
