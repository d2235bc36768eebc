"""Search, per key: names drawn from the book, as hands type them."""

import random
import re
from collections.abc import Callable

import pytest

from models import search
from models.database import Book
from models.rules.folding import fold
from tests.bench.measuring import Figures, Reach, milliseconds, p95, steady, timed

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3_600)]
_EACH = 150
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Draw = Callable[[random.Random, dict[str, str]], str]


def slipped(word: str, dice: random.Random) -> str:
    """The word with one slip: a letter too many, missing, wrong, or two the wrong way round."""
    at = dice.randrange(len(word))
    wrong = dice.choice(_LETTERS)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    slips = (
        word[:at] + wrong + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + wrong + word[at + 1 :],
        swapped if at + 1 < len(word) else word[:-1],
    )
    return dice.choice(slips)


def _people(book: Book, dice: random.Random, count: int) -> list[dict[str, str]]:
    """Clients with a name, a telephone and a plate, drawn from the whole book."""
    query = """
        SELECT client.id, first_name, last_name, reach.key, asset.identifier FROM client
        JOIN reach ON reach.client_id = client.id AND reach.channel = 'phone'
        JOIN asset ON asset.client_id = client.id AND asset.identifier <> ''
        WHERE length(last_name) >= 4 AND length(first_name) >= 3
        GROUP BY client.id ORDER BY client.id
    """
    names = ("id", "first", "last", "phone", "plate")
    rows = book.db.execute_sql(query).fetchall()
    return [dict(zip(names, row, strict=True)) for row in dice.sample(rows, min(count, len(rows)))]


def _start(length: int) -> Draw:
    def draw(dice: random.Random, who: dict[str, str]) -> str:
        names = (f"{who['last']} {who['first']}", f"{who['first']} {who['last']}")
        return fold(dice.choice(names))[:length]

    return draw


def _phone(dice: random.Random, who: dict[str, str]) -> str:
    length = dice.randint(4, len(who["phone"]))
    start = dice.choice((0, len(who["phone"]) - length))
    piece = who["phone"][start : start + length]
    return dice.choice((piece, re.sub(r"(..)(?=.)", r"\1 ", piece)))


def _phone_of_nobody(dice: random.Random, who: dict[str, str]) -> str:
    return " ".join(["06", *(f"{dice.randrange(100):02}" for _pair in range(dice.randint(2, 4)))])


def _plate(dice: random.Random, who: dict[str, str]) -> str:
    plate = dice.choice((who["plate"], who["plate"].replace("-", "").lower()))
    return plate[: dice.randint(4, len(plate))]


def _slip(dice: random.Random, who: dict[str, str]) -> str:
    return f"{slipped(fold(who['last']), dice)} {fold(who['first'])}"


KINDS: dict[str, Draw] = {
    **{f"{length} characters": _start(length) for length in (1, 2, 3, 4, 6, 8, 10, 12)},
    "accents": lambda dice, who: f"{who['last']} {who['first']}",
    "first name first": lambda dice, who: f"{who['first']} {who['last']}",
    "phone fragments": _phone,
    "phones of nobody": _phone_of_nobody,
    "plates": _plate,
    "one typo": _slip,
}


def test_a_search_takes_no_time_whatever_is_typed(book: Book, figures: Figures) -> None:
    dice = random.Random(1)
    people = _people(book, dice, _EACH)
    search.page("durand")  # what the first one of a day loads
    taken: list[float] = []
    for kind, draw in KINDS.items():
        asked = [draw(dice, who) for who in people]
        times = milliseconds(steady([_asked(asked) for _round in range(3)]))
        figures.add(f"search, p95: {kind}", p95(times), "ms", Reach(2, "most"))
        taken += times
    figures.add("search, p95: all of them", p95(taken), "ms", Reach(2, "most"))
    figures.add("search, median: all of them", taken, "ms")


def _asked(texts: list[str]) -> list[float]:
    return [timed(lambda text=text: search.page(text)) for text in texts]


def test_a_slip_still_finds_the_name(book: Book, figures: Figures) -> None:
    """Homonyms cannot be told apart by a name: finding the name meant is finding it."""
    dice = random.Random(2)
    people = _people(book, dice, 1_000)
    found = 0
    for who in people:
        hits = search.page(_slip(dice, who), limit=20).hits
        meant = fold(f"{who['last']} {who['first']}")
        found += any(fold(f"{hit.strong} {hit.light}").startswith(meant) for hit in hits)
    figures.add("search, recall@20 with a typo", found / len(people), "", Reach(0.97, "least"))
    exact = [fold(f"{who['last']} {who['first']}") for who in people[:50]]
    for text in exact:
        hits = search.page(text, limit=20).hits
        assert any(fold(f"{hit.strong} {hit.light}").startswith(text) for hit in hits), text
