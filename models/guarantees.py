"""The guarantees this shop usually asks, and from which depth of the relation it no longer does.

What the law requires is always among them, whatever the setting says. Asking more is for those to
come: the former terms go on for whoever had reached them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.long_texts import kept_whole
from models.rules.folding import fold
from models.rules.waivers import USUAL, Depth, Guarantee, Terms
from models.settings import first_day, insert, versions
from models.team import Right, require

GUARANTEES = "guarantees"
MOST_YEARS, MOST_VISITS = 99, 999
_LONGEST, _MOST = 60, 40
_OWN = "own-"


@dataclass(frozen=True, slots=True)
class ShopGuarantee:
    """A guarantee in the shop's words, and whether it is asked here at all."""

    rule: Guarantee
    label: str
    asked: bool = True

    @property
    def is_own(self) -> bool:
        """Whether the shop added it: its words are the owner's."""
        return self.rule.code.startswith(_OWN)


def shop_guarantees() -> list[ShopGuarantee]:
    """Every guarantee, asked here or not, in order; the law's last."""
    return guarantees_and_terms()[0]


def guarantees_and_terms() -> tuple[list[ShopGuarantee], list[Terms]]:
    """The same, and what was asked before, by terms that lasted a day at least: what was tried and
    put back within a day was promised to nobody. The usual ones are from the book's first day.
    """
    written = versions(GUARANTEES)
    if not written:
        return _guarantees({}), []
    values = [{}, *(value for _day, value in written)]
    days = [first_day() or written[0][0], *(day for day, _value in written)]
    former = [
        Terms(until - timedelta(days=1), _waived_from(value))
        for value, (since, until) in zip(values, pairwise(days), strict=False)
        if since < until
    ]
    return _guarantees(values[-1]), former


def _waived_from(value: dict[str, Any]) -> dict[str, Depth]:
    """From which depth each guarantee was no longer asked by a version of the setting."""
    asked = [one.rule for one in _guarantees(value) if one.asked]
    return {rule.code: rule.waived_from for rule in asked if rule.waived_from is not None}


def _guarantees(value: dict[str, Any]) -> list[ShopGuarantee]:
    kept = {str(row["code"]): row for row in value.get("rows", ())}
    usual = [_usual(rule, kept.get(rule.code)) for rule in USUAL]
    own = [_own(row) for code, row in kept.items() if code.startswith(_OWN)]
    freely = [one for one in usual if not one.rule.law]
    return [*freely, *own, *(one for one in usual if one.rule.law)]


def set_guarantees(actor: Actor, wanted: Sequence[ShopGuarantee]) -> Changes:
    """Keep what the shop asks, from today on; what the law requires stays as it is.

    Raises Refused for a depth out of reach, and for words that are missing or there already.
    """
    rows = [_row(one) for one in wanted if not one.rule.law]
    _check(rows, wanted)
    with writing():
        require(actor, Right.SET_UP)
        insert(actor, GUARANTEES, {"rows": rows})
    return changed("settings", "privileges")


def new_code() -> str:
    """The code of one more guarantee of the shop's own, which none ever had: what was waived of
    one that was removed says nothing of another."""
    rows = [row for _day, value in versions(GUARANTEES) for row in value["rows"]]
    codes = [str(row["code"]) for row in rows if str(row["code"]).startswith(_OWN)]
    numbers = [int(code.removeprefix(_OWN)) for code in codes]
    return f"{_OWN}{max(numbers, default=0) + 1}"


def usual_label(code: str) -> str:
    """A usual guarantee in words, as said after « ne pas demander »."""
    return {
        "receipt": _("ticket de caisse"),
        "identity_paper": _("pièce d’identité"),
        "delivery_signature": _("signature à la remise"),
        "signed_order": _("bon de commande signé"),
        "payment_at_once": _("paiement tout de suite"),
        "deposit": _("acompte"),
        "loan_caution": _("caution pour un prêt"),
        "cheque_identity": _("pièce d’identité de qui paie par chèque"),
        "age_for_alcohol": _("preuve de l’âge pour vendre de l’alcool"),
        "age_for_tobacco": _("preuve de l’âge pour vendre du tabac ou de quoi vapoter"),
        "second_hand_seller": _("identité de qui nous vend un objet d’occasion"),
        "home_contract": _("contrat écrit pour une commande prise à domicile"),
    }[code]


def _usual(rule: Guarantee, row: dict[str, Any] | None) -> ShopGuarantee:
    if row is None or rule.law:
        return ShopGuarantee(rule, usual_label(rule.code))
    kept = Guarantee(rule.code, _depth(row))
    return ShopGuarantee(kept, usual_label(rule.code), bool(row["asked"]))


def _own(row: dict[str, Any]) -> ShopGuarantee:
    rule = Guarantee(str(row["code"]), _depth(row))
    return ShopGuarantee(rule, str(row["label"]), bool(row["asked"]))


def _depth(row: dict[str, Any]) -> Depth | None:
    return Depth(*row["waived_from"]) if row["waived_from"] else None


def _row(one: ShopGuarantee) -> dict[str, Any]:
    depth = one.rule.waived_from
    return {
        "code": one.rule.code,
        "label": kept_whole(one.label, _LONGEST) if one.is_own else "",
        "asked": one.asked,
        "waived_from": list(depth) if depth is not None else None,
    }


def _check(rows: Sequence[dict[str, Any]], wanted: Sequence[ShopGuarantee]) -> None:
    if len(rows) > _MOST:
        raise Refused(_("Cela fait trop de garanties\u00a0: ôtez-en avant d’en ajouter."))
    for row in rows:
        years, visits = row["waived_from"] or (0, 0)
        if not (0 <= years <= MOST_YEARS and 0 <= visits <= MOST_VISITS):
            raise Refused(_("Donnez au plus 99 ans et 999 passages."))
    words = [fold(one.label) for one in wanted]
    if "" in words:
        raise Refused(_("Donnez un nom à cette garantie."))
    if len(set(words)) < len(words):
        raise Refused(_("Cette garantie est déjà dans la liste."))
