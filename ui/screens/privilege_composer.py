"""**H**: a privilege that came up, on one line.

Granting asks neither right nor reason. Behind Tab: its cost, and how it ended when it was not
honoured; the text is then the reason.
"""

from dataclasses import replace
from functools import partial

from models.changes import Changes
from models.charter import Item
from models.costs import Nature
from models.free_text import warning
from models.i18n import _, format_money, typed_money
from models.privilege_card import CardPrivileges, ToHonour
from models.privilege_uses import UseOutcome, decline, envelope_of, fail, honour, uses
from models.privilege_words import outcome_label, why_words
from ui.actions import keys_of
from ui.screens.composers import author_field, author_of, past_day_field
from ui.screens.cost_fields import cost_draft, cost_fields
from ui.session import Session
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

PRIVILEGE = "privilege"


def privilege_spec(session: Session, shown: CardPrivileges) -> ComposerSpec:
    """The privileges of today first, then the others of the charter."""
    theirs = {one.right.item.id: one for one in shown.today}
    items = {item.id: item for item in (*(one.right.item for one in shown.today), *shown.others)}
    choices = tuple(
        Choice(str(item.id), item.draft.title, _hint(theirs.get(item.id)))
        for item in items.values()
    )
    return ComposerSpec(
        PRIVILEGE,
        keys_of(PRIVILEGE),
        _("Privilège"),
        choices,
        _fields(session),
        text_hint=_("une note ; pourquoi, s’il n’est pas honoré"),
        check_text=warning,
        tell=lambda code: _told(items[int(code)], theirs.get(int(code))),
        fields_of=lambda code: _fields(session, items[int(code)]),
    )


def _hint(one: ToHonour | None) -> str:
    if one is None:
        return _("s’accorde sans raison")
    return outcome_label(one.outcome) if one.outcome else _("le sien")


def _told(item: Item, one: ToHonour | None) -> str:
    """Why it is theirs, or that none is needed; the cost that will be noted."""
    if one is None:
        said = _("Pas encore le sien : vous pouvez l’accorder, sans dire pourquoi.")
    else:
        said = _("Le sien : {why}.").format(why=why_words(one.right))
    if item.draft.unit_cents:
        cost = _("Son coût habituel, {cents} HT, sera noté ; Tab pour le changer ou l’ôter.")
        said = f"{said} {cost.format(cents=format_money(item.draft.unit_cents))}"
    return said


def _fields(session: Session, item: Item | None = None) -> tuple[OptionalField, ...]:
    outcomes = tuple(Choice(outcome.value, outcome_label(outcome)) for outcome in UseOutcome)
    ended = OptionalField("outcome", _("Il a été"), "choice", choices=outcomes)
    return (
        ended,
        *_costs(item),
        past_day_field(session, "date", _("Date")),
        *author_field(session),
    )


def _costs(item: Item | None) -> tuple[OptionalField, ...]:
    """The fields of a cost, the unit cost of the privilege proposed."""
    if item is None:
        return cost_fields(Nature.DISCOUNT)
    draft = item.draft
    amount, vat, *rest = cost_fields(Nature(draft.nature))
    if not draft.unit_cents:
        return (amount, vat, *rest)
    rate = "" if draft.vat_rate is None else str(draft.vat_rate)
    cost = typed_money(draft.unit_cents)
    return (replace(amount, value=cost), replace(vat, value=rate), *rest)


def write_privilege(session: Session, client_id: int, composed: Composed) -> Changes:
    """Note what was composed; raises BookError with the sentence that says why not."""
    outcome, item_id = UseOutcome(str(composed.value("outcome"))), int(composed.kind)
    day, author = composed.day("date"), author_of(session, composed)
    if outcome is UseOutcome.DECLINED:
        changes = session.write_as(author, decline, client_id, item_id, composed.text, day=day)
        session.last_memory = (client_id, max(uses(client_id), key=lambda row: row.id))
        return changes
    if outcome is UseOutcome.HONOURED:
        doing = partial(honour, text=composed.text, cost=cost_draft(composed), day=day)
        changes = session.write_as(author, doing, client_id, item_id)
    else:
        forgotten = outcome is UseOutcome.FORGOTTEN
        doing = partial(fail, forgotten=forgotten, day=day)
        changes = session.write_as(author, doing, client_id, item_id, composed.text)
    for_another = author != session.member.id and changes.entry_id is not None
    session.last_memory = (client_id, changes.entry_id or 0) if for_another else None
    return changes


def tell_envelope(session: Session, composed: Composed) -> None:
    """Say quietly that a member went beyond their envelope: it blocks nothing."""
    envelope = envelope_of(author_of(session, composed), session.today)
    if composed.value("cost") is not None and envelope is not None and envelope.is_beyond:
        said = _(
            "Enveloppe du mois : {spent} donnés, {cents} prévus. Rien n’est bloqué : c’est pour "
            "le savoir."
        )
        spent, cents = format_money(envelope.spent_cents), format_money(envelope.cents)
        session.window.messages.info(said.format(spent=spent, cents=cents))
