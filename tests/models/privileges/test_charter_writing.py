"""The charter told in writing: only to those who may be written to, and noted in one act."""

from dataclasses import replace
from datetime import date

import pytest

from models import charter_told, clients, journal
from models.actor import Actor
from models.charter_mails import MailState, begin, settle, settle_doubts
from models.charter_plan import Hold, obstacle_told, plans
from models.charter_told import How, Watch, share_told, tell, tell_many, told, untell, untell_many
from models.charter_words import addressees, mailable
from models.check import check
from models.client_drafts import ClientDraft, ReachDraft
from models.contacts import may_offer, record_consent
from models.database import Book
from models.distances import take_distance
from models.errors import Refused
from models.journal import EntryDraft
from models.merging_files import merge
from models.rules.contact_rights import Channel, Ground
from models.rules.trust import EntryType, Severity
from models.tables import Entry
from tests.models.privileges.conftest import published

HOME = {"street": "3 rue des Lilas", "postcode": "26000", "town": "Valence"}


def _client(actor: Actor, name: str, **known: object) -> int:
    draft = ClientDraft(last_name=name, **(HOME | known))  # type: ignore[arg-type]
    client_id = clients.open_account(actor, draft).client_id
    assert client_id is not None
    return client_id


@pytest.fixture
def garage(actor: Actor, today: date) -> dict[str, int]:
    """A charter, and clients to whom it may be written or not."""
    published(actor)
    found = {name: _client(actor, name) for name in ("Petit", "Refus", "Plein", "Fâché", "Loin")}
    found["Rue"] = _client(actor, "Rue", street="")
    record_consent(actor, found["Refus"], Channel.POST, False, "counter")
    for _time in range(4):
        journal.note(actor, found["Plein"], EntryDraft(EntryType.CONTACT, "post"))
    journal.note(
        actor, found["Fâché"], EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    )
    take_distance(actor, found["Loin"], "A insulté l’apprenti le 3 mars devant témoins.")
    return found


def test_only_those_who_may_be_sent_an_offer_are_written_to(
    actor: Actor, garage: dict[str, int], today: date
) -> None:
    plan = plans(None, today)[How.LETTER]
    assert plan.may == (garage["Petit"],)
    assert plan.others == {
        Hold.BUDGET: (garage["Plein"],),
        Ground.REFUSED: (garage["Refus"],),
        Ground.UNREACHABLE: (garage["Rue"],),
        Ground.COMPLAINT: (garage["Fâché"],),
        Ground.DISTANCE: (garage["Loin"],),
    }
    assert all(obstacle_told(each) for each in plan.others)
    chosen = plans([garage["Petit"], garage["Rue"]], today)[How.LETTER]
    assert (chosen.may, list(chosen.others)) == ((garage["Petit"],), [Ground.UNREACHABLE])


def test_reading_who_may_be_written_to_stops_between_any_two_clients(
    garage: dict[str, int], today: date
) -> None:
    calls = 0

    def check() -> None:
        nonlocal calls
        calls += 1
        if calls == last:
            raise KeyboardInterrupt

    last = 0
    plans(None, today, check)
    assert calls >= 6 * len(garage)
    calls, last = 0, calls // 2
    with pytest.raises(KeyboardInterrupt):
        plans(None, today, check)
    assert calls == last


def test_an_address_no_server_would_take_is_none(actor: Actor, today: date) -> None:
    published(actor)
    good = _client(actor, "Bon", reaches=(ReachDraft("email", "x"), ReachDraft("email", "a@b.fr")))
    wrong = _client(actor, "Faux", reaches=(ReachDraft("email", "paul chez free.fr"),))
    for one in (good, wrong):
        record_consent(actor, one, Channel.EMAIL, True, "counter")
    plan = plans(None, today)[How.EMAIL]
    assert plan.may == (good,)
    assert plan.others == {Ground.UNREACHABLE: (wrong,)}
    assert [one.reach for one in addressees(plan.may, How.EMAIL)] == ["a@b.fr"]


@pytest.mark.parametrize(
    ("address", "ok"),
    [
        ("helene.d+garage@exemple.fr", True),
        (" a@b.fr ", True),
        ("a..b@exemple.fr", False),
        ("a@b", False),
        ("a@b.fr, c@d.fr", False),
        ("Hélène <h@b.fr>", False),
        ("a@b.fr\nBcc: c@d.fr", False),
    ],
)
def test_an_address_is_one_that_every_server_takes(address: str, ok: bool) -> None:
    assert mailable(address) is ok


def test_what_is_written_counts_as_a_contact_and_is_taken_back_in_one_act(
    book: Book, actor: Actor, faithful: int, newcomer: int, today: date
) -> None:
    published(actor)
    telling = tell(actor, [faithful, newcomer], How.LETTER)
    assert [(one.how, one.author) for one in told(faithful)] == [(How.LETTER, "Claire Morel")]
    assert share_told().percent == 100
    assert len(telling.entries) == 2
    offers = may_offer([faithful, newcomer], Channel.POST, today)
    assert {offer.made for offer in offers.values()} == {1}
    assert check(book).faults == ()
    untell(actor, telling)
    assert (told(faithful), share_told().told) == ([], 0)
    assert may_offer([faithful], Channel.POST, today)[faithful].made == 0
    assert check(book).faults == ()
    untell(actor, telling)  # a second time changes nothing
    assert check(book).faults == ()


@pytest.mark.parametrize("how", [How.COUNTER, How.LEAFLET])
def test_what_is_said_or_handed_over_is_no_contact(
    actor: Actor, faithful: int, today: date, how: How
) -> None:
    published(actor)
    assert tell(actor, [faithful], how).entries == ()
    assert may_offer([faithful], Channel.POST, today)[faithful].made == 0


def test_who_was_told_already_is_neither_told_nor_counted_again(
    actor: Actor, faithful: int, newcomer: int
) -> None:
    published(actor)
    tell(actor, [faithful], How.COUNTER)
    telling = tell(actor, [faithful, newcomer, newcomer], How.EMAIL)
    assert telling.clients == (newcomer,)
    assert len(telling.entries) == 1
    untell(actor, telling)
    assert [one.how for one in told(faithful)] == [How.COUNTER]


def test_a_version_published_meanwhile_is_not_the_one_that_was_told(
    actor: Actor, faithful: int, newcomer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of thousands, of whom a piece holds one, the next charter is published."""
    monkeypatch.setattr(charter_told, "_AT_ONCE", 1)
    published(actor)

    def publish_then(done: int) -> None:
        if done:
            published(actor, title="Cordons de secours")

    telling = tell_many(actor, [faithful, newcomer], How.LETTER, Watch(publish_then))
    assert [one.number for each in (faithful, newcomer) for one in told(each)] == [1, 1]
    first = telling.charter
    assert tell(actor, [faithful], How.EMAIL, first).clients == ()
    assert [one.number for one in told(faithful)] == [1]
    tell(actor, [faithful], How.COUNTER)
    assert [one.number for one in told(faithful)] == [2, 1]
    untell(actor, telling)
    assert [one.number for one in told(faithful)] == [2]


def test_an_account_closed_meanwhile_is_told_without_a_contact(
    actor: Actor, faithful: int, newcomer: int
) -> None:
    published(actor)
    journal.note(actor, newcomer, EntryDraft(EntryType.CLOSED))
    telling = tell(actor, [newcomer, faithful], How.LETTER)
    assert (len(telling.clients), len(telling.entries)) == (2, 1)


def test_thousands_are_one_act_that_stopped_leaves_nothing(
    book: Book,
    actor: Actor,
    faithful: int,
    newcomer: int,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if there were thousands: a piece of the act holds one client."""
    monkeypatch.setattr(charter_told, "_AT_ONCE", 1)
    published(actor)

    def stop(done: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell_many(actor, [faithful, newcomer], How.LETTER, Watch(stop))
    assert share_told().told == 0
    assert may_offer([faithful], Channel.POST, today)[faithful].made == 0
    heard: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        tell_many(actor, [faithful, newcomer], How.LETTER, Watch(stop, heard.append))
    assert heard == [1]
    heard.clear()
    telling = tell_many(actor, [faithful, newcomer], How.LETTER, Watch(heard.append))
    assert (telling.clients, len(telling.entries)) == ((faithful, newcomer), 2)
    assert share_told().told == 2
    assert heard == [0, 1]
    left = untell_many(actor, telling, lambda done: done < 1)
    assert (left.clients, share_told().told) == ((newcomer,), 1)
    assert untell_many(actor, left, lambda done: True).clients == ()
    assert share_told().told == 0
    assert may_offer([faithful], Channel.POST, today)[faithful].made == 0
    assert check(book).faults == ()


def test_stopped_within_a_transaction_nothing_of_it_was_ever_noted(
    actor: Actor, faithful: int, newcomer: int
) -> None:
    published(actor)
    before = Entry.select().count()
    checks = iter(range(2))

    def check() -> None:
        if next(checks):
            raise KeyboardInterrupt

    watch = Watch(lambda done: None, check=check)
    with pytest.raises(KeyboardInterrupt):
        tell_many(actor, [faithful, newcomer], How.LETTER, watch)
    assert (Entry.select().count(), share_told().told) == (before, 0)


def test_an_e_mail_is_written_before_it_leaves_and_never_leaves_twice(
    actor: Actor, faithful: int, today: date
) -> None:
    published(actor)
    record_consent(actor, faithful, Channel.EMAIL, True, "counter")
    clients.update_client(
        actor,
        faithful,
        replace(clients.client_draft(faithful), reaches=(ReachDraft("email", "h@exemple.fr"),)),
    )
    [charter] = {plan.charter.id for plan in plans(None, today).values()}
    first = begin(actor, charter, faithful)
    assert list(plans(None, today)[How.EMAIL].others) == [Hold.DOUBT]
    with pytest.raises(Refused, match="déjà parti"):
        begin(actor, charter, faithful)
    settle_doubts(actor, charter, [faithful], arrived=False)
    assert begin(actor, charter, faithful) == first
    settle(charter, faithful, MailState.SENT)
    settle(charter, faithful, MailState.FAILED)
    assert list(plans(None, today)[How.EMAIL].others) == [Hold.SENT]
    tell(actor, [faithful], How.EMAIL)
    assert list(plans(None, today)[How.EMAIL].others) == [Hold.TOLD]


def test_the_contacts_of_a_file_merged_into_another_count_with_its_own(
    book: Book, actor: Actor, today: date
) -> None:
    published(actor)
    kept, absorbed = _client(actor, "Petit"), _client(actor, "Petit-Jean")
    for one in (kept, absorbed, absorbed, absorbed):
        journal.note(actor, one, EntryDraft(EntryType.CONTACT, "post"))
    merge(actor, kept, absorbed, clients.client_draft(kept))
    assert may_offer([kept], Channel.POST, today)[kept].made == 4
    assert plans(None, today)[How.LETTER].others == {Hold.BUDGET: (kept,)}
    telling = tell(actor, [kept], How.LETTER)
    untell(actor, telling)
    assert check(book).faults == ()
