"""What a month leaves to settle: cases still open, and the privileges the shop owes."""

from datetime import date
from typing import Any

from peewee import JOIN

from models.bulk import among, chunks
from models.clients import number_text
from models.month_left_data import Commitment, OpenCase
from models.prepared import day_of, day_or_none
from models.privileges import read
from models.settings import vat_exempt
from models.tables import AccountCase, CaseFile, Charter, CharterItem, Client
from models.tables import Entry as EntryRow

_AT_ONCE = 5_000


def open_cases(through: date) -> tuple[OpenCase, ...]:
    """The cases open at the end of a day, the first due first, with what they may still cost."""
    last = through.toordinal()
    query = (
        AccountCase.select(
            AccountCase.type,
            Client.number,
            AccountCase.opened,
            AccountCase.due,
            EntryRow.id,
            AccountCase.entry,
        )
        .join(Client)
        .join_from(
            AccountCase,
            EntryRow,
            JOIN.LEFT_OUTER,
            on=(EntryRow.client == AccountCase.client) & (EntryRow.seq == AccountCase.entry),
        )
        .where(
            (AccountCase.since <= last) & (AccountCase.until > last),
            (AccountCase.ended_on > last) & (AccountCase.opened <= last),
        )
        .order_by(AccountCase.due, Client.number, AccountCase.position)
    )
    rows = list(query.tuples())
    remaining = _remaining([_entry_id(*row[4:]) for row in rows])
    return tuple(
        OpenCase(
            sort,
            number_text(number),
            date.fromordinal(opened),
            date.fromordinal(due),
            remaining.get(_entry_id(*entry)),
        )
        for sort, number, opened, due, *entry in rows
    )


def _entry_id(found: int | None, number: int) -> int:
    """An account calls an entry by its number, or by its id below 0 (`rules.trust.kept`)."""
    return -number if found is None else found


def _remaining(entries: list[int]) -> dict[int, int]:
    """What was estimated, by entry."""
    found: dict[int, int] = {}
    for some in chunks(entries, _AT_ONCE):
        query = CaseFile.select(CaseFile.entry, CaseFile.remaining_cents)
        found.update(
            query.where(
                CaseFile.entry.in_(among(some)), CaseFile.remaining_cents.is_null(False)
            ).tuples()
        )
    return found


def commitments(through: date) -> tuple[Commitment, ...]:
    """The privileges due on a day: those a charter promises, and those withdrawn until later."""
    ending: Any = Charter.alias()
    query = (
        CharterItem.select(
            CharterItem.privilege, CharterItem.content, Charter.day, ending.day, CharterItem.until
        )
        .join(Charter, on=CharterItem.charter == Charter.id)
        .join_from(CharterItem, ending, JOIN.LEFT_OUTER, on=CharterItem.ended_by == ending.id)
        .where(
            Charter.day <= through,
            ending.day.is_null() | (ending.day > through) | (CharterItem.until > through),
        )
        .order_by(CharterItem.privilege, CharterItem.id)
    )
    found, exempt = [], vat_exempt(through)
    for number, content, since, ended, until in query.tuples():
        draft, ended_on = read(content), day_or_none(ended)
        leaves = day_or_none(until) if ended_on is not None and ended_on <= through else None
        price = (draft.unit_cents, None if exempt else draft.vat_rate)
        found.append(Commitment(number, draft.family, draft.nature, day_of(since), *price, leaves))
    return tuple(found)
