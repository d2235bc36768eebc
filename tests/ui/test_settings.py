"""Réglages: every change is kept where it is made, told, and can be taken back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import catalogue, journal, settings, team
from models.accounts import read_account
from models.actor import Actor
from models.database import Book
from models.journal import EntryDraft
from models.rules.trust import EntryType, Severity
from models.settings import trust_history
from tests.ui.conftest import (
    People,
    click,
    field,
    idle,
    messages,
    named,
    press,
    retype,
    texts,
    type_text,
)
from ui.main_window import MainWindow
from ui.session import Session

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


# -- the shop ----------------------------------------------------------------------------------


def test_a_field_of_the_shop_is_kept_when_it_is_left_and_can_be_put_back(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    at("shop")
    retype(qtbot, window, "shop_name", "Garage du Rhône")
    press(qtbot, Qt.Key.Key_Tab)
    assert settings.shop().name == "Garage du Rhône"
    assert window.windowTitle().startswith("Garage du Rhône")
    assert messages(window) == ["C’est gardé."]
    press(qtbot, Qt.Key.Key_F6)
    press(qtbot, Qt.Key.Key_Return)
    assert settings.shop().name == "Garage Morel"
    assert field(window, "shop_name").text() == "Garage Morel"


def test_a_wrong_siret_is_told_under_its_field_and_not_kept(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    tab = at("shop")
    retype(qtbot, window, "shop_siret", "732 829 320 00075")
    press(qtbot, Qt.Key.Key_Return)
    assert any(text.startswith("Un chiffre est faux") for text in texts(tab))
    assert settings.shop().siret == ""
    retype(qtbot, window, "shop_town", "Romans")
    press(qtbot, Qt.Key.Key_Return)
    assert field(window, "shop_siret").text() == "732 829 320 00075"
    retype(qtbot, window, "shop_siret", "73282932000074")
    press(qtbot, Qt.Key.Key_Return)
    assert settings.shop().siret == "732 829 320 00074"
    assert field(window, "shop_siret").text() == "732 829 320 00074"
    assert not any(text.startswith("Un chiffre est faux") for text in texts(tab))


def test_the_vat_number_is_proposed_from_the_siret_and_must_be_of_the_same_firm(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    tab = at("shop")
    retype(qtbot, window, "shop_siret", "73282932000074")
    press(qtbot, Qt.Key.Key_Return)
    assert field(window, "shop_vat_number").placeholderText() == "FR44732829320"
    retype(qtbot, window, "shop_vat_number", "FR 83 404833048")
    press(qtbot, Qt.Key.Key_Return)
    assert any("n’est pas celui de votre SIRET" in text for text in texts(tab))
    retype(qtbot, window, "shop_vat_number", "fr 44 732829320")
    press(qtbot, Qt.Key.Key_Return)
    assert settings.shop().vat_number == "FR44732829320"


def test_a_shop_keeps_a_name(qtbot: QtBot, window: MainWindow, at) -> None:
    tab = at("shop")
    field(window, "shop_name").selectAll()
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_Tab)
    assert "Donnez un nom à la boutique." in texts(tab)
    assert settings.shop().name == "Garage Morel"


def test_franchise_en_base_is_kept_with_the_space_bar(qtbot: QtBot, window, at) -> None:
    at("shop")
    named(window, "shop_vat_exempt").setFocus()
    press(qtbot, Qt.Key.Key_Space)
    assert settings.shop().vat_exempt is True
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert settings.shop().vat_exempt is False


def test_control_z_in_settings_never_touches_the_journal(
    qtbot: QtBot, window: MainWindow, people: People, today: date, at
) -> None:
    before = read_account(people.helene).balance(today)
    at("book")
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert messages(window) == ["Rien à reprendre sur cette page."]
    assert read_account(people.helene).balance(today) == before


# -- the team ----------------------------------------------------------------------------------


def test_someone_joins_the_team_and_takes_the_counter_with_f4(
    qtbot: QtBot, window: MainWindow, session: Session, at
) -> None:
    at("team")
    press(qtbot, Qt.Key.Key_N, CTRL)
    type_text(qtbot, "Karim Benali")
    press(qtbot, Qt.Key.Key_Return)
    assert [(m.name, m.initials) for m in team.members()] == [
        ("Claire Morel", "CM"),
        ("Karim Benali", "KB"),
    ]
    press(qtbot, Qt.Key.Key_1, CTRL)
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "kb")
    assert session.member.name == "Karim Benali"
    assert "Karim Benali au comptoir" in texts(window.rail)
    assert named(window, "counter_search").hasFocus()


def test_f4_and_a_number_are_enough(
    qtbot: QtBot, window: MainWindow, session: Session, actor: Actor
) -> None:
    team.add_member(actor, "Cyril Mas")
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "2")
    assert session.member.name == "Cyril Mas"
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "3")
    assert session.member.name == "Cyril Mas"
    press(qtbot, Qt.Key.Key_Escape)


def test_in_a_large_team_the_number_is_completed_or_confirmed(
    qtbot: QtBot, window: MainWindow, session: Session, actor: Actor
) -> None:
    for number in range(2, 13):
        team.add_member(actor, f"Membre {number}", f"M{number}")
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "1")
    assert session.member.name == "Claire Morel"
    type_text(qtbot, "2")
    assert session.member.name == "Membre 12"
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "1")
    press(qtbot, Qt.Key.Key_Return)
    assert session.member.name == "Claire Morel"


def test_f4_walks_the_team_with_the_arrows_and_escape_leaves_it(
    qtbot: QtBot, window: MainWindow, session: Session, actor: Actor
) -> None:
    team.add_member(actor, "Cyril Mas")
    press(qtbot, Qt.Key.Key_F4)
    type_text(qtbot, "c")
    assert session.member.name == "Claire Morel"
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert session.member.name == "Cyril Mas"
    press(qtbot, Qt.Key.Key_F4)
    press(qtbot, Qt.Key.Key_Escape)
    assert not window.findChild(QWidget, "who_panel").isVisible()
    assert session.member.name == "Cyril Mas"


def test_a_member_who_is_not_responsible_changes_no_setting(
    qtbot: QtBot, window: MainWindow, session: Session, actor: Actor, at
) -> None:
    team.add_member(actor, "Karim Benali")
    session.set_member(team.members()[1])
    tab = at("shop")
    retype(qtbot, window, "shop_town", "Romans")
    press(qtbot, Qt.Key.Key_Return)
    assert "Seul le responsable de la boutique peut faire cela." in texts(tab)
    assert settings.shop().town == "Valence"


def test_who_leaves_the_team_leaves_the_counter_and_can_come_back(
    qtbot: QtBot, window: MainWindow, session: Session, actor: Actor, at
) -> None:
    team.add_member(actor, "Karim Benali", role=team.OWNER)
    session.set_member(team.members()[1])
    at("team")
    press(qtbot, Qt.Key.Key_Down)
    click(qtbot, window, "member_retire")
    assert [m.name for m in team.members()] == ["Claire Morel"]
    assert session.member.name == "Claire Morel"
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert [m.name for m in team.members()] == ["Claire Morel", "Karim Benali"]


def test_the_last_responsible_stays(qtbot: QtBot, window: MainWindow, at) -> None:
    tab = at("team")
    click(qtbot, window, "member_retire")
    assert "Il faut au moins un responsable actif." in texts(tab)
    assert len(team.members()) == 1


def test_a_name_is_changed_in_its_line_and_at_the_foot_of_the_rail(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    at("team")
    press(qtbot, Qt.Key.Key_Return)
    retype(qtbot, window, "member_name", "Claire Morel-Roux")
    press(qtbot, Qt.Key.Key_S, CTRL)
    assert team.first_member().name == "Claire Morel-Roux"
    assert "Claire Morel-Roux au comptoir" in texts(window.rail)


# -- catalogues --------------------------------------------------------------------------------


def test_a_changed_weight_counts_for_what_is_noted_next(
    qtbot: QtBot, window: MainWindow, people: People, actor: Actor, today: date, at
) -> None:
    at("catalogues")
    before = read_account(people.firm).balance(today)
    for _line in range(3):
        press(qtbot, Qt.Key.Key_Down)
    retype(qtbot, window, "kind_weight", "4,5")
    press(qtbot, Qt.Key.Key_Return)
    assert catalogue.weight_of("advice") == 450
    journal.note(actor, people.firm, EntryDraft(EntryType.ATTENTION, "advice"))
    assert read_account(people.firm).balance(today) - before == 450
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert field(window, "kind_weight").hasFocus()  # a field undoes its own typing first
    click(qtbot, window, "message_action")
    assert catalogue.weight_of("advice") == 300


def test_a_weight_that_is_not_one_is_told_under_its_field(qtbot: QtBot, window, at) -> None:
    tab = at("catalogues")
    retype(qtbot, window, "kind_weight", "beaucoup")
    press(qtbot, Qt.Key.Key_Return)
    assert any("par exemple 3 ou 1,5" in text for text in texts(tab))
    assert catalogue.weight_of("first-impression") == 300


def test_a_new_incident_has_its_usual_severity_and_can_be_withdrawn(
    qtbot: QtBot, window: MainWindow, at
) -> None:
    at("catalogues")
    click(qtbot, window, "tab_incident")
    press(qtbot, Qt.Key.Key_N, CTRL)
    type_text(qtbot, "Véhicule rendu sale")
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_S, CTRL)
    added = catalogue.kinds("incident")[-1]
    assert (added.label, added.severity) == ("Véhicule rendu sale", "notable")
    click(qtbot, window, "kind_retire")
    assert "Véhicule rendu sale" not in [k.label for k in catalogue.kinds("incident")]
    click(qtbot, window, "message_action")
    assert "Véhicule rendu sale" in [k.label for k in catalogue.kinds("incident")]


def test_a_line_that_exists_is_not_added_twice(qtbot: QtBot, window: MainWindow, at) -> None:
    tab = at("catalogues")
    for _time in range(2):
        press(qtbot, Qt.Key.Key_N, CTRL)
        type_text(qtbot, "Café offert")
        press(qtbot, Qt.Key.Key_Tab)
        type_text(qtbot, "1")
        press(qtbot, Qt.Key.Key_Return)
    assert "Cette ligne existe déjà dans le catalogue." in texts(tab)
    assert [k.label for k in catalogue.kinds("attention")].count("Café offert") == 1


# -- weights and delays ------------------------------------------------------------------------


def test_a_changed_setting_counts_from_today_and_leaves_the_past_as_it_was(
    qtbot: QtBot, window: MainWindow, book: Book, people: People, today: date, at
) -> None:
    before = read_account(people.paul).balance(today + timedelta(days=20))
    at("trust")
    retype(qtbot, window, "broken_late", "20")
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    history = trust_history()
    assert history.on(today).broken_late == -2000
    assert history.on(today - timedelta(days=1)).broken_late == -800
    assert read_account(people.paul).balance(today + timedelta(days=20)) == before
    assert messages(window) == ["Rompue, ou oubliée : − 20 unités, à partir d’aujourd’hui."]


def test_a_setting_goes_back_to_its_usual_value_with_one_button(
    qtbot: QtBot, window: MainWindow, people: People, today: date, at
) -> None:
    at("trust")
    retype(qtbot, window, "severity_weights_notable", "20")
    press(qtbot, Qt.Key.Key_Return)
    idle(qtbot, window)
    assert trust_history().on(today).severity_weights[Severity.NOTABLE] == 2000
    assert trust_history().on(today).severity_weights[Severity.SERIOUS] == 3000
    click(qtbot, window, "severity_weights_notable_usual")
    idle(qtbot, window)
    assert trust_history().on(today).severity_weights[Severity.NOTABLE] == 1000
    assert not window.findChild(QWidget, "severity_weights_notable_usual").isVisible()


def test_two_settings_changed_at_once_are_both_kept_and_one_is_taken_back(
    qtbot: QtBot, window: MainWindow, people: People, today: date, at
) -> None:
    at("trust")
    retype(qtbot, window, "severity_weights_minor", "4")
    press(qtbot, Qt.Key.Key_Tab)
    retype(qtbot, window, "severity_weights_serious", "40")
    press(qtbot, Qt.Key.Key_Tab)
    idle(qtbot, window)
    kept = trust_history().on(today).severity_weights
    assert (kept[Severity.MINOR], kept[Severity.SERIOUS]) == (400, 4000)
    click(qtbot, window, "message_action")
    idle(qtbot, window)
    kept = trust_history().on(today).severity_weights
    assert (kept[Severity.MINOR], kept[Severity.SERIOUS]) == (400, 3000)


def test_a_withdrawal_is_typed_without_its_sign(qtbot: QtBot, window, today: date, at) -> None:
    at("trust")
    assert field(window, "broken_late").text() == "8"
    retype(qtbot, window, "broken_late", "9,5")
    press(qtbot, Qt.Key.Key_Tab)
    idle(qtbot, window)
    assert trust_history().on(today).broken_late == -950


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("request_delay", "-2", "Écrivez un nombre entier."),
        ("request_delay", "deux", "Écrivez un nombre entier."),
        ("deposit_half_life", "0", "Écrivez un nombre de mois, 1 au moins."),
        ("solid_at", "x", "Écrivez des unités, par exemple 3 ou 1,5."),
    ],
)
def test_a_value_that_cannot_be_is_told_under_its_field(
    qtbot: QtBot, window: MainWindow, today: date, at, name: str, text: str, told: str
) -> None:
    tab = at("trust")
    before = getattr(trust_history().on(today), name)
    retype(qtbot, window, name, text)
    press(qtbot, Qt.Key.Key_Return)
    assert told in texts(tab)
    assert getattr(trust_history().on(today), name) == before


def test_every_trust_setting_has_its_field() -> None:
    from dataclasses import fields

    from models.rules.trust import TrustSettings
    from ui.screens.settings.trust_fields import trust_groups

    shown = {field.name for group in trust_groups() for field in group.fields}
    assert shown == {field.name for field in fields(TrustSettings)}
