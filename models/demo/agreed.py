"""What clients of the demonstration answered about offers, and the messages they left."""

from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Any

from models.bulk import insert_rows, read_rows
from models.demo.dice import Dice
from models.i18n import language
from models.rules.contact_rights import Channel
from models.rules.trust import EntryType
from models.tables import Consent, Entry, Message

_ASKED, _AGREES, _LEFT = 55, 70, 12
"""Percent of the clients who were asked, of those who agree, of those who left a message."""
_SOURCES = ("counter", "counter", "form", "phone")
_SAID = {
    "fr": ("Demande si la voiture est prête", "Passera plutôt jeudi", "Merci pour l’accueil"),
    "en": ("Asks whether the car is ready", "Will come on Thursday instead", "Thanks for it all"),
}
_CONSENT = ("client", "channel", "given", "day", "source", "note", "author", "recorded_at")
_MESSAGE = ("client", "day", "nature", "channel", "text", "author")


def write_answers(seed: int) -> None:
    """Write them on the days the clients came, inside the caller's transaction."""
    query = (
        Entry.select(Entry.client, Entry.day, Entry.author)
        .where(Entry.type == EntryType.VISIT.value)
        .order_by(Entry.client, Entry.day, Entry.id)
    )
    answers: list[tuple[Any, ...]] = []
    messages: list[tuple[Any, ...]] = []
    said = _SAID[language()]
    for client, rows in groupby(read_rows(query), key=itemgetter(0)):
        visits, dice = list(rows), Dice(f"{seed}/agreed/{client}")
        _client, day, author = dice.pick(visits)
        if dice.chance(_ASKED):
            at = datetime.combine(date.fromisoformat(day), time(10))
            for channel in dice.sample((Channel.EMAIL, Channel.SMS, Channel.POST), 2):
                told = (channel.value, dice.chance(_AGREES), day, dice.pick(_SOURCES), "")
                answers.append((client, *told, author, at.isoformat(" ")))
        if dice.chance(_LEFT):
            channel = dice.pick((Channel.PHONE, Channel.EMAIL))
            day, author = visits[-1][1:]
            messages.append((client, day, "received", channel.value, dice.pick(said), author))
    insert_rows(Consent, _CONSENT, answers)
    insert_rows(Message, _MESSAGE, messages)
