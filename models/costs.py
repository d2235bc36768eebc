"""What a gesture, a privilege or a repair cost the shop."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.days import require_open
from models.errors import Refused
from models.i18n import _
from models.rules.costs import RATES
from models.rules.folding import clean_text
from models.settings import latest
from models.tables import Cost, Setting
from models.tables import Entry as EntryRow
from models.team import Right, require

COSTS = "costs"


class Nature(StrEnum):
    """What was given; each has its usual account code in the books."""

    CREDIT_NOTE = "credit_note"
    DISCOUNT = "discount"
    REWORK = "rework"
    GIFT = "gift"
    GOOD_FAITH = "good_faith"
    OTHER = "other"


class Standing(StrEnum):
    """Whether the accountant has the cost already."""

    BOOKED = "booked"
    TO_BOOK = "to_book"
    MANAGEMENT = "management"


DEFAULT_ACCOUNTS = {Nature.CREDIT_NOTE: "709", Nature.GIFT: "6234"}


@dataclass(frozen=True, slots=True)
class CostDraft:
    """A cost: `net_cents` None for « à chiffrer »; `vat_rate` in basis points, None for none."""

    nature: Nature
    net_cents: int | None = None
    vat_rate: int | None = None
    document: str = ""
    standing: Standing = Standing.MANAGEMENT


def nature_label(nature: Nature) -> str:
    """The nature's name in the language in use."""
    return {
        Nature.CREDIT_NOTE: _("Avoir"),
        Nature.DISCOUNT: _("Remise sur facture"),
        Nature.REWORK: _("Reprise à nos frais"),
        Nature.GIFT: _("Cadeau, fourniture offerte"),
        Nature.GOOD_FAITH: _("Bonne foi"),
        Nature.OTHER: _("Autre geste"),
    }[nature]


def standing_label(standing: Standing) -> str:
    """The standing's name in the language in use."""
    return {
        Standing.BOOKED: _("déjà comptabilisé"),
        Standing.TO_BOOK: _("à comptabiliser"),
        Standing.MANAGEMENT: _("valeur de gestion"),
    }[standing]


def known_rates() -> frozenset[int]:
    """Every VAT rate that was ever set, in basis points."""
    rows = Setting.select(Setting.value).where(Setting.name == COSTS).tuples()
    return frozenset(RATES).union(*(json.loads(row[0])["rates"] for row in rows))


def cost_of(cost_id: int) -> tuple[CostDraft, date] | None:
    """A cost as it is now, and the day of its entry."""
    row: Any = Cost.get_or_none(Cost.id == cost_id)
    if row is None:
        return None
    kept = CostDraft(
        Nature(row.nature), row.net_cents, row.vat_rate, row.document, Standing(row.standing)
    )
    day: date = EntryRow.select(EntryRow.day).where(EntryRow.id == row.entry_id).scalar()
    return kept, day


def insert_cost(entry_id: int, draft: CostDraft) -> None:
    """Write a cost inside the caller's transaction.

    In-house rework bears no VAT. Raises Refused for a negative or absurd amount or an unknown
    rate.
    """
    Cost.insert(entry=entry_id, **_columns(draft)).execute()


def complete(actor: Actor, cost_id: int, draft: CostDraft) -> Changes:
    """Give a cost its amount, or correct it, as long as its month is open.

    The journal's row stays as it is; who completed it and when is kept. Raises Refused as
    `insert_cost`, and once the month is closed.
    """
    with writing():
        require(actor, Right.NOTE)
        found = cost_of(cost_id)
        if found is None:
            raise Refused(_("Ce coût n’existe plus."))
        _before, day = found
        require_open(day)
        completed = {"completed_on": actor.today, "completed_by": actor.member_id}
        Cost.update(**_columns(draft), **completed).where(Cost.id == cost_id).execute()
    return changed("journal")


def _columns(draft: CostDraft) -> dict[str, Any]:
    if draft.net_cents is not None and not 0 <= draft.net_cents < 10**11:
        raise Refused(_("Un coût est un montant positif, en euros et centimes."))
    if draft.vat_rate is not None and draft.vat_rate not in known_rates():
        raise Refused(_("Ce taux de TVA n’est pas connu."))
    return {
        "nature": draft.nature.value,
        "net_cents": draft.net_cents,
        "vat_rate": None if draft.nature is Nature.REWORK else draft.vat_rate,
        "document": clean_text(draft.document, 60),
        "standing": draft.standing.value,
        "account_code": account_code(draft.nature),
    }


def account_code(nature: Nature) -> str:
    """The account code of a nature, "" for none; open months follow the latest."""
    value = latest(COSTS)
    if not value:
        return DEFAULT_ACCOUNTS.get(nature, "")
    return str(value["accounts"].get(nature.value, ""))
