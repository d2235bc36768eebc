"""What names a client in files and on the command line."""

from collections.abc import Iterable

from models.bulk import chunks
from models.tables import Client

_CHUNK = 5000


def client_keys(ids: Iterable[int] | None = None) -> dict[int, str]:
    """The reference given at import, if there is one, or else the book's number; by id.

    A number that is also somebody's reference is written « C-12 », which is nobody else's.
    Without `ids`, every client.
    """
    columns = (Client.id, Client.number, Client.reference)
    if ids is None:
        rows = list(Client.select(*columns).order_by(Client.number).tuples())
    else:
        rows = [
            row
            for chunk in chunks(set(ids), _CHUNK)
            for row in Client.select(*columns).where(Client.id.in_(chunk)).tuples()
        ]
    taken = _references_among([str(number) for _id, number, reference in rows if not reference])
    return {
        client_id: reference or (f"C-{number}" if str(number) in taken else str(number))
        for client_id, number, reference in rows
    }


def _references_among(texts: list[str]) -> set[str]:
    return {
        row[0]
        for chunk in chunks(texts, _CHUNK)
        for row in Client.select(Client.reference).where(Client.reference.in_(chunk)).tuples()
    }
