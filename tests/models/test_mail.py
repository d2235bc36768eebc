"""Mail, against a real server that fails at each stage: what left is known, or said unknown."""

import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
import trustme

from models import mail
from models.mail import STARTTLS, TLS, Attachment, Mail, NotSent, Server, Unanswered
from models.mail import send as really_send
from tests.helpers.mail_server import PASSWORD, USER, mail_server

PDF = b"%PDF-1.7\n.un point en t\xc3\xaate\n..\n%%EOF"
TO = ("compta@example.fr", "inconnu@example.fr")
LETTER = Mail(
    "<un@compte-confiance.invalid>",
    "garage@example.fr",
    TO,
    "Rapport d’octobre 2026",
    "Bonjour,\n.\nVoici le rapport.\n",
    (Attachment("rapport-comptable-2026-10.pdf", PDF),),
)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """This machine trusts that authority, as it trusts those of the world."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return


def server_at(port: int, security: str = STARTTLS, user: str = USER) -> Server:
    return Server("localhost", port, security, user)


def send(server: Server, letter: Mail = LETTER, password: str = PASSWORD) -> list[str]:
    stages: list[str] = []
    really_send(server, password, letter, "Garage Morel", stages.append)
    return list(dict.fromkeys(stages))


@pytest.mark.parametrize("tls", [TLS, STARTTLS])
def test_the_message_arrives_whole_to_each_recipient(authority: trustme.CA, tls: str) -> None:
    with mail_server(authority, tls=tls) as there:
        stages = send(server_at(there.port, tls))
    [message] = there.received
    assert there.recipients == [list(TO)]
    assert there.passwords == [PASSWORD]
    assert message["Subject"] == "Rapport d’octobre 2026"
    assert message["From"] == "Garage Morel <garage@example.fr>"
    assert message["Message-ID"] == LETTER.message_id
    assert message["X-Unsent"] is None
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["Bonjour,", ".", "Voici le rapport."]
    [joined] = message.iter_attachments()
    assert joined.get_filename() == "rapport-comptable-2026-10.pdf"
    assert joined.get_content() == PDF
    assert len(stages) == 4


def test_a_server_that_asks_no_account_is_given_none(authority: trustme.CA) -> None:
    with mail_server(authority) as there:
        send(server_at(there.port, user=""))
    assert there.passwords == []
    assert len(there.received) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("auth", "mot de passe"),
        ("sender", "garage@example.fr"),
        ("recipient", "inconnu@example.fr"),
        ("data", "552 message too big"),
    ],
)
def test_what_the_server_refuses_is_told_and_nothing_left(
    authority: trustme.CA, fault: str, told: str
) -> None:
    with mail_server(authority, fault) as there:
        with pytest.raises(NotSent, match=told) as found:
            send(server_at(there.port))
        assert "Rien n’est parti" in str(found.value)
        assert there.received == []
        there.fault = ""
        send(server_at(there.port))
        assert len(there.received) == 1


@pytest.mark.parametrize("fault", ["drop", "silence"])
def test_a_server_that_does_not_confirm_leaves_a_doubt(
    authority: trustme.CA, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "_PATIENCE_AFTER_DATA", 0.4)
    monkeypatch.setattr(mail, "_PATIENCE_AT_END", 0.1)
    doubt = pytest.raises(Unanswered, match="peut-être parti")
    with mail_server(authority, fault) as there, doubt:
        send(server_at(there.port))
    assert len(there.received) == 1


def test_nobody_at_that_place_is_told() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with pytest.raises(NotSent, match=f"localhost ne répond pas sur le port {port}"):
        send(server_at(port))


@pytest.mark.parametrize("security", [TLS, STARTTLS])
def test_a_server_that_keeps_silent_is_left(security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_PATIENCE", 0.2)
    left = pytest.raises(NotSent, match="ne répond pas")
    with socket.create_server(("127.0.0.1", 0)) as silent, left:
        send(server_at(silent.getsockname()[1], security))


@pytest.mark.parametrize(("security", "told"), [(TLS, "TLS"), (STARTTLS, "connexion protégée")])
def test_without_tls_nothing_is_said_not_even_the_password(
    authority: trustme.CA, security: str, told: str
) -> None:
    with mail_server(authority, tls="") as there, pytest.raises(NotSent, match=told):
        send(server_at(there.port, security))
    assert (there.passwords, there.received) == ([], [])


@pytest.mark.parametrize("security", [TLS, STARTTLS])
def test_a_certificate_of_another_name_or_hand_is_refused(
    authority: trustme.CA, security: str
) -> None:
    for hand, name in ((authority, "autre.example.fr"), (trustme.CA(), "localhost")):
        refused = pytest.raises(NotSent, match="certificat")
        with mail_server(hand, name=name, tls=security) as there, refused:
            send(server_at(there.port, security))
        assert (there.passwords, there.received) == ([], [])


def test_a_password_the_protocol_cannot_carry_is_told(authority: trustme.CA) -> None:
    with mail_server(authority) as there, pytest.raises(NotSent, match="lettre"):
        send(server_at(there.port), password="forêt")
    assert there.received == []


class Stopped(Exception):
    """The person asks to stop."""


class Impatient:
    """Stops at the second look during a stage that says `word`."""

    def __init__(self, word: str) -> None:
        self.word, self.looks = word, 0

    def __call__(self, stage: str) -> None:
        self.looks += self.word in stage
        if self.looks > 1:
            raise Stopped


@pytest.mark.parametrize("security", [TLS, STARTTLS])
def test_stopping_is_at_once_even_when_the_server_keeps_silent(security: str) -> None:
    began = monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = server_at(silent.getsockname()[1], security)
        with pytest.raises(Stopped):
            really_send(server, PASSWORD, LETTER, "Garage Morel", Impatient("appelé"))
        with pytest.raises(Stopped):
            mail.try_server(server, PASSWORD, "garage@example.fr", Impatient("appelé"))
    assert monotonic() - began < 2


def test_stopping_at_the_account_is_at_once_and_certain(authority: trustme.CA) -> None:
    with mail_server(authority, "slow account") as there:
        began = monotonic()
        with pytest.raises(Stopped):
            really_send(
                server_at(there.port), PASSWORD, LETTER, "Garage Morel", Impatient("présente")
            )
        assert monotonic() - began < 2
    assert there.received == []


def test_stopping_once_the_message_is_given_leaves_a_doubt(authority: trustme.CA) -> None:
    with mail_server(authority, "silence") as there:
        began = monotonic()
        with pytest.raises(Unanswered, match="a été arrêté"):
            really_send(server_at(there.port), PASSWORD, LETTER, "Garage Morel", Impatient("part"))
        assert monotonic() - began < 2
    assert len(there.received) == 1


def test_stopping_between_two_stages_sends_nothing(authority: trustme.CA) -> None:
    def stop(stage: str) -> None:
        if "part" in stage:
            raise Stopped

    with mail_server(authority) as there, pytest.raises(Stopped):
        really_send(server_at(there.port), PASSWORD, LETTER, "Garage Morel", stop)
    assert there.received == []


def test_the_account_is_tried_without_sending_anything(authority: trustme.CA) -> None:
    def nothing(_stage: str) -> None:
        return None

    with mail_server(authority) as there:
        mail.try_server(server_at(there.port), PASSWORD, "garage@example.fr", nothing)
        with pytest.raises(NotSent, match="mot de passe"):
            mail.try_server(server_at(there.port), "faux", "garage@example.fr", nothing)
    assert there.received == []


def test_a_draft_opens_ready_to_be_sent_and_no_line_slips_into_its_head() -> None:
    sly = Mail("<d@x>", "", TO, "Rapport\r\nBcc: autre@example.fr", "Bonjour")
    content = mail.message_of(sly, draft=True)
    head = content.split(b"\r\n\r\n")[0].decode()
    assert "X-Unsent: 1" in head
    assert "\nBcc:" not in head
    assert "Subject: Rapport Bcc: autre@example.fr" in head
    assert "From:" not in head
