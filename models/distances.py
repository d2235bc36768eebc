"""Keeping some distance from a client who is never content: a person's decision, with a fact.

Never automatic, always reversible, and it weighs nothing on the account.
"""

from dataclasses import dataclass
from datetime import date

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.long_texts import kept_whole
from models.merges import members_of
from models.prepared import Prepared, day_of, day_or_none
from models.rules.trust import EntryType, Outcome
from models.rules.trust.months import months_before
from models.standing import stands
from models.tables import Distance
from models.tables import Entry as EntryRow
from models.team import Right, require
from models.trust_claims import Abuse, trusted_since

_SHORTEST_REASON, _LONGEST = 10, 500
_MONTHS = 24


@dataclass(frozen=True, slots=True)
class DistanceRow:
    """A decision in force, or past when `until` is set."""

    id: int
    since: date
    reason: str
    until: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the book knows of the last two years, and nothing else: no one is judged by it.

    `trusted` claims were taken on trust, `abuses` are those marked abusive, with the fact.
    """

    claims: int
    settled_well: int
    requests: int
    visits: int
    trusted: int = 0
    abuses: tuple[Abuse, ...] = ()


_DISTANCES = Prepared(
    lambda client: (
        Distance.select(
            Distance.id, Distance.since, Distance.reason, Distance.until, Distance.end_reason
        )
        .where(Distance.client == client)
        .order_by(Distance.since.desc(), Distance.id.desc())
    )
)


def distances(client_id: int) -> list[DistanceRow]:
    """The decisions about a client, latest first."""
    return [
        DistanceRow(key, day_of(since), reason, day_or_none(until), end_reason)
        for key, since, reason, until, end_reason in _DISTANCES.rows(client_id)
    ]


def distance_in_force(client_id: int) -> DistanceRow | None:
    """The decision in force, if there is one."""
    return next((row for row in distances(client_id) if row.until is None), None)


def take_distance(actor: Actor, client_id: int, reason: str) -> Changes:
    """Keep some distance from today on; raises Refused without a factual reason."""
    reason = kept_whole(reason, _LONGEST)
    if len(reason) < _SHORTEST_REASON:
        raise Refused(
            _("Écrivez le fait qui motive cette décision\u00a0: le client pourra le lire.")
        )
    with writing():
        require(actor, Right.SET_UP)
        if distance_in_force(client_id) is not None:
            raise Refused(_("Cette décision est déjà prise."))
        Distance.insert(
            client=client_id, since=actor.today, reason=reason, author=actor.member_id
        ).execute()
    return changed("cases", client_id=client_id)


def come_closer(actor: Actor, client_id: int, reason: str = "") -> Changes:
    """End the decision in force today; raises Refused when there is none."""
    with writing():
        require(actor, Right.SET_UP)
        row = distance_in_force(client_id)
        if row is None:
            raise Refused(_("Aucune distance n’a été prise avec ce client."))
        Distance.update(
            until=actor.today, end_reason=kept_whole(reason, _LONGEST), ended_by=actor.member_id
        ).where(Distance.id == row.id).execute()
    return changed("cases", client_id=client_id)


def facts(client_id: int, today: date) -> Facts:
    """What was claimed, settled and asked in the last two years; reversed entries do not count."""
    rows = list(
        EntryRow.select(EntryRow.type, EntryRow.outcome)
        .where(
            EntryRow.client.in_(members_of(client_id)),
            EntryRow.day > months_before(today, _MONTHS),
            EntryRow.day <= today,
            stands(),
        )
        .tuples()
    )
    trusted, abuses = trusted_since(client_id, months_before(today, _MONTHS))
    good = (Outcome.EXEMPLARY.value, Outcome.SATISFACTORY.value)

    def count(entry_type: EntryType) -> int:
        return sum(1 for kind, _outcome in rows if kind == entry_type.value)

    return Facts(
        claims=count(EntryType.INCIDENT),
        settled_well=sum(1 for kind, end in rows if kind == EntryType.RESOLUTION and end in good),
        requests=count(EntryType.REQUEST),
        visits=count(EntryType.VISIT),
        trusted=trusted,
        abuses=abuses,
    )
