"""What an entry just noted did to the account, in one line for the counter."""

from datetime import date

from models.accounts import read_account
from models.i18n import _, format_units
from models.rules.trust import EntryType, Line, LineKind
from models.wording import type_label, why


def effect_of(client_id: int, entry_id: int, today: date) -> str:
    """« Attention : + 3,0 (poids 3,0) · solde 34,2 »."""
    account = read_account(client_id)
    entry = account.by_id[entry_id]
    balance = format_units(account.balance(today))
    if entry.type is EntryType.REVERSAL and entry.ref is not None:
        undone = type_label(account.by_id[entry.ref].type)
        return _("Repris : {what}. Solde {balance}.").format(what=undone, balance=balance)
    posting = next((p for p in account.ledger(today).postings if p.entry is entry), None)
    if posting is None or posting.day > today:
        return _("Noté : {what}.").format(what=type_label(entry.type))
    reason = why(Line(posting.day, LineKind.POSTING, posting.amount, 0, entry, posting))
    return _("{what} : {amount} ({why}). Solde {balance}.").format(
        what=type_label(entry.type),
        amount=format_units(posting.amount, signed=True),
        why=reason,
        balance=balance,
    )
