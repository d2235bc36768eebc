"""The Clients table filtered by what clients answered, and sorted by what they own."""

from datetime import date, timedelta

import pytest

from models import assets, client_list
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft
from models.client_list import ClientFilter
from models.clients import assets as assets_of
from models.clients import open_account
from models.consent_filter import UNASKED
from models.contacts import record_consent
from models.database import Book
from models.rules.contact_rights import Channel

DAY = date(2026, 3, 2)


def _opened(actor: Actor, name: str, *owned: AssetDraft, town: str = "") -> int:
    draft = ClientDraft(last_name=name, town=town, assets=owned)
    return open_account(actor, draft).client_id or 0


def _kept(choice: str) -> list[str]:
    return [row.name for row in client_list.page(ClientFilter(consent=choice))]


def test_the_latest_answer_about_a_channel_is_the_one_that_filters(
    book: Book, actor: Actor
) -> None:
    changed, agreed, refused = (_opened(actor, name) for name in ("Abel", "Brun", "Clair"))
    _opened(actor, "Duval")
    later = DAY + timedelta(days=1)
    for client, given, day in (
        (changed, False, later),
        (changed, True, DAY),
        (agreed, False, DAY),
        (agreed, True, DAY),
        (refused, False, DAY),
    ):
        record_consent(actor, client, Channel.SMS, given, "counter", day=day)
    record_consent(actor, refused, Channel.EMAIL, True, "form", day=DAY)
    assert _kept("sms:yes") == ["Brun"]
    assert _kept("sms:no") == ["Abel", "Clair"]
    assert _kept("email:yes") == ["Clair"]
    assert _kept(UNASKED) == ["Duval"]
    assert _kept("post:yes") == _kept("post:no") == []
    assert client_list.count(ClientFilter(consent="sms:no")) == 2


def test_a_choice_that_is_none_is_a_mistake_of_the_program(book: Book) -> None:
    with pytest.raises(ValueError, match="pigeon"):
        client_list.count(ClientFilter(consent="pigeon:yes"))


@pytest.mark.parametrize("descending", [False, True])
def test_clients_sort_by_the_asset_the_table_shows(
    book: Book, actor: Actor, descending: bool
) -> None:
    _opened(actor, "Un", AssetDraft("vehicle", "Zoé"))
    _opened(actor, "Deux", AssetDraft("other", "Évier"), AssetDraft("other", "Ampoule"))
    _opened(actor, "Trois", AssetDraft("vehicle", "", "FA-123-BC"))
    _opened(actor, "Quatre")
    rows = client_list.page(ClientFilter(), "asset", descending=descending)
    shown = ["Évier", "FA-123-BC", "Zoé"]
    assert [row.asset for row in rows] == [*(shown[::-1] if descending else shown), ""]


def test_an_asset_sold_gives_its_place_to_the_next_one(book: Book, actor: Actor) -> None:
    owner = _opened(actor, "Un", AssetDraft("vehicle", "Zoé"), AssetDraft("vehicle", "Ami"))
    other = _opened(actor, "Deux", AssetDraft("vehicle", "Clio"))
    assert [row.client_id for row in client_list.page(ClientFilter(), "asset")] == [other, owner]
    sold = next(one.id for one in assets_of(owner) if one.draft.name == "Zoé")
    assets.end_asset(actor, sold, "sold")
    assert [row.client_id for row in client_list.page(ClientFilter(), "asset")] == [owner, other]
    assets.take_back_end(actor, sold)
    assert [row.client_id for row in client_list.page(ClientFilter(), "asset")] == [other, owner]


def test_a_town_is_known_however_it_is_typed(book: Book, actor: Actor) -> None:
    _opened(actor, "Un", town="Étoile-sur-Rhône")
    assert client_list.town_called("etoile sur rhone") == "Étoile-sur-Rhône"
    assert client_list.town_called("Paris") == ""
