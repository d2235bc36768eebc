"""The tables of an export about people's own data: what they asked, files limited, kept, erased."""

from collections.abc import Iterator

from models.bulk import read_rows
from models.export_tables import WHO, BookTable, Cells, about, told
from models.tables import Client, Erasure, FileHold, Member, PrivacyRequest

KINDS = {
    "access": "Accès",
    "rectify": "Rectification",
    "erase": "Effacement",
    "limit": "Limitation",
    "object": "Opposition",
}
HOLDS = {"limit": "Limitée", "keep": "Gardée plus longtemps"}
_GROUNDS = {"request": "À sa demande", "retention": "Durée de conservation échue"}


def privacy_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    asked = ("Demande", "Reçue le", "Précision", "Prolongée le", "Motif", "Faite le", "Réponse")
    hold = ("Décision", "Depuis le", "Raison", "Jusqu’au", "Par")
    return (
        BookTable("demandes-vie-privee.csv", (*WHO, *asked, "Noté par"), _requests),
        BookTable("fiches-gardees.csv", (*WHO, *hold), _holds),
        BookTable("effacements.csv", ("Numéro", "Le", "Motif", "Par"), _erasures),
    )


def _requests() -> Iterator[Cells]:
    asked = PrivacyRequest
    columns = (asked.kind, asked.received_on, asked.words, asked.extended_on, asked.extended_why)
    query = about(asked, *columns, asked.done_on, asked.done_words, Member.name)
    for who, (kind, *cells) in told(query.switch(asked).join(Member), asked.id):
        yield *who, KINDS.get(kind, kind), *cells


def _holds() -> Iterator[Cells]:
    columns = (FileHold.kind, FileHold.since, FileHold.reason, FileHold.until, Member.name)
    query = about(FileHold, *columns).switch(FileHold).join(Member)
    for who, (kind, *cells) in told(query, FileHold.id):
        yield *who, HOLDS.get(kind, kind), *cells


def _erasures() -> Iterator[Cells]:
    """Numbers only: the register names nobody."""
    columns = (Client.number, Erasure.day, Erasure.ground, Member.name)
    query = Erasure.select(*columns).join(Client).switch(Erasure).join(Member)
    for number, day, ground, author in read_rows(query.order_by(Erasure.day, Client.number)):
        yield number, day, _GROUNDS.get(ground, ground), author
