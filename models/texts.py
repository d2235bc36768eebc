"""The free texts and authors of journal entries, read in bulk."""

from collections.abc import Collection

from models.merges import members_of
from models.tables import Entry as EntryRow
from models.tables import EntryText
from models.team import MemberRow, members


def texts_of_types(client_ids: list[int], types: list[str]) -> dict[int, str]:
    """The free texts of these clients' entries of some types, by entry id."""
    query = (
        EntryText.select(EntryText.entry, EntryText.text)
        .join(EntryRow)
        .where(EntryRow.client.in_(members_of(*client_ids)), EntryRow.type.in_(types))
    )
    return dict(query.tuples())


def entry_authors(client_id: int) -> dict[int, MemberRow]:
    """The members who noted a client's entries, by entry id."""
    team = {member.id: member for member in members(active_only=False)}
    own = EntryRow.client.in_(members_of(client_id))
    query = EntryRow.select(EntryRow.id, EntryRow.author).where(own)
    return {entry_id: team[author] for entry_id, author in query.tuples()}


def authors_of(entry_ids: Collection[int]) -> dict[int, int]:
    """The ids of the members who noted these entries, by entry id."""
    query = EntryRow.select(EntryRow.id, EntryRow.author).where(EntryRow.id.in_(entry_ids))
    return dict(query.tuples())
