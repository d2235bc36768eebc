"""What an entry just noted did to the account, in one line for the counter."""

from datetime import date

from models.cases import OpenCase, open_cases
from models.catalogue import labels
from models.clients import client_draft
from models.i18n import _, format_date, format_units
from models.journal_rows import account_of, texts_of
from models.opening import open_days
from models.rules.trust import Account, Entry, Line, LineKind, Outcome
from models.rules.trust.words import REFERS_TO
from models.wording import heading, type_label, why

_SHOWN = 80
"""Characters of a text told back: the message stays one or two lines."""


def effect_of(client_id: int, entry_id: int, today: date) -> str:
    """« Attention : + 3,0 (poids 3,0). Solde 34,2. », or what follows when nothing moved yet.

    Of a case that waits, it tells the day it is due by too.
    """
    account = account_of(client_id)
    entry = account.by_id[entry_id]
    ledger = account.ledger(today)
    posting = next((p for p in ledger.postings if p.entry is entry), None)
    balance = format_units(account.balance(today))
    case = _open_case(client_id, account, entry, today)
    if entry.outcome is Outcome.POOR:
        told = _("C’est noté\u00a0: incident mal traité. Solde {balance}.").format(balance=balance)
        if ledger.ruptured(today):
            told += " " + _("La confiance est rompue\u00a0: À faire mène à sa réparation.")
        return told
    if posting is None or posting.day > today:
        return _to_come(entry, case)
    reason = why(Line(posting.day, LineKind.POSTING, posting.amount, 0, entry, posting))
    told = _("{what} : {amount} ({why}). Solde {balance}.").format(
        what=type_label(entry.type),
        amount=format_units(posting.amount, signed=True),
        why=reason,
        balance=balance,
    )
    if case is not None:
        due = format_date(case.due, "near")
        told += " " + _("Échéance\u00a0: {day}.").format(day=due) + _closed_told(case)
    return told


def _open_case(client_id: int, account: Account, entry: Entry, today: date) -> OpenCase | None:
    """The case an entry opens or leaves open, as long as it may still turn into a withdrawal."""
    about = entry.ref if entry.type in REFERS_TO else entry.id
    waiting = open_cases(client_id, account, today, {}, labels())
    case = next((case for case in waiting if case.entry_id == about), None)
    return case if case is not None and case.acts_on is not None else None


def _to_come(entry: Entry, case: OpenCase | None) -> str:
    """What a case just opened or moved costs if nobody acts; or that the account is as it was."""
    what = type_label(entry.type)
    if case is None or case.acts_on is None:
        return _("{what}\N{NO-BREAK SPACE}: c’est noté, le compte ne bouge pas.").format(what=what)
    told = _(
        "{what}, échéance {due}\N{NO-BREAK SPACE}: sans suite, ce sera {amount} {day} au compte."
    ).format(
        what=what,
        due=format_date(case.due, "near"),
        amount=format_units(case.amount, signed=True),
        day=format_date(case.acts_on, "near"),
    )
    return told + _closed_told(case)


def _closed_told(case: OpenCase) -> str:
    """Whether it is due by a day the shop is closed."""
    if open_days().is_open(case.due):
        return ""
    return " " + _("Ce jour-là, nous sommes fermés.")


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
