"""The shop and the clients a report names, and what marks a field as personal."""

from dataclasses import dataclass, field

PERSONAL = {"personal": True}
"""Marks what names or quotes somebody: a closed month keeps none of it (`models.month_frozen`)."""


@dataclass(frozen=True, slots=True)
class ShopIdentity:
    """The shop as it heads its documents; `address` is one text per printed line, `colour` its
    own (`#rrggbb`) or "".
    """

    name: str
    address: tuple[str, ...] = ()
    siret: str = ""
    vat_number: str = ""
    phone: str = ""
    email: str = ""
    logo: bytes | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class ClientMention:
    """A client in the owner's report: the book's number, the name, and why it is named."""

    number: str
    name: str = field(metadata=PERSONAL)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """How many clients something is about, and the first of them by name."""

    count: int = 0
    clients: tuple[ClientMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """Whom the month's advice is about, each list at the month's last day.

    `answered_late`: requests answered late, or not at all; `mishandled`: incidents that became
    so in the month; `promises_failed`: late, broken or lapsed; `over_cap`: contacted more often
    than the cap; `privileges_failed`: refused or forgotten; `ruptured`: accounts that wait for a
    repair; `silent`: away twice as long as usual; `to_price`: a cost waits for its amount.
    """

    answered_late: Named = Named()
    mishandled: Named = Named()
    promises_failed: Named = Named()
    over_cap: Named = Named()
    privileges_failed: Named = Named()
    ruptured: Named = Named()
    silent: Named = Named()
    to_price: Named = Named()
