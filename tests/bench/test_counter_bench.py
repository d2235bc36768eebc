"""The counter: keys to painted rows, the card, an entry noted with all that follows."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from models import clients, journal
from models.actor import Actor
from models.counter import counter_card
from models.database import Book, open_book
from models.journal import EntryDraft
from models.rules.folding import fold
from models.rules.trust import EntryType
from models.team import first_member
from tests.bench.books import DAY
from tests.bench.measuring import Figures, Reach, Taken, in_turn, milliseconds, p95
from tests.bench.programs.run import measured

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
ENTRIES = 200
_NAMES = 25
_FOLDER_QUERIES = (
    "SELECT * FROM client WHERE id = ?",
    "SELECT * FROM reach WHERE client_id = ?",
    "SELECT * FROM asset WHERE client_id = ?",
    "SELECT * FROM memory WHERE client_id = ?",
    "SELECT id, day, type, kind, units, severity, outcome, memorable, due, ref_id, recorded_on"
    " FROM entry WHERE client_id = ? ORDER BY seq",
    "SELECT entry_id, text FROM entry_text JOIN entry ON entry.id = entry_id WHERE client_id = ?",
)


def _long_known(book: Book) -> int:
    """A client with 200 entries: the one of the book who is nearest, noted until they have."""
    query = (
        "SELECT client_id, count(*) FROM entry GROUP BY client_id HAVING count(*) <= ?"
        " ORDER BY 2 DESC, 1 LIMIT 1"
    )
    client_id, count = book.db.execute_sql(query, (ENTRIES,)).fetchone()
    actor = Actor(first_member().id, DAY)
    for turn in range(ENTRIES - count):
        draft = EntryDraft(EntryType.VISIT, text=f"passage {turn}")
        journal.note(actor, client_id, draft)
    return int(client_id)


def test_a_card_costs_little_more_than_its_rows(book: Book, figures: Figures) -> None:
    client_id = _long_known(book)
    connection = book.db.connection()

    def rows() -> None:
        for query in _FOLDER_QUERIES:
            connection.execute(query, (client_id,)).fetchall()

    counter_card(client_id, DAY), rows()
    ours, floor = in_turn(40, lambda: counter_card(client_id, DAY), rows)
    name = "counter card, client with 200 entries"
    floor_name = "raw sqlite3, the same rows"
    figures.add(
        name, milliseconds(ours), "ms", Reach(2), floor=milliseconds(floor), floor_name=floor_name
    )


def test_noting_costs_little_more_than_the_disk(book: Book, work: Path, figures: Figures) -> None:
    client_id = _long_known(book)
    actor = Actor(first_member().id, DAY)
    draft = EntryDraft(EntryType.ATTENTION, "advice", "pneus expliqués, rien vendu")
    with (work / "appended").open("ab", buffering=0) as stream:
        ours, floor = in_turn(60, _noting(actor, client_id, draft), _appending(stream))
    assert counter_card(client_id, DAY).latest[0].text == draft.text
    figures.add(
        "note an entry, all that follows",
        milliseconds(ours),
        "ms",
        Reach(4),
        floor=milliseconds(floor),
        floor_name="append + fdatasync",
    )


def _noting(actor: Actor, client_id: int, draft: EntryDraft) -> Callable[[], object]:
    return lambda: journal.note(actor, client_id, draft)


def _appending(stream: BinaryIO) -> Callable[[], object]:
    def append() -> None:
        stream.write(b"." * 300)
        os.fdatasync(stream.fileno())

    return append


def test_keys_are_answered_within_a_frame(copy: Path, work: Path, figures: Figures) -> None:
    book = open_book(copy)
    client_id = _long_known(book)
    names = work / "names.json"
    names.write_text(json.dumps(_names(book)), encoding="utf-8")
    book.close()
    told = measured("counter", copy, names, client_id)
    figures.add(
        "key to painted rows, p95",
        p95(told["keys"]),
        "ms",
        Reach(1.5),
        Reach(16, "most"),
        floor=p95(told["repaints"]),
        floor_name="the same without a query",
    )
    figures.add("key to painted rows, median", told["keys"], "ms", floor=told["repaints"])
    figures.add(
        "key to rows and another card, p95", p95(told["cards"]), "ms", floor=p95(told["recards"])
    )
    name = "key to rows and another card, median"
    figures.add(name, told["cards"], "ms", floor=told["recards"])
    _tell_notes(told, figures)


def _tell_notes(told: dict[str, list[float]], figures: Figures) -> None:
    """What was noted is said first, with what it did and the balance; the card a turn later."""
    for what, shown in (("said", "said with the balance"), ("notes", "and on the whole card")):
        name, frame = f"note an entry, to the screen: {shown}", Reach(16, "most")
        figures.add(name, list(map(Taken, told[what], told[f"{what}_cpu"])), "ms", frame)
        figures.add(f"{name}, p95", p95(told[what]), "ms", frame)


def _names(book: Book) -> list[str]:
    """What is typed: the beginnings of names of the book, telephones, plates."""
    dice = random.Random(3)
    ids = [row[0] for row in book.db.execute_sql("SELECT id FROM client").fetchall()]
    typed = []
    for client_id in dice.sample(ids, _NAMES):
        draft = clients.client_draft(client_id)
        phones = [reach.value for reach in draft.reaches if reach.channel == "phone"]
        name = fold(f"{draft.last_name or draft.company} {draft.first_name}")
        typed.append(dice.choice([name, name, *phones[:1]])[:10])
    return typed
