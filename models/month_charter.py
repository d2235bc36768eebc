"""A month's charter: who had a right to what on its last day, who was told, what was declined.

Tags, assets and referrals are taken as they are today: the book does not keep their past.
"""

from collections import Counter
from datetime import date

from models.bulk import read_rows
from models.charter import CharterRow, charters
from models.month_cases import MonthEntries
from models.month_charter_data import CharterMonth, Commitment
from models.privilege_uses import UseOutcome
from models.privileges import rule_of
from models.relation_facts import read_columns
from models.rules.eligibility import all_entitled
from models.rules.trust import State
from models.standings import CODES, Standings
from models.tables import CharterItem, CharterTold, PrivilegeUse

_GONE = (CODES[None], CODES[State.CLOSED])


def month_charter(start: date, entries: MonthEntries, end: Standings) -> CharterMonth | None:
    """The charter in force on the day of `end`, the month's last; None before the first."""
    charter = next((row for row in charters() if row.day <= end.day), None)
    if charter is None:
        return None
    known = CharterTold.select(CharterTold.client).where(
        CharterTold.charter == charter.id, CharterTold.day <= end.day
    )
    rights, ends = _rights(charter, end), _ends(start, end.day, entries)
    return CharterMonth(
        number=charter.number,
        day=charter.day,
        told=sum(1 for (client,) in read_rows(known) if _is_open(end, client)),
        clients=sum(1 for code in end.states if code not in _GONE),
        commitments=tuple(
            Commitment(
                title=item.draft.title,
                entitled=rights[place],
                forgotten=ends[item.privilege_id, UseOutcome.FORGOTTEN],
                declined=ends[item.privilege_id, UseOutcome.DECLINED],
            )
            for place, item in enumerate(charter.items)
        ),
    )


def _is_open(end: Standings, client: int) -> bool:
    return client < len(end.states) and end.states[client] not in _GONE


def _rights(charter: CharterRow, end: Standings) -> Counter[int]:
    """How many have a right to each item of the charter, by its place."""
    rules = [rule_of(item.draft) for item in charter.items]
    columns, day = read_columns(rules, end.day), end.day.isoformat()
    known = {client for client, code in enumerate(end.states) if code not in _GONE}
    return Counter(
        {place: len(all_entitled(rule, columns, day) & known) for place, rule in enumerate(rules)}
    )


def _ends(start: date, through: date, entries: MonthEntries) -> Counter[tuple[int, UseOutcome]]:
    """How often each privilege was forgotten or declined in the month, as known on its last day."""
    query = (
        PrivilegeUse.select(
            *(CharterItem.privilege, PrivilegeUse.outcome),
            *(PrivilegeUse.entry, PrivilegeUse.taken_back_on),
        )
        .join(CharterItem)
        .where(PrivilegeUse.day.between(start, through))
    )
    return Counter(
        (privilege, UseOutcome(outcome))
        for privilege, outcome, entry, taken_back_on in read_rows(query)
        if (entry is None or entry not in entries.undone)
        and (taken_back_on is None or taken_back_on > str(through))
    )
