"""The privileges as a list shows them: what each costs, who has a right to it, how it was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models import client_list
from models.privilege_cost import MONTHS, Simulation, Tick, go_on, measure, read_year
from models.privilege_uses import UseOutcome, counts
from models.privileges import PrivilegeDraft, PrivilegeRow, privileges
from models.rules.trust.months import months_before
from models.tables import Client


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a draft reaches today (ids, by client number) and what it would have cost in a year."""

    clients: tuple[int, ...]
    year: Simulation


@dataclass(frozen=True, slots=True)
class Kept:
    """How often a privilege came up in twelve months, and how it ended."""

    honoured: int = 0
    refused: int = 0
    forgotten: int = 0


def reach(draft: PrivilegeDraft, today: date, tick: Tick = go_on) -> Reach:
    """Whom it reaches and what it would cost; reads the whole book, and `tick`s meanwhile."""
    return Reach(*measure(draft, today, read_year([draft], today, tick), tick))


def reaches(today: date, tick: Tick = go_on) -> dict[int, Reach]:
    """The same of every privilege whose rule is chosen, as it is promised or, failing that, as
    it is thought through; the book is read once."""
    drafts = {row.id: row.published or row.draft for row in privileges()}
    drafts = {key: draft for key, draft in drafts.items() if draft.rule is not None}
    columns = read_year(drafts.values(), today, tick)
    return {key: Reach(*measure(draft, today, columns, tick)) for key, draft in drafts.items()}


def kept(today: date) -> dict[int, Kept]:
    """How each privilege (its id) was kept in the last twelve months."""
    found = counts(months_before(today, MONTHS) + timedelta(days=1), today)
    return {
        key: Kept(
            found.get((key, UseOutcome.HONOURED), 0),
            found.get((key, UseOutcome.REFUSED), 0),
            found.get((key, UseOutcome.FORGOTTEN), 0),
        )
        for key, _outcome in found
    }


def shown(row: PrivilegeRow) -> PrivilegeDraft:
    """What a list says of a privilege: its promise in force or, failing that, the draft."""
    return row.published or row.draft


def number_of(client_id: int) -> int:
    """The book's own number of a client, by which rules know whom one picked."""
    return int(Client.select(Client.number).where(Client.id == client_id).scalar())


def names_by_number(numbers: Iterable[int]) -> dict[int, str]:
    """The names of clients, by the book's own numbers."""
    query = Client.select(Client.id, Client.number).where(Client.number.in_(list(numbers)))
    known = dict(query.tuples())
    return {known[client]: name for client, name in client_list.names(known).items()}


def towns(client_ids: Iterable[int]) -> dict[int, str]:
    """Where clients live, to tell homonyms apart."""
    query = Client.select(Client.id, Client.town).where(Client.id.in_(list(client_ids)))
    return dict(query.tuples())
