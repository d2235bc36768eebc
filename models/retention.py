"""Files whose time is over: looked at by a person, who keeps, archives or erases them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from peewee import JOIN, fn

from models.actor import Actor
from models.bulk import among, insert_rows, read_rows
from models.changes import Changes, changed
from models.clients import ClientLabel, client_labels
from models.database import writing
from models.erased import erased
from models.errors import Refused
from models.i18n import _
from models.limits import ARCHIVE, KEEP, in_force, reason_given
from models.merges import absorbed
from models.messages import last_contacts
from models.prepared import day_of
from models.rules.retention import (
    LEAST_ACCOUNTING_YEARS,
    Facts,
    Fate,
    Terms,
    proposal,
    served_up_to,
)
from models.settings import insert, latest
from models.standing import stands
from models.tables import (
    AccountCase,
    AccountFigures,
    Client,
    Cost,
    Entry,
    FileHold,
    PrivacyRequest,
)
from models.team import Right, require

RETENTION = "retention"
_LONGEST_YEARS = 30


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A file to look at: since when nobody heard of them, and what is proposed.

    `until` is the day up to which an archive is worth keeping.
    """

    client: ClientLabel
    last_contact: date
    fate: Fate
    until: date | None


def terms() -> Terms:
    """The shop's times, in years."""
    known = {field.name for field in fields(Terms)}
    return Terms(**{name: years for name, years in latest(RETENTION).items() if name in known})


def set_terms(actor: Actor, wanted: Terms) -> Changes:
    """Change them; Refused outside 1 to 30 years, or for documents under what the law asks."""
    if not all(1 <= years <= _LONGEST_YEARS for years in asdict(wanted).values()):
        raise Refused(_("Donnez un nombre d’années entre 1 et 30."))
    if wanted.accounting_years < LEAST_ACCOUNTING_YEARS:
        raise Refused(_("La loi demande de garder les pièces comptables dix ans au moins."))
    with writing():
        require(actor, Right.SET_UP)
        insert(actor, RETENTION, asdict(wanted))
    return changed("settings", "cases")


def reviews(today: date) -> list[ReviewRow]:
    """The files to look at, those silent for longest first; in a fixed number of queries."""
    known = terms()
    silent = _silent(served_up_to(today, known))
    found = last_contacts(silent, today) if silent else {}
    cases, unfinished = _case_ends(silent, today), _unfinished(silent)
    rows = []
    for client_id, opened in silent.items():
        last = max(opened, found[client_id].day) if client_id in found else opened
        facts = Facts(last, cases.get(client_id), client_id in unfinished)
        asked = proposal(facts, known, today)
        if asked.fate in (Fate.ARCHIVE, Fate.ERASE):
            rows.append((client_id, last, asked))
    held = _held(today)
    kept = [row for row in rows if row[0] not in held]
    names = client_labels(row[0] for row in kept)
    told = [ReviewRow(names[one], last, asked.fate, asked.until) for one, last, asked in kept]
    return sorted(told, key=lambda row: (row.last_contact, row.client.id))


def keep_longer(actor: Actor, client_ids: Sequence[int], reason: str, until: date) -> Changes:
    """Keep these files up to `until`, for a reason; Refused for a day that is not to come."""
    reason = reason_given(reason)
    if until <= actor.today:
        raise Refused(_("Donnez un jour à venir."))
    return _hold(actor, KEEP, [(client_id, reason, until) for client_id in client_ids])


def archive(actor: Actor, rows: Iterable[ReviewRow]) -> Changes:
    """Keep these files as proof alone, each up to the day its last case is none any more."""
    reason = _("gardée comme preuve, le temps où l’on peut encore agir en justice")
    asked = [(row.client.id, reason, row.until) for row in rows if row.until is not None]
    return _hold(actor, ARCHIVE, asked)


def take_back(actor: Actor, client_ids: Collection[int]) -> Changes:
    """Undo what was decided today of these files: they are to be looked at again."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        FileHold.delete().where(
            FileHold.client.in_(among(client_ids)),
            FileHold.since == actor.today,
            FileHold.kind.in_((KEEP, ARCHIVE)),
        ).execute()
    return changed("cases", "client")


def _hold(actor: Actor, kind: str, asked: Sequence[tuple[int, str, date]]) -> Changes:
    columns = ("client", "kind", "since", "reason", "until", "author")
    since, author = actor.today.isoformat(), actor.member_id
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        rows = [(one, kind, since, why, until.isoformat(), author) for one, why, until in asked]
        insert_rows(FileHold, columns, rows)
    return changed("cases", "client")


# -- what is known of these files ------------------------------------------------------------------


def _silent(day: date) -> dict[int, date]:
    """By file opened up to `day` and with no visit since, the day it was opened.

    Of those with other news than a visit since then, `last_contacts` tells.
    """
    figures = AccountFigures
    query = (
        Client.select(Client.id, Client.created_on)
        .join(figures, JOIN.LEFT_OUTER, on=figures.client == Client.id)
        .where(
            Client.created_on <= day,
            figures.last_visit.is_null() | (figures.last_visit <= day),
            ~erased(Client.id),
            ~absorbed(Client.id),
        )
    )
    return {client: day_of(opened) for client, opened in read_rows(query)}


def _case_ends(ids: Collection[int], today: date) -> dict[int, date]:
    """By file, the day the last of its cases ended."""
    case = AccountCase
    query = case.select(case.client, fn.MAX(case.ended_on)).where(
        case.client.in_(among(ids)), case.ended_on <= today.toordinal()
    )
    return {one: date.fromordinal(day) for one, day in read_rows(query.group_by(case.client))}


def _unfinished(ids: Collection[int]) -> set[int]:
    """Files with an open case, a request about their data, or a cost without an amount."""
    waiting = AccountFigures.select(AccountFigures.client).where(
        AccountFigures.client.in_(among(ids)), AccountFigures.open_cases > 0
    )
    asked = PrivacyRequest.select(PrivacyRequest.client).where(PrivacyRequest.done_on.is_null())
    unpriced = Entry.select(Entry.client).join(Cost).where(Cost.net_cents.is_null(), stands())
    return {row[0] for query in (waiting, asked, unpriced) for row in read_rows(query)}


def _held(today: date) -> set[int]:
    """Files that somebody decided to keep, limited or archived."""
    query: Any = FileHold.select(FileHold.client).where(in_force(today))
    return {row[0] for row in read_rows(query)}
