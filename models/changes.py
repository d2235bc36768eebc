"""What a writing operation changed, so that only the panels concerned refresh."""

from dataclasses import dataclass, field
from typing import Literal

Topic = Literal[
    "client",
    "journal",
    "memory",
    "asset",
    "cases",
    "settings",
    "team",
    "catalogue",
    "privileges",
    "closing",
    "sendings",
]


@dataclass(frozen=True, slots=True)
class Changes:
    """The clients and topics a committed transaction touched.

    `entry_id` is the journal row just noted, when there is one; `client_id` the client opened
    or written to. `clients` empty with a topic set means: everything under that topic.
    """

    topics: frozenset[Topic] = field(default_factory=frozenset)
    clients: frozenset[int] = field(default_factory=frozenset)
    client_id: int | None = None
    entry_id: int | None = None


def changed(*topics: Topic, client_id: int | None = None, entry_id: int | None = None) -> Changes:
    """`Changes` about one client, or about the whole book when `client_id` is None."""
    clients = frozenset() if client_id is None else frozenset({client_id})
    return Changes(frozenset(topics), clients, client_id, entry_id)
