"""The few claims taken on trust that turned out abusive: what trusting really costs."""

from datetime import date, timedelta

from models.demo.data import sentences
from models.demo.dice import Dice
from models.i18n import language
from models.rules.trust import EntryType
from models.tables import ClaimAbuse, Cost
from models.tables import Entry as EntryRow
from models.trust_claims import TRUST_KIND

_ABUSED = 6
"""Percent of the claims with a cost."""
_FOUND_OUT = (3, 30)
"""Days after which it is found out."""


def write_abuses(seed: int, today: date) -> None:
    """Mark a few of the journal's claims, with the fact and the cost accepted."""
    dice, texts = Dice(f"{seed}/abuses"), sentences(language()).abuse
    query = (
        EntryRow.select(EntryRow.id, EntryRow.day, EntryRow.author, Cost.net_cents)
        .join(Cost)
        .where(EntryRow.type == EntryType.ATTENTION.value, EntryRow.kind == TRUST_KIND)
        .order_by(EntryRow.id)
    )
    for entry_id, day, author, cents in query.tuples():
        if not dice.chance(_ABUSED):
            continue
        found_out = day + timedelta(days=dice.between(*_FOUND_OUT))
        ClaimAbuse.insert(
            entry=entry_id,
            day=min(found_out, today - timedelta(days=1)),
            reason=dice.pick(texts),
            net_cents=cents,
            author=author,
        ).execute()
