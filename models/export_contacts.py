"""The tables of an export about contacts: consents, messages, and the book's log."""

from collections.abc import Iterator

from peewee import JOIN

from models.bulk import read_rows
from models.client_keys import client_keys
from models.contact_words import channel_label, nature_label, source_label
from models.export_tables import WHO, BookTable, Cells, about, told
from models.log import act_label, detail_told
from models.tables import Client, Consent, Log, Member, Message


def contact_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    consent = ("Date", "Canal", "Offres acceptées", "Dit comment", "Précision", "Noté par")
    message = ("Date", "Nature", "Canal", "Texte", "Noté par")
    log = ("Date", "Membre", "Client", "Acte", "Où", "Détail")
    return (
        BookTable("consentements.csv", (*WHO, *consent), _consents),
        BookTable("messages.csv", (*WHO, *message), _messages),
        BookTable("registre.csv", log, _log),
    )


def _consents() -> Iterator[Cells]:
    columns = (Consent.day, Consent.channel, Consent.given, Consent.source, Consent.note)
    query = about(Consent, *columns, Member.name).switch(Consent).join(Member)
    for who, (day, channel, given, source, note, author) in told(query, Consent.day, Consent.id):
        said = (channel_label(channel), bool(given), source_label(source))
        yield *who, day, *said, note, author


def _messages() -> Iterator[Cells]:
    columns = (Message.day, Message.nature, Message.channel, Message.text, Member.name)
    query = about(Message, *columns).switch(Message).join(Member)
    for who, (day, nature, channel, text, author) in told(query, Message.day, Message.id):
        yield *who, day, nature_label(nature), channel_label(channel), text, author


def _log() -> Iterator[Cells]:
    keys = client_keys()
    columns = (Log.day, Member.name, Client.id, Log.act, Log.about, Log.detail)
    query = Log.select(*columns).join(Member).switch(Log).join(Client, JOIN.LEFT_OUTER)
    for day, author, client, act, where, detail in read_rows(query.order_by(Log.id)):
        yield day, author, keys.get(client, ""), act_label(act), where, detail_told(detail)
