"""Who recommended a client: found among the clients, at once or when the file is over, or words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from models.bulk import among, read_rows, update_rows
from models.client_drafts import ClientDraft, cleaned
from models.i18n import _
from models.tables import Client

_AT_ONCE = 500

Find = Callable[[str], int | None]
"""The client with that reference or whole name, when there is exactly one."""


class Recommenders:
    """Those named by the rows of a file; one may be further down in it."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._waiting: dict[int, str] = {}
        self._named: dict[int, str] = {}

    def put(self, draft: ClientDraft, name: str) -> ClientDraft:
        """The draft with who recommended the client: a client if known, else in words."""
        found = self._find(name)
        if found is not None:
            return replace(draft, recommended_by=found)
        said = _said(name)
        how_came = f"{draft.how_came}, {said}" if draft.how_came else said
        return cleaned(replace(draft, how_came=how_came))

    def ask_again(self, client_id: int, draft: ClientDraft, name: str) -> None:
        """Remember a client whose recommender was not found when its row was read."""
        self._named[client_id] = name
        if draft.recommended_by is None:
            self._waiting[client_id] = name

    def settle(self) -> Iterator[str]:
        """Once every client is written: find those who came further down in the file; the names
        of those who would have sent whoever sent them, kept in words."""
        answers = {client_id: self._find(name) for client_id, name in self._waiting.items()}
        found = {i: by for i, by in answers.items() if by is not None and by != i}
        ids = list(found)
        for start in range(0, len(ids), _AT_ONCE):
            chunk = ids[start : start + _AT_ONCE]
            key = Client._meta.primary_key
            query = Client.select(key, Client.how_came).where(key.in_(among(chunk)))
            rows = []
            for client_id, how_came in read_rows(query):
                words = how_came.removesuffix(_said(self._waiting[client_id])).removesuffix(", ")
                rows.append((found[client_id], words, client_id))
            update_rows(Client, ["recommended_by", "how_came"], rows)
        yield from self._without_loops()

    def _without_loops(self) -> Iterator[str]:
        """What the file told last gives way."""
        query = Client.select(Client._meta.primary_key, Client.recommended_by)
        by = dict(read_rows(query.where(Client.recommended_by.is_null(False))))
        for client_id, name in reversed(self._named.items()):
            if client_id in by and _loops(client_id, by):
                del by[client_id]
                row = Client.select(Client.how_came).where(Client.id == client_id).scalar()
                words = ", ".join(filter(None, (row, _said(name))))
                update_rows(Client, ["recommended_by", "how_came"], [(None, words, client_id)])
                yield name


def _loops(client_id: int, by: Mapping[int, int]) -> bool:
    """Whether who sent a client was sent, directly or not, by that client."""
    seen: set[int] = set()
    one = by.get(client_id)
    while one is not None and one not in seen:
        if one == client_id:
            return True
        seen.add(one)
        one = by.get(one)
    return False


def _said(name: str) -> str:
    return _("Recommandé par {name}").format(name=name)
