"""Only a number that takes an SMS gives the right to send one."""

from datetime import date

import pytest

from models.actor import Actor
from models.client_drafts import ClientDraft, ReachDraft
from models.clients import open_account
from models.contacts import record_consent, rights
from models.database import Book
from models.rules.contact_rights import Channel, Ground
from models.sms import takes_sms

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "takes"),
    [
        ("06 12 44 08 31", True),
        ("+33 7 56 12 44 08", True),
        ("0692 12 34 56", True),
        ("04 75 12 34 56", False),
        ("09 72 12 34 56", False),
        ("+33 4 75 12 34 56", False),
        ("+32 470 12 34 56", True),
        ("+32 2 551 20 20", False),
        ("demander à la voisine", True),
    ],
)
def test_a_mobile_takes_an_sms_and_a_fixed_line_does_not(number: str, takes: bool) -> None:
    assert takes_sms(number) is takes


def test_a_client_known_by_a_fixed_line_is_out_of_reach_by_sms(book: Book, actor: Actor) -> None:
    fixed, mobile = (ReachDraft("phone", number) for number in ("04 75 12 34 56", "0612440831"))
    one = open_account(actor, ClientDraft(last_name="Un", reaches=(fixed,))).client_id or 0
    two = open_account(actor, ClientDraft(last_name="Deux", reaches=(fixed, mobile))).client_id or 0
    for client in (one, two):
        record_consent(actor, client, Channel.SMS, True, "counter")
    grounds = [rights(client, TODAY)[Channel.SMS].right.ground for client in (one, two)]
    assert grounds == [Ground.UNREACHABLE, Ground.CONSENT]
    assert rights(one, TODAY)[Channel.PHONE].right.ground is not Ground.UNREACHABLE
