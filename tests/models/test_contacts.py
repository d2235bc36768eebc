"""Consents are a history of which the latest counts; an offer is judged before it goes."""

from datetime import date, timedelta

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.clients import open_account
from models.contact_words import before_an_offer, budget_told, last_contact_told, right_told
from models.contacts import consents, may_offer, record_consent, rights
from models.errors import Refused
from models.journal import EntryDraft, note, reverse
from models.messages import (
    RECEIVED,
    SERVICE,
    LastContact,
    forget_message,
    last_contacts,
    messages,
    note_message,
)
from models.rules.contact_rights import Channel, Ground, Right
from models.rules.trust import EntryType, Severity
from models.tables import database
from models.voices import IDEA, VoiceDraft, keep_voice

TODAY = date(2026, 11, 22)
YEAR = timedelta(days=365)


@pytest.fixture
def client(actor: Actor) -> int:
    """Someone with an address for every channel."""
    reaches = (ReachDraft("phone", "06 39 98 06 33"), ReachDraft("email", "paul@example.com"))
    draft = ClientDraft(last_name="Durant", street="1 rue Noire", town="Valence", reaches=reaches)
    opened = open_account(actor, draft).client_id
    assert opened is not None
    return opened


def _ground(client: int, channel: Channel = Channel.EMAIL) -> Ground:
    return may_offer([client], channel, TODAY)[client].right.ground


def _noted(actor: Actor, client: int, what: EntryType, **given: object) -> int:
    entry_id = note(actor, client, EntryDraft(what, **given)).entry_id  # type: ignore[arg-type]
    assert entry_id is not None
    return entry_id


def test_the_latest_answer_counts_and_the_others_stay(actor: Actor, client: int) -> None:
    assert _ground(client) is Ground.NO_CONSENT
    record_consent(actor, client, Channel.EMAIL, True, "form", day=TODAY - YEAR, note="carte")
    assert _ground(client) is Ground.CONSENT
    record_consent(actor, client, Channel.EMAIL, False, "message")
    assert _ground(client) is Ground.REFUSED
    said = [(row.given, row.day, row.source, row.note, row.author) for row in consents(client)]
    assert said == [
        (False, TODAY, "message", "", "Claire Morel"),
        (True, TODAY - YEAR, "form", "carte", "Claire Morel"),
    ]


def test_an_answer_written_late_does_not_outweigh_a_later_one(actor: Actor, client: int) -> None:
    record_consent(actor, client, Channel.SMS, False, "phone")
    record_consent(actor, client, Channel.SMS, True, "form", day=TODAY - YEAR)
    assert _ground(client, Channel.SMS) is Ground.REFUSED
    assert _ground(client, Channel.POST) is Ground.NOT_REFUSED


def test_an_answer_is_refused_without_its_source_or_for_a_day_to_come(
    actor: Actor, client: int
) -> None:
    with pytest.raises(Refused, match="comment"):
        record_consent(actor, client, Channel.SMS, True, "import")
    with pytest.raises(Refused):
        record_consent(actor, client, Channel.SMS, True, "form", day=TODAY + timedelta(days=1))
    assert consents(client) == []


def test_a_visit_lets_an_offer_go_by_e_mail_but_not_by_phone(actor: Actor, client: int) -> None:
    _noted(actor, client, EntryType.VISIT)
    assert _ground(client) is Ground.PURCHASE
    assert _ground(client, Channel.PHONE) is Ground.NO_CONSENT


def test_nobody_is_written_to_where_their_file_has_no_address(actor: Actor) -> None:
    bare = open_account(actor, ClientDraft(last_name="Nu")).client_id
    assert bare is not None
    found = {channel: offer.right.ground for channel, offer in rights(bare, TODAY).items()}
    assert found == dict.fromkeys(Channel, Ground.UNREACHABLE)


def test_no_offer_goes_out_while_an_incident_is_open(actor: Actor, client: int) -> None:
    record_consent(actor, client, Channel.EMAIL, True, "counter")
    incident = _noted(actor, client, EntryType.INCIDENT, kind="defect", severity=Severity.NOTABLE)
    offer = may_offer([client], Channel.EMAIL, TODAY)[client]
    assert (offer.right.ground, offer.law.ground) == (Ground.COMPLAINT, Ground.CONSENT)
    assert "incident est ouvert" in before_an_offer(offer)
    assert "notez-la" in before_an_offer(offer)
    reverse(actor, incident)
    assert _ground(client) is Ground.CONSENT


def test_the_budget_says_what_one_more_would_cost(actor: Actor, client: int) -> None:
    _noted(actor, client, EntryType.CONTACT, kind="email", day=TODAY - YEAR)
    made = [
        _noted(actor, client, EntryType.CONTACT, kind="email", day=TODAY - timedelta(days=back))
        for back in (364, 200, 100, 0)
    ]
    offer = may_offer([client], Channel.POST, TODAY)[client]
    assert (offer.made, offer.cap, offer.cost) == (4, 4, -200)
    assert budget_told(offer).endswith("coûterait −\N{NARROW NO-BREAK SPACE}2,0 au compte.")
    reverse(actor, made[0])
    offer = may_offer([client], Channel.POST, TODAY)[client]
    assert (offer.made, offer.cost) == (3, 0)
    assert budget_told(offer) == "3 contacts en 365 jours, sur 4 sans gêner."


def test_a_message_of_service_weighs_nothing_and_can_be_taken_back(
    actor: Actor, client: int
) -> None:
    note_message(actor, client, SERVICE, Channel.SMS, "votre voiture est prête")
    [row] = messages(client)
    assert (row.nature, row.channel, row.text) == ("service", "sms", "votre voiture est prête")
    assert may_offer([client], Channel.POST, TODAY)[client].made == 0
    assert last_contacts([client], TODAY) == {}
    forget_message(actor, row.id)
    assert messages(client) == []
    with pytest.raises(Refused):
        note_message(actor, client, "offer", Channel.SMS)


def test_what_the_client_does_is_their_last_contact_and_what_we_do_is_not(
    actor: Actor, client: int
) -> None:
    def last() -> LastContact | None:
        return last_contacts([client], TODAY).get(client)

    def ago(days: int) -> date:
        return TODAY - timedelta(days=days)

    _noted(actor, client, EntryType.CONTACT, kind="email")
    _noted(actor, client, EntryType.PROMISE, text="rappeler")
    assert last() is None
    assert "jamais" in last_contact_told(last())
    note_message(actor, client, RECEIVED, Channel.PHONE, day=ago(40))
    assert last() == LastContact(ago(40), "phone")
    _noted(actor, client, EntryType.REQUEST, text="un devis", day=ago(30))
    assert last() == LastContact(ago(30), "request")
    keep_voice(actor, client, VoiceDraft(IDEA, "ouvrez plus tôt", ago(20)))
    assert last() == LastContact(ago(20), "voice")
    record_consent(actor, client, Channel.POST, False, "other", day=ago(15))
    assert last() == LastContact(ago(20), "voice")
    record_consent(actor, client, Channel.POST, False, "form", day=ago(10))
    assert last() == LastContact(ago(10), "consent")
    visit = _noted(actor, client, EntryType.VISIT, day=ago(5))
    assert last_contact_told(last()).endswith("passage, le 17 nov. 2026.")
    reverse(actor, visit)
    assert last() == LastContact(ago(10), "consent")


def test_a_selection_is_judged_in_as_many_queries_as_one_client(actor: Actor, client: int) -> None:
    more = [open_account(actor, ClientDraft(last_name=f"N{n}")).client_id for n in range(50)]
    everyone = [client, *(c for c in more if c)]
    asked: list[str] = []
    connection = database.connection()
    connection.set_trace_callback(asked.append)
    may_offer([client], Channel.EMAIL, TODAY)  # reads which files were merged, once for all
    asked.clear()
    may_offer([client], Channel.EMAIL, TODAY)
    one = len(asked)
    found = may_offer(everyone, Channel.EMAIL, TODAY)
    connection.set_trace_callback(None)
    assert len(asked) == 2 * one <= 22
    assert len(found) == 51


@pytest.mark.parametrize("ground", list(Ground))
def test_every_ground_is_told_in_words(ground: Ground) -> None:
    told = right_told(Right(ground, TODAY))
    assert told.endswith(".")
    assert "{" not in told
