"""Clients by name, read as they are shown: whom a privilege reaches, who was not told."""

from collections.abc import Sequence
from typing import NamedTuple

from models import client_list
from models.i18n import _
from ui.item_models.lazy_table import Cell, Column, LazyTableModel


class Person(NamedTuple):
    """A client at a place of the list."""

    place: int
    id: int
    name: str = ""


class PeopleModel(LazyTableModel[Person]):
    """Any number of clients: only those shown are read."""

    def __init__(self) -> None:
        column = Column[Person](_("Client"), lambda who: Cell(who.name), width=20, stretch=1)
        super().__init__((column,), lambda who: (who.place, who.id), read=_read)
        self.ids: Sequence[int] = ()

    def show_clients(self, ids: Sequence[int]) -> None:
        """Show these clients, in this order."""
        self.ids = ids

        def fetch(after: object | None, limit: int) -> list[Person]:
            start = after.place + 1 if isinstance(after, Person) else 0
            some = ids[start : start + limit]
            return [Person(start + at, client) for at, client in enumerate(some)]

        self.show_pages(fetch)


def _read(people: Sequence[Person]) -> list[Person]:
    names = client_list.names(who.id for who in people)
    return [who._replace(name=names.get(who.id, "")) for who in people]
