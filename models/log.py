"""The book's log: what someone confirmed or decided, by categories only, never a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.actor import Actor
from models.changes import Changes, changed
from models.clients import client_labels
from models.clock import now_utc
from models.database import writing
from models.free_text import category_label
from models.i18n import _, format_list
from models.rules.free_text import Category, findings
from models.tables import Log, Member
from models.team import Right, require

TEXT_KEPT = "text_kept"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log; `client` is their name, empty when it is about nobody."""

    id: int
    day: date
    author: str
    client: str
    act: str
    about: str
    detail: str


def log_kept_text(actor: Actor, about: str, text: str, client_id: int | None = None) -> Changes:
    """Write down that a text one was warned about is kept all the same.

    Only its categories are kept, and which field it is in: the log never repeats the words.
    """
    with writing():
        require(actor, Right.NOTE)
        Log.insert(
            recorded_at=now_utc(),
            day=actor.today,
            author=actor.member_id,
            client=client_id,
            act=TEXT_KEPT,
            about=about[:40],
            detail=" ".join(dict.fromkeys(found.category.value for found in findings(text))),
        ).execute()
    return changed("settings")


def log_rows(limit: int = 500) -> list[LogRow]:
    """The last lines of the log, the latest first."""
    columns = (Log.id, Log.day, Member.name, Log.client, Log.act, Log.about, Log.detail)
    query = Log.select(*columns).join(Member).order_by(Log.id.desc()).limit(limit)
    rows = list(query.tuples())
    names = client_labels(row[3] for row in rows if row[3])
    return [
        LogRow(number, day, author, names[client].name if client else "", act, about, detail)
        for number, day, author, client, act, about, detail in rows
    ]


def act_label(act: str) -> str:
    """What was done, in words."""
    return {TEXT_KEPT: _("Texte gardé malgré l’avertissement")}.get(act, act)


def detail_told(detail: str) -> str:
    """The categories in words: « santé et religion »."""
    return format_list(list(_labels(detail.split())))


def _labels(codes: Iterable[str]) -> Iterable[str]:
    known = {category.value for category in Category}
    return (category_label(Category(code)) if code in known else code for code in codes)
