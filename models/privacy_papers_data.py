"""What the shop's privacy papers say, as plain data: the notice and the record of processing."""

from dataclasses import dataclass
from datetime import date

from models.identity import printed_identity
from models.month_data import ShopIdentity
from models.retention import terms
from models.rules.retention import Terms
from models.settings import shop


@dataclass(frozen=True, slots=True)
class PrivacyPaper:
    """The shop, its times in years, its mediator, and the day the paper is edited."""

    shop: ShopIdentity
    terms: Terms
    mediator: str
    edited_on: date


def privacy_paper(today: date) -> PrivacyPaper:
    """What both papers are made from."""
    return PrivacyPaper(printed_identity(), terms(), shop().mediator, today)
