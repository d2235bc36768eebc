"""The log of reports sent: written before, never twice by accident; and the account they use."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from models import mail_password, sendings
from models.actor import Actor
from models.check import check
from models.database import Book
from models.errors import Refused
from models.export import export
from models.mail import Server
from models.mail_settings import MailAccount, mail_account, read_addresses, set_mail_account
from models.sendings import Parcel, State
from tests.helpers.mail_server import KeptInMemory

MONTH = date(2026, 10, 1)
PARCEL = Parcel(MONTH, "accountant", ("compta@example.fr",), b"%PDF-1.7 octobre")
SERVER = Server("smtp.example.fr", 587, "starttls", "morel")


def _begin(actor: Actor, parcel: Parcel = PARCEL, *, again: bool = False) -> str:
    return sendings.begin(actor, parcel, again=again)[1]


def test_what_leaves_is_written_before_with_the_digest_of_its_file(actor: Actor) -> None:
    message_id = _begin(actor)
    [row] = sendings.sendings(MONTH)
    assert (row.message_id, row.state, row.author) == (message_id, State.SENDING, "Claire Morel")
    assert row.digest == sha256(PARCEL.content).hexdigest()
    assert (row.recipients, row.audience, row.day) == (
        "compta@example.fr",
        "accountant",
        date(2026, 11, 22),
    )
    sendings.settle(actor, message_id, State.SENT)
    assert sendings.sendings()[0].state is State.SENT
    assert sendings.sendings(date(2026, 9, 1)) == []


@pytest.mark.parametrize("state", [State.SENT, State.SENDING])
def test_what_left_or_may_have_is_not_sent_again_without_being_asked(
    actor: Actor, state: State
) -> None:
    first = _begin(actor)
    sendings.settle(actor, first, state)
    with pytest.raises(Refused, match="compta@example"):
        _begin(actor)
    other = Parcel(MONTH, "owner", PARCEL.recipients, b"%PDF-1.7 responsable")
    assert _begin(actor, other) != first
    again = _begin(actor, again=True)
    assert (again == first) == (state is State.SENDING)


def test_a_failure_is_tried_again_under_the_same_message_id(actor: Actor) -> None:
    first = _begin(actor)
    sendings.settle(actor, first, State.FAILED, "Le serveur refuse.")
    assert sendings.sendings()[0].told == "Le serveur refuse."
    assert _begin(actor) == first
    sendings.settle(actor, first, State.FAILED)
    changed = Parcel(MONTH, "accountant", PARCEL.recipients, b"%PDF-1.7 autre")
    assert _begin(actor, changed) != first
    assert len(sendings.sendings()) == 2


def test_a_settled_sending_stays_as_it_was_settled(actor: Actor) -> None:
    first = _begin(actor)
    sendings.settle(actor, first, State.SENT)
    sendings.settle(actor, first, State.FAILED)
    assert sendings.sendings()[0].state is State.SENT


def test_nobody_to_send_to_is_refused(actor: Actor) -> None:
    with pytest.raises(Refused, match="adresse"):
        _begin(actor, Parcel(MONTH, "accountant", (), b"%PDF"))
    assert sendings.sendings() == []


def test_the_log_is_exported_and_the_book_stays_sound(
    book: Book, actor: Actor, tmp_path: Path
) -> None:
    sendings.settle(actor, _begin(actor), State.FAILED, "=1+1")
    sendings.hand(actor, PARCEL)
    set_mail_account(actor, MailAccount("smtp.example.fr", sender="garage@example.fr"))
    export(tmp_path / "export")
    told = (tmp_path / "export" / "envois.csv").read_text(encoding="utf-8-sig")
    assert "compta@example.fr" in told
    assert sha256(PARCEL.content).hexdigest() in told
    assert "échec" in told
    assert ";=1+1" not in told
    assert '"smtp.example.fr"' in (tmp_path / "export" / "livre.json").read_text("utf-8")
    assert check(book).faults == ()


def test_the_account_is_kept_and_what_cannot_be_is_refused(actor: Actor) -> None:
    assert not mail_account().complete
    wanted = MailAccount(
        "smtp.example.fr", 465, "tls", "morel", "garage@example.fr", "A@Example.fr; b@example.fr"
    )
    set_mail_account(actor, wanted)
    assert mail_account().complete
    assert mail_account().accountants == "A@example.fr, b@example.fr"
    assert mail_account().server == Server("smtp.example.fr", 465, "tls", "morel")
    for wrong in (
        MailAccount("smtp exemple"),
        MailAccount("https://smtp.example.fr"),
        MailAccount("smtp.example.fr", 0),
        MailAccount("smtp.example.fr", security="none"),
        MailAccount("smtp.example.fr", sender="garage"),
        MailAccount("smtp.example.fr", accountants="a@example.fr, b"),
    ):
        with pytest.raises(Refused):
            set_mail_account(actor, wrong)
    assert mail_account().port == 465


def test_an_address_is_counted_once() -> None:
    assert read_addresses(" a@example.fr,b@example.fr ; a@example.fr ") == (
        "a@example.fr",
        "b@example.fr",
    )


def test_an_address_pasted_with_its_name_is_read_and_none_is_lost() -> None:
    pasted = '"Cabinet Petit" <compta@example.fr>; Paul Petit <paul@example.fr>, c@example.fr'
    assert read_addresses(pasted) == ("compta@example.fr", "paul@example.fr", "c@example.fr")
    with pytest.raises(Refused, match="a@"):
        read_addresses("a@example.fr Paul <paul@example.fr>")


def test_the_password_is_in_the_system_s_keyring_and_nowhere_else(book: Book) -> None:
    before, mine = keyring.get_keyring(), KeptInMemory()
    keyring.set_keyring(mine)
    try:
        assert mail_password.known_password(SERVER) is None
        assert mail_password.keep_password(SERVER, "garage-2026")
        assert mine.kept == {("Compte-Confiance", "morel@smtp.example.fr"): "garage-2026"}
        assert mail_password.known_password(SERVER) == "garage-2026"
        mail_password.forget_password(SERVER)
        mail_password.forget_password(SERVER)
        assert mail_password.known_password(SERVER) is None
    finally:
        keyring.set_keyring(before)
    assert b"garage-2026" not in book.path.read_bytes()


def test_without_a_keyring_it_is_asked_each_time() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        assert not mail_password.keep_password(SERVER, "garage-2026")
        assert mail_password.known_password(SERVER) is None
        mail_password.forget_password(SERVER)
    finally:
        keyring.set_keyring(before)
