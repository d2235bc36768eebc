"""What a gesture, a privilege or a repair cost the shop."""

from dataclasses import dataclass
from enum import StrEnum

from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text
from models.rules.rounding import round_half_away
from models.tables import Cost

VAT_RATES = (2000, 1000, 550, 210, 0)


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


def vat_cents(net_cents: int, vat_rate: int | None) -> int:
    """The VAT on a net amount, rounded to the cent, halves away from zero."""
    return round_half_away(net_cents * (vat_rate or 0), 10_000)


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


def insert_cost(entry_id: int, draft: CostDraft) -> None:
    """Write a cost inside the caller's transaction.

    In-house rework bears no VAT. Raises Refused for a negative or absurd amount or an unknown
    rate.
    """
    if draft.net_cents is not None and not 0 <= draft.net_cents < 10**11:
        raise Refused(_("Un coût est un montant positif, en euros et centimes."))
    if draft.vat_rate is not None and draft.vat_rate not in VAT_RATES:
        raise Refused(_("Ce taux de TVA n’est pas connu."))
    Cost.insert(
        entry=entry_id,
        nature=draft.nature.value,
        net_cents=draft.net_cents,
        vat_rate=None if draft.nature is Nature.REWORK else draft.vat_rate,
        document=clean_text(draft.document, 60),
        standing=draft.standing.value,
        account_code=DEFAULT_ACCOUNTS.get(draft.nature, ""),
    ).execute()
