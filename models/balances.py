"""The accounts' figures on any day, read from the journal: nothing kept is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from peewee import chunked

from models.accounts import read_accounts
from models.clients import ClientLabel, client_labels, find_client
from models.errors import Refused
from models.i18n import _
from models.merges import in_force
from models.rules.folding import clean_text
from models.rules.trust import Account, Figures
from models.settings import trust_history
from models.tables import Client

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Balance:
    """An account on a day: balance and trend in centi-units, and its state."""

    client: ClientLabel
    on: date
    figures: Figures


def balances(day: date, keys: Sequence[str] = ()) -> Iterator[Balance]:
    """The figures on `day` of the clients named, in that order, or of every one by number.

    Raises Refused, before anything is given, when a key is nobody's.
    """
    ids = [find_named(key) for key in keys] if keys else _everyone(day)
    return _figures(ids, day)


def find_named(key: str) -> int:
    """The client with that reference or number; raises Refused when there is none."""
    found = find_client(clean_text(key))
    if found is None:
        raise Refused(
            _("Aucun client ne porte la référence ou le numéro {key}.").format(key=clean_text(key))
        )
    return found


def _everyone(day: date) -> list[int]:
    gone = in_force(day)
    ids = (row[0] for row in Client.select(Client.id).order_by(Client.number).tuples())
    return [client_id for client_id in ids if client_id not in gone]


def _figures(ids: Sequence[int], day: date) -> Iterator[Balance]:
    terms = trust_history().on(day)
    for chunk in chunked(ids, _AT_ONCE):
        labels, accounts = client_labels(chunk), dict(read_accounts(chunk))
        for client_id in chunk:
            account = accounts.get(client_id, Account())
            yield Balance(labels[client_id], day, account.figures(day, terms))
