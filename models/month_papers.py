"""A month's costs, referrals and clients' words."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from peewee import fn

from models.bulk import among, chunks
from models.clients import number_text
from models.costs import Nature, nature_label
from models.month_cases import MonthEntries
from models.month_data import CostLine
from models.month_people import quoted
from models.rules.costs import vat_cents
from models.rules.trust import EntryType
from models.settings import vat_exempt
from models.tables import Client, Cost, EntryText
from models.tables import Entry as EntryRow

_THANKS = "thanks"
_AT_ONCE = 5_000


class Referral(NamedTuple):
    """A client sent another one; thanked when a « remerciement » was noted since."""

    day: date
    by: int
    newcomer: int
    thanked: bool


class Words(NamedTuple):
    """What a client said, word for word."""

    client: int
    day: date
    text: str


def month_words(entries: MonthEntries, start: date, through: date) -> list[Words]:
    """What clients said, in order."""
    query = (
        EntryRow.select(EntryRow.client, EntryRow.day, EntryRow.id, EntryText.text)
        .join(EntryText, on=EntryText.entry == EntryRow.id)
        .where(
            EntryRow.day.between(start, through),
            EntryText.text.contains("«") | EntryText.text.contains("“"),
        )
        .order_by(EntryRow.day, EntryRow.id)
    )
    return [
        Words(client, day, words)
        for client, day, entry_id, text in query.tuples()
        if entry_id not in entries.undone
        for words in quoted(text)
    ]


def month_referrals(entries: MonthEntries, through: date) -> list[Referral]:
    """The accounts opened in the month by a referral, in order of day."""
    openings = {
        row.client: date.fromisoformat(str(row.day))
        for row in entries.told(EntryType.OPENING)
        if row.seq == 1
    }
    sent = _sent_by(list(openings))
    known = _with_entries(list({by for _newcomer, by in sent}))
    thanks = _thanks(list(known), openings, through)
    found = [
        Referral(
            openings[newcomer],
            by,
            newcomer,
            any(openings[newcomer] <= day for day in thanks[by]),
        )
        for newcomer, by in sent
        if by in known
    ]
    return sorted(found, key=lambda one: (one.day, one.newcomer))


def _sent_by(newcomers: list[int]) -> list[tuple[int, int]]:
    """(newcomer, who sent them)."""
    found: list[tuple[int, int]] = []
    for some in chunks(newcomers, _AT_ONCE):
        query = Client.select(Client.id, Client.recommended_by).where(
            Client.id.in_(among(some)), Client.recommended_by.is_null(False)
        )
        found.extend(query.tuples())
    return found


def _with_entries(clients: list[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(clients, _AT_ONCE):
        query = EntryRow.select(EntryRow.client).where(
            EntryRow.client.in_(among(some)), EntryRow.seq == 1
        )
        found.update(row[0] for row in query.tuples())
    return found


def _thanks(
    clients: list[int], openings: dict[int, date], through: date
) -> defaultdict[int, list[date]]:
    """The days on which these clients were thanked, since the first of the openings."""
    days: defaultdict[int, list[date]] = defaultdict(list)
    since = min(openings.values(), default=through)
    undone = EntryRow.alias()
    reversals = undone.select(undone.ref).where(
        undone.ref == EntryRow.id,
        undone.type == EntryType.REVERSAL.value,
        undone.day <= through,
    )
    for some in chunks(clients, _AT_ONCE):
        query = EntryRow.select(EntryRow.client, EntryRow.day).where(
            EntryRow.client.in_(among(some)),
            EntryRow.type == EntryType.ATTENTION.value,
            EntryRow.kind == _THANKS,
            EntryRow.day.between(since, through),
            ~fn.EXISTS(reversals),
        )
        for client, day in query.tuples():
            days[client].append(day)
    return days


def month_costs(entries: MonthEntries, start: date, through: date) -> tuple[CostLine, ...]:
    """The month's costs in order of day; those of reversed entries do not count."""
    query = (
        Cost.select(
            EntryRow.id,
            Cost.nature,
            Cost.net_cents,
            Cost.vat_rate,
            Cost.document,
            Cost.standing,
            Cost.account_code,
            EntryRow.day,
            Client.number,
        )
        .join(EntryRow)
        .join(Client)
        .where(EntryRow.day.between(start, through))
        .order_by(EntryRow.day, EntryRow.id, Cost.id)
    )
    exempt = vat_exempt(through)
    return tuple(
        _cost_line(*row, exempt=exempt)
        for entry_id, *row in query.tuples()
        if entry_id not in entries.undone
    )


def _cost_line(
    nature: str,
    net: int | None,
    rate: int | None,
    document: str,
    standing: str,
    account: str,
    day: date,
    number: int,
    *,
    exempt: bool,
) -> CostLine:
    rate = None if exempt else rate
    vat = None if net is None else vat_cents(net, rate)
    return CostLine(
        nature=nature,
        label=nature_label(Nature(nature)),
        client_number=number_text(number),
        day=day,
        net_cents=net,
        vat_rate=rate,
        vat_cents=vat,
        gross_cents=None if net is None or vat is None else net + vat,
        document=document,
        standing=standing,
        account=account or None,
    )
