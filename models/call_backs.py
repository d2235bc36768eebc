"""Calls after service: whom one wants to hear from, on which day, about what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.actor import Actor
from models.errors import Refused
from models.i18n import _
from models.long_texts import kept_whole
from models.tables import CallBack, TodoMark

KIND = "call_back"
"""What a call's line of À faire is marked under."""


@dataclass(frozen=True, slots=True)
class CallBackDraft:
    """A call to make on `day`; `about` what was done."""

    day: date
    about: str = ""


@dataclass(frozen=True, slots=True)
class CallBackRow:
    """A call that was asked for."""

    id: int
    client_id: int
    day: date
    about: str


def insert_call_back(actor: Actor, client_id: int, draft: CallBackDraft) -> int:
    """Write a call inside the caller's transaction; raises Refused for a day not to come."""
    if draft.day <= actor.today:
        raise Refused(_("Donnez un jour à venir."))
    query = CallBack.insert(
        client=client_id,
        day=draft.day,
        about=kept_whole(draft.about, 500),
        asked_on=actor.today,
        author=actor.member_id,
    )
    return int(query.execute())


def delete_call_backs(ids: Iterable[int]) -> None:
    """Remove calls, and what was decided about them, inside the caller's transaction."""
    wanted = list(ids)
    TodoMark.delete().where(TodoMark.kind == KIND, TodoMark.subject.in_(wanted)).execute()
    CallBack.delete().where(CallBack.id.in_(wanted)).execute()


def call_backs(today: date) -> list[CallBackRow]:
    """The calls whose day has come, done or not."""
    columns = (CallBack.id, CallBack.client, CallBack.day, CallBack.about)
    query = CallBack.select(*columns).where(CallBack.day <= today)
    return [CallBackRow(*row) for row in query.order_by(CallBack.day, CallBack.id).tuples()]
