"""Clients in the order of their names."""

from collections.abc import Collection

from models.bulk import read_rows
from models.merges import absorbed
from models.tables import Client


def by_name(client_ids: Collection[int] | None = None) -> list[int]:
    """These clients, or all, but those whose file was merged into another, in one query."""
    query = Client.select(Client.id).where(~absorbed(Client.id)).order_by(Client.sort_key)
    wanted = None if client_ids is None else set(client_ids)
    return [one for (one,) in read_rows(query) if wanted is None or one in wanted]
