"""What an entry just noted did to the account, in one line for the counter."""

from datetime import date

from models.catalogue import labels
from models.clients import client_draft
from models.i18n import _, format_date, format_units
from models.journal_rows import account_of, texts_of
from models.opening import open_days
from models.rules.trust import Entry, Ledger, Line, LineKind, Outcome
from models.rules.trust.words import REFERS_TO
from models.wording import heading, type_label, why

_SHOWN = 80
"""Characters of a text told back: the message stays one or two lines."""


def effect_of(client_id: int, entry_id: int, today: date) -> str:
    """« Attention : + 3,0 (poids 3,0). Solde 34,2. »; of a case, the day it is due by too."""
    account = account_of(client_id)
    entry = account.by_id[entry_id]
    ledger = account.ledger(today)
    posting = next((p for p in ledger.postings if p.entry is entry), None)
    balance = format_units(account.balance(today))
    if entry.outcome is Outcome.POOR:
        told = _("C’est noté\u00a0: incident mal traité. Solde {balance}.").format(balance=balance)
        if ledger.ruptured(today):
            told += " " + _("La confiance est rompue\u00a0: À faire mène à sa réparation.")
    elif posting is None or posting.day > today:
        told = _("Noté : {what}.").format(what=type_label(entry.type))
    else:
        reason = why(Line(posting.day, LineKind.POSTING, posting.amount, 0, entry, posting))
        told = _("{what} : {amount} ({why}). Solde {balance}.").format(
            what=type_label(entry.type),
            amount=format_units(posting.amount, signed=True),
            why=reason,
            balance=balance,
        )
    due = _due_told(ledger, entry, today)
    return f"{told} {due}" if due else told


def _due_told(ledger: Ledger, entry: Entry, today: date) -> str:
    """The due date in force of the case an entry opens or leaves open; whether we are closed."""
    noted = entry.ref if entry.type in REFERS_TO else entry.id
    case = ledger.cases.get(noted) if noted is not None else None
    if case is None or any(day and day <= today for day in (case.ended_on, case.mishandled_on)):
        return ""
    day = format_date(case.due, "full")
    if open_days().is_open(case.due):
        return _("Échéance\u00a0: {day}.").format(day=day)
    return _("Échéance\u00a0: {day}, un jour où nous sommes fermés.").format(day=day)


def _short(text: str) -> str:
    """The beginning of a text, to stand before a full stop."""
    kept = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
    return kept.rstrip(".")


def taken_back(client_id: int, reversal_id: int, today: date) -> str:
    """« Repris chez Hélène Durand : Attention, clé dans la boîte. Solde 31,2. »."""
    account = account_of(client_id)
    undone_id = account.by_id[reversal_id].ref
    assert undone_id is not None
    what = heading(account.by_id[undone_id], labels())
    text = texts_of(client_id).get(undone_id, "") if isinstance(undone_id, int) else ""
    return _("Repris chez {client} : {what}. Solde {balance}.").format(
        client=client_draft(client_id).display_name,
        what=f"{what}, {_short(text)}" if text else what,
        balance=format_units(account.balance(today)),
    )
