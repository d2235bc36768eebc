"""How long a file is kept, told in its own page and in the list of those to look at."""

from datetime import date

from models.i18n import _, format_date
from models.limits import KEEP, hold_told, holds
from models.messages import last_contacts
from models.retention import terms
from models.rules.retention import Fate, file_ends
from models.tables import Client


def kept_told(client_id: int, today: date) -> str:
    """Since when nobody heard of them, and up to when the file serves."""
    found = last_contacts([client_id], today).get(client_id)
    opened = Client.select(Client.created_on).where(Client.id == client_id).scalar()
    last = max(found.day, opened) if found else opened
    until = file_ends(last, terms())
    text = (
        _(
            "Dernier contact de sa part le {last}\u00a0: la fiche sert jusqu’au {until}, puis "
            "À faire propose de la revoir."
        )
        if until > today
        else _(
            "Dernier contact de sa part le {last}\u00a0: le temps de la garder est passé depuis "
            "le {until}."
        )
    )
    told = text.format(last=format_date(last, "long"), until=format_date(until, "long"))
    kept = [one for one in holds(client_id) if one.kind == KEEP and (one.until or today) > today]
    return "\n".join([told, *(hold_told(one) for one in kept)])


def fate_told(fate: Fate, until: date | None) -> str:
    """What is proposed: « archiver jusqu’au 3 mars 2028 », « effacer »."""
    if fate is Fate.ARCHIVE and until is not None:
        return _("archiver jusqu’au {day}").format(day=format_date(until, "medium"))
    return _("effacer")
