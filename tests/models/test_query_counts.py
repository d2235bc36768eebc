"""What the counter does all day costs the same in a small book and in one four times larger.

No clock: the statements asked, the steps of the database's machine and the calls of Python's.
`make bench` tells the milliseconds.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from models import client_list, clients, journal, search
from models.actor import Actor
from models.books import create_book
from models.cases import todo
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import ClientFilter
from models.counter import counter_card
from models.database import Book, open_book
from models.demo import demo_draft, fill
from models.journal import EntryDraft
from models.month import collect
from models.rules.trust import EntryType
from models.statements import statement_of
from models.tables import database
from models.team import first_member

TODAY = date(2026, 11, 22)
MONTH = date(2026, 10, 1)
_SMALL, _TIMES = 60, 4
_TICK = 20
Operation = Callable[["Known"], object]


@dataclass(frozen=True, slots=True)
class Known:
    """Who acts, and the client both books have, with the same history."""

    actor: Actor
    client_id: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What an operation took: statements, thousands of steps, calls."""

    statements: int
    steps: int
    calls: int


COUNTER: dict[str, tuple[int, Operation]] = {
    "a letter": (11, lambda known: search.page("m")),
    "a name": (13, lambda known: search.page("quintanilla zelie")),
    "a slip": (12, lambda known: search.page("quintanlla")),
    "a telephone": (4, lambda known: search.page("0612345678")),
    "a telephone of nobody": (4, lambda known: search.page("06 98 76 54 32")),
    "its last digits": (10, lambda known: search.page("56 78")),
    "a plate": (9, lambda known: search.page("gh-482-kt")),
    "seen lately": (6, lambda known: search.recent(20)),
    "the card": (13, lambda known: counter_card(known.client_id, TODAY)),
    "a note": (9, lambda known: _note(known)),
    "taking it back": (13, lambda known: journal.take_back_last(known.actor)),
    "the statement": (14, lambda known: statement_of(known.client_id, None, TODAY, TODAY)),
    "a page by name": (5, lambda known: client_list.page(ClientFilter(), limit=40)),
    "a page by balance": (5, lambda known: client_list.page(ClientFilter(), "balance", limit=40)),
    "a page of a name": (10, lambda known: client_list.page(ClientFilter("quintanilla"), limit=40)),
}
"""What is done at the counter: how many statements it may ask, and how it is done."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Two books, by how many times the smaller one they hold."""
    folder = tmp_path_factory.mktemp("books")
    return {times: _make(folder / f"{times}.ccbook", times) for times in (1, _TIMES)}


def _make(place: Path, times: int = 1, years: int = 2) -> Path:
    book = create_book(place, demo_draft(), TODAY)
    actor = Actor(first_member().id, TODAY)
    fill(actor, TODAY, clients=_SMALL * times, years=years)
    draft = ClientDraft(
        first_name="Zélie",
        last_name="Quintanilla",
        town="Valence",
        reaches=(ReachDraft("phone", "06 12 34 56 78"),),
        assets=(AssetDraft("vehicle", "Peugeot 308", "GH-482-KT"),),
    )
    known = Known(actor, clients.open_account(actor, draft).client_id or 0)
    for _turn in range(20):
        _note(known)
    book.close()
    return place


def _note(known: Known) -> None:
    draft = EntryDraft(EntryType.ATTENTION, "advice", "pneus expliqués, rien vendu")
    journal.note(known.actor, known.client_id, draft)


@contextmanager
def _opened(place: Path) -> Iterator[Known]:
    book: Book = open_book(place)
    [(client_id,)] = book.db.execute_sql("SELECT id FROM client WHERE last_name = 'Quintanilla'")
    try:
        yield Known(Actor(first_member().id, TODAY), client_id)
    finally:
        book.close()


def cost_of(act: Callable[[], object]) -> Cost:
    """Do it once to load what is loaded once, then count what it takes."""
    act()
    asked: list[str] = []
    ticks = calls = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    def called(frame: FrameType, event: str, value: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    connection = database.connection()
    connection.set_trace_callback(asked.append)
    act()
    connection.set_trace_callback(None)
    connection.set_progress_handler(tick, _TICK)
    act()
    connection.set_progress_handler(None, 0)
    before = sys.getprofile()
    sys.setprofile(called)
    act()
    sys.setprofile(before)
    return Cost(sum(not line.startswith("--") for line in asked), ticks * _TICK, calls)


@pytest.mark.parametrize("what", COUNTER)
def test_the_counter_costs_the_same_in_a_larger_book(what: str, places: dict[int, Path]) -> None:
    most, operation = COUNTER[what]
    costs = []
    for place in places.values():
        with _opened(place) as known:
            costs.append(cost_of(lambda known=known: operation(known)))
    small, large = costs
    assert small.statements <= most
    assert large.statements <= most
    assert large.steps <= 2 * small.steps + 2_000
    assert large.calls <= 1.5 * small.calls + 200


READINGS: dict[str, tuple[int, Callable[[], object]]] = {
    "what waits": (12, lambda: todo(TODAY)),
    "the month": (122, lambda: collect(MONTH, TODAY)),
}
"""What reads many accounts: how many statements it may ask, and how it is done."""


@pytest.mark.parametrize("what", READINGS)
def test_what_reads_many_accounts_asks_no_more_of_a_larger_book(
    what: str, places: dict[int, Path]
) -> None:
    most, read = READINGS[what]
    for place in places.values():
        with _opened(place):
            assert cost_of(read).statements <= most


def test_the_month_follows_the_month_and_not_the_years_before(
    places: dict[int, Path], tmp_path: Path
) -> None:
    costs = []
    for place in (places[1], _make(tmp_path / "long.ccbook", years=6)):
        with _opened(place):
            costs.append(cost_of(lambda: collect(MONTH, TODAY)))
    few, many = costs
    assert many.steps <= 1.5 * few.steps
    assert many.calls <= 1.5 * few.calls
