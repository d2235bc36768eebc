"""What a person looks at one by one before a month is closed."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from peewee import fn

from models import catalogue
from models.clients import ClientLabel, client_labels
from models.costs import Nature, nature_label
from models.i18n import _, format_date
from models.month_cases import reversed_by
from models.opening import open_days
from models.rules.trust import EntryType
from models.rules.trust.kept import NEVER, Ended
from models.rules.trust.months import month_end
from models.tables import AccountCase, Cost, EntryText, MonthCheck
from models.tables import Entry as EntryRow
from models.wording import type_label

_DAY = timedelta(days=1)


class LineKind(StrEnum):
    """Why a line asks to be looked at."""

    CASE = "case"
    COST = "cost"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Line:
    """A line to confirm: `subject` is the entry of a case, a cost, or a day as an ordinal.

    `client` is None for a day; `what` names it, `became` says where it stands.
    """

    kind: LineKind
    subject: int
    day: date
    client: ClientLabel | None
    what: str
    became: str

    @property
    def key(self) -> tuple[str, int]:
        """What its confirmation is kept under."""
        return self.kind.value, self.subject


def all_lines(month: date) -> list[Line]:
    """Every line of a month that is over, confirmed or not: cases, costs, then days."""
    return [*_cases(month), *_costs(month), *_days(month)]


def unpriced(month: date) -> list[Line]:
    """The costs of a month, over or not, that have no amount yet."""
    return list(_costs(month))


def waiting_lines(month: date) -> list[Line]:
    """Those nobody has confirmed yet."""
    seen = confirmed(month)
    return [line for line in all_lines(month) if line.key not in seen]


def confirmed(month: date) -> set[tuple[str, int]]:
    """The lines of a month that were confirmed."""
    query = MonthCheck.select(MonthCheck.kind, MonthCheck.subject)
    return set(query.where(MonthCheck.month == month).tuples())


def _cases(month: date) -> list[Line]:
    """The cases that came due in the month: not settled on their due date."""
    last = month_end(month).toordinal()
    own = (EntryRow.client == AccountCase.client) & (EntryRow.seq == AccountCase.entry)
    query = (
        AccountCase.select(
            *(EntryRow.id, EntryRow.client, EntryRow.type, EntryRow.kind, EntryText.text),
            *(AccountCase.due, AccountCase.ended_on, AccountCase.ended),
        )
        .join(EntryRow, on=own)
        .join(EntryText, "LEFT OUTER JOIN", on=(EntryText.entry == EntryRow.id))
        .where(
            AccountCase.since <= last,
            AccountCase.until > last,
            AccountCase.due.between(month.toordinal(), last),
            AccountCase.ended_on > month.toordinal(),  # follows from the next, has an index
            AccountCase.ended_on > AccountCase.due,
        )
        .order_by(AccountCase.due, EntryRow.id)
    )
    rows = list(query.tuples())
    labels, words = client_labels(row[1] for row in rows), catalogue.labels()
    return [
        Line(
            LineKind.CASE,
            entry_id,
            date.fromordinal(due),
            labels[client],
            _said(type_label(EntryType(sort)), words.get((sort, kind), kind), text),
            _fate(ended_on, ended),
        )
        for entry_id, client, sort, kind, text, due, ended_on, ended in rows
    ]


def _said(what: str, kind: str, text: str | None) -> str:
    return " · ".join(part for part in (what, kind, text) if part)


def _fate(ended_on: int, ended: str) -> str:
    if ended_on == NEVER or ended == Ended.NOT_YET.value:
        return _("toujours ouvert")
    told = {
        Ended.IN_TIME.value: _("réglé le {day}"),
        Ended.LATE.value: _("réglé en retard, le {day}"),
        Ended.BROKEN.value: _("non tenue, dite le {day}"),
        Ended.LAPSED.value: _("resté sans suite, compté le {day}"),
        Ended.CLOSED.value: _("compte clos le {day}"),
    }[ended]
    return told.format(day=format_date(date.fromordinal(ended_on), "day"))


def _costs(month: date) -> list[Line]:
    """The costs of the month that have no amount yet."""
    end = month_end(month)
    undone = reversed_by(month, end)
    key: Any = Cost._meta.primary_key
    query = (
        Cost.select(key, EntryRow.id, EntryRow.client, EntryRow.day, Cost.nature, EntryText.text)
        .join(EntryRow)
        .join(EntryText, "LEFT OUTER JOIN", on=(EntryText.entry == EntryRow.id))
        .where(EntryRow.day.between(month, end), Cost.net_cents.is_null())
        .order_by(EntryRow.day, key)
    )
    rows = [row for row in query.tuples() if row[1] not in undone]
    labels = client_labels(row[2] for row in rows)
    return [
        Line(
            LineKind.COST,
            cost_id,
            day,
            labels[client],
            _said(nature_label(Nature(nature)), "", text),
            _("à chiffrer"),
        )
        for cost_id, _entry, client, day, nature, text in rows
    ]


def _days(month: date) -> list[Line]:
    """The open days of the month on which nothing was noted, since the book's first note."""
    first = EntryRow.select(fn.MIN(EntryRow.day)).scalar()
    if first is None:
        return []
    start = max(month, first if isinstance(first, date) else date.fromisoformat(first))
    end = month_end(month)
    query = EntryRow.select(EntryRow.day).where(EntryRow.day.between(month, end)).distinct()
    noted = {row[0] for row in query.tuples()}
    calendar = open_days()
    days = (start + n * _DAY for n in range((end - start).days + 1))
    return [
        Line(LineKind.DAY, day.toordinal(), day, None, _("Jour ouvert"), _("rien n’y est noté"))
        for day in days
        if day not in noted and calendar.is_open(day)
    ]
