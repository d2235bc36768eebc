"""What an entry just noted did to the account, in one line for the counter."""

from datetime import date

from models.catalogue import labels
from models.clients import client_draft
from models.i18n import _, format_units
from models.journal_rows import account_of, texts_of
from models.rules.trust import Line, LineKind
from models.wording import heading, type_label, why


def effect_of(client_id: int, entry_id: int, today: date) -> str:
    """« Attention : + 3,0 (poids 3,0) · solde 34,2 »."""
    account = account_of(client_id)
    entry = account.by_id[entry_id]
    balance = format_units(account.balance(today))
    posting = next((p for p in account.ledger(today).postings if p.entry is entry), None)
    if posting is None or posting.day > today:
        return _("Noté : {what}.").format(what=type_label(entry.type))
    reason = why(Line(posting.day, LineKind.POSTING, posting.amount, 0, entry, posting))
    return _("{what} : {amount} ({why}). Solde {balance}.").format(
        what=type_label(entry.type),
        amount=format_units(posting.amount, signed=True),
        why=reason,
        balance=balance,
    )


def taken_back(client_id: int, reversal_id: int, today: date) -> str:
    """« Repris chez Hélène Durand : Attention, clé dans la boîte. Solde 31,2. »."""
    account = account_of(client_id)
    undone_id = account.by_id[reversal_id].ref
    assert undone_id is not None
    what = heading(account.by_id[undone_id], labels())
    text = texts_of(client_id).get(undone_id, "") if isinstance(undone_id, int) else ""
    return _("Repris chez {client} : {what}. Solde {balance}.").format(
        client=client_draft(client_id).display_name,
        what=f"{what}, {text}" if text else what,
        balance=format_units(account.balance(today)),
    )
