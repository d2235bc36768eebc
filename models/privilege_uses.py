"""A privilege that comes up at the counter: honoured, refused, forgotten, or declined.

Honouring asks no reason, whoever grants it; refusing or forgetting one asks a reason and costs
what the trust account says (rule 1), unless the client declined it: then nothing is posted.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peewee import JOIN, fn

from models.actor import Actor
from models.changes import Changes, changed
from models.costs import CostDraft
from models.database import writing
from models.days import require_open, require_past
from models.errors import Refused
from models.i18n import _, format_date
from models.journal import EntryDraft, note
from models.long_texts import kept_whole
from models.prepared import Prepared, day_of
from models.privileges import read
from models.rules.folding import clean_text
from models.rules.trust import EntryType, Outcome
from models.settings import insert, latest
from models.standing import stands
from models.tables import Charter, CharterItem, Cost, Entry, PrivilegeUse
from models.team import Right, require

ENVELOPES = "envelopes"
_SHORTEST_REASON = 5


class UseOutcome(StrEnum):
    """How a privilege that came up ended."""

    HONOURED = "honoured"
    REFUSED = "refused"
    FORGOTTEN = "forgotten"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class UseRow:
    """A privilege that came up, under the title it bore."""

    id: int
    client_id: int
    item_id: int
    title: str
    day: date
    outcome: UseOutcome
    reason: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a member was told they may give in a month without thinking, and gave; in cents, net.

    It informs them and the owner, blocks nothing and is compared with nobody's.
    """

    cents: int
    spent_cents: int

    @property
    def is_beyond(self) -> bool:
        """Whether more was given than the envelope says."""
        return self.spent_cents > self.cents


def honour(
    actor: Actor,
    client_id: int,
    item_id: int,
    *,
    text: str = "",
    cost: CostDraft | None = None,
    day: date | None = None,
) -> Changes:
    """Note that a privilege was honoured; no reason is asked, nor a right: granting needs none."""
    return _posted(actor, client_id, item_id, UseOutcome.HONOURED, text, cost, day)


def fail(
    actor: Actor,
    client_id: int,
    item_id: int,
    reason: str,
    *,
    forgotten: bool = False,
    day: date | None = None,
) -> Changes:
    """Note that a privilege was refused or forgotten; raises Refused without a reason, and for a
    day when it was not promised yet."""
    if len(clean_text(reason)) < _SHORTEST_REASON:
        raise Refused(_("Dites pourquoi : un privilège promis n’a pas été tenu."))
    first = _promised_since(item_id)
    if first is not None and (day or actor.today) < first:
        text = _("Ce privilège est promis depuis le {day} : avant, rien n’était dû.")
        raise Refused(text.format(day=format_date(first, "long")))
    outcome = UseOutcome.FORGOTTEN if forgotten else UseOutcome.REFUSED
    return _posted(actor, client_id, item_id, outcome, reason, None, day)


def decline(
    actor: Actor, client_id: int, item_id: int, reason: str = "", *, day: date | None = None
) -> Changes:
    """Keep that the client did not want it this time: it weighs nothing."""
    day = day or actor.today
    with writing():
        require(actor, Right.NOTE)
        _title(item_id)
        require_open(day)
        _insert(actor, client_id, item_id, UseOutcome.DECLINED, reason, day, None)
    return changed("privileges", client_id=client_id)


def take_back_declined(actor: Actor, use_id: int) -> Changes:
    """Undo what was said to be declined; the other outcomes are undone by their journal row."""
    with writing():
        require(actor, Right.NOTE)
        PrivilegeUse.update(taken_back_on=actor.today).where(
            PrivilegeUse.id == use_id, PrivilegeUse.entry.is_null()
        ).execute()
    return changed("privileges")


_USES = Prepared(
    lambda client, since: (
        PrivilegeUse.select(
            PrivilegeUse.id,
            PrivilegeUse.client,
            PrivilegeUse.item,
            CharterItem.content,
            PrivilegeUse.day,
            PrivilegeUse.outcome,
            PrivilegeUse.reason,
        )
        .join(CharterItem)
        .join_from(PrivilegeUse, Entry, JOIN.LEFT_OUTER)
        .where(
            PrivilegeUse.client == client,
            PrivilegeUse.day >= since,
            PrivilegeUse.taken_back_on.is_null(),
            stands(),
        )
        .order_by(PrivilegeUse.day.desc(), PrivilegeUse.id.desc())
    )
)


def uses(client_id: int, since: date = date.min) -> list[UseRow]:
    """What came up for a client from `since` on and stands, latest first."""
    return [
        UseRow(key, client, item, read(content).title, day_of(day), UseOutcome(outcome), reason)
        for key, client, item, content, day, outcome, reason in _USES.rows(
            client_id, since.isoformat()
        )
    ]


def counts(since: date, until: date) -> dict[tuple[int, UseOutcome], int]:
    """How often each privilege (its id) came up and how it ended, from `since` to `until`."""
    query = (
        PrivilegeUse.select(CharterItem.privilege, PrivilegeUse.outcome, fn.COUNT(PrivilegeUse.id))
        .join(CharterItem)
        .join_from(PrivilegeUse, Entry, JOIN.LEFT_OUTER)
        .where(
            PrivilegeUse.day.between(since, until), PrivilegeUse.taken_back_on.is_null(), stands()
        )
        .group_by(CharterItem.privilege, PrivilegeUse.outcome)
    )
    return {(key, UseOutcome(outcome)): count for key, outcome, count in query.tuples()}


def envelopes() -> dict[int, int]:
    """What each member who has an envelope may give in a month, in net cents."""
    return {int(member): cents for member, cents in latest(ENVELOPES).items()}


def envelope_of(member_id: int, today: date) -> Envelope | None:
    """A member's envelope for the month of `today`; None when none was set."""
    cents = envelopes().get(member_id)
    if cents is None:
        return None
    spent = (
        Cost.select(fn.COALESCE(fn.SUM(Cost.net_cents), 0))
        .join(Entry)
        .where(
            Entry.author == member_id,
            Entry.day.between(today.replace(day=1), today),
            stands(),
        )
        .scalar()
    )
    return Envelope(cents, int(spent))


def set_envelopes(actor: Actor, cents: dict[int, int]) -> Changes:
    """Say what each member may give in a month (net cents); raises Refused when negative."""
    if any(amount < 0 for amount in cents.values()):
        raise Refused(_("Une enveloppe est un montant positif, en euros et centimes."))
    with writing():
        require(actor, Right.SET_UP)
        insert(actor, ENVELOPES, {str(member): amount for member, amount in cents.items()})
    return changed("settings")


def _posted(
    actor: Actor,
    client_id: int,
    item_id: int,
    outcome: UseOutcome,
    text: str,
    cost: CostDraft | None,
    day: date | None,
) -> Changes:
    honoured = outcome is UseOutcome.HONOURED
    with writing():
        draft = EntryDraft(
            EntryType.PRIVILEGE,
            _title(item_id),
            text,
            day=day,
            outcome=Outcome.HONOURED if honoured else Outcome.REFUSED,
            cost=cost,
        )
        noted = note(actor, client_id, draft)
        reason = "" if honoured else text
        _insert(actor, client_id, item_id, outcome, reason, day or actor.today, noted.entry_id)
    return changed("journal", "privileges", client_id=client_id, entry_id=noted.entry_id)


def _insert(
    actor: Actor,
    client_id: int,
    item_id: int,
    outcome: UseOutcome,
    reason: str,
    day: date,
    entry_id: int | None,
) -> None:
    require_past(day, actor.today)
    PrivilegeUse.insert(
        client=client_id,
        item=item_id,
        entry=entry_id,
        day=day,
        outcome=outcome.value,
        reason=kept_whole(reason),
        author=actor.member_id,
    ).execute()


def _promised_since(item_id: int) -> date | None:
    """The day of the first charter that promised the privilege of an item."""
    asked = CharterItem.select(CharterItem.privilege).where(CharterItem.id == item_id)
    first: date | None = (
        Charter.select(fn.MIN(Charter.day))
        .join(CharterItem, on=CharterItem.charter == Charter.id)
        .where(CharterItem.privilege.in_(asked))
        .scalar()
    )
    return first


def _title(item_id: int) -> str:
    content = CharterItem.select(CharterItem.content).where(CharterItem.id == item_id).scalar()
    if content is None:
        raise Refused(_("Ce privilège n’est pas dans la charte."))
    return read(content).title
