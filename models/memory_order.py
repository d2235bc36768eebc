"""The order a person gives to what is remembered of a client, and a fact put back in its place."""

from collections.abc import Sequence

from models.actor import Actor
from models.changes import Changes, changed
from models.clients import MemoryRow, memories
from models.database import writing
from models.tables import Memory
from models.team import Right, require


def move_memory(actor: Actor, client_id: int, memory_id: int, step: int) -> Changes:
    """Put a fact `step` places lower (negative: higher), among the pinned ones or the others."""
    rows = memories(client_id)
    [moved] = [row for row in rows if row.id == memory_id]
    group = [row.id for row in rows if row.pinned == moved.pinned]
    place = min(max(group.index(memory_id) + step, 0), len(group) - 1)
    group.remove(memory_id)
    group.insert(place, memory_id)
    return arrange(actor, client_id, group)


def arrange(actor: Actor, client_id: int, ids: Sequence[int]) -> Changes:
    """Put these facts in this order; one noted later comes above them."""
    with writing():
        require(actor, Right.NOTE)
        _arrange(client_id, ids)
    return changed("memory", client_id=client_id)


def remember_again(actor: Actor, client_id: int, row: MemoryRow, before: Sequence[int]) -> Changes:
    """Put a forgotten fact back with its day and author, in the order that was `before`."""
    with writing():
        require(actor, Right.NOTE)
        query = Memory.insert(
            client=client_id,
            category=row.category,
            text=row.text,
            pinned=row.pinned,
            day=row.day,
            author=row.author_id,
        )
        same = int(query.execute())
        _arrange(client_id, [same if one == row.id else one for one in before])
    return changed("memory", client_id=client_id)


def _arrange(client_id: int, ids: Sequence[int]) -> None:
    for place, memory_id in enumerate(ids, 1):
        where = (Memory.id == memory_id) & (Memory.client == client_id)
        Memory.update(position=place).where(where).execute()
