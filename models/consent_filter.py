"""Which clients said yes, said no, or were never asked about offers on a channel."""

from typing import Any

from peewee import fn

from models.rules.contact_rights import Channel
from models.tables import Consent

IMPORT = "import"
"""The source of what a file brought: it says neither when nor how the client answered."""
YES, NO, UNASKED = "yes", "no", "unasked"
"""A choice is `UNASKED`, or a channel and the latest answer about it: « sms:yes »."""


def proved(answer: Any) -> Any:
    """The condition that an answer counts: a no always, a yes that can be shown.

    Who sends must be able to show the consent, its day and how it was given (article 7 of the
    GDPR): the yes of a file is kept as what the file said, and allows nothing by itself.
    """
    return (answer.source != IMPORT) | ~answer.given


def unasked(who: Any) -> Any:
    """The condition that `who`, a column of clients' ids, never answered."""
    said = Consent.alias()
    return ~fn.EXISTS(said.select().where(said.client == who, proved(said)))


def answered(choice: str) -> tuple[Any, Any]:
    """The column of those who answered so, and its condition; the latest answer counts.

    Raises ValueError for a choice that is none, and for `UNASKED`.
    """
    name, _colon, answer = choice.partition(":")
    channel, said, later = Channel(name).value, Consent.alias(), Consent.alias()
    after = (later.day > said.day) | ((later.day == said.day) & (later.id > said.id))
    theirs = (later.client == said.client) & (later.channel == channel) & proved(later)
    changed = later.select().where(theirs, after)
    wanted = (said.channel == channel) & (said.given == (answer == YES)) & proved(said)
    return said.client, wanted & ~fn.EXISTS(changed)
