"""The next date of what the shop looks after, set without opening the client file."""

from dataclasses import dataclass
from datetime import date

from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text
from models.tables import Asset


@dataclass(frozen=True, slots=True)
class AssetDue:
    """The next date of an asset and what for; None: nothing is due."""

    asset_id: int
    day: date | None
    what: str = ""


def set_due(client_id: int, due: AssetDue) -> AssetDue:
    """Write the next date inside the caller's transaction, and return the one it replaces.

    Raises Refused when the asset is not this client's.
    """
    where = (Asset.id == due.asset_id) & (Asset.client == client_id)
    before = Asset.select(Asset.due_on, Asset.due_what).where(where).tuples().first()
    if before is None:
        raise Refused(_("Ce bien n’est plus dans la fiche."))
    Asset.update(due_on=due.day, due_what=clean_text(due.what, 120)).where(where).execute()
    return AssetDue(due.asset_id, before[0], before[1])
