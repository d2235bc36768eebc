"""What clients say: kept from the card by one line, changed in the file, read across the book."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import voices
from models.actor import Actor
from models.voices import COMPLAINT, COMPLIMENT, IDEA, VoiceDraft
from tests.ui.conftest import (
    People,
    click,
    field,
    idle,
    messages,
    named,
    nameless,
    press,
    retype,
    texts,
    type_text,
)
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard, noted
from ui import prompts
from ui.main_window import MainWindow
from ui.screens.client_file import ClientFile
from ui.screens.client_file.voices_tab import VoicesTab
from ui.screens.counter import CounterScreen
from ui.screens.todo import TodoScreen
from ui.screens.voices_panel import VoicesPanel

Key = Qt.Key
TODAY = date(2026, 11, 22)


def said(client_id: int) -> list[VoiceDraft]:
    """What the book holds of a client's words, the latest first."""
    return [row.draft for row in voices.voices(client_id=client_id)]


def lines(shown: VoicesTab | VoicesPanel) -> list[str]:
    """The lines shown, each in words with plain spaces."""
    model = shown.model
    columns = range(model.columnCount())
    rows = range(model.rowCount())
    told = [[str(model.index(row, column).data()) for column in columns] for row in rows]
    return [" · ".join(line).replace("\N{NO-BREAK SPACE}", " ") for line in told]


def take_back(qtbot: QtBot) -> None:
    """Do what the last message proposes."""
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Return)


# -- from the counter card -----------------------------------------------------------------------


def test_w_keeps_words_by_their_nature_and_a_line(
    qtbot: QtBot, counter: CounterScreen, window: MainWindow, people: People
) -> None:
    counter.show_client(people.paul)
    before = len(noted(people.paul))
    press(qtbot, Key.Key_W)
    type_text(qtbot, "2merci pour la clé")
    press(qtbot, Key.Key_Return)
    assert said(people.paul) == [VoiceDraft(COMPLIMENT, "merci pour la clé", TODAY)]
    assert messages(window)[-1] == "C’est retenu."
    assert has_keyboard() == "counter_card"
    assert len(noted(people.paul)) == before, "words are no journal entry"
    press(qtbot, Key.Key_Z, CTRL)
    assert said(people.paul) == []
    assert messages(window)[-1] == "Oublié : merci pour la clé"
    assert len(noted(people.paul)) == before


def test_tab_gives_words_their_theme_and_a_day_that_has_come(
    qtbot: QtBot, counter: CounterScreen, people: People
) -> None:
    counter.show_client(people.paul)
    press(qtbot, Key.Key_W)
    type_text(qtbot, "idée ouvrir plus tôt")
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "12/12/2027")
    press(qtbot, Key.Key_Return)
    assert any("dans l’avenir" in text for text in texts(counter.composer))
    assert counter.composer.edit.text() == "ouvrir plus tôt"
    assert said(people.paul) == []
    retype(qtbot, counter, "composer_date", "hier")
    press(qtbot, Key.Key_Return)
    [draft] = said(people.paul)
    assert (draft.nature, draft.words) == (IDEA, "ouvrir plus tôt")
    assert draft.theme
    assert draft.day == TODAY - timedelta(days=1)


# -- in the client file --------------------------------------------------------------------------


@pytest.fixture
def tab(qtbot: QtBot, helene_file: ClientFile) -> VoicesTab:
    """The words of Hélène Durand, shown with their key."""
    press(qtbot, Key.Key_6, ALT)
    shown = helene_file.page("voices")
    assert isinstance(shown, VoicesTab)
    assert shown.isVisible()
    return shown


def write(qtbot: QtBot, tab: VoicesTab, words: str) -> None:
    """Type new words from where the tab puts the keyboard, and keep them with Enter."""
    for _field in range(3):
        press(qtbot, Key.Key_Tab)
    assert has_keyboard() == "voice_words"
    type_text(qtbot, words)
    press(qtbot, Key.Key_Return)


def test_words_are_written_listed_and_taken_back_with_the_keyboard_alone(
    qtbot: QtBot, tab: VoicesTab, helene_file: ClientFile, people: People
) -> None:
    assert has_keyboard() == "voice_nature"
    type_text(qtbot, "i")
    write(qtbot, tab, "ouvrir le lundi")
    assert said(people.helene) == [VoiceDraft(IDEA, "ouvrir le lundi", TODAY)]
    [line] = lines(tab)
    assert "idée, « ouvrir le lundi »" in line
    assert field(tab, "voice_words").text() == ""
    assert has_keyboard() == "voice_nature"
    assert named(helene_file, "tab_voices").accessibleName() == "Paroles 1"
    take_back(qtbot)
    assert said(people.helene) == []
    assert lines(tab) == []


def test_what_it_changed_and_the_day_it_was_told_are_added_and_a_change_is_taken_back(
    qtbot: QtBot, tab: VoicesTab, people: People
) -> None:
    write(qtbot, tab, "trop long")
    tab.table.setFocus()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert has_keyboard() == "voice_words"
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "on appelle avant 10 h")
    press(qtbot, Key.Key_Return)
    assert said(people.helene)[0].changed == "on appelle avant 10 h"
    assert "à dire" in lines(tab)[0]
    tab.table.setFocus()
    press(qtbot, Key.Key_Down)
    retype(qtbot, tab, "voice_told_on", "hier")
    press(qtbot, Key.Key_Return)
    assert said(people.helene)[0].told_on == TODAY - timedelta(days=1)
    assert "21 nov. 2026" in lines(tab)[0]
    take_back(qtbot)
    assert said(people.helene)[0].told_on is None
    assert "à dire" in lines(tab)[0]
    press(qtbot, Key.Key_Z, CTRL)
    assert said(people.helene) == [], "what was kept before the change is taken back next"


def test_erased_words_can_be_put_back(
    qtbot: QtBot, tab: VoicesTab, window: MainWindow, people: People
) -> None:
    write(qtbot, tab, "trop long")
    before = said(people.helene)
    tab.table.setFocus()
    press(qtbot, Key.Key_Down)
    assert nameless(tab) == []
    assert "on peut les remettre" in named(tab, "voice_erase").toolTip()
    click(qtbot, tab, "voice_erase")
    assert said(people.helene) == []
    assert messages(window)[-1] == "Ces paroles ne sont plus dans le livre."
    press(qtbot, Key.Key_Z, CTRL)
    assert said(people.helene) == before
    assert messages(window)[-1] == "Remis comme avant."


def test_what_makes_no_sense_is_told_under_its_field_and_stays_typed(
    qtbot: QtBot, tab: VoicesTab, people: People
) -> None:
    future, words = "Cette date est dans l’avenir : 12 déc. 2027.", "Écrivez les mots du client."
    for name, typed, told, wrong in (
        ("voice_words", "", words, "voice_words"),
        ("voice_day", "12/12/2027", future, "voice_day"),
        ("voice_day", "un jour", "Ce jour n’est pas compris.", "voice_day"),
        ("voice_told_on", "hier", "Dites d’abord ce qui a été changé.", "voice_changed"),
    ):
        tab.forget_changes()
        retype(qtbot, tab, "voice_words", "trop long")
        retype(qtbot, tab, name, typed)
        press(qtbot, Key.Key_Return)
        assert told in " ".join(texts(tab))
        assert (field(tab, name).text(), has_keyboard()) == (typed, wrong)
    assert said(people.helene) == []
    tab.forget_changes()


def test_walking_through_the_list_never_replaces_what_is_being_written(
    qtbot: QtBot, tab: VoicesTab, window: MainWindow, people: People
) -> None:
    write(qtbot, tab, "trop long")
    retype(qtbot, tab, "voice_words", "et pas un appel")
    tab.table.setFocus()
    press(qtbot, Key.Key_Down)
    assert field(tab, "voice_words").text() == "et pas un appel"
    assert messages(window)[-1] == "Gardez d’abord ce que vous écrivez."
    press(qtbot, Key.Key_S, CTRL)
    assert [draft.words for draft in said(people.helene)] == ["et pas un appel", "trop long"]


def test_words_not_kept_yet_are_asked_about_before_the_file_is_left(
    qtbot: QtBot, tab: VoicesTab, window: MainWindow, people: People
) -> None:
    retype(qtbot, tab, "voice_words", "trop long")
    press(qtbot, Key.Key_Escape)
    [prompt] = prompts.open_prompts()
    click(qtbot, prompt, "answer_keep")
    qtbot.waitUntil(lambda: not prompts.open_prompts())
    assert [draft.words for draft in said(people.helene)] == ["trop long"]


# -- across the book -----------------------------------------------------------------------------


@pytest.fixture
def spoken(actor: Actor, people: People) -> None:
    """Three things said: a complaint that changed something, an old idea, a good word."""
    kept = (
        (people.helene, VoiceDraft(COMPLAINT, "trop long", TODAY, "time", None, "on appelle")),
        (people.paul, VoiceDraft(COMPLIMENT, "bien reçu", TODAY - timedelta(days=9), "welcome")),
        (people.firm, VoiceDraft(COMPLAINT, "en retard", TODAY - timedelta(days=30), "time")),
        (people.firm, VoiceDraft(IDEA, "il y a longtemps", TODAY - timedelta(days=400), "time")),
    )
    for client_id, draft in kept:
        voices.keep_voice(actor, client_id, draft)


@pytest.fixture
def panel(qtbot: QtBot, spoken: None, todo_screen: TodoScreen, window: MainWindow) -> VoicesPanel:
    """The voice of the clients, shown from À faire with its key."""
    idle(qtbot, window)
    press(qtbot, Key.Key_2, ALT)
    assert todo_screen.voices.isVisible()
    return todo_screen.voices


def test_a_year_of_words_is_read_with_who_said_them_and_counted_by_theme(
    panel: VoicesPanel,
) -> None:
    shown = lines(panel)
    assert [line.split(" · ")[1] for line in shown] == [
        "Hélène Durand",
        "Paul Durant",
        "Durand & Fils <maçonnerie>",
    ]
    assert "plainte, « trop long », → on appelle" in shown[0]
    assert "à dire" in shown[0]
    assert {"3 paroles en un an", "Délais, ponctualité 2 · Accueil 1"} <= set(texts(panel))
    assert has_keyboard() == "voices_of_all"
    assert nameless(panel) == []


def test_filters_keep_a_nature_a_theme_and_what_is_left_to_tell(
    qtbot: QtBot, panel: VoicesPanel
) -> None:
    named(panel, "voices_nature").setFocus()
    type_text(qtbot, "b")
    [line] = lines(panel)
    assert "Paul Durant" in line
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "d")
    assert len(lines(panel)) == 2
    press(qtbot, Key.Key_Tab)
    press(qtbot, Key.Key_Space)
    [line] = lines(panel)
    assert "Hélène Durand" in line
    named(panel, "voices_nature").setFocus()
    press(qtbot, Key.Key_End)
    assert "Rien de tel en un an" in texts(panel)


def test_r_writes_what_words_changed_and_x_that_it_was_told(
    qtbot: QtBot, panel: VoicesPanel, window: MainWindow, people: People
) -> None:
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_X)
    assert messages(window)[-1] == "Dites d’abord ce que cela a changé : touche R."
    press(qtbot, Key.Key_R)
    type_text(qtbot, "un café à l’entrée")
    press(qtbot, Key.Key_Return)
    assert said(people.paul)[0].changed == "un café à l’entrée"
    assert has_keyboard() == "voices_of_all"
    assert "à dire" in lines(panel)[1]
    press(qtbot, Key.Key_X)
    assert said(people.paul)[0].told_on == TODAY
    assert "22 nov. 2026" in lines(panel)[1]
    press(qtbot, Key.Key_Z, CTRL)
    assert said(people.paul)[0].told_on is None
    assert messages(window)[-1] == "Remis comme avant."


def test_what_is_told_leaves_the_list_of_what_is_left_to_tell(
    qtbot: QtBot, panel: VoicesPanel, people: People
) -> None:
    click(qtbot, panel, "voices_to_tell")
    panel.focus_first()
    press(qtbot, Key.Key_Return)
    assert panel.composer.edit.text() == "on appelle"
    press(qtbot, Key.Key_Tab)
    type_text(qtbot, "hier")
    press(qtbot, Key.Key_Return)
    [draft] = said(people.helene)
    assert (draft.changed, draft.told_on) == ("on appelle", TODAY - timedelta(days=1))
    assert "Tout est dit" in texts(panel)
    assert lines(panel) == []


def test_f_opens_the_card_and_one_comes_back_to_the_words_then_to_what_waits(
    qtbot: QtBot, panel: VoicesPanel, window: MainWindow, people: People
) -> None:
    press(qtbot, Key.Key_F)
    counter = window.screen_of("counter")
    assert isinstance(counter, CounterScreen)
    assert (window.current_key(), counter.client_id) == ("counter", people.helene)
    press(qtbot, Key.Key_3, CTRL)
    assert has_keyboard() == "voices_of_all"
    press(qtbot, Key.Key_1, ALT)
    idle(qtbot, window)
    assert has_keyboard() == "todo_table"


def test_the_mouse_goes_to_the_words_where_one_reads_how_they_are_kept_and_back(
    qtbot: QtBot, todo_screen: TodoScreen, window: MainWindow
) -> None:
    idle(qtbot, window)
    click(qtbot, window, "button_todo_voices")
    assert {"Voix des clients", "Personne n’a encore rien dit"} <= set(texts(todo_screen))
    assert any("la touche W" in text for text in texts(todo_screen))
    click(qtbot, window, "button_todo_waiting")
    idle(qtbot, window)
    assert has_keyboard() == "todo_table"


def test_in_a_talkative_year_the_last_words_are_shown_and_a_filter_reaches_the_others(
    qtbot: QtBot, spoken: None, actor: Actor, todo_screen: TodoScreen, people: People
) -> None:
    for place in range(100):
        voices.keep_voice(actor, people.other, VoiceDraft(COMPLAINT, f"trop long {place}"))
    press(qtbot, Key.Key_2, ALT)
    assert "103 paroles en un an, les 100 dernières ici" in texts(todo_screen)
    assert not any("Paul Durant" in line for line in lines(todo_screen.voices))
    named(todo_screen, "voices_nature").setFocus()
    type_text(qtbot, "b")
    assert "Paul Durant" in lines(todo_screen.voices)[0]
