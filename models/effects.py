"""What an entry just noted did to the account, in one line for the counter."""

from datetime import date

from models.cases import open_cases
from models.catalogue import labels
from models.clients import client_draft
from models.i18n import _, format_date, format_units
from models.journal_rows import account_of, texts_of
from models.rules.trust import Account, Entry, EntryType, Line, LineKind
from models.wording import heading, type_label, why


def effect_of(client_id: int, entry_id: int, today: date) -> str:
    """« Attention : + 3,0 (poids 3,0). Solde 34,2. », or what follows when nothing moved yet."""
    account = account_of(client_id)
    entry = account.by_id[entry_id]
    balance = format_units(account.balance(today))
    posting = next((p for p in account.ledger(today).postings if p.entry is entry), None)
    if posting is None or posting.day > today:
        return _to_come(client_id, account, entry, today)
    reason = why(Line(posting.day, LineKind.POSTING, posting.amount, 0, entry, posting))
    return _("{what} : {amount} ({why}). Solde {balance}.").format(
        what=type_label(entry.type),
        amount=format_units(posting.amount, signed=True),
        why=reason,
        balance=balance,
    )


def _to_come(client_id: int, account: Account, entry: Entry, today: date) -> str:
    """What a case just opened or moved costs if nobody acts; or that the account is as it was."""
    what = type_label(entry.type)
    about = entry.ref if entry.type is EntryType.POSTPONED else entry.id
    waiting = open_cases(client_id, account, today, {}, labels())
    case = next((case for case in waiting if case.entry_id == about), None)
    if case is None or case.acts_on is None:
        return _("{what}\N{NO-BREAK SPACE}: c’est noté, le compte ne bouge pas.").format(what=what)
    told = _(
        "{what}, échéance {due}\N{NO-BREAK SPACE}: sans suite, ce sera {amount} {day} au compte."
    )
    return told.format(
        what=what,
        due=format_date(case.due, "near"),
        amount=format_units(case.amount, signed=True),
        day=format_date(case.acts_on, "near"),
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
