"""The book's log: what someone confirmed or decided, by categories only, never a text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.actor import Actor
from models.changes import Changes
from models.clients import client_labels
from models.clock import now_utc
from models.database import writing
from models.free_text import category_label
from models.i18n import _, format_list
from models.rules.free_text import Category, findings
from models.tables import Log, Member

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


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text one was warned about and keeps all the same; `about` names its field."""

    about: str
    text: str


def write_and_log(
    actor: Actor,
    kept: Sequence[KeptText],
    operation: Callable[..., Changes],
    *args: object,
    **options: object,
) -> Changes:
    """Run a writing operation, and write in the log what it keeps in spite of a warning.

    Only the categories are logged, and which field: the log never repeats the words. Raises what
    the operation raises; nothing is then logged.
    """
    if not kept:
        return operation(actor, *args, **options)
    with writing():
        changes = operation(actor, *args, **options)
        for text in kept:
            _log(actor, text, changes.client_id)
    return changes


def _log(actor: Actor, kept: KeptText, client_id: int | None) -> None:
    Log.insert(
        recorded_at=now_utc(),
        day=actor.today,
        author=actor.member_id,
        client=client_id,
        act=TEXT_KEPT,
        about=kept.about[:40],
        detail=" ".join(dict.fromkeys(found.category.value for found in findings(kept.text))),
    ).execute()


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
