"""Files that are kept and not used (article 18 of the GDPR), and those archived as proof.

No offer goes to these people, nothing is proposed about them; what we owe them stays due. Each is
a decision with its reason, taken back by a key.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.erased import require_not_erased
from models.errors import Refused
from models.i18n import _, format_date
from models.merges import holder
from models.prepared import Prepared, day_of, day_or_none
from models.rules.folding import clean_text
from models.tables import FileHold
from models.team import Right, require

LIMIT, ARCHIVE, KEEP = "limit", "archive", "keep"
_UNUSED = (LIMIT, ARCHIVE)
_SHORTEST = 5
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Hold:
    """A decision about a file: `kind` "limit", "archive" or "keep"; `until` None has no end."""

    id: int
    kind: str
    since: date
    reason: str
    until: date | None


_OF_CLIENT = Prepared(
    lambda client: (
        FileHold.select(FileHold.id, FileHold.kind, FileHold.since, FileHold.reason, FileHold.until)
        .where(FileHold.client == client)
        .order_by(FileHold.id.desc())
    )
)


def holds(client_id: int) -> list[Hold]:
    """The decisions about a file, the latest first."""
    return [
        Hold(one, kind, day_of(since), reason, day_or_none(until))
        for one, kind, since, reason, until in _OF_CLIENT.rows(client_id)
    ]


def unused(client_id: int, today: date) -> Hold | None:
    """Why this file is not used today; None when it is."""
    return next(
        (one for one in holds(client_id) if one.kind in _UNUSED and _holds(one.until, today)), None
    )


def _holds(until: date | None, today: date) -> bool:
    return until is None or until > today


def in_force(today: date) -> Any:
    """The condition that a decision still holds."""
    return FileHold.until.is_null() | (FileHold.until > today)


def unused_ids(today: date) -> set[int]:
    """The files that are not used today."""
    query = FileHold.select(FileHold.client).where(FileHold.kind.in_(_UNUSED), in_force(today))
    return {row[0] for row in query.tuples()}


def limit(actor: Actor, client_id: int, reason: str) -> Changes:
    """Keep a file without using it, from today on; Refused without a reason, or when it is."""
    reason = reason_given(reason)
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        client_id = holder(client_id)
        require_not_erased(client_id)
        if unused(client_id, actor.today) is not None:
            raise Refused(_("Cette fiche est déjà limitée."))
        insert_hold(actor, client_id, LIMIT, reason, None)
    return changed("client", "cases", client_id=client_id)


def lift(actor: Actor, client_id: int) -> Changes:
    """Use the file again, from today on; Refused when it is used."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        found = unused(holder(client_id), actor.today)
        if found is None:
            raise Refused(_("Cette fiche n’est pas limitée."))
        FileHold.update(until=actor.today).where(FileHold.id == found.id).execute()
    return changed("client", "cases", client_id=client_id)


def reason_given(reason: str) -> str:
    """The reason as it is kept; raises Refused for none."""
    reason = clean_text(reason, _LONGEST)
    if len(reason) < _SHORTEST:
        raise Refused(_("Écrivez la raison\u00a0: la personne pourra la lire."))
    return reason


def insert_hold(actor: Actor, client_id: int, kind: str, reason: str, until: date | None) -> None:
    """Write a decision inside the caller's transaction."""
    FileHold.insert(
        client=client_id,
        kind=kind,
        since=actor.today,
        reason=reason,
        until=until,
        author=actor.member_id,
    ).execute()


def hold_told(hold: Hold) -> str:
    """« Fiche limitée depuis le 3 mars 2026 : elle conteste une facture »."""
    since, reason = format_date(hold.since, "long"), hold.reason
    if hold.until is None:
        return _("Fiche limitée depuis le {day}\u00a0: {reason}").format(day=since, reason=reason)
    until = format_date(hold.until, "long")
    texts = {
        LIMIT: _("Fiche limitée du {day} au {until}\u00a0: {reason}"),
        ARCHIVE: _("Fiche archivée depuis le {day}, jusqu’au {until}\u00a0: {reason}"),
        KEEP: _("Fiche gardée plus longtemps, jusqu’au {until}\u00a0: {reason}"),
    }
    return texts[hold.kind].format(day=since, until=until, reason=reason)
