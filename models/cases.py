"""What waits for the shop: open incidents, requests and promises, and ruptures to repair."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from models import catalogue
from models.accounts import read_accounts
from models.clients import ClientLabel, client_labels
from models.i18n import _, ngettext
from models.rules.trust import Account, Case, EntryType, Ledger, Severity
from models.tables import AccountFigures
from models.tables import Entry as EntryRow
from models.texts import texts_of_types
from models.wording import due_phrase, kind_label, severity_label

_CASES = [EntryType.INCIDENT.value, EntryType.REQUEST.value, EntryType.PROMISE.value]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that waits on a day.

    `due` is the date in force; `acts_on` the day it turns into a withdrawal if nobody acts, and
    `amount` of how much (centi-units, what a collapse would void included); None and 0 once an
    incident is mishandled. `entry_id` is what an answer refers to; a rupture has none.
    """

    client_id: int
    entry_id: int | None
    type: EntryType | None
    severity: Severity | None
    kind: str
    text: str
    noted_on: date
    due: date
    acts_on: date | None
    amount: int
    mishandled: bool
    partly: bool


@dataclass(frozen=True, slots=True)
class TodoRow:
    """A line of À faire: the case and whose it is."""

    case: OpenCase
    client: ClientLabel


def open_cases(
    client_id: int, account: Account, day: date, texts: dict[int, str], labels: catalogue.Labels
) -> list[OpenCase]:
    """A client's open cases on `day`, the nearest due date first; a rupture stands first."""
    ledger = account.ledger_as_of(day)
    found = [
        _open_case(client_id, ledger, case, day, texts, labels)
        for case in ledger.cases.values()
        if case.entry.day <= day and (case.ended_on is None or case.ended_on > day)
    ]
    found.sort(key=lambda row: (row.due, row.noted_on))
    return [*_rupture(client_id, ledger, day), *found]


def todo(day: date) -> list[TodoRow]:
    """Everything that waits on `day` in the whole book, the most urgent first."""
    ids = _clients_concerned(day)
    texts, labels = texts_of_types(ids, _CASES), catalogue.labels()
    rows = [
        case
        for client_id, account in read_accounts(ids)
        for case in open_cases(client_id, account, day, texts, labels)
    ]
    rows.sort(key=_urgency)
    people = client_labels(row.client_id for row in rows)
    return [TodoRow(row, people[row.client_id]) for row in rows]


def _urgency(case: OpenCase) -> tuple[bool, date, date, int]:
    """What can still be saved first, by the day it is lost; then what is lost, the oldest first."""
    return case.acts_on is None, case.acts_on or case.due, case.due, case.client_id


def count_due(day: date) -> int:
    """How many accounts have something due up to `day`, or a rupture: the rail's count."""
    waiting = (AccountFigures.next_due <= day) | (AccountFigures.state == "ruptured")
    return int(AccountFigures.select().where(waiting).count())


def case_title(case: OpenCase) -> str:
    """« Incident notable », « Demande », « Promesse », « Rupture »."""
    if case.type is None:
        return _("Rupture")
    if case.type is EntryType.INCIDENT and case.severity is not None:
        return _("Incident {severity}").format(severity=severity_label(case.severity))
    return _("Demande") if case.type is EntryType.REQUEST else _("Promesse")


def case_delay(case: OpenCase, today: date) -> str:
    """How long is left, or since when it is too late."""
    if case.type is None:
        days = (today - case.due).days
        if days == 0:
            return _("aujourd’hui")
        return ngettext("depuis {days} jour", "depuis {days} jours", days).format(days=days)
    if case.mishandled:
        return _("mal traité")
    return due_phrase(case.due, today)


def _rupture(client_id: int, ledger: Ledger, day: date) -> list[OpenCase]:
    if not ledger.ruptured(day):
        return []
    since = ledger.latest_collapse(day) or day
    text = _("La confiance est rompue : réparer, puis noter la réconciliation")
    return [OpenCase(client_id, None, None, None, "", text, since, since, None, 0, True, False)]


def _open_case(
    client_id: int,
    ledger: Ledger,
    case: Case,
    day: date,
    texts: dict[int, str],
    labels: catalogue.Labels,
) -> OpenCase:
    entry = case.entry
    mishandled = case.mishandled_on is not None and case.mishandled_on <= day
    turns = case.mishandled_on if entry.type is EntryType.INCIDENT else case.ended_on
    amount = sum(
        move.amount
        for move in ledger.moves
        if move.by_itself and move.entry.id == entry.id and move.day > day
    )
    return OpenCase(
        client_id=client_id,
        entry_id=entry.id if isinstance(entry.id, int) else None,
        type=entry.type,
        severity=entry.severity,
        kind=kind_label(entry, labels),
        text=texts.get(entry.id, "") if isinstance(entry.id, int) else "",
        noted_on=entry.day,
        due=case.due,
        acts_on=None if mishandled else turns,
        amount=amount,
        mishandled=mishandled,
        partly=case.partly,
    )


def _clients_concerned(day: date) -> list[int]:
    """Clients with an open case or a rupture; read from the kept figures when they are of `day`."""
    if AccountFigures.select().where(AccountFigures.as_of != day).exists():
        return _ids(EntryRow.select(EntryRow.client).where(EntryRow.type.in_(_CASES)).distinct())
    waiting = (AccountFigures.open_cases > 0) | (AccountFigures.state == "ruptured")
    return _ids(AccountFigures.select(AccountFigures.client).where(waiting))


def _ids(query: Any) -> list[int]:
    return [row[0] for row in query.tuples()]
