"""Which clients said yes, said no, or were never asked about offers on a channel."""

from typing import Any

from peewee import fn

from models.rules.contact_rights import Channel
from models.tables import Consent

YES, NO, UNASKED = "yes", "no", "unasked"
"""A choice is `UNASKED`, or a channel and the latest answer about it: « sms:yes »."""


def answered(who: Any, choice: str) -> Any:
    """The condition that `who`, a column of clients' ids, answered so; the latest answer counts.

    Raises ValueError for a choice that is none.
    """
    if choice == UNASKED:
        said = Consent.alias()
        return ~fn.EXISTS(said.select().where(said.client == who))
    name, _colon, answer = choice.partition(":")
    channel, said, later = Channel(name).value, Consent.alias(), Consent.alias()
    after = (later.day > said.day) | ((later.day == said.day) & (later.id > said.id))
    changed = later.select().where(later.client == said.client, later.channel == channel, after)
    wanted = (said.channel == channel) & (said.given == (answer == YES))
    return who.in_(said.select(said.client).where(wanted, ~fn.EXISTS(changed)))
