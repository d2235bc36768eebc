"""What the counter says of privileges: those to honour today and why, and what came of them."""

from dataclasses import dataclass
from datetime import date

from peewee import JOIN

from models.charter import Item
from models.prepared import Prepared
from models.privilege_rights import PrivilegeRight, rights_of
from models.privilege_uses import UseOutcome, uses
from models.tables import Charter, CharterTold


@dataclass(frozen=True, slots=True)
class ToHonour:
    """A privilege that is a client's today; `outcome` how it already ended this day."""

    right: PrivilegeRight
    outcome: UseOutcome | None = None


@dataclass(frozen=True, slots=True)
class CardPrivileges:
    """The privileges on the card; `charter` the number in force, None before the first.

    `others` may be granted all the same: granting asks no right. `untold`: the client was not
    told of this charter yet.
    """

    charter: int | None = None
    untold: bool = False
    today: tuple[ToHonour, ...] = ()
    others: tuple[Item, ...] = ()


_IN_FORCE = Prepared(
    lambda client: (
        Charter.select(Charter.number, CharterTold.day)
        .join(
            CharterTold,
            JOIN.LEFT_OUTER,
            on=(CharterTold.charter == Charter.id) & (CharterTold.client == client),
        )
        .order_by(Charter.number.desc())
        .limit(1)
    )
)


def card_privileges(client_id: int, today: date) -> CardPrivileges:
    """Those of one client, in a fixed number of queries: one before the first charter."""
    found = _IN_FORCE.first(client_id)
    if found is None:
        return CardPrivileges()
    number, told_on = found
    rights = rights_of(client_id, today)
    done = {row.item_id: row.outcome for row in uses(client_id, since=today)}
    return CardPrivileges(
        charter=number,
        untold=told_on is None,
        today=tuple(ToHonour(right, done.get(right.item.id)) for right in rights.today),
        others=tuple(coming.item for coming in rights.next),
    )
