"""What else hangs on a client file and goes with it in `fiches.jsonl`: told once, for both ways.

Each part says its table, its columns and what each holds; what makes a row the same as one of the
book are its `key`. A link is written as what the other files call it: an entry by its id in the
journal, a member by their name, an asset or a distance by its place in the client's list.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from models.days import EARLIEST
from models.exchange.json_values import a_text
from models.rules.contact_rights import Channel
from models.tables import (
    CallBack,
    CaseFile,
    ClaimAbuse,
    Distance,
    GuaranteeWaiver,
    Message,
    Repair,
    Voice,
)

Held = int | frozenset[str] | str
"""What a column holds: a text of so many characters, one word of some, or one of:
"day", "past" (not to come), "cents", "entry", "member", "asset", "distance"; with « ? » it may be
unknown."""
_TEXT, _CODE, _LONGEST, _MOST_CENTS = 4_000, 40, 100, 10**11
LINKS = frozenset({"entry", "member", "asset", "distance"})


class Part(NamedTuple):
    """A list of a client file. `by_entry`: its rows know their client by their entry alone."""

    name: str
    table: Any
    columns: Mapping[str, Held]
    key: tuple[str, ...]

    @property
    def by_entry(self) -> bool:
        """Whether the table has no column of its own for the client."""
        return "client" not in self.table._meta.fields


_CASE_TEXTS = ("words", "asks", "understood", "proposal", "done", "prevention", "verdict_words")
_REPAIR_TEXTS = ("understood", "apology", "repaired", "prevention", "asked")
_CHANNELS = frozenset(map(str, Channel))

PARTS = (
    Part(
        "messages",
        Message,
        {
            **{"day": "past", "nature": frozenset({"service", "received"})},
            **{"channel": _CHANNELS, "text": _TEXT, "author": "member"},
        },
        ("day", "nature", "channel", "text"),
    ),
    Part(
        "voices",
        Voice,
        {
            **{"entry": "entry?", "day": "past", "theme": _CODE, "words": _TEXT, "changed": _TEXT},
            "nature": frozenset({"complaint", "compliment", "idea"}),
            **{"changed_on": "past?", "told_on": "past?", "author": "member"},
        },
        ("day", "words"),
    ),
    Part(
        "distances",
        Distance,
        {
            **{"since": "past", "reason": _TEXT, "author": "member", "until": "day?"},
            **{"end_reason": _TEXT, "ended_by": "member?"},
        },
        ("since", "reason"),
    ),
    Part(
        "waivers",
        GuaranteeWaiver,
        {
            **{"guarantee": _CODE, "since": "past", "author": "member"},
            **{"distance": "distance?", "taken_back_on": "past?"},
        },
        ("guarantee", "since"),
    ),
    Part(
        "abuses",
        ClaimAbuse,
        {
            **{"entry": "entry", "day": "past", "reason": _TEXT, "net_cents": "cents?"},
            **{"author": "member", "taken_back_on": "past?"},
        },
        ("entry", "day"),
    ),
    Part(
        "call_backs",
        CallBack,
        {"day": "day", "about": _TEXT, "asked_on": "past", "author": "member"},
        ("day", "about"),
    ),
    Part(
        "cases",
        CaseFile,
        {
            "entry": "entry",
            **dict.fromkeys(_CASE_TEXTS, _TEXT),
            **{"remaining_cents": "cents?", "cause": _CODE, "asset": "asset?"},
            **{"in_charge": "member?", "written_on": "past?", "told_mediator": "past?"},
            "verdict": frozenset({"", "content", "mixed", "unhappy"}),
            **{"verdict_on": "past?", "changed_on": "past", "changed_by": "member"},
        },
        ("entry",),
    ),
    Part(
        "repairs",
        Repair,
        {
            **{"since": "past", **dict.fromkeys(_REPAIR_TEXTS, _TEXT), "entry": "entry?"},
            **{"changed_on": "past", "changed_by": "member"},
        },
        ("since",),
    ),
)
"""In the order in which they need each other."""


def read_part(part: Part, rows: Any, today: date) -> list[dict[str, Any]]:
    """The rows of a part, links as they are written; raises ValueError or TypeError."""
    if not isinstance(rows, list):
        raise TypeError(rows)
    return [
        {name: _read(row[name], held, today) for name, held in part.columns.items()} for row in rows
    ]


def _read(value: Any, held: Held, today: date) -> Any:
    if isinstance(held, frozenset):
        if value not in held:
            raise ValueError(value)
        return value
    if isinstance(held, int):
        return a_text(value, held)
    what = held.removesuffix("?")
    if value is None and what != held:
        return None
    if what in ("day", "past"):
        day = date.fromisoformat(value)
        if day < EARLIEST or (what == "past" and day > today):
            raise ValueError(value)
        return day.isoformat()
    if what in ("entry", "member"):
        return a_text(value, _LONGEST)
    if type(value) is not int or not 0 <= value < _MOST_CENTS:
        raise ValueError(value)
    return value
