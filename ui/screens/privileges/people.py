"""Clients by name, read as they are shown: whom a privilege reaches, who was not told."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from models import client_list
from models.i18n import _
from models.privilege_overview import towns
from ui.item_models.lazy_table import Cell, Column, LazyTableModel


class Person(NamedTuple):
    """A client at a place of the list."""

    place: int
    id: int
    name: str = ""
    town: str = ""


class PeopleModel(LazyTableModel[Person]):
    """Any number of clients: only those shown are read."""

    def __init__(self) -> None:
        columns = (
            Column[Person](_("Client"), lambda who: who.name, width=18, stretch=2),
            Column[Person](_("Ville"), lambda who: Cell(who.town, tone="muted"), "left", 12, 1),
        )
        super().__init__(columns, lambda who: (who.place, who.id), read=_read)
        self.ids: Sequence[int] = ()

    def show_clients(self, ids: Sequence[int]) -> None:
        """Show these clients, in this order."""
        self.ids = ids

        def fetch(after: object | None, limit: int) -> list[Person]:
            start = after.place + 1 if isinstance(after, Person) else 0
            return _numbered(ids[start : start + limit], start)

        self.show_pages(fetch)

    def show_those_after(self, some: Callable[[int | None, int], Sequence[int]]) -> None:
        """Show clients read a page at a time: so many, those after one."""

        def fetch(after: object | None, limit: int) -> list[Person]:
            if isinstance(after, Person):
                return _numbered(some(after.id, limit), after.place + 1)
            return _numbered(some(None, limit), 0)

        self.show_pages(fetch)

    def id_at(self, place: int) -> int:
        """The client at a place among those fetched, whose name is not read for that."""
        who = self.key_at(place)
        assert isinstance(who, Person)
        return who.id


def _numbered(ids: Sequence[int], start: int) -> list[Person]:
    return [Person(start + at, client) for at, client in enumerate(ids)]


def _read(people: Sequence[Person]) -> list[Person]:
    ids = [who.id for who in people]
    names, lives = client_list.names(ids), towns(ids)
    return [who._replace(name=names.get(who.id, ""), town=lives.get(who.id, "")) for who in people]
