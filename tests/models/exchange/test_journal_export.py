"""A journal written out and read back into an empty book gives the same answers."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from models.accounts import read_accounts
from models.actor import Actor
from models.books import BookDraft, create_book
from models.client_drafts import ClientDraft
from models.clients import find_client, insert_client
from models.clock import believe_today
from models.costs import CostDraft, Nature, Standing, insert_cost
from models.database import Book
from models.exchange import ImportOptions, ImportReport, import_file, settings_json, write_journal
from models.exchange.journal_columns import ALL_COLUMNS
from models.journal import EntryDraft, note, reverse
from models.rules.trust import EntryType, Outcome, Severity, State
from models.settings import Shop
from models.tables import Cost, Entry, EntryText, database
from models.team import add_member, first_member
from models.trust_settings import set_trust
from tests.helpers.journals import journals, played
from tests.helpers.reference_trust import balance, state, trend
from tests.helpers.reference_trust_rows import RefRow
from tests.models.exchange.conftest import DATA, Load, plain

LATER = date(2090, 1, 1)
NUMBERS = count()
Answers = list[list[tuple[int, int, State]]]


def exported() -> str:
    """The open book's journal."""
    stream = StringIO(newline="")
    rows = write_journal(stream)
    assert rows == Entry.select().count()
    return stream.getvalue()


def answers(days: list[date]) -> Answers:
    """Each account's balance, trend and state on these days, in the order of the files."""
    return [
        [
            (figures.balance, figures.trend, figures.state)
            for figures in (account.figures(day) for day in days)
        ]
        for _client_id, account in read_accounts()
    ]


def days_of(text: str) -> list[date]:
    """The days on which a journal says something, and some after."""
    rows = list(csv.DictReader(StringIO(text, newline="")))
    days = {date.fromisoformat(row["date"]) for row in rows}
    return sorted({day + timedelta(days=n) for day in days for n in (0, 1, 8, 40)})


@pytest.fixture
def other_book(tmp_path: Path) -> Iterator[Callable[[Actor, str], ImportReport]]:
    """Import a journal into a second, empty book, which becomes the open one."""
    first = database.obj
    made: list[Book] = []

    def run(actor: Actor, text: str, parameters: str = "") -> ImportReport:
        draft = BookDraft(Shop(name="Ailleurs"), "garage", "Autre")
        made.append(create_book(tmp_path / "autre.livre", draft, actor.today))
        if parameters:
            (tmp_path / "reglages.json").write_text(parameters, encoding="utf-8")
            assert import_file(actor, tmp_path / "reglages.json").kind == "settings"
        file = tmp_path / "journal.csv"
        file.write_text(text, encoding="utf-8", newline="")
        return import_file(actor, file, ImportOptions(new_clients=True))

    yield run
    for book in made:
        book.close()
    database.initialize(first)


def test_the_worked_cases_go_out_and_come_back(
    load: Load, actor: Actor, other_book: Callable[..., ImportReport]
) -> None:
    load(DATA / "cases" / "journal.csv", new_clients=True)
    text = exported()
    days = days_of(text)[::40]
    before = answers(days)
    assert other_book(actor, text).created == 406
    assert answers(days) == before
    assert _without(exported(), "by") == _without(text, "by")


def _without(text: str, column: str) -> list[dict[str, str]]:
    rows = list(csv.DictReader(StringIO(text, newline="")))
    return [{name: cell for name, cell in row.items() if name != column} for row in rows]


def test_an_exported_journal_is_already_there_where_it_comes_from(
    load: Load, told: Load, actor: Actor
) -> None:
    load(DATA / "cases" / "journal.csv", new_clients=True)
    report = told(exported())
    assert (report.created, report.skipped, report.refused) == (0, 406, ())


def lived_in_book(actor: Actor) -> None:
    """Accounts with everything that may happen to one, noted at the counter."""
    add_member(actor, "=Paul", "=P")
    ids = [
        insert_client(actor, ClientDraft(last_name="Durand", reference="=1+1")),
        insert_client(actor, ClientDraft(last_name="Martin", reference="3")),
        insert_client(actor, ClientDraft(last_name="Sans référence")),
    ]
    actor = replace(actor, today=date(2026, 3, 2))
    for client_id in ids:
        note(actor, client_id, EntryDraft(EntryType.OPENING, day=date(2020, 1, 31), units=500))
    set_trust(actor, {"severity_weights": {"minor": 500, "notable": 2000, "serious": 4000}})
    cost = CostDraft(Nature.GIFT, 1250, 2000, "+F12", Standing.BOOKED)
    late = EntryDraft(
        EntryType.ATTENTION,
        "geste spécial",
        "=SUM(A1)\n« à relire »",
        day=date(2025, 12, 24),
        units=123,
        memorable=True,
        cost=cost,
    )
    note(actor, ids[0], late)
    incident = EntryDraft(EntryType.INCIDENT, "delay", severity=Severity.NOTABLE)
    wrong = note(actor, ids[0], incident).entry_id
    assert wrong is not None
    poor = EntryDraft(EntryType.RESOLUTION, outcome=Outcome.POOR, ref=wrong)
    note(actor, ids[0], poor)
    second = Actor(2, date(2026, 5, 4))
    note(second, ids[0], EntryDraft(EntryType.RECONCILIATION, text="'Visite"))
    mistake = note(second, ids[0], EntryDraft(EntryType.VISIT, "service")).entry_id
    assert mistake is not None
    reverse(second, mistake, "erreur")
    promise = note(second, ids[1], EntryDraft(EntryType.PROMISE, due=date(2026, 5, 20))).entry_id
    note(second, ids[1], EntryDraft(EntryType.POSTPONED, due=date(2026, 6, 1), ref=promise))
    note(second, ids[1], EntryDraft(EntryType.CLOSED))
    note(Actor(2, date(2026, 6, 1)), ids[1], EntryDraft(EntryType.OPENING))


def test_a_lived_in_book_goes_out_and_comes_back_with_its_settings(
    actor: Actor, other_book: Callable[..., ImportReport]
) -> None:
    lived_in_book(actor)
    text, parameters = exported(), settings_json()
    days = days_of(text)
    before, costs, texts = answers(days), _costs(), _texts()
    report = other_book(actor, text, parameters)
    assert report.refused == ()
    assert answers(days) == before
    assert before[0] != before[1]
    assert (_costs(), _texts()) == (costs, texts)
    assert settings_json() == parameters
    assert _without(exported(), "by") == _without(text, "by")


def _costs() -> list[Any]:
    columns = (Cost.nature, Cost.net_cents, Cost.vat_rate, Cost.document, Cost.standing)
    return list(Cost.select(*columns, Cost.account_code).tuples())


def _texts() -> list[str]:
    return [row.text for row in EntryText.select().order_by(EntryText.entry)]


def test_without_its_settings_a_journal_would_answer_otherwise(
    actor: Actor, other_book: Callable[..., ImportReport]
) -> None:
    lived_in_book(actor)
    text = exported()
    days = days_of(text)
    before = answers(days)
    other_book(actor, text)
    assert answers(days) != before


def test_no_cell_would_become_a_formula(actor: Actor) -> None:
    lived_in_book(actor)
    rows = list(csv.reader(StringIO(exported(), newline="")))
    assert rows[0] == list(ALL_COLUMNS)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert rows[2][11] == "'=SUM(A1)\n« à relire »"


def test_a_number_that_is_somebodys_reference_is_written_apart(actor: Actor) -> None:
    lived_in_book(actor)
    rows = csv.DictReader(StringIO(exported(), newline=""))
    assert {row["client"] for row in rows} == {"'=1+1", "3", "C-3"}


def test_some_clients_alone_may_be_written(actor: Actor) -> None:
    lived_in_book(actor)
    stream = StringIO(newline="")
    client_id = find_client("3")
    assert client_id is not None
    assert write_journal(stream, [client_id]) == 5
    assert {row["client"] for row in csv.DictReader(StringIO(stream.getvalue()))} == {"3"}


def test_an_entry_with_two_costs_is_one_row(
    actor: Actor, other_book: Callable[..., ImportReport]
) -> None:
    lived_in_book(actor)
    entry_id = Cost.get().entry_id
    insert_cost(entry_id, CostDraft(Nature.DISCOUNT, None, None, "a\nb"))
    text, costs = exported(), _costs()
    assert other_book(actor, text).refused == ()
    assert _costs() == [*costs[:1], ("discount", None, None, "a b", "management", "")]


# -- whatever the journal --------------------------------------------------------------------------


def csv_text(rows: list[RefRow], client: str) -> str:
    """A journal of the tests as a file, units with a decimal point."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(ALL_COLUMNS[:12])
    for row in rows:
        units = "" if row.units is None else f"{row.units // 100}.{row.units % 100:02d}"
        ref = f"{client}-{row.ref}" if row.ref else ""
        cells = [client, f"{client}-{row.id}", row.date, row.entry, row.kind, units, row.severity]
        cells += [row.outcome, row.memorable, row.due or "", ref, row.note]
        writer.writerow(cells)
    return stream.getvalue()


@pytest.fixture
def far_actor(book: Book) -> Iterator[Actor]:
    """The owner, long after any day of a random journal."""
    believe_today(LATER)
    yield Actor(first_member().id, LATER)
    believe_today(None)


@settings(settings.get_profile("quick"), max_examples=60)
@given(rows=journals())
def test_any_journal_is_judged_and_answers_as_the_reference(
    far_actor: Actor, tmp_path: Path, rows: list[RefRow]
) -> None:
    client, file = f"c{next(NUMBERS)}", tmp_path / "any.csv"
    file.write_text(csv_text(rows, client), encoding="utf-8", newline="")
    kept, refused = played(rows)
    report = import_file(far_actor, file, ImportOptions(new_clients=True))
    lines = {row.id: line for line, row in enumerate(rows, start=2)}
    assert [row.line for row in report.refused] == sorted(lines[row.id] for row, _why in refused)
    client_id = find_client(client)
    if not kept:
        assert client_id is None
        return
    assert client_id is not None
    ((_id, account),) = read_accounts([client_id])
    for day in sorted({row.date for row in kept} | {row.due for row in kept if row.due})[:12]:
        figures = account.figures(day)
        expected = (balance(kept, day), trend(kept, day), state(kept, day))
        assert (figures.balance, figures.trend, str(figures.state)) == expected
    # Written out and read again where it comes from, all of it is there already.
    stream = StringIO(newline="")
    write_journal(stream, [client_id])
    file.write_text(stream.getvalue(), encoding="utf-8", newline="")
    again = import_file(far_actor, file)
    assert (again.created, again.skipped, again.refused) == (0, len(kept), ())


def test_the_amounts_of_visits_come_back(
    told: Load, actor: Actor, other_book: Callable[..., ImportReport]
) -> None:
    told("Date;Nom;Objet;Montant TTC\n03/02/2024;Durand;Révision;245,00\n04/02/2024;Durand;Pneu;\n")
    text = exported()
    assert other_book(actor, text).created == 2
    billed = [row.rsplit(",", 2)[-2:] for row in exported().splitlines()]
    assert billed == [row.rsplit(",", 2)[-2:] for row in text.splitlines()]
    wrong = text.replace(",245,yes", ",-245,yes")
    reason = plain(told(wrong, new_clients=True).refused[0].reason)
    assert reason.startswith("Le passage « -245 »")
