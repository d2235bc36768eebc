"""Tags put on many clients at once, or taken off, in one transaction that can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass

from peewee import chunked

from models.actor import Actor
from models.bulk import among, insert_rows
from models.changes import Changes, changed
from models.client_selection import Selection
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text
from models.tables import ClientTag
from models.team import Right, require

_LONGEST = 40
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was done: the clients on whom `tag` was put (`added`), or from whom it was taken."""

    tag: str
    clients: tuple[int, ...]
    added: bool


def tag_all(actor: Actor, selection: Selection, tag: str, *, add: bool) -> tuple[Tagged, Changes]:
    """Put a tag on these clients, or take it off; who has it (or not) already is left alone.

    Raises Refused for an empty tag.
    """
    tag = clean_text(tag, _LONGEST)
    if not tag:
        raise Refused(_("Écrivez une étiquette."))
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        ids = selection.ids()
        having = _having(tag, ids)
        meant = [one for one in ids if (one in having) is not add]
        _write(tag, meant, add=add)
    return Tagged(tag, tuple(meant), add), changed("client")


def undo_tagging(actor: Actor, done: Tagged) -> Changes:
    """Put things back as they were on these clients."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        having = _having(done.tag, done.clients)
        meant = [one for one in done.clients if (one in having) is done.added]
        _write(done.tag, meant, add=not done.added)
    return changed("client")


def _having(tag: str, ids: Iterable[int]) -> set[int]:
    rows = ClientTag.select(ClientTag.client).where(ClientTag.tag == tag).tuples()
    return {row[0] for row in rows}.intersection(ids)


def _write(tag: str, ids: list[int], *, add: bool) -> None:
    if add:
        insert_rows(ClientTag, ("client", "tag"), [(one, tag) for one in ids])
        return
    for some in chunked(ids, _AT_ONCE):
        ClientTag.delete().where(ClientTag.tag == tag, ClientTag.client.in_(among(some))).execute()
