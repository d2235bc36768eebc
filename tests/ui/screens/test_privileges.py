"""Privilèges by keys: the list, the reflection, whom it is for, withdrawing, the trial's end."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models import clients
from models.actor import Actor
from models.charter import publish
from models.charter_promised import promised
from models.privilege_trials import due, reviews
from models.privileges import PrivilegeRow, Status, plan_withdrawal, privileges
from tests.models.privileges.conftest import idea, published
from tests.ui.conftest import People, messages, press, type_text
from ui.main_window import MainWindow
from ui.screens.privileges import PrivilegesScreen

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, people: People) -> PrivilegesScreen:
    """The screen, not shown yet, of a book without a privilege."""
    found = window.screen_of("privileges")
    assert isinstance(found, PrivilegesScreen)
    return found


def go(qtbot: QtBot, screen: PrivilegesScreen) -> None:
    """Ctrl+4, and wait until the figures are read."""
    press(qtbot, Key.Key_4, Mod.ControlModifier)
    settle(qtbot, screen)


def settle(qtbot: QtBot, screen: PrivilegesScreen) -> None:
    """Wait until the book was read."""
    qtbot.waitUntil(lambda: not screen.session.window.tasks.is_busy())


def test_the_empty_screen_says_what_to_do_first_and_enter_does_it(
    qtbot: QtBot, screen: PrivilegesScreen
) -> None:
    go(qtbot, screen)
    assert "engagement de la maison" in screen.ideas.empty.text.plain_text()
    press(qtbot, Key.Key_Return)
    assert QApplication.focusWidget() is screen.reflection.questions.edits["title"]
    press(qtbot, Key.Key_Escape)
    assert privileges() == []


def test_each_answer_is_kept_when_left_and_taken_back(
    qtbot: QtBot, screen: PrivilegesScreen
) -> None:
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    type_text(qtbot, "Voiture ramenée")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "Votre voiture vous attend devant chez vous.")
    press(qtbot, Key.Key_Tab)
    (row,) = privileges()
    assert row.draft.title == "Voiture ramenée"
    assert row.draft.family == "service"
    assert row.draft.promise == "Votre voiture vous attend devant chez vous."
    screen.undo_last()
    assert privileges()[0].draft.promise == ""
    assert screen.reflection.questions.edits["promise"].text() == ""
    assert "Il reste" in screen.reflection.ready.plain_text()


def test_what_is_being_typed_is_kept_before_it_is_left_and_taken_back_at_once(
    qtbot: QtBot, screen: PrivilegesScreen
) -> None:
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.pause.setInterval(1)
    type_text(qtbot, "Voiture")
    qtbot.waitUntil(lambda: [row.draft.title for row in privileges()] == ["Voiture"])
    type_text(qtbot, " ramenée")
    qtbot.waitUntil(lambda: [row.draft.title for row in privileges()] == ["Voiture ramenée"])
    assert QApplication.focusWidget() is screen.reflection.questions.edits["title"]
    assert "C’est gardé" not in " ".join(messages(screen.session.window))
    press(qtbot, Key.Key_Tab)
    assert "C’est gardé" in messages(screen.session.window)[-1]
    assert [row.draft.title for row in privileges()] == ["Voiture ramenée"]
    press(qtbot, Key.Key_Z, Mod.ControlModifier)
    assert privileges() == []


def test_what_is_being_typed_is_kept_when_the_window_closes(
    qtbot: QtBot, screen: PrivilegesScreen, window: MainWindow
) -> None:
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "Votre voiture vous attend devant chez vous.")
    window.close()
    [row] = privileges()
    assert row.draft.promise == "Votre voiture vous attend devant chez vous."


def test_points_are_refused_beside_the_promise(qtbot: QtBot, screen: PrivilegesScreen) -> None:
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("promise")
    type_text(qtbot, "Chaque visite donne 10 points de fidélité.")
    press(qtbot, Key.Key_Tab)
    notice = screen.reflection.questions.rows["promise"].notice
    assert not notice.isHidden()
    assert "points" in notice.plain_text()


def test_a_cost_that_is_no_amount_is_said_and_nothing_is_kept(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    idea(actor, unit_cents=None)
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("unit_cents")
    type_text(qtbot, "douze")
    press(qtbot, Key.Key_Tab)
    assert not screen.reflection.questions.rows["unit_cents"].error.isHidden()
    assert privileges()[0].draft.unit_cents is None


def test_passing_through_the_answers_of_a_promise_changes_nothing_of_it(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    """Typed as it should be, or pasted, a text has non-breaking spaces."""
    texts = ("title", "promise", "purpose", "keeping", "breaking", "wall", "title_en", "promise_en")
    words = dict.fromkeys(texts, "Oui\xa0: deux\u202flignes,\nici\xa0!")
    words |= {"title": "Prêt\u00a0!", "title_en": "Loan\u00a0!"}
    published(actor, **words)
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    for _field in range(30):
        press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Escape)
    assert [row.status for row in privileges()] == [Status.PUBLISHED]


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("title", "é" * 81, "trop long"),
        ("promise", "😀" * 2_001, "trop long"),
        ("unit_cents", "-5", "Écrivez un montant"),
        ("monthly_capacity", "9" * 5_000, "en chiffres"),
    ],
    ids=("title", "promise", "unit_cents", "monthly_capacity"),
)
def test_an_answer_that_cannot_be_kept_is_lost_by_a_second_esc_only(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor, name: str, typed: str, told: str
) -> None:
    idea(actor)
    before = privileges()[0].draft
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on(name)
    screen.reflection.questions.edits[name].setText(typed)  # pasted
    screen.reflection.questions.focus_on("wall" if name == "title" else "title")
    screen.reflection.questions.answered.emit(name)  # left
    press(qtbot, Key.Key_Escape)
    assert screen.stack.currentWidget() is screen.reflection
    assert told in screen.reflection.questions.rows[name].error.plain_text()
    edit = screen.reflection.questions.edits[name]
    assert (edit.text(), edit.hasFocus()) == (typed, True)
    qtbot.waitUntil(lambda: edit.visibleRegion().boundingRect() == edit.rect())
    assert "Échap encore" in messages(screen.session.window)[-1]
    press(qtbot, Key.Key_Escape)
    assert screen.stack.currentWidget() is screen.ideas
    assert privileges()[0].draft == before


@pytest.mark.parametrize(
    ("letter", "typed"), [(Key.Key_A, "9" * 5_000), (Key.Key_M, "x" * 201)], ids=("years", "reason")
)
def test_a_condition_that_cannot_be_is_told_where_it_is_typed(
    qtbot: QtBot,
    screen: PrivilegesScreen,
    people: People,
    actor: Actor,
    letter: Qt.Key,
    typed: str,
) -> None:
    idea(actor, rule=None)
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("rule")
    press(qtbot, letter)
    if letter is Key.Key_M:
        type_text(qtbot, "durant")
        press(qtbot, Key.Key_Return)
        press(qtbot, Key.Key_1)
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    edit.setText(typed)
    press(qtbot, Key.Key_Return)
    composer = screen.reflection.questions.rule.composer
    assert composer.isVisible()
    assert edit.text() == typed
    assert privileges()[0].draft.rule is None


def test_whom_it_is_for_is_composed_by_letters_and_read_back(
    qtbot: QtBot, screen: PrivilegesScreen, people: People, actor: Actor
) -> None:
    idea(actor, rule=None)
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("rule")
    press(qtbot, Key.Key_A)
    type_text(qtbot, "3")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_P)
    type_text(qtbot, "2")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_M)
    type_text(qtbot, "durant")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_1)
    type_text(qtbot, "il nous a prêté son local")
    press(qtbot, Key.Key_Return)
    told = screen.reflection.questions.rule.told.plain_text()
    assert "client depuis 3 ans au moins, et 2 passages en 12 mois" in told
    assert "1 client choisi à la main" in told
    settle(qtbot, screen)
    assert screen.reflection.reach.people.ids == (people.paul,)
    assert "1 client y a droit" in screen.reflection.reach.count.plain_text()


def test_conditions_are_grouped_by_a_key_and_read_back(
    qtbot: QtBot, screen: PrivilegesScreen, people: People, actor: Actor
) -> None:
    record_tag(actor, people.paul, "voisin")
    idea(actor, rule=None)
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("rule")
    for letter, number in ((Key.Key_P, "9"), (Key.Key_R, "4"), (Key.Key_A, "1")):
        press(qtbot, letter)
        type_text(qtbot, number)
        press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_E)
    press(qtbot, Key.Key_1)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_G)
    editor = screen.reflection.questions.rule
    assert [editor.model.cell_at(at, 0).text.strip() for at in range(5)] == [
        *("9 passages en 12 mois", "4 recommandations", "l’une au moins de celles-ci\xa0:"),
        *("client depuis 1 an au moins", "étiquette «\xa0voisin\xa0»"),
    ]
    for _time in range(2):  # the two first lines go
        press(qtbot, Key.Key_Home)
        press(qtbot, Key.Key_Delete)
    assert privileges()[0].draft.rule == {"any": [{"years": 1}, {"tag": "voisin"}]}
    told = editor.told.plain_text()
    assert told == "Pour qui\xa0: client depuis 1 an au moins, ou étiquette «\xa0voisin\xa0»"
    settle(qtbot, screen)
    assert screen.reflection.reach.people.ids == (people.paul,)
    press(qtbot, Key.Key_O)
    settle(qtbot, screen)
    assert screen.reflection.reach.people.ids == ()


def test_opening_a_rule_of_groups_changes_nothing_of_it(
    qtbot: QtBot, screen: PrivilegesScreen, people: People, actor: Actor
) -> None:
    picked = {"picked": [{"client": 1, "reason": "voisine"}, {"client": 2, "reason": "cousin"}]}
    rule = {"any": [{"all": [{"years": 3}, {"any": [{"referrals": 1}, picked]}]}, picked]}
    idea(actor, rule=rule)
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("rule")
    type_again(qtbot, screen)
    assert privileges()[0].draft.rule == rule
    assert screen.reflection.questions.rule.model.rowCount() == 6
    settle(qtbot, screen)


def test_a_grey_key_says_why_it_can_do_nothing(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    idea(actor, rule={"all": [{"years": 3}]})
    go(qtbot, screen)
    for key, words in ((Key.Key_B, "à l’essai"), (Key.Key_R, "rien à retirer")):
        press(qtbot, key)
        assert words in messages(screen.session.window)[-1]
    button = screen.ideas.answering.buttons["idea_review"]
    assert "à l’essai" in button.toolTip()
    assert button.accessibleDescription() == button.toolTip()
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("rule")
    for key, words in ((Key.Key_G, "trois conditions"), (Key.Key_O, "deux conditions")):
        press(qtbot, key)
        assert words in messages(screen.session.window)[-1]
    press(qtbot, Key.Key_Escape)
    published(actor)
    screen.refresh()
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Delete)
    assert "il se retire" in messages(screen.session.window)[-1]
    assert len(privileges()) == 2
    settle(qtbot, screen)


def type_again(qtbot: QtBot, screen: PrivilegesScreen) -> None:
    """Another answer is changed and kept."""
    screen.reflection.questions.focus_on("title")
    type_text(qtbot, " et encore")
    press(qtbot, Key.Key_Tab)


def record_tag(actor: Actor, client_id: int, tag: str) -> None:
    """One more tag on a file."""
    known = clients.client_draft(client_id)
    clients.update_client(actor, client_id, replace(known, tags=(tag,)))


def test_removing_the_last_line_leaves_nobody_chosen(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    idea(actor, rule={"all": [{"years": 3}]})
    go(qtbot, screen)
    press(qtbot, Key.Key_Return)
    screen.reflection.questions.focus_on("rule")
    press(qtbot, Key.Key_Delete)
    assert privileges()[0].draft.rule is None
    press(qtbot, Key.Key_T)
    assert privileges()[0].draft.rule == {"all": []}
    settle(qtbot, screen)
    assert "4 clients y ont droit" in screen.reflection.reach.count.plain_text()


def promised_to(screen: PrivilegesScreen) -> list[str]:
    """The names read in the card of those to whom what leaves is promised."""
    panel = screen.stack.currentWidget()
    assert panel in (screen.ideas, screen.next)
    people = panel.promised.people
    return [people.cell_at(place, 0).text for place in range(people.rowCount())]


def test_withdrawing_names_those_to_whom_it_is_promised(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor, people: People
) -> None:
    published(actor)
    go(qtbot, screen)
    assert screen.ideas.promised.isHidden()
    press(qtbot, Key.Key_R)
    settle(qtbot, screen)
    everyone = ["Hélène Durand", "Hélène Durand", "Durand & Fils <maçonnerie>", "Paul Durant"]
    assert sorted(promised_to(screen)) == sorted(everyone)
    press(qtbot, Key.Key_Return)
    assert privileges()[0].status is Status.LEAVING
    assert privileges()[0].withdraw_on == date(2027, 2, 22)
    press(qtbot, Key.Key_Z, Mod.ControlModifier)
    assert privileges()[0].status is Status.PUBLISHED
    settle(qtbot, screen)
    assert screen.ideas.promised.isHidden()


def test_once_withdrawn_those_to_whom_it_stays_due_are_still_named(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor, people: People, today: date
) -> None:
    rule = {"picked": [{"client": people.paul, "reason": "Il nous a prêté sa remorque."}]}
    leaving = published(actor, rule=rule)
    plan_withdrawal(actor, leaving, today + timedelta(days=30))
    go(qtbot, screen)
    press(qtbot, Key.Key_2, Mod.AltModifier)
    settle(qtbot, screen)
    assert promised_to(screen) == ["Paul Durant"]
    publish(actor, [])
    press(qtbot, Key.Key_1, Mod.AltModifier)
    settle(qtbot, screen)
    assert privileges()[0].status is Status.WITHDRAWN
    assert promised_to(screen) == ["Paul Durant"]
    assert screen.ideas.model.cell_at(0, 1).second == "dû jusqu’au 22 déc. 2026"
    press(qtbot, Key.Key_3, Mod.AltModifier)
    settle(qtbot, screen)
    told = screen.papers.model.cell_at(0, 1).text
    assert told.endswith("(retiré)\xa0: reste dû jusqu’au 22 décembre 2026")
    assert promised(leaving, today + timedelta(days=30)) == []


def test_a_trial_that_ends_is_judged_and_kept(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor, today: date
) -> None:
    published(replace(actor, today=today - timedelta(days=60)), trial_until=today)
    go(qtbot, screen)
    press(qtbot, Key.Key_B)
    press(qtbot, Key.Key_1)
    type_text(qtbot, "Douze clients ramenés chez eux.")
    press(qtbot, Key.Key_Return)
    (row,) = privileges()
    assert row.draft.trial_until is None
    assert [each.words for each in reviews(row.id)] == ["Douze clients ramenés chez eux."]
    assert due(today) == []


def test_an_idea_is_put_away_and_brought_back(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    idea(actor)
    go(qtbot, screen)
    press(qtbot, Key.Key_Delete)
    assert privileges() == []
    press(qtbot, Key.Key_Z, Mod.ControlModifier)
    assert len(privileges()) == 1
    settle(qtbot, screen)


def test_a_rule_changed_while_the_book_is_read_gives_the_former_reading_up(
    qtbot: QtBot, screen: PrivilegesScreen, actor: Actor
) -> None:
    row = privileges_with(actor)
    go(qtbot, screen)
    held, window = threading.Event(), screen.session.window
    window.tasks.run(lambda _progress: held.wait(5))
    card = screen.reflection.reach
    card.show_draft(row.draft)
    former = card._task
    assert former is not None
    card.show_draft(replace(row.draft, rule={"years": 1}))
    assert former.stop.is_set()
    held.set()
    settle(qtbot, screen)
    assert card.count.plain_text() == "Personne n’y a droit aujourd’hui"
    assert not any("arrêté" in told for told in messages(window))


def privileges_with(actor: Actor) -> PrivilegeRow:
    """An idea for everyone."""
    key = idea(actor)
    return next(row for row in privileges() if row.id == key)
