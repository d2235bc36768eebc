"""What a person at the window cannot mean, though the journal's rules would take it.

Imports keep to the rules alone: another program's file is taken as it is.
"""

from datetime import date

from models.clients import client_draft, client_labels
from models.errors import Refused
from models.i18n import _, format_date
from models.journal import EntryDraft
from models.journal_rows import account_of
from models.merges import holder
from models.rules.trust import Account, EntryType
from models.rules.trust.words import CASE_TYPES, REFERS_TO

_ENDS = frozenset(sort for sort, of in REFERS_TO.items() if of <= CASE_TYPES)
"""What closes a case, or moves its due date: nothing, once it is over."""


def require_meant(client_id: int, draft: EntryDraft, today: date) -> None:
    """Refuse what would change nothing, or comes before the client did; nothing is written.

    Raises Refused for an entry dated before the account's first opening, unless the client file
    says they were a client by then, and for an end or a postponement of a case that is over.
    """
    client_id, day = holder(client_id), draft.day or today
    account = account_of(client_id)
    _require_known_then(client_id, account, draft, day)
    if draft.type in _ENDS:
        _require_waiting(account, draft, day)


def _require_known_then(client_id: int, account: Account, draft: EntryDraft, day: date) -> None:
    openings = [entry.day for entry in account.entries if entry.type is EntryType.OPENING]
    if draft.type is EntryType.OPENING or not openings or day >= min(openings):
        return
    since = client_draft(client_id).since
    if since is None or day < since:
        raise Refused(
            _(
                "Le compte de {client} est ouvert depuis le {day}, et rien ne peut être noté "
                "avant. Si c’était déjà un client, écrivez d’abord dans sa fiche depuis quand."
            ).format(
                client=client_labels([client_id])[client_id].name,
                day=format_date(min(openings), "long"),
            )
        )


def _require_waiting(account: Account, draft: EntryDraft, day: date) -> None:
    """A case that was taken back is for the rules to refuse."""
    cases = account.ledger_as_of(day).cases
    case = cases.get(draft.ref) if draft.ref is not None else None
    if case is not None and case.ended_on is not None and case.ended_on <= day:
        raise Refused(
            _(
                "C’est terminé depuis le {day}\N{NO-BREAK SPACE}: noter une autre fin ne "
                "changerait rien. Si la première était une erreur, reprenez-la dans la fiche."
            ).format(day=format_date(case.ended_on, "long"))
        )
