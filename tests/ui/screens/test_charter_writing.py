"""The charter told in writing, by keys: who and why not, prepared, sent, noted, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
import trustme
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models import clients, mail
from models.actor import Actor
from models.charter_mails import begin
from models.charter_plan import Hold, plans
from models.charter_told import How, share_told, told
from models.client_drafts import ReachDraft
from models.contacts import may_offer, record_consent
from models.mail_settings import MailAccount, set_mail_account
from models.rules.contact_rights import Channel
from models.team import first_member
from tests.helpers.mail_server import PASSWORD, USER, Server, mail_server
from tests.models.privileges.conftest import published
from tests.ui.conftest import (
    People,
    answer,
    choose_file,
    idle,
    messages,
    named,
    nameless,
    press,
    retype,
)
from tests.ui.screens.conftest import ALT, CTRL
from ui import theme
from ui.main_window import MainWindow
from ui.screens import telling_acts
from ui.screens.privileges import PrivilegesScreen
from ui.screens.privileges.posting import sending_title
from ui.screens.privileges.writing import WritingPanel
from ui.tasks import Progress

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def garage(actor: Actor, people: People) -> People:
    """A charter; Hélène has an open incident, Paul and the other Hélène may be written to."""
    published(actor)
    for place, one in enumerate((people.helene, people.other, people.paul)):
        known = clients.client_draft(one)
        reaches = (ReachDraft("email", f"client{place}@example.fr"), *known.reaches)
        clients.update_client(
            actor, one, replace(known, street=f"{place} rue des Lilas", reaches=reaches)
        )
        record_consent(actor, one, Channel.EMAIL, True, "counter")
    return people


def _screen(window: MainWindow) -> PrivilegesScreen:
    found = window.screen_of("privileges")
    assert isinstance(found, PrivilegesScreen)
    return found


def _open(qtbot: QtBot, window: MainWindow, way: Qt.Key) -> WritingPanel:
    press(qtbot, Key.Key_4, CTRL)
    press(qtbot, Key.Key_4, ALT)
    press(qtbot, way)
    idle(qtbot, window)
    panel = _screen(window).writing
    assert _screen(window).stack.currentWidget() is panel
    return panel


def _back(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until what was asked is done and the keyboard is back on the groups."""
    idle(qtbot, window)
    window.activateWindow()  # what a window manager does once a question is answered
    qtbot.waitUntil(named(window, "writing_groups").hasFocus)


def _groups(panel: WritingPanel) -> list[tuple[str, str]]:
    rows = range(panel.model.rowCount())
    return [(panel.model.cell_at(row, 0).text, panel.model.cell_at(row, 1).text) for row in rows]


def test_it_says_who_may_be_written_to_and_why_the_others_not(
    qtbot: QtBot, window: MainWindow, garage: People
) -> None:
    panel = _open(qtbot, window, Key.Key_L)
    assert _groups(panel) == [
        ("Peuvent recevoir la charte", "2"),
        ("Pas d’adresse qui convienne", "1"),
        ("Un incident est ouvert\xa0: d’abord le régler", "1"),
    ]
    assert list(panel.people.ids) == [garage.other, garage.paul]
    press(qtbot, Key.Key_End)
    assert list(panel.people.ids) == [garage.helene]
    press(qtbot, Key.Key_E)
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", "2")
    assert nameless(panel) == []
    assert share_told().told == 0
    press(qtbot, Key.Key_Escape)
    assert _screen(window).stack.currentWidget() is _screen(window).telling


def test_in_large_letters_nothing_lies_over_who_may_be_written_to(
    qtbot: QtBot, window: MainWindow, garage: People
) -> None:
    window.resize(1280, 720)
    look = theme.current()
    look.scale = 150
    look.apply()
    panel = _open(qtbot, window, Key.Key_L)
    plan = panel.plans[How.LETTER]
    panel.plans[How.LETTER] = replace(plan, others=dict.fromkeys(Hold, (garage.helene,)))
    panel.show_way(How.LETTER)
    panel.grab()
    assert panel.table.geometry().bottom() < panel.words.geometry().top()
    assert panel.table.viewport().height() > panel.words.fontMetrics().height()


def test_letters_are_prepared_without_noting_then_noted_and_taken_back_in_one_act(
    qtbot: QtBot, window: MainWindow, garage: People, actor: Actor, tmp_path: Path
) -> None:
    panel = _open(qtbot, window, Key.Key_L)
    press(qtbot, Key.Key_S, CTRL)
    choose_file(tmp_path / "charte.pdf")
    _back(qtbot, window)
    assert (tmp_path / "charte.pdf").read_bytes().startswith(b"%PDF")
    assert share_told().told == 0
    press(qtbot, Key.Key_N)
    answer(qtbot, "cancel")
    _back(qtbot, window)
    assert share_told().told == 0
    press(qtbot, Key.Key_N)
    answer(qtbot, "do")
    _back(qtbot, window)
    assert share_told().told == 2
    assert [one.how for one in told(garage.paul)] == [How.LETTER]
    assert may_offer([garage.paul], Channel.POST, actor.today)[garage.paul].made == 1
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", "0")
    press(qtbot, Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert share_told().told == 0
    assert may_offer([garage.paul], Channel.POST, actor.today)[garage.paul].made == 0
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", "2")


def test_taking_thousands_back_may_be_stopped_and_gone_on_with(
    qtbot: QtBot, window: MainWindow, garage: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if two were thousands, in the background, and « Annuler » were pressed at once."""
    monkeypatch.setattr(telling_acts, "_FEW", 0)
    _open(qtbot, window, Key.Key_L)
    press(qtbot, Key.Key_N)
    answer(qtbot, "do")
    _back(qtbot, window)
    with monkeypatch.context() as stopped:
        stopped.setattr(Progress, "cancelled", True)
        press(qtbot, Key.Key_Z, CTRL)
        idle(qtbot, window)
    assert share_told().told == 2
    assert "La charte reste dite à 2 clients." in messages(window)
    press(qtbot, Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert share_told().told == 0


def test_letters_of_a_version_are_noted_as_that_one_though_another_is_published_since(
    qtbot: QtBot, window: MainWindow, garage: People, actor: Actor, tmp_path: Path
) -> None:
    panel = _open(qtbot, window, Key.Key_L)
    press(qtbot, Key.Key_S, CTRL)
    choose_file(tmp_path / "charte.pdf")
    _back(qtbot, window)
    published(actor, title="Cordons de secours")
    press(qtbot, Key.Key_N)
    answer(qtbot, "do")
    _back(qtbot, window)
    assert [(one.number, one.how) for one in told(garage.paul)] == [(1, How.LETTER)]
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", "2")  # of the second one


def test_the_sms_is_a_text_to_copy_that_says_how_to_refuse(
    qtbot: QtBot, window: MainWindow, garage: People
) -> None:
    _open(qtbot, window, Key.Key_S)
    press(qtbot, Key.Key_K)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Garage Morel\xa0: notre charte")
    assert "répondez STOP" in copied
    assert len(copied) <= 306  # two SMS at most


def test_from_clients_only_those_picked_are_meant_and_esc_comes_back(
    qtbot: QtBot, window: MainWindow, garage: People
) -> None:
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_Down, Mod.ShiftModifier)
    picked = window.screen_of("clients").selection().only  # type: ignore[attr-defined]
    press(qtbot, Key.Key_M, CTRL)
    idle(qtbot, window)
    plan = _screen(window).writing.plans[How.LETTER]
    assert {*plan.may, *(one for each in plan.others.values() for one in each)} == picked
    press(qtbot, Key.Key_Escape)
    assert window.current_key() == "clients"


def test_before_the_first_charter_one_is_sent_back_with_the_reason(
    qtbot: QtBot, window: MainWindow, people: People
) -> None:
    press(qtbot, Key.Key_2, CTRL)
    press(qtbot, Key.Key_M, CTRL)
    idle(qtbot, window)
    assert window.current_key() == "clients"
    assert any("Aucune charte n’est publiée" in text for text in messages(window))
    press(qtbot, Key.Key_4, CTRL)
    press(qtbot, Key.Key_4, ALT)
    press(qtbot, Key.Key_L)
    assert _screen(window).stack.currentWidget() is _screen(window).telling


def test_e_mails_are_prepared_in_a_folder_of_their_own(
    qtbot: QtBot, window: MainWindow, garage: People, tmp_path: Path
) -> None:
    _open(qtbot, window, Key.Key_E)
    press(qtbot, Key.Key_S, CTRL)
    choose_file(tmp_path)
    _back(qtbot, window)
    assert len(list((tmp_path / "charte-1").glob("*.eml"))) == 2
    assert share_told().told == 0


# -- from here, to a real server -------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(
    authority: trustme.CA, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    """The shop's account is on a server this machine trusts; no keyring."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    with mail_server(authority) as there:
        wanted = MailAccount("localhost", there.port, mail.STARTTLS, USER, "garage@example.fr")
        set_mail_account(actor, wanted)
        yield there
    keyring.set_keyring(before)


def test_e_mails_leave_from_here_and_are_noted_at_the_end(
    qtbot: QtBot, window: MainWindow, garage: People, server: Server
) -> None:
    panel = _open(qtbot, window, Key.Key_E)
    retype(qtbot, window, "writing_password", PASSWORD)
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "do")
    _back(qtbot, window)
    assert sorted(message["To"] for message in server.received) == [
        *("client1@example.fr", "client2@example.fr"),
    ]
    assert [one.how for one in told(garage.paul)] == [How.EMAIL]
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", "0")
    press(qtbot, Key.Key_Z, CTRL)
    idle(qtbot, window)
    assert told(garage.paul) == []
    assert ("E-mail parti, pas encore noté", "2") in _groups(panel)
    press(qtbot, Key.Key_Return, CTRL)
    assert any("Personne ne peut la recevoir ainsi" in text for text in messages(window))
    assert len(server.received) == 2


def test_esc_while_they_leave_loses_nothing(
    qtbot: QtBot, window: MainWindow, garage: People, server: Server
) -> None:
    panel = _open(qtbot, window, Key.Key_E)
    retype(qtbot, window, "writing_password", PASSWORD)
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "do")
    panel.actions_by_code["leave_writing"].trigger()
    panel.write_to(lambda: None, How.LETTER)
    idle(qtbot, window)
    assert len(server.received) == 2
    assert share_told().told == 2


def test_stopped_what_had_left_is_noted_and_the_rest_may_still_leave(
    qtbot: QtBot, window: MainWindow, garage: People, server: Server
) -> None:
    panel = _open(qtbot, window, Key.Key_E)
    retype(qtbot, window, "writing_password", PASSWORD)
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "do")
    qtbot.waitUntil(lambda: len(server.received) >= 1)
    stopped: list[str] = []  # of which the window says that nothing was kept
    window.tasks.cancelled.connect(stopped.append)
    window.tasks.cancel_all()
    _back(qtbot, window)
    assert sending_title() not in stopped
    assert share_told().told == len(server.received)
    left = 2 - len(server.received)
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", str(left))


def test_what_left_is_noted_as_the_version_that_left(
    qtbot: QtBot, window: MainWindow, garage: People, server: Server, actor: Actor
) -> None:
    _open(qtbot, window, Key.Key_E)
    retype(qtbot, window, "writing_password", PASSWORD)
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "do")
    published(actor, title="Cordons de secours")  # while they leave
    _back(qtbot, window)
    assert len(server.received) == 2
    assert [one.number for one in told(garage.paul)] == [1]


def test_one_the_server_refuses_is_told_and_the_rest_is_noted(
    qtbot: QtBot, window: MainWindow, garage: People, server: Server
) -> None:
    server.fault = "auth"
    panel = _open(qtbot, window, Key.Key_E)
    retype(qtbot, window, "writing_password", "faux")
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "do")
    _back(qtbot, window)
    assert any("Rien n’est parti" in text for text in messages(window))
    assert share_told().told == 0
    assert _groups(panel)[0] == ("Peuvent recevoir la charte", "2")


def test_a_doubt_is_settled_by_a_person(
    qtbot: QtBot, window: MainWindow, garage: People, server: Server
) -> None:
    actor = Actor(first_member().id, _screen(window).session.today)
    begin(actor, plans(None, actor.today)[How.EMAIL].charter.id, garage.paul)
    panel = _open(qtbot, window, Key.Key_E)
    assert ("E-mail peut-être parti\xa0: à demander", "1") in _groups(panel)
    press(qtbot, Key.Key_D)
    answer(qtbot, "arrived")
    _back(qtbot, window)
    assert [one.how for one in told(garage.paul)] == [How.EMAIL]
