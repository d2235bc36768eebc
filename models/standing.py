"""Which entries stand: those no reversal undid, whatever its date."""

from typing import Any

from peewee import fn

from models.rules.trust import EntryType
from models.tables import Entry


def stands() -> Any:
    """A condition on the entries of a query, answered by the index on what refers to them."""
    return stands_as(Entry)


def stands_as(entry: Any) -> Any:
    """The same on entries under another name in the query."""
    undone = Entry.alias()
    reversal = undone.select(undone.id).where(
        undone.ref == entry.id, undone.type == EntryType.REVERSAL.value
    )
    return ~fn.EXISTS(reversal)
