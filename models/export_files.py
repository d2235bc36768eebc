"""The tables of an export about the files themselves: merged ones, look-alikes, kept filters."""

from collections.abc import Iterator

from models.client_keys import client_keys
from models.export_tables import WHO, BookTable, Cells, told
from models.saved_filters import saved_filters
from models.tables import Client, Member, Merge, TwoPeople


def file_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    merge = ("Rejointe par", "Le", "Par", "Défaite le", "Ce qui a changé dans la fiche")
    return (
        BookTable("fusions.csv", (*WHO, *merge), _merges),
        BookTable("homonymes.csv", (*WHO, "N’est pas", "Dit le", "Par"), _two_people),
        BookTable("filtres.csv", ("Filtre", "Conditions"), _filters),
    )


def _merges() -> Iterator[Cells]:
    keys = client_keys()
    columns = (Merge.absorbed, Merge.day, Member.name, Merge.undone_on, Merge.before)
    query = Merge.select(*_who(), *columns).join(Client, on=Merge.kept == Client.id)
    query = query.switch(Merge).join(Member, on=Merge.author == Member.id)
    for who, (absorbed, day, author, undone_on, before) in told(query, Merge.id):
        yield *who, keys[absorbed], day, author, undone_on, before


def _two_people() -> Iterator[Cells]:
    keys = client_keys()
    columns = (TwoPeople.second, TwoPeople.day, Member.name)
    query = TwoPeople.select(*_who(), *columns).join(Client, on=TwoPeople.first == Client.id)
    query = query.switch(TwoPeople).join(Member)
    for who, (second, day, author) in told(query, TwoPeople.id):
        yield *who, keys[second], day, author


def _who() -> tuple[object, ...]:
    return Client.id, Client.first_name, Client.last_name, Client.company


def _filters() -> Iterator[Cells]:
    for row in saved_filters():
        yield row.name, ", ".join(f"{name} = {value}" for name, value in row.conditions.items())
