"""Claims taken on trust, without proof: what was accepted, what turned out abusive, at what cost.

A claim is an attention of the kind « confiance accordée », with its cost. Abuse is marked by a
person, with a fact; it weighs nothing on the account.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.days import require_open
from models.errors import Refused
from models.i18n import _
from models.long_texts import kept_whole
from models.merges import holder, members_of
from models.prepared import day_of
from models.rules.folding import fold
from models.rules.trust import EntryType
from models.standing import stands
from models.tables import ClaimAbuse, Cost, Entry, EntryText
from models.team import Right, require
from models.trust_balance import TrustBalance

TRUST_KIND = "trust"
"""The kind of attention a claim taken on trust is, in the catalogue of every trade."""
_SHORTEST_REASON, _LONGEST = 10, 500
_MOST_CENTS = 10**11


@dataclass(frozen=True, slots=True)
class Abuse:
    """That a claim turned out abusive: the fact, and what it cost, net cents, None unknown."""

    id: int
    day: date
    reason: str
    net_cents: int | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim taken on trust: `text` what was claimed, `net_cents` the cost accepted.

    `net_cents` None: no cost was noted, or it is still « à chiffrer ».
    """

    entry_id: int
    day: date
    text: str
    net_cents: int | None
    abuse: Abuse | None = None


def claims(client_id: int) -> list[ClaimRow]:
    """The claims of one client that stand, the latest first, in a fixed number of queries."""
    theirs = Entry.client.in_(members_of(client_id))
    query = (
        _standing(Entry.id, Entry.day, EntryText.text)
        .join(EntryText, JOIN.LEFT_OUTER)
        .where(theirs)
        .order_by(Entry.day.desc(), Entry.id.desc())
    )
    spent, abuses = spent_on_trust(theirs), _abuses(theirs)
    return [
        ClaimRow(key, day_of(day), text or "", spent.get(key), abuses.get(key))
        for key, day, text in query.tuples()
    ]


def mark_abusive(actor: Actor, entry_id: int, reason: str, net_cents: int | None = None) -> Changes:
    """Mark a claim as abusive, with a fact and what it cost; the account does not move.

    Raises Refused without a factual reason, for an absurd cost, or when it is marked already.
    """
    reason = kept_whole(reason, _LONGEST)
    if len(fold(reason)) < _SHORTEST_REASON:
        raise Refused(_("Écrivez le fait qui montre l’abus\u00a0: le client pourra le lire."))
    if net_cents is not None and not 0 <= net_cents < _MOST_CENTS:
        raise Refused(_("Un coût est un montant positif, en euros et centimes."))
    with writing():
        require(actor, Right.NOTE)
        require_open(actor.today)
        client_id = _standing(Entry.client).where(Entry.id == entry_id).scalar()
        if client_id is None:
            raise Refused(_("Cette réclamation acceptée n’existe plus."))
        if _abuses(Entry.id == entry_id):
            raise Refused(_("Cet abus est déjà noté."))
        ClaimAbuse.insert(
            entry=entry_id,
            day=actor.today,
            reason=reason,
            net_cents=net_cents,
            author=actor.member_id,
        ).execute()
    return changed("privileges", client_id=holder(client_id))


def unmark_abusive(actor: Actor, entry_id: int) -> Changes:
    """The claim is no longer said to be abusive; raises Refused when it was not."""
    with writing():
        require(actor, Right.NOTE)
        found = ClaimAbuse.update(taken_back_on=actor.today).where(
            ClaimAbuse.entry == entry_id, ClaimAbuse.taken_back_on.is_null()
        )
        if not found.execute():
            raise Refused(_("Cet abus n’est plus noté."))
        client_id = Entry.select(Entry.client).where(Entry.id == entry_id).scalar()
    return changed("privileges", client_id=holder(client_id))


def trust_balance(since: date, until: date) -> TrustBalance:
    """What trusting came to from `since` to `until`, as it was known on that last day."""
    within = Entry.day.between(since, until)
    spent = spent_on_trust(within)
    costs = [spent.get(row[0]) for row in _standing(Entry.id).where(within).tuples()]
    priced = [cost for cost in costs if cost is not None]
    known = ClaimAbuse.taken_back_on.is_null() | (ClaimAbuse.taken_back_on > until)
    abuses = (
        _standing(ClaimAbuse.net_cents)
        .join(ClaimAbuse)
        .where(ClaimAbuse.day.between(since, until), known)
    )
    lost = [row[0] for row in abuses.tuples()]
    sums = [cents for cents in lost if cents is not None]
    return TrustBalance(
        accepted=len(costs),
        accepted_cents=sum(priced),
        unpriced=len(costs) - len(priced),
        abused=len(lost),
        abused_cents=sum(sums),
        abused_unpriced=len(lost) - len(sums),
    )


def trusted_since(client_id: int, since: date) -> tuple[int, tuple[Abuse, ...]]:
    """How many claims of a client were taken on trust after a day; the abuses marked since."""
    rows = claims(client_id)
    abuses = [row.abuse for row in rows if row.abuse is not None and row.abuse.day > since]
    return sum(1 for row in rows if row.day > since), tuple(abuses)


def _standing(*columns: Any) -> Any:
    """A query of the claims nothing undid."""
    return Entry.select(*columns).where(
        Entry.type == EntryType.ATTENTION.value, Entry.kind == TRUST_KIND, stands()
    )


def spent_on_trust(*which: Any) -> dict[int, int | None]:
    """What each claim cost, net cents; None as long as one of its costs is to be priced.

    `which` are conditions on their entries.
    """
    query = Cost.select(Cost.entry, Cost.net_cents).join(Entry)
    found: dict[int, int | None] = {}
    for entry, cents in query.where(Entry.kind == TRUST_KIND, *which).tuples():
        before = found.get(entry, 0)
        found[entry] = None if before is None or cents is None else before + cents
    return found


def _abuses(which: Any) -> dict[int, Abuse]:
    """The abuses marked and not taken back, by claim."""
    columns = (ClaimAbuse.id, ClaimAbuse.day, ClaimAbuse.reason, ClaimAbuse.net_cents)
    query = ClaimAbuse.select(ClaimAbuse.entry, *columns).join(Entry)
    return {
        entry: Abuse(key, day_of(day), reason, cents)
        for entry, key, day, reason, cents in query.where(
            ClaimAbuse.taken_back_on.is_null(), which
        ).tuples()
    }
