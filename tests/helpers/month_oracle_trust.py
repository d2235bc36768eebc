"""The oracle's good faith and commitments: every row read, every sum made by hand."""

import json
from datetime import date

from models.month_left_data import Commitment
from models.rules.trust import EntryType
from models.settings import shop
from models.tables import Charter, CharterItem, ClaimAbuse, Cost
from models.tables import Entry as EntryRow
from models.trust_balance import TrustBalance


def good_faith(start: date, through: date) -> TrustBalance:
    """Attentions « confiance accordée » of the month that no reversal undid, and their abuses."""
    rows = list(EntryRow.select())
    undone = {row.ref_id for row in rows if row.type == EntryType.REVERSAL.value}
    standing = {row.id: row for row in rows if row.kind == "trust" and row.id not in undone}
    claims = [key for key, row in standing.items() if start <= row.day <= through]
    costs: dict[int, list[int | None]] = {key: [] for key in claims}
    for cost in Cost.select():
        if cost.entry_id in costs:
            costs[cost.entry_id].append(cost.net_cents)
    sums = [sum(all_of) for all_of in costs.values() if all_of and None not in all_of]
    lost = [
        abuse.net_cents
        for abuse in ClaimAbuse.select()
        if abuse.entry_id in standing
        and start <= abuse.day <= through
        and (abuse.taken_back_on is None or abuse.taken_back_on > through)
    ]
    return TrustBalance(
        accepted=len(claims),
        accepted_cents=sum(sums),
        unpriced=len(claims) - len(sums),
        abused=len(lost),
        abused_cents=sum(cents for cents in lost if cents is not None),
        abused_unpriced=lost.count(None),
    )


def commitments(through: date) -> tuple[Commitment, ...]:
    """Each item a charter promised by that day and that is still due after it."""
    days = {charter.id: charter.day for charter in Charter.select()}
    found = []
    for item in CharterItem.select().order_by(CharterItem.privilege, CharterItem.id):
        since, ended = days[item.charter_id], days.get(item.ended_by_id)
        is_ended = ended is not None and ended <= through
        if since > through or (is_ended and item.until <= through):
            continue
        draft = json.loads(item.content)
        found.append(
            Commitment(
                item.privilege_id,
                draft["family"],
                draft["nature"],
                since,
                draft["unit_cents"],
                None if shop().vat_exempt else draft["vat_rate"],
                item.until if is_ended else None,
            )
        )
    return tuple(found)
