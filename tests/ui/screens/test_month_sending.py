"""Sending a report from the keyboard, to a real server: told, logged, and never twice unasked."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from time import monotonic

import keyring
import pikepdf
import pypdf
import pytest
import trustme
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from models import mail, sendings
from models.actor import Actor
from models.mail_settings import MailAccount, mail_account, set_mail_account
from models.sendings import Parcel, State
from reports.sending import Order, dispatch
from tests.helpers.mail_server import PASSWORD, USER, KeptInMemory, Server, mail_server
from tests.ui.conftest import (
    People,
    answer,
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
from tests.ui.screens.conftest import ALT, CTRL, has_keyboard
from ui import prompts
from ui.main_window import MainWindow
from ui.screens.month import MonthScreen

Key = Qt.Key
NOVEMBER = date(2026, 11, 1)
COMPTA = "compta@example.fr"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """This machine trusts that authority, and has no keyring."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    with mail_server(authority) as there:
        yield there


@pytest.fixture
def account(actor: Actor, server: Server) -> MailAccount:
    """The account of that server, in the book."""
    wanted = MailAccount("localhost", server.port, mail.STARTTLS, USER, "garage@example.fr", COMPTA)
    set_mail_account(actor, wanted)
    return wanted


@pytest.fixture
def month(qtbot: QtBot, people: People, window: MainWindow) -> MonthScreen:
    press(qtbot, Key.Key_5, CTRL)
    screen = window.findChild(MonthScreen)
    assert screen is not None
    qtbot.waitUntil(lambda: screen.paper is not None, timeout=20_000)
    return screen


def _open(qtbot: QtBot, month: MonthScreen, window: MainWindow) -> None:
    press(qtbot, Key.Key_M)
    idle(qtbot, window)
    assert month.panel.currentWidget() is month.sending


def _send(qtbot: QtBot, month: MonthScreen, window: MainWindow, password: str = PASSWORD) -> None:
    retype(qtbot, window, "sending_password", password)
    press(qtbot, Key.Key_Return, CTRL)
    idle(qtbot, window)


def test_the_accountant_s_report_leaves_and_is_logged(
    qtbot: QtBot, account: MailAccount, server: Server, month: MonthScreen, window: MainWindow
) -> None:
    _open(qtbot, month, window)
    assert nameless(month.sending) == []
    assert field(window, "sending_to").text() == COMPTA
    retype(qtbot, window, "sending_subject", "Notre mois")
    retype(qtbot, window, "sending_password", PASSWORD)
    named(window, "sending_text").setFocus()
    type_text(qtbot, "Chère comptable. ")
    press(qtbot, Key.Key_Return, CTRL)
    idle(qtbot, window)
    [message] = server.received
    assert message["Subject"] == "Notre mois"
    body = message.get_body()
    assert body is not None
    assert body.get_content().startswith("Chère comptable. Bonjour,")
    assert server.recipients == [[COMPTA]]
    [joined] = message.iter_attachments()
    assert joined.get_filename() == "rapport-comptable-2026-11.pdf"
    words = " ".join(
        page.extract_text() for page in pypdf.PdfReader(BytesIO(joined.get_content())).pages
    )
    assert "Durand" not in words
    [row] = sendings.sendings(NOVEMBER)
    assert (row.state, row.recipients, row.message_id) == (
        State.SENT,
        COMPTA,
        message["Message-ID"],
    )
    assert any("parti" in text for text in messages(window))
    assert _states(month) == ["envoyé"]
    press(qtbot, Key.Key_Escape)
    assert month.panel.currentWidget() is month.view


def _states(month: MonthScreen) -> list[str]:
    model = month.sending.sent.model
    return [sendings.state_label(model.row_at(row).state) for row in range(model.rowCount())]


def test_a_report_that_left_is_sent_again_only_after_a_question(
    qtbot: QtBot, account: MailAccount, server: Server, month: MonthScreen, window: MainWindow
) -> None:
    _open(qtbot, month, window)
    _send(qtbot, month, window)
    _send(qtbot, month, window)
    assert len(server.received) == 1
    answer(qtbot, "cancel")
    idle(qtbot, window)
    assert len(server.received) == 1
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "again")
    idle(qtbot, window)
    assert len(server.received) == 2
    assert len({message["Message-ID"] for message in server.received}) == 2


@pytest.mark.parametrize("fault", ["auth", "recipient", "data"])
def test_a_refusal_is_told_and_can_be_tried_again(
    qtbot: QtBot,
    account: MailAccount,
    server: Server,
    month: MonthScreen,
    window: MainWindow,
    fault: str,
) -> None:
    server.fault = fault
    _open(qtbot, month, window)
    retype(qtbot, window, "sending_to", f"{COMPTA}, inconnu@example.fr")
    _send(qtbot, month, window)
    assert window.messages.messages()[-1].kind == "error"
    assert "Rien n’est parti" in messages(window)[-1]
    [row] = sendings.sendings()
    assert row.state is State.FAILED
    assert "Rien n’est parti" in row.told
    server.fault = ""
    _send(qtbot, month, window)
    assert [each.state for each in sendings.sendings()] == [State.SENT]
    assert server.received[0]["Message-ID"] == row.message_id


def test_a_server_that_did_not_confirm_is_asked_about_before_sending_again(
    qtbot: QtBot,
    account: MailAccount,
    server: Server,
    month: MonthScreen,
    window: MainWindow,
) -> None:
    server.fault = "drop"
    _open(qtbot, month, window)
    _send(qtbot, month, window)
    assert "peut-être parti" in messages(window)[-1]
    assert sendings.sendings()[0].state is State.SENDING
    server.fault = ""
    _send(qtbot, month, window)
    assert "confirmé" in " ".join(texts(prompts.open_prompts()[0]))
    answer(qtbot, "again")
    idle(qtbot, window)
    first, second = server.received
    assert first["Message-ID"] == second["Message-ID"]
    assert [row.state for row in sendings.sendings()] == [State.SENT]


def test_what_a_crash_left_is_settled_by_the_person(
    qtbot: QtBot,
    account: MailAccount,
    actor: Actor,
    month: MonthScreen,
    window: MainWindow,
) -> None:
    for content in (b"%PDF-1.7 un", b"%PDF-1.7 deux"):
        sendings.begin(actor, Parcel(NOVEMBER, "accountant", (COMPTA,), content), again=True)
    _open(qtbot, month, window)
    assert "interrompu" in " ".join(texts(month.sending))
    click(qtbot, window, "sending_arrived")
    assert [row.state for row in sendings.sendings()] == [State.SENT, State.SENDING]
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "cancel")


def test_stopped_before_it_leaves_it_is_logged_as_stopped(
    account: MailAccount, server: Server, actor: Actor
) -> None:
    class Stopped(Exception):
        pass

    def stop(stage: str) -> None:
        if "part" in stage:
            raise Stopped

    order = Order(NOVEMBER, "accountant", (COMPTA,), "Objet", "Bonjour")
    with pytest.raises(Stopped):
        dispatch(actor, account, PASSWORD, order, stop)
    [row] = sendings.sendings()
    assert (row.state, row.told) == (State.FAILED, "Arrêté avant le départ.")
    assert server.received == []


def test_a_server_that_keeps_silent_is_left_at_once(
    qtbot: QtBot, account: MailAccount, actor: Actor, month: MonthScreen, window: MainWindow
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        set_mail_account(actor, replace(account, port=silent.getsockname()[1]))
        _open(qtbot, month, window)
        retype(qtbot, window, "sending_password", PASSWORD)
        press(qtbot, Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: bool(sendings.sendings()), timeout=20_000)
        began = monotonic()
        qtbot.waitUntil(lambda: named(window, "task_cancel").isVisible())
        click(qtbot, window, "task_cancel")
        idle(qtbot, window)
        assert monotonic() - began < 4
    [row] = sendings.sendings()
    assert (row.state, row.told) == (State.FAILED, "Arrêté avant le départ.")
    assert month.sending.send_button.isEnabled()


def test_a_password_that_worked_is_asked_no_more_where_there_is_a_keyring(
    qtbot: QtBot, account: MailAccount, server: Server, month: MonthScreen, window: MainWindow
) -> None:
    keyring.set_keyring(KeptInMemory())
    _open(qtbot, month, window)
    _send(qtbot, month, window)
    press(qtbot, Key.Key_Escape)
    _open(qtbot, month, window)
    assert month.sending.account_form.isHidden()
    press(qtbot, Key.Key_Return, CTRL)
    answer(qtbot, "again")
    idle(qtbot, window)
    assert server.passwords == [PASSWORD, PASSWORD]
    assert len(server.received) == 2


def test_a_copy_is_protected_by_a_password_long_enough(
    qtbot: QtBot, account: MailAccount, server: Server, month: MonthScreen, window: MainWindow
) -> None:
    _open(qtbot, month, window)
    box = named(window, "sending_locked")
    assert isinstance(box, QCheckBox)
    box.setFocus()
    press(qtbot, Key.Key_Space)
    retype(qtbot, window, "sending_lock", "court")
    _send(qtbot, month, window)
    assert "huit signes" in " ".join(texts(month.sending))
    assert sendings.sendings() == []
    retype(qtbot, window, "sending_lock", "à dire de vive voix")
    _send(qtbot, month, window)
    [joined] = server.received[0].iter_attachments()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(joined.get_content()))
    pikepdf.open(BytesIO(joined.get_content()), password="à dire de vive voix").close()
    assert sendings.sendings()[0].locked


def test_the_owner_s_report_is_chosen_and_said_to_name_people(
    qtbot: QtBot, account: MailAccount, server: Server, month: MonthScreen, window: MainWindow
) -> None:
    _open(qtbot, month, window)
    choice = named(window, "sending_paper")
    assert isinstance(choice, QComboBox)
    assert choice.currentData() == "accountant"
    choice.setFocus()
    press(qtbot, Key.Key_Down)
    assert "nomme des clients" in " ".join(texts(month.sending))
    assert field(window, "sending_to").text() == ""
    _send(qtbot, month, window)
    assert "Donnez l’adresse" in " ".join(texts(month.sending))
    assert server.received == []


def test_without_an_account_the_mail_program_opens_with_the_message_ready(
    qtbot: QtBot, month: MonthScreen, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bytes] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).read_bytes())
        return len(opened) > 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    _open(qtbot, month, window)
    assert has_keyboard() == "sending_to"
    retype(qtbot, window, "sending_to", COMPTA)
    press(qtbot, Key.Key_O, CTRL)
    idle(qtbot, window)
    assert "Aucune messagerie" in messages(window)[-1]
    assert sendings.sendings() == []
    press(qtbot, Key.Key_O, CTRL)
    idle(qtbot, window)
    message = message_from_bytes(opened[1], policy=policy.default)
    assert (message["X-Unsent"], message["To"]) == ("1", COMPTA)
    [row] = sendings.sendings()
    assert (row.state, row.recipients) == (State.HANDED, COMPTA)


def test_the_account_is_set_and_tried_in_the_settings(
    qtbot: QtBot, server: Server, window: MainWindow
) -> None:
    press(qtbot, Key.Key_6, CTRL)
    press(qtbot, Key.Key_E, ALT)
    tab = named(window, "mail_tab")
    assert nameless(tab) == []
    assert has_keyboard() == "mail_host"
    for name, text in (
        ("mail_host", "localhost"),
        ("mail_port", str(server.port)),
        ("mail_user", USER),
        ("mail_sender", "garage@example.fr"),
        ("mail_accountants", f"{COMPTA} ; autre@example.fr"),
    ):
        retype(qtbot, window, name, text)
        press(qtbot, Key.Key_Return)
    assert mail_account().port == server.port
    assert mail_account().accountants == f"{COMPTA}, autre@example.fr"
    for password, told in (("faux", "mot de passe"), (PASSWORD, "Rien n’a été envoyé")):
        retype(qtbot, window, "mail_password", password)
        press(qtbot, Key.Key_Return)
        idle(qtbot, window)
        assert told in " ".join(texts(tab))
    assert "demandé à chaque envoi" in " ".join(texts(tab))
    retype(qtbot, window, "mail_sender", "garage")
    press(qtbot, Key.Key_Return)
    assert "n’est pas une adresse" in " ".join(texts(tab))
    assert mail_account().sender == "garage@example.fr"
