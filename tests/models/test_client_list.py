"""The Clients table: every column sorts, pages follow one another, filters keep what they say."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import client_list
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import KEYS, ClientFilter, ClientListRow
from models.clients import open_account
from models.contacts import record_consent
from models.database import Book
from models.rules.contact_rights import Channel
from models.rules.folding import fold
from models.rules.trust import State
from models.search import codes, finding
from models.tables import AccountFigures, database

Opened = Callable[..., int]
SORTS = (*KEYS, "state")
_DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3))
_FIGURES = st.fixed_dictionaries(
    {
        "balance": st.integers(-1, 1),
        "trend": st.integers(-1, 1),
        "state": st.sampled_from(State).map(str),
        "open_cases": st.integers(0, 1),
        "next_due": _DAYS,
        "last_visit": _DAYS,
    }
)
_DRAFTS = st.builds(
    ClientDraft,
    last_name=st.sampled_from(["Émile", "Emile", "Zoé", "Œuvrard", "Ober"]),
    company=st.sampled_from(["", "", "Ébénisterie", "Garage"]),
    town=st.sampled_from(["", "Étoile", "Die", "Saint-Péray"]),
    since=_DAYS,
)


@pytest.fixture
def opened(actor: Actor) -> Opened:
    """Open an account; what concerns its figures is written as given."""

    def open_one(last_name: str = "", **told: Any) -> int:
        figures = {name: told.pop(name) for name in list(told) if hasattr(AccountFigures, name)}
        client = open_account(actor, ClientDraft(last_name=last_name, **told)).client_id or 0
        if figures:
            AccountFigures.update(**figures).where(AccountFigures.client == client).execute()
        return client

    return open_one


def walk(sort: str, descending: bool, limit: int, chosen: ClientFilter) -> list[ClientListRow]:
    """All the rows, page after page."""
    rows: list[ClientListRow] = []
    while True:
        after = rows[-1].place if rows else None
        page = client_list.page(chosen, sort, descending=descending, after=after, limit=limit)
        rows += page
        if len(page) < limit:
            return rows


def ids(chosen: ClientFilter, sort: str = "name") -> list[int]:
    """The clients the filter keeps; counting says the same."""
    rows = [row.client_id for row in client_list.page(chosen, sort)]
    assert client_list.count(chosen) == len(rows)
    return rows


def value_of(row: ClientListRow, sort: str) -> Any:
    """What a row is sorted by; None when there is nothing."""
    if sort == "name":
        return fold(f"{row.name} {row.company}")
    if sort in ("company", "town"):
        return fold(getattr(row, sort)) or None
    if sort == "state":
        return client_list.STATES.index(row.state)
    return getattr(row, sort)


@given(
    st.lists(st.tuples(_DRAFTS, _FIGURES), max_size=9),
    st.sampled_from(SORTS),
    st.booleans(),
    st.integers(1, 4),
)
def test_pages_put_together_are_one_ordered_list(
    book: Book,
    actor: Actor,
    clients: list[tuple[ClientDraft, dict[str, Any]]],
    sort: str,
    descending: bool,
    limit: int,
) -> None:
    with database.atomic() as attempt:
        opened = []
        for draft, figures in clients:
            client = open_account(actor, draft).client_id or 0
            AccountFigures.update(**figures).where(AccountFigures.client == client).execute()
            opened.append(client)
        rows = walk(sort, descending, limit, ClientFilter())
        attempt.rollback()
    assert sorted(row.client_id for row in rows) == opened
    known = [
        (value_of(row, sort), row.client_id) for row in rows if value_of(row, sort) is not None
    ]
    assert known == sorted(known, reverse=descending)
    unknown = [row.client_id for row in rows[len(known) :]]
    assert all(value_of(row, sort) is None for row in rows[len(known) :])
    assert unknown == sorted(unknown, reverse=descending)


def test_every_column_both_ways_keeps_every_client(opened: Opened) -> None:
    clients = sorted(opened("Durand", town="Die", last_visit=None) for _ in range(5))
    AccountFigures.delete().where(AccountFigures.client == clients[0]).execute()
    for sort in SORTS:
        for descending in (False, True):
            rows = walk(sort, descending, 2, ClientFilter())
            assert sorted(row.client_id for row in rows) == clients, (sort, descending)


def test_an_accented_letter_sorts_with_its_plain_one_and_oe_as_two(opened: Opened) -> None:
    for name in ("Zola", "Odin", "Œuvrard", "Evrard", "Étienne", "Nadal", "Ozon", "Eluard"):
        opened(name, town=f"{name}ville")
    expected = ["Eluard", "Étienne", "Evrard", "Nadal", "Odin", "Œuvrard", "Ozon", "Zola"]
    assert [row.name for row in walk("name", False, 3, ClientFilter())] == expected
    assert [row.name for row in walk("town", False, 3, ClientFilter())] == expected
    assert [row.name for row in walk("name", True, 3, ClientFilter())] == expected[::-1]


def test_states_go_from_what_is_to_repair_to_what_is_well(opened: Opened) -> None:
    for state in ("solid", "falling", "ruptured", "steady", "closed", "negative", "growing"):
        opened(state, state=state)
    order = ["ruptured", "negative", "falling", "steady", "growing", "solid", "closed"]
    assert [row.state for row in walk("state", False, 2, ClientFilter())] == order
    assert [row.state for row in walk("state", True, 2, ClientFilter())] == order[::-1]


def test_a_column_that_is_not_one_is_a_mistake_of_the_program(book: Book) -> None:
    with pytest.raises(KeyError):
        client_list.page(ClientFilter(), "shoe_size")


# -- filters -----------------------------------------------------------------------------------


def test_states_and_what_waits_are_filters(opened: Opened) -> None:
    solid = opened("Un", state="solid", open_cases=2)
    falling = opened("Deux", state="falling")
    steady = opened("Trois", state="steady", open_cases=1)
    assert ids(ClientFilter(states=(State.SOLID, State.FALLING))) == [falling, solid]
    assert ids(ClientFilter(waiting=True)) == [steady, solid]
    assert ids(ClientFilter(states=(State.SOLID,), waiting=True)) == [solid]


def test_no_news_since_a_day_keeps_who_never_came(opened: Opened) -> None:
    day = date(2026, 6, 1)
    opened("Venu", last_visit=day)
    before = opened("Avant", last_visit=day - timedelta(days=1))
    never = opened("Jamais")
    assert ids(ClientFilter(silent_since=day)) == [before, never]
    assert ids(ClientFilter(silent_since=day), "last_visit") == [before, never]


def test_tags_towns_and_assets_still_looked_after_are_filters(opened: Opened) -> None:
    boiler = AssetDraft("boiler", "Chaudière")
    one = opened("Un", tags=("vip", "flotte"), town="Étoile-sur-Rhône", assets=(boiler,))
    two = opened("Deux", tags=("vip",), assets=(AssetDraft("boiler", ended_on=date(2026, 1, 1)),))
    opened("Trois", town="Die")
    assert ids(ClientFilter(tag="vip")) == [two, one]
    assert ids(ClientFilter(town="etoile sur rhone")) == [one]
    assert ids(ClientFilter(asset_kind="boiler")) == [one]
    assert ids(ClientFilter(tag="vip", town="Die")) == []
    assert client_list.tags() == ["flotte", "vip"]


@pytest.mark.parametrize(
    "text", ["durand", "hél", "durnad", "durn", "06 12 44", "4408", "gh482", "valence", "durand va"]
)
def test_a_text_filters_as_the_search_finds(opened: Opened, text: str) -> None:
    client = opened(
        "Durand",
        first_name="Hélène",
        town="Valence",
        reaches=(ReachDraft("phone", "06 12 44 08 31"),),
        assets=(AssetDraft("vehicle", "Peugeot 308", "GH-482-KT"),),
    )
    opened("Moreau")
    for sort in SORTS:
        assert ids(ClientFilter(text=text), sort) == [client]


def test_a_text_that_finds_nobody_leaves_nobody_and_an_empty_one_everybody(opened: Opened) -> None:
    client = opened("Durand")
    assert ids(ClientFilter(text="zzzz")) == []
    assert ids(ClientFilter(text="😀")) == []
    assert ids(ClientFilter(text="  ")) == [client]


def test_a_text_keeps_more_clients_than_the_counter_shows(opened: Opened) -> None:
    clients = {opened("Durand") for _ in range(25)}
    assert set(ids(ClientFilter(text="durand"))) == clients


@pytest.mark.parametrize("sort", ["name", "balance", "state"])
def test_a_filter_that_many_fit_keeps_the_same_as_one_that_few_fit(
    opened: Opened, actor: Actor, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    boiler = (AssetDraft("boiler", "Chaudière"),)
    first = opened("Le Gall", tags=("vip",), town="Die", assets=boiler, state="solid")
    other = opened("Legall", first_name="Zoé", town="Valence", state="falling", open_cases=1)
    record_consent(actor, other, Channel.SMS, given=False, source="counter")
    opened("Gall", first_name="Léa", tags=("vip",), town="Die", assets=boiler, balance=300)
    record_consent(actor, first, Channel.SMS, given=True, source="counter")
    filters = [
        *(ClientFilter(text=text) for text in ("gall", "le gall", "lega", "die", "g", "chaud die")),
        ClientFilter(states=(State.SOLID, State.FALLING)),
        ClientFilter(waiting=True),
        ClientFilter(states=(State.FALLING,), waiting=True),
        *(ClientFilter(consent=choice) for choice in ("sms:yes", "sms:no", "unasked")),
        ClientFilter(text="gall", tag="vip", town="die", asset_kind="boiler"),
    ]
    few = [ids(chosen, sort) for chosen in filters]
    monkeypatch.setattr(client_list, "_MANY", 0)
    monkeypatch.setattr(finding, "_BROAD", 1)
    assert [ids(chosen, sort) for chosen in filters] == few
    assert all(few)


# -- rows --------------------------------------------------------------------------------------


def test_a_row_shows_a_client_as_the_list_needs_it(opened: Opened) -> None:
    client = opened(
        "Durand",
        first_name="Hélène",
        company="Durand & Fils",
        town="Valence",
        since=date(2019, 3, 4),
        reaches=(ReachDraft("email", "h@d.fr"), ReachDraft("phone", "06 12 44 08 31")),
        assets=(
            AssetDraft("vehicle", "Clio", "AA-111-AA", ended_on=date(2026, 1, 1)),
            AssetDraft("vehicle", "Peugeot 308", "GH-482-KT"),
            AssetDraft("vehicle", "Kangoo"),
        ),
        balance=3420,
        trend=-290,
        state="falling",
        open_cases=1,
        next_due=date(2026, 11, 24),
        last_visit=date(2026, 10, 12),
    )
    (row,) = client_list.page(ClientFilter())
    assert row == ClientListRow(
        client_id=client,
        number=1,
        name="Durand Hélène",
        company="Durand & Fils",
        town="Valence",
        phone="06 12 44 08 31",
        asset="Peugeot 308",
        plate="GH-482-KT",
        state=State.FALLING,
        balance=3420,
        trend=-290,
        last_visit=date(2026, 10, 12),
        next_due=date(2026, 11, 24),
        open_cases=1,
        since=date(2019, 3, 4),
        place=row.place,
    )


def test_a_firm_or_a_bare_phone_is_its_own_name(opened: Opened) -> None:
    firm = opened(company="Durand & Fils")
    phone = opened(reaches=(ReachDraft("phone", "06 12 44 08 31"),))
    named = opened("Durand", first_name="Hélène")
    rows = {row.client_id: (row.name, row.company) for row in client_list.page(ClientFilter())}
    assert rows[firm] == ("Durand & Fils", "")
    assert rows[phone] == ("06 12 44 08 31", "")
    assert client_list.names([firm, phone, named, 999]) == {
        firm: "Durand & Fils",
        phone: "06 12 44 08 31",
        named: "Hélène Durand",
    }
    assert client_list.names([]) == {}


@contextmanager
def counted() -> Any:
    """The statements run inside the block."""
    run: list[str] = []
    connection = database.connection()
    connection.set_trace_callback(run.append)
    yield run
    connection.set_trace_callback(None)


@pytest.mark.parametrize("sort", KEYS)
def test_a_page_takes_as_many_queries_whatever_its_length(opened: Opened, sort: str) -> None:
    lengths = []
    for _ in range(2):
        for _ in range(4):
            opened("Durand", town="Die", company="Durand", since=date(2026, 1, 1))
        AccountFigures.update(last_visit=date(2026, 1, 1), next_due=date(2026, 1, 1)).execute()
        with counted() as run:
            client_list.page(ClientFilter(), sort)
        lengths.append(len(run))
    assert lengths == [5, 5]


def test_a_beginning_most_phones_have_filters_as_one_few_have(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = [
        ("06 12 34 56 78",),
        ("01 11 11 11 06",),
        ("07 06 06 07 07",),
        ("04 06 00 00 06", "06 91 00 00 00"),
    ]
    for number, phones in enumerate(ways):
        reaches = tuple(ReachDraft("phone", phone) for phone in phones)
        opened(last_name=f"Nom{number}", reaches=reaches)
    opened(last_name="Zoé", assets=(AssetDraft(identifier="06 ABC 26"),))
    opened(last_name="Mél", reaches=(ReachDraft("email", "06@06.fr"),))
    few = {text: ids(ClientFilter(text=text)) for text in ("06", "0", "07")}
    monkeypatch.setattr(codes, "_MANY", 0)
    assert {text: ids(ClientFilter(text=text)) for text in few} == few
    assert len(few["06"]) == 4
