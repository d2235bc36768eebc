"""The year's gifts of goods, as plain data: the part of `MonthReport` about them."""

from dataclasses import dataclass

from models.month_names import ClientMention
from models.rules.costs import DECLARED_FROM


@dataclass(frozen=True, slots=True)
class GiftOver:
    """Somebody given goods for more than the year's limit, in cents with VAT."""

    client: ClientMention
    gross_cents: int


@dataclass(frozen=True, slots=True)
class Gifts:
    """The gifts of goods since the year's first day, in cents with VAT.

    `limit_cents` is what one person may be given in a year with its VAT recovered; not
    `confirmed`, it is only the last one known. An `exempt` shop (franchise en base) recovers none:
    there is no limit.
    """

    year: int
    limit_cents: int
    confirmed: bool
    total_cents: int = 0
    over: tuple[GiftOver, ...] = ()
    exempt: bool = False

    @property
    def declared(self) -> bool:
        """Whether the year's gifts are to be declared (form 2067, or 2031 without a company)."""
        return self.total_cents > DECLARED_FROM
