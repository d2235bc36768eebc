"""The garage's privileges: two charters, an idea still thought through, who was told, the uses."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import JOIN

from models.bulk import insert_rows, read_rows
from models.charter_told import How
from models.demo.calendar import last_working, next_working
from models.demo.data import charter_texts
from models.demo.dice import Dice
from models.demo.rows import identity
from models.i18n import language
from models.privilege_uses import UseOutcome
from models.privileges import PrivilegeDraft, written
from models.rules.trust import EntryType, Outcome
from models.tables import (
    Charter,
    CharterItem,
    CharterTold,
    Entry,
    EntryText,
    Privilege,
    PrivilegeUse,
)

_FIRST, _SECOND = 730, 80
"""How many days ago each charter was published."""
_TOLD = {1: 82, 2: 55}
"""Percent of those who came since that were told of it."""
_FORGOTTEN, _DECLINED = 35, 1.5
"""Percent of what was not honoured that was forgotten; of visits at which one was declined."""
_USE = ("client", "item", "entry", "day", "outcome", "reason", "author")
_KNOWS = ("client", "charter", "day", "how", "author")


def write_charters(seed: int, author: int, first: date, today: date) -> None:
    """Write them all, inside the caller's transaction."""
    days = {
        1: next_working(max(first, today - timedelta(days=_FIRST))),
        2: last_working(today - timedelta(days=_SECOND)),
    }
    for number, day in days.items():
        Charter.insert(
            id=number,
            uuid=identity(seed, "charter", number),
            number=number,
            day=day,
            recorded_at=datetime.combine(day, time(9)),
            author=author,
        ).execute()
    items = dict(_write_privileges(seed, author, days, today))
    _write_uses(seed, items, days)
    _write_told(seed, days)


def _write_privileges(
    seed: int, author: int, days: dict[int, date], today: date
) -> Iterator[tuple[str, tuple[int, date]]]:
    """(title, (item, day)) of what is published."""
    texts = charter_texts()
    drafts = [(1, _draft(row)) for row in texts["published"]]
    drafts.append((2, _draft(texts["trial"], trial_until=today)))
    drafts.append((0, _draft(texts["draft"])))
    for key, (charter, draft) in enumerate(drafts, 1):
        day, content = days.get(charter, days[2]), written(draft)
        Privilege.insert(
            id=key,
            uuid=identity(seed, "privilege", key),
            content=content,
            created_on=day,
            changed_on=day,
            changed_by=author,
        ).execute()
        if charter:
            CharterItem.insert(id=key, charter=charter, privilege=key, content=content).execute()
            yield draft.title, (key, day)


def _draft(row: dict[str, Any], **more: Any) -> PrivilegeDraft:
    """A privilege of the data; in French, its English title and promise besides."""
    place = 0 if language() == "fr" else 1
    said = {name: cell[place] if isinstance(cell, list) else cell for name, cell in row.items()}
    if language() == "fr":
        said |= {"title_en": row["title"][1], "promise_en": row["promise"][1]}
    return PrivilegeDraft(**said, **more)


def _write_uses(seed: int, items: dict[str, tuple[int, date]], days: dict[int, date]) -> None:
    """A use for each journal row of a privilege since its charter; what clients declined."""
    dice = Dice(f"{seed}/uses")
    query = (
        Entry.select(
            *(Entry.id, Entry.client, Entry.type, Entry.kind, Entry.outcome, Entry.day),
            *(Entry.author, EntryText.text),
        )
        .join(EntryText, JOIN.LEFT_OUTER, on=EntryText.entry == Entry.id)
        .where(
            Entry.type.in_((EntryType.PRIVILEGE.value, EntryType.VISIT.value)),
            Entry.day >= days[1],
        )
        .order_by(Entry.id)
    )
    rows: list[tuple[Any, ...]] = []
    for entry, client, what, title, outcome, day, author, text in read_rows(query):
        if what == EntryType.VISIT.value:
            if dice.chance(_DECLINED):
                item = dice.pick([key for key, _since in items.values()][:4])
                declined = UseOutcome.DECLINED.value
                rows.append((client, item, None, day, declined, "", author))
        elif title in items and date.fromisoformat(day) >= items[title][1]:
            ended = _ended(outcome, dice)
            reason = "" if ended is UseOutcome.HONOURED else text
            rows.append((client, items[title][0], entry, day, ended.value, reason, author))
    insert_rows(PrivilegeUse, _USE, rows)


def _ended(outcome: str, dice: Dice) -> UseOutcome:
    if outcome == Outcome.HONOURED.value:
        return UseOutcome.HONOURED
    return UseOutcome.FORGOTTEN if dice.chance(_FORGOTTEN) else UseOutcome.REFUSED


def _write_told(seed: int, days: dict[int, date]) -> None:
    """Most of those who came since a charter were told of it, at the counter as a rule."""
    dice = Dice(f"{seed}/told")
    for number, since in days.items():
        query = Entry.select(Entry.client, Entry.day, Entry.author).where(
            Entry.type == EntryType.VISIT.value, Entry.day >= since
        )
        first: dict[int, tuple[str, int]] = {}
        for client, day, author in read_rows(query.order_by(Entry.id)):
            first.setdefault(client, (day, author))
        rows = [
            (client, number, day, dice.weighted(tuple(How), (70, 12, 8, 2, 8)).value, author)
            for client, (day, author) in first.items()
            if dice.chance(_TOLD[number])
        ]
        insert_rows(CharterTold, _KNOWS, rows)
