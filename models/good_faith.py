"""What is asked of a client, and what no longer is: the depth of the relation, and people.

The account's state is never read here: a falling account tells of our failures. Taking distance
(`models.distances`) is the only thing that withdraws a waiver; trusting more needs no reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.distances import DistanceRow, distances
from models.errors import Refused
from models.guarantees import ShopGuarantee, guarantees_and_terms
from models.i18n import _, format_date, format_list, format_number, ngettext
from models.journal_rows import account_of
from models.merges import holder
from models.prepared import Prepared, day_of
from models.rules.trust import EntryType
from models.rules.waivers import (
    Asking,
    DecisionFault,
    Depth,
    PersonalDecision,
    Relation,
    Why,
    askings,
    decision_fault,
    earned,
)
from models.tables import Client, GuaranteeWaiver
from models.team import Right, require

_WAIVERS = Prepared(
    lambda client: (
        GuaranteeWaiver.select(
            GuaranteeWaiver.id,
            GuaranteeWaiver.guarantee,
            GuaranteeWaiver.since,
            GuaranteeWaiver.distance,
        )
        .where(GuaranteeWaiver.client == client, GuaranteeWaiver.taken_back_on.is_null())
        .order_by(GuaranteeWaiver.id)
    )
)


@dataclass(frozen=True, slots=True)
class AskingRow:
    """A guarantee as it stands for a client: its words, whether it is asked, and why."""

    asking: Asking
    label: str
    why: str

    @property
    def asked(self) -> bool:
        """Whether it is asked of this client."""
        return self.asking.asked


def relation_with(client_id: int, today: date) -> Relation:
    """The relation with one client, from their file and their journal."""
    since = Client.select(Client.since).where(Client.id == client_id).scalar()
    order = account_of(client_id).ledger(today).order
    first = min((entry.day for entry in order), default=None)
    visits = tuple(entry.day for entry in order if entry.type is EntryType.VISIT)
    return Relation(since or first, visits)


def askings_of(client_id: int, relation: Relation, today: date) -> list[AskingRow]:
    """Every guarantee this shop asks, for one client, in a fixed number of queries."""
    known, former = guarantees_and_terms()
    shop = {one.rule.code: one for one in known if one.asked}
    rules, depth = [one.rule for one in shop.values()], relation.depth(today)
    found = askings(rules, depth, decisions_of(client_id), today, earned(former, relation))
    return [_row(asking, shop[asking.guarantee.code]) for asking in found]


def decisions_of(client_id: int) -> list[PersonalDecision]:
    """The personal decisions about a client, in order of recording."""
    taken = {row.id: row for row in distances(client_id)}
    placed = [((key, 0, 0), _distance(row)) for key, row in taken.items()]
    for key, guarantee, since, distance in _WAIVERS.rows(client_id):
        decision = PersonalDecision(day_of(since), asked=False, guarantee=guarantee)
        placed.append(((distance or 0, 1, key), decision))
    return [decision for _place, decision in sorted(placed, key=lambda one: one[0])]


def waive(actor: Actor, client_id: int, code: str) -> Changes:
    """No longer ask one guarantee of a client, from today on; no reason is needed.

    Raises Refused for what the law requires, and for a guarantee not asked of them anyway.
    """
    with writing():
        require(actor, Right.NOTE)
        client_id = holder(client_id)
        rows = askings_of(client_id, relation_with(client_id, actor.today), actor.today)
        decision = PersonalDecision(actor.today, asked=False, guarantee=code)
        fault = decision_fault(decision, [row.asking.guarantee for row in rows])
        if fault is DecisionFault.LAW:
            raise Refused(_("La loi l’exige\u00a0: personne ne peut y renoncer."))
        if fault is not None or not any(row.asked for row in _about(rows, code)):
            raise Refused(_("Cette garantie n’est déjà plus demandée à ce client."))
        GuaranteeWaiver.insert(
            client=client_id,
            guarantee=code,
            since=actor.today,
            author=actor.member_id,
            distance=max((row.id for row in distances(client_id)), default=None),
        ).execute()
    return changed("privileges", client_id=client_id)


def take_back_waiver(actor: Actor, client_id: int, code: str) -> Changes:
    """Undo a waiver decided today; raises Refused for an older one: only distance withdraws it."""
    with writing():
        require(actor, Right.NOTE)
        table, client_id = GuaranteeWaiver, holder(client_id)
        undone = (
            table.update(taken_back_on=actor.today)
            .where(
                table.client == client_id,
                table.guarantee == code,
                table.since == actor.today,
                table.taken_back_on.is_null(),
            )
            .execute()
        )
        if not undone:
            raise Refused(
                _(
                    "Ce qui a été accordé un autre jour le reste. Seule la décision de prendre de "
                    "la distance, avec son motif, demande de nouveau les garanties."
                )
            )
    return changed("privileges", client_id=client_id)


def waived_words(rows: Sequence[AskingRow]) -> list[tuple[str, str]]:
    """What not to ask, as the card says it: (guarantees, why), one pair for each reason."""
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if not row.asked:
            reasons.setdefault(row.why, []).append(row.label)
    return [(format_list(labels), why) for why, labels in reasons.items()]


def depth_words(depth: Depth) -> str:
    """« 3 ans, 8 passages »; what is 0 is left out, unless both are."""
    years = ngettext("{n} an", "{n} ans", depth.years).format(n=format_number(depth.years))
    visits = ngettext("{n} passage", "{n} passages", depth.visits).format(
        n=format_number(depth.visits)
    )
    parts = [text for text, count in ((years, depth.years), (visits, depth.visits)) if count]
    return ", ".join(parts) or visits


def law_words(law: str) -> str:
    """« exigé par la loi (Code pénal, 321-7) »; codes of law keep their French names."""
    return _("exigé par la loi ({law})").format(law=law)


def _about(rows: Iterable[AskingRow], code: str) -> list[AskingRow]:
    return [row for row in rows if row.asking.guarantee.code == code]


def _distance(row: DistanceRow) -> PersonalDecision:
    return PersonalDecision(row.since, asked=True, reason=row.reason, until=row.until)


def _row(asking: Asking, shop: ShopGuarantee) -> AskingRow:
    return AskingRow(asking, shop.label, _why(asking))


def _why(asking: Asking) -> str:
    decision, enough = asking.decision, asking.guarantee.waived_from
    if asking.why is Why.LAW:
        return law_words(asking.guarantee.law)
    if decision is not None:
        return _decided(decision)
    if asking.why is Why.DEPTH:
        return _("depuis {depth}").format(depth=depth_words(asking.depth))
    if asking.earned is not None:
        text = _("déjà accordé le {day}, cela reste")
        return text.format(day=format_date(asking.earned, "medium"))
    if enough is not None:
        text = _("ne le sera plus dès {enough}\u00a0; aujourd’hui {depth}")
        return text.format(enough=depth_words(enough), depth=depth_words(asking.depth))
    return _("toujours demandé ici")


def _decided(decision: PersonalDecision) -> str:
    day = format_date(decision.since, "medium")
    if decision.asked:
        return _("distance prise le {day}\u00a0: {reason}").format(day=day, reason=decision.reason)
    return _("décidé le {day}").format(day=day)
