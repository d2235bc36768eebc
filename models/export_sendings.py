"""What an export says of the reports that were sent."""

from collections.abc import Iterator

from models.export_tables import BookTable, Cells
from models.sendings import State, sendings

_STATES = {
    State.SENDING: "non confirmé",
    State.SENT: "envoyé",
    State.FAILED: "échec",
    State.HANDED: "remis à la messagerie",
}
_PAPERS = {"accountant": "comptable", "owner": "responsable"}


def sending_tables() -> tuple[BookTable, ...]:
    """The table, and its file."""
    what = ("Le", "Par", "Mois", "Rapport", "À", "Empreinte du fichier", "Protégé")
    return (BookTable("envois.csv", (*what, "État", "Détail", "Identifiant"), _sendings),)


def _sendings() -> Iterator[Cells]:
    for row in reversed(sendings(limit=-1)):
        about = (row.recorded_at, row.author, row.month, _PAPERS[row.audience], row.recipients)
        yield *about, row.digest, row.locked, _STATES[row.state], row.told, row.message_id
