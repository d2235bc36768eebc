"""The charter leaves: one PDF of letters, messages ready in a folder, numbers, a real server."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path

import keyring
import pytest
import trustme
from keyring.backends.fail import Keyring as NoKeyring
from pypdf import PdfReader

from models import clients
from models.actor import Actor
from models.books import BookDraft, create_book
from models.charter import publish
from models.charter_mails import MailState, mails_of
from models.charter_plan import Hold, plans
from models.charter_told import How, told
from models.client_drafts import ClientDraft, ReachDraft
from models.clock import believe_today
from models.contacts import record_consent
from models.errors import CannotWrite, Refused
from models.mail import NotSent, Unanswered
from models.mail_settings import MailAccount
from models.rules.contact_rights import Channel
from models.settings import Shop
from models.team import first_member
from reports import charter_posting
from reports.charter_posting import Post, send_mails, write_letters, write_mails, write_numbers
from tests.helpers.mail_server import PASSWORD, USER, Server, mail_server
from tests.models.privileges.conftest import idea

DAY = date(2026, 11, 22)
SHOP = Shop(
    name="Garage Morel",
    street="12 avenue de Romans",
    postcode="26000",
    town="Valence",
    email="garage@exemple.fr",
)


@pytest.fixture
def actor(tmp_path: Path) -> Iterator[Actor]:
    """A garage with a charter and three clients who agreed to be written to."""
    believe_today(DAY)
    book = create_book(tmp_path / "g.ccbook", BookDraft(SHOP, "garage", "Claire Morel"), DAY)
    found = Actor(first_member().id, DAY)
    publish(found, [idea(found)])
    for place, (first, last, form) in enumerate(
        (("Hélène", "Durand", ""), ("Paul", "=Martin", "tu"), ("Zoé", "Inconnu", ""))
    ):
        address = f"{'inconnu' if last == 'Inconnu' else 'client'}{place}@exemple.fr"
        draft = ClientDraft(
            civility="" if form else "Mme",
            first_name=first,
            last_name=last,
            address_form=form,
            street=f"{place} rue des Lilas",
            postcode="26000",
            town="Valence",
            reaches=(ReachDraft("email", address), ReachDraft("phone", f"061234567{place}")),
        )
        client_id = clients.open_account(found, draft).client_id
        assert client_id is not None
        for channel in Channel:
            record_consent(found, client_id, channel, True, "counter")
    yield found
    book.close()
    believe_today(None)


def _post(actor: Actor, how: How) -> Post:
    return Post(plans(None, DAY)[how], actor, "Claire Morel")


def _heard(_done: int) -> None:
    pass


def test_one_pdf_holds_a_letter_for_each_under_its_bookmark(actor: Actor, tmp_path: Path) -> None:
    file = write_letters(_post(actor, How.LETTER), tmp_path / "charte.pdf", _heard)
    reader = PdfReader(BytesIO(file.read_bytes()))
    assert [mark["/Title"] for mark in reader.outline] == [  # type: ignore[index]
        *("Hélène Durand", "Zoé Inconnu", "Paul =Martin"),
    ]
    first, _second, third = [page.extract_text() for page in reader.pages]
    for words in ("Madame Durand,", "0 rue des Lilas", "Valence, le 22 novembre 2026"):
        assert words in first
    assert "Voiture ramenée à la porte" in first
    assert "Vous n’avez rien à demander" in first
    assert "ne plus recevoir ce courrier" in first
    assert "Bonjour Paul," in third
    assert "Tu n’as rien à demander" in third
    assert told(1) == []


def test_the_address_stands_in_the_window_of_the_envelope_and_nothing_else_does(
    actor: Actor, tmp_path: Path
) -> None:
    """Sheet folded in three, DL envelope: 100 to 200 mm from the left, 45 to 90 from the top."""
    file = write_letters(_post(actor, How.LETTER), tmp_path / "charte.pdf", _heard)
    page = PdfReader(BytesIO(file.read_bytes())).pages[0]
    seen: list[str] = []

    def look(text: str, _cm: object, at: list[float], _font: object, _size: object) -> None:
        x, down = at[4] / 72 * 25.4, 297 - at[5] / 72 * 25.4
        if text.strip() and 98 < x < 202 and 43 < down < 86:
            seen.append(text.strip())

    page.extract_text(visitor_text=look)
    assert seen == ["Madame Hélène Durand", "0 rue des Lilas", "26000 Valence"]


def test_messages_open_unsent_and_say_how_to_refuse(actor: Actor, tmp_path: Path) -> None:
    folder = write_mails(_post(actor, How.EMAIL), MailAccount(), tmp_path / "a-envoyer", _heard)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [
        *("0001-helene-durand.eml", "0002-zoe-inconnu.eml", "0003-paul-martin.eml"),
    ]
    message = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert (message["To"], message["X-Unsent"]) == ("client0@exemple.fr", "1")
    assert message["List-Unsubscribe"] == "<mailto:garage@exemple.fr?subject=STOP>"
    text = message.get_content()
    for words in ("Madame Durand,", "• Voiture ramenée à la porte", "répondez simplement STOP"):
        assert words in text
    assert "12 avenue de Romans" in text
    assert told(1) == []


def _stop(done: int) -> None:
    if done == 2:
        raise KeyboardInterrupt


def test_thousands_of_letters_are_several_files_that_stopped_leave_nothing(
    actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if two were thousands: a file of two letters, and a file of one."""
    monkeypatch.setattr(charter_posting, "MOST_LETTERS", 2)
    post, before, heard = _post(actor, How.LETTER), sorted(tmp_path.iterdir()), list[int]()
    with pytest.raises(KeyboardInterrupt):
        write_letters(post, tmp_path / "lettres", _stop)
    assert sorted(tmp_path.iterdir()) == before
    folder = write_letters(post, tmp_path / "lettres", heard.append)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["lettres-1.pdf", "lettres-2.pdf"]
    texts = [[page.extract_text() for page in PdfReader(file).pages] for file in files]
    assert ["Madame Durand," in texts[0][0], "Bonjour Paul," in texts[1][0]] == [True, True]
    assert ([len(pages) for pages in texts], heard) == ([2, 1], [0, 1, 2])
    assert told(1) == []


def test_what_is_in_a_folder_already_is_never_mixed_with_what_is_prepared(
    actor: Actor, tmp_path: Path
) -> None:
    """Somebody of the former batch may have refused since."""
    file = tmp_path / "messages"
    file.write_text("x")
    post = _post(actor, How.EMAIL)
    names = [write_mails(post, MailAccount(), file, _heard).name for _time in range(2)]
    assert names == ["messages-2", "messages-3"]
    assert file.read_text() == "x"


def test_a_folder_that_cannot_be_written_leaves_nothing(actor: Actor, tmp_path: Path) -> None:
    post = _post(actor, How.EMAIL)
    with pytest.raises(CannotWrite):
        write_mails(post, MailAccount(), tmp_path / "rien" / "la", _heard)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        write_mails(post, MailAccount(), tmp_path / "messages", _stop)
    assert sorted(tmp_path.iterdir()) == before


def test_numbers_go_to_a_file_no_cell_of_which_is_a_formula(actor: Actor, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_numbers(_post(actor, How.SMS), tmp_path / "sms.csv", _stop)
    assert not (tmp_path / "sms.csv").exists()
    file = write_numbers(_post(actor, How.SMS), tmp_path / "sms.csv", _heard)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert rows[0] == ["Client", "Nom", "Téléphone"]
    assert rows[1] == ["1", "Hélène Durand", "06 12 34 56 70"]
    assert len(rows) == 4


# -- a real server ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _signer() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def authority(
    _signer: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[trustme.CA]:
    """Who signs the server's name, trusted by this machine, which has no keyring."""
    file = tmp_path / "authority.pem"
    _signer.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield _signer
    keyring.set_keyring(before)


def _account(server: Server) -> MailAccount:
    return MailAccount("localhost", server.port, "starttls", USER, "garage@exemple.fr")


def _states(actor: Actor) -> list[str]:
    charter = plans(None, DAY)[How.EMAIL].charter.id
    return [state.value for _client, state in sorted(mails_of(charter).items())]


def test_they_leave_one_by_one_in_one_conversation(actor: Actor, authority: trustme.CA) -> None:
    done: list[int] = []
    with mail_server(authority) as server:
        post = _post(actor, How.EMAIL)
        assert send_mails(post, _account(server), PASSWORD, done.append) == 3
        assert [each["To"] for each in server.received] == [
            *("client0@exemple.fr", "inconnu2@exemple.fr", "client1@exemple.fr"),
        ]
        assert len(server.passwords) == 1
        with pytest.raises(Refused, match="déjà parti"):
            send_mails(post, _account(server), PASSWORD, _heard)
        assert len(server.received) == 3
    assert done == [0, 1, 2]
    assert _states(actor) == ["sent"] * 3
    assert plans(None, DAY)[How.EMAIL].others == {Hold.SENT: (1, 3, 2)}


def test_one_refused_does_not_stop_the_others_and_is_tried_again(
    actor: Actor, authority: trustme.CA
) -> None:
    with mail_server(authority, "recipient") as server:
        assert send_mails(_post(actor, How.EMAIL), _account(server), PASSWORD, _heard) == 2
        assert _states(actor) == ["sent", "sent", "failed"]
        server.fault = ""
        assert send_mails(_post(actor, How.EMAIL), _account(server), PASSWORD, _heard) == 1
    assert _states(actor) == ["sent"] * 3


def test_a_server_that_wants_no_more_is_left_alone(actor: Actor, authority: trustme.CA) -> None:
    with mail_server(authority, "sender") as server, pytest.raises(NotSent, match="Rien n’est"):
        send_mails(_post(actor, How.EMAIL), _account(server), PASSWORD, _heard)
    assert _states(actor) == ["failed"] * 3
    assert server.received == []


def test_a_silence_after_the_message_is_a_doubt_and_stops(
    actor: Actor, authority: trustme.CA
) -> None:
    with mail_server(authority, "drop") as server, pytest.raises(Unanswered):
        send_mails(_post(actor, How.EMAIL), _account(server), PASSWORD, _heard)
    assert _states(actor) == ["sending"]
    assert plans(None, DAY)[How.EMAIL].others == {Hold.DOUBT: (1,)}


def test_stopped_what_left_has_left_and_the_next_was_not_begun(
    actor: Actor, authority: trustme.CA
) -> None:
    def stop(done: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with mail_server(authority) as server:
        with pytest.raises(KeyboardInterrupt):
            send_mails(_post(actor, How.EMAIL), _account(server), PASSWORD, stop)
        assert len(server.received) == 1
    assert _states(actor) == [MailState.SENT.value]
    assert len(plans(None, DAY)[How.EMAIL].may) == 2


def test_a_wrong_password_sends_nothing_and_writes_nothing(
    actor: Actor, authority: trustme.CA
) -> None:
    with mail_server(authority, "auth") as server, pytest.raises(NotSent):
        send_mails(_post(actor, How.EMAIL), _account(server), "faux", _heard)
    assert _states(actor) == []
    with pytest.raises(Refused, match="mot de passe"):
        send_mails(
            _post(actor, How.EMAIL),
            replace(_account(server), host="nulle.part.invalid"),
            "",
            _heard,
        )
