"""What others may read of the search: the folded orders of towns, companies and assets."""

from peewee import IntegerField, TextField

from models.tables import Table


class SearchDocument(Table):
    """A client's folded words; empty when there is none."""

    client = IntegerField(primary_key=True)
    company = TextField()
    town = TextField()
    owned = TextField()
