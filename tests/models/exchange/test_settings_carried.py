"""A journal's costs come back in an empty book with the settings they rest on."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from models.actor import Actor
from models.books import BookDraft, create_book
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.cost_settings import CostSettings, cost_settings, set_cost_settings
from models.costs import CostDraft, Nature
from models.database import Book
from models.errors import Refused
from models.exchange import ImportOptions, import_file, settings_json, write_journal
from models.journal import EntryDraft, note
from models.month import collect
from models.rules.costs import RATES
from models.rules.trust import EntryType
from models.settings import Shop, set_shop, shop, vat_exempt
from models.tables import Setting, database
from reports.month_json import month_document

MARCH = date(2026, 3, 1)
DAY = date(2026, 11, 22)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[Actor], None]]:
    """What the open book exports comes into a second, empty one, which becomes the open one."""
    first = database.obj
    made: list[Book] = []

    def run(actor: Actor) -> None:
        stream = StringIO(newline="")
        write_journal(stream)
        texts = {"reglages.json": settings_json(), "journal.csv": stream.getvalue()}
        made.append(create_book(tmp_path / "b", BookDraft(Shop(name="Ici"), "garage", "B"), DAY))
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
            report = import_file(actor, tmp_path / name, ImportOptions(new_clients=True))
            assert report.refused == ()

    yield run
    for book in made:
        book.close()
    database.initialize(first)


def _gift(actor: Actor, client: int, day: date, rate: int) -> None:
    cost = CostDraft(Nature.GIFT, 9_000, rate, "F-1")
    draft = EntryDraft(EntryType.ATTENTION, "geste", day=day, units=500, cost=cost)
    note(replace(actor, today=day), client, draft)


def test_a_rate_of_its_own_a_limit_and_a_regime_come_back_with_the_costs(
    actor: Actor, elsewhere: Callable[[Actor], None]
) -> None:
    earlier = replace(actor, today=date(2026, 3, 2))
    wanted = CostSettings(
        rates=(*RATES, 850),
        accounts={Nature.GIFT: "6257", Nature.CREDIT_NOTE: "7097"},
        confirmed=frozenset({Nature.GIFT}),
        limits={2026: 7_500},
    )
    set_cost_settings(earlier, wanted)
    client = open_account(earlier, ClientDraft(last_name="Durand")).client_id
    assert client is not None
    _gift(actor, client, date(2026, 3, 10), 850)
    for day, exempt in ((MARCH, False), (date(2026, 4, 1), True), (actor.today, True)):
        set_shop(replace(actor, today=day), replace(shop(), vat_exempt=exempt))
    before = _told(actor), settings_json()
    assert '"vat_rate_bp": 850' in before[0]
    elsewhere(actor)
    assert (_told(actor), settings_json()) == before
    assert cost_settings() == replace(wanted, rates=tuple(sorted(wanted.rates, reverse=True)))
    assert [vat_exempt(date(2026, month, 15)) for month in (3, 4, 11)] == [False, True, True]
    assert (shop().name, shop().vat_exempt) == ("Ici", True)


def _told(actor: Actor) -> str:
    """The costs and gifts of the months, as the accountant's data say them."""
    months = [collect(date(2026, month, 1), actor.today) for month in (3, 4)]
    return json.dumps([month_document(found)["costs"] for found in months])


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("costs", {"rates": [850]}),
        ("costs", {"rates": [8.5], "accounts": {}, "confirmed": [], "limits": {}}),
        ("costs", {"rates": [850], "accounts": {"x": "1"}, "confirmed": [], "limits": {}}),
        ("costs", {"rates": [850], "accounts": {}, "confirmed": [], "limits": {"mil": 1}}),
        ("vat", {"vat_exempt": 1}),
        ("vat", {"name": "Ailleurs"}),
    ],
)
def test_malformed_settings_of_costs_change_nothing(
    actor: Actor, tmp_path: Path, key: str, settings: dict[str, Any]
) -> None:
    count = Setting.select().count()
    told = {"format": "compte-confiance/reglages", "version": 1, "trust": []}
    told[key] = [{"from": "2026-01-01", "settings": settings}]
    (tmp_path / "reglages.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(Refused, match="pas bien formé"):
        import_file(actor, tmp_path / "reglages.json")
    assert Setting.select().count() == count
