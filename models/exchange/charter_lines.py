"""The privileges and charters of an export's `livre.json`, taken back by a book that has none.

A charter is a promise made on its day: a book that has published its own keeps to it. To whom it
was told, and what came of it, comes with the client files.
"""

import json
import uuid
from dataclasses import fields
from datetime import date
from typing import Any, Literal

from models.actor import Actor
from models.clock import now_utc
from models.days import EARLIEST
from models.errors import Refused
from models.i18n import _
from models.privileges import cleaned_draft, read, written
from models.rules.folding import clean_text
from models.tables import Charter, CharterItem, Privilege, TrialReview

_MOST_NUMBER, _WHOLE = 10_000, 10_000
_NUMBERS = ("monthly_capacity", "unit_cents", "vat_rate")

LineFate = Literal["created", "updated", "skipped"]
"""What becomes of a line that is not left out."""


def take_privilege(actor: Actor, row: Any, _keeps: bool) -> LineFate:
    """A privilege the book does not have, with the reviews of its trial."""
    if Privilege.select().where(Privilege.uuid == _uuid(row["id"])).exists():
        return "skipped"
    key = Privilege.insert(
        uuid=_uuid(row["id"]),
        content=_content(row["content"]),
        created_on=_day(row["created_on"], actor),
        changed_on=_day(row["changed_on"], actor),
        changed_by=actor.member_id,
        withdraw_on=_any_day(row["withdraw_on"]),
        given_up_on=_any_day(row["given_up_on"]),
    ).execute()
    for review in row["reviews"]:
        words = clean_text(review["words"], 2_000)
        TrialReview.insert(
            privilege=key, day=_day(review["day"], actor), words=words, author=actor.member_id
        ).execute()
    return "created"


def take_charter(actor: Actor, row: Any, _keeps: bool) -> LineFate:
    """A charter that follows those the book has; what it ended of them ends."""
    number, day = row["number"], _day(row["day"], actor)
    if type(number) is not int or not 0 < number < _MOST_NUMBER:
        raise ValueError(number)
    last = Charter.select().order_by(Charter.number.desc()).first()
    if last is not None and number <= last.number:
        if Charter.select().where(Charter.number == number, Charter.day == day).exists():
            return "skipped"
        raise Refused(_("Ce livre a déjà publié sa propre charte."))
    if last is not None and day < last.day:
        raise ValueError(day)
    values = {"number": number, "day": day, "recorded_at": now_utc(), "author": actor.member_id}
    charter = Charter.insert(uuid=str(uuid.uuid4()), **values).execute()
    for item in row["privileges"]:
        _insert_item(charter, number, item)
    return "created"


def end_items(rows: list[Any]) -> None:
    """Once they are all there, say which charter ended what these charters promised."""
    charters = dict(Charter.select(Charter.number, Charter.id).tuples())
    for row in rows:
        for item in row["privileges"]:
            if (ended_by := charters.get(item["ended_by"])) is not None:
                same = Privilege.uuid == item["privilege"]
                CharterItem.update(ended_by=ended_by).where(
                    CharterItem.charter == charters[row["number"]],
                    CharterItem.privilege.in_(Privilege.select(Privilege.id).where(same)),
                ).execute()


def _insert_item(charter: int, number: int, item: Any) -> None:
    privilege = Privilege.get_or_none(Privilege.uuid == _uuid(item["privilege"]))
    ended_by, until = item["ended_by"], _any_day(item["until"])
    if privilege is None or not (ended_by is None or (type(ended_by) is int and ended_by > number)):
        raise ValueError(item["privilege"])
    CharterItem.insert(
        charter=charter, privilege=privilege, content=_content(item["content"]), until=until
    ).execute()


def _content(plain: Any) -> str:
    """A privilege as it is kept; raises what says that it cannot be."""
    draft = read(json.dumps(plain))
    for each in fields(draft):
        value = getattr(draft, each.name)
        if each.type is str and not isinstance(value, str):
            raise TypeError(value)
        if each.name in _NUMBERS and value is not None and type(value) is not int:
            raise TypeError(value)
    if draft.anyone_grants not in (None, True, False) or not 0 <= (draft.vat_rate or 0) <= _WHOLE:
        raise ValueError(draft.vat_rate)
    return written(cleaned_draft(draft))


def _uuid(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 36 or clean_text(value) != value:
        raise ValueError(value)
    return value


def _day(value: Any, actor: Actor) -> date:
    """A day that is not to come."""
    day = date.fromisoformat(value)
    if not EARLIEST <= day <= actor.today:
        raise ValueError(value)
    return day


def _any_day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)
