"""The oracle's charter: every client's journal replayed, every rule judged by hand."""

import json
from datetime import date
from typing import Any

from models.accounts import read_accounts
from models.month_charter_data import CharterMonth, Commitment
from models.rules.trust import Account, EntryType, State
from models.rules.trust.months import months_before
from models.tables import Asset, Charter, CharterItem, CharterTold, Client, ClientTag, PrivilegeUse
from models.tables import Entry as EntryRow


def month_charter(start: date, through: date) -> CharterMonth | None:
    """The charter in force at the month's end, its rights counted one client after the other."""
    known = [row for row in Charter.select().order_by(Charter.number) if row.day <= through]
    if not known:
        return None
    charter = known[-1]
    there = [
        (client, account)
        for client, account in read_accounts()
        if any(entry.day <= through for entry in account.entries)
        and account.state(through) is not State.CLOSED
    ]
    told = {
        row.client_id
        for row in CharterTold.select().where(CharterTold.charter == charter)
        if row.day <= through
    }
    numbers = {row.id: row.number for row in Charter.select()}
    items = [
        item
        for item in CharterItem.select().order_by(CharterItem.privilege, CharterItem.id)
        if numbers[item.charter_id] <= charter.number
        and (item.ended_by_id is None or numbers[item.ended_by_id] > charter.number)
    ]
    return CharterMonth(
        charter.number,
        charter.day,
        sum(client in told for client, _account in there),
        len(there),
        tuple(_commitment(item, there, start, through) for item in items),
    )


def _commitment(
    item: Any, there: list[tuple[int, Account]], start: date, through: date
) -> Commitment:
    draft = json.loads(item.content)
    rule = draft["rule"] or {"all": []}
    return Commitment(
        draft["title"],
        sum(_holds(rule, client, account, through) for client, account in there),
        _count(item, "forgotten", start, through),
        _count(item, "declined", start, through),
    )


def _holds(rule: dict[str, Any], client: int, account: Account, day: date) -> bool:
    if "all" in rule:
        return all(_holds(part, client, account, day) for part in rule["all"])
    if "any" in rule:
        return any(_holds(part, client, account, day) for part in rule["any"])
    if "asset" in rule:
        own = Asset.select().where(Asset.client == client, Asset.ended_on.is_null())
        return any(asset.kind == rule["asset"] for asset in own)
    if "tag" in rule:
        return any(
            tag.tag == rule["tag"] for tag in ClientTag.select().where(ClientTag.client == client)
        )
    row = Client.get_by_id(client)
    if "years" in rule:
        since = row.since or min(entry.day for entry in account.entries)
        return bool(since <= months_before(day, 12 * rule["years"]))
    if "visits" in rule:
        first = months_before(day, rule["months"])
        came = [e.day for e in account.ledger(date.max).order if e.type is EntryType.VISIT]
        return sum(first < one <= day for one in came) >= rule["visits"]
    raise AssertionError(rule)


def _count(item: Any, outcome: str, start: date, through: date) -> int:
    undone = {
        row.ref_id
        for row in EntryRow.select().where(EntryRow.type == EntryType.REVERSAL.value)
        if row.day <= through
    }
    return sum(
        1
        for use in PrivilegeUse.select().join(CharterItem)
        if use.item.privilege_id == item.privilege_id
        and use.outcome == outcome
        and start <= use.day <= through
        and (use.entry_id is None or use.entry_id not in undone)
        and (use.taken_back_on is None or use.taken_back_on > through)
    )
