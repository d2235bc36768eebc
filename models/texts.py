"""The free texts and authors of journal entries, read in bulk."""

from models.merges import members_of
from models.tables import Entry as EntryRow
from models.tables import EntryText
from models.team import members


def texts_of_types(client_ids: list[int], types: list[str]) -> dict[int, str]:
    """The free texts of these clients' entries of some types, by entry id."""
    query = (
        EntryText.select(EntryText.entry, EntryText.text)
        .join(EntryRow)
        .where(EntryRow.client.in_(members_of(*client_ids)), EntryRow.type.in_(types))
    )
    return dict(query.tuples())


def entry_authors(client_id: int) -> dict[int, str]:
    """The names of the entries' authors, by entry id."""
    names = {member.id: member.name for member in members(active_only=False)}
    own = EntryRow.client.in_(members_of(client_id))
    query = EntryRow.select(EntryRow.id, EntryRow.author).where(own)
    return {entry_id: names[author] for entry_id, author in query.tuples()}
