"""Privileges in words: why one is a client's, how one that came up ended, how it was told."""

from models.charter_told import How
from models.i18n import _, format_date
from models.privilege_rights import PrivilegeRight
from models.privilege_uses import UseOutcome


def why_words(right: PrivilegeRight) -> str:
    """« client depuis 6 ans, 3 passages en 12 mois »; one withdrawn, until when it is due."""
    if right.until is not None:
        return _("promis, et dû jusqu’au {day}").format(day=format_date(right.until, "long"))
    return ", ".join(right.why) or _("pour tous nos clients")


def outcome_label(outcome: UseOutcome) -> str:
    """« honoré », « le client n’en a pas voulu »."""
    return {
        UseOutcome.HONOURED: _("honoré"),
        UseOutcome.REFUSED: _("refusé"),
        UseOutcome.FORGOTTEN: _("oublié"),
        UseOutcome.DECLINED: _("le client n’en a pas voulu"),
    }[outcome]


def how_label(how: How) -> str:
    """« au comptoir », « par lettre »."""
    return {
        How.COUNTER: _("au comptoir"),
        How.LETTER: _("par lettre"),
        How.EMAIL: _("par e-mail"),
        How.SMS: _("par SMS"),
        How.LEAFLET: _("par le dépliant"),
    }[how]
