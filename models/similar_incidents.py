"""What happened to this client before, shown while an incident is being taken in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from models import catalogue
from models.i18n import _, format_date
from models.rules.trust import EntryType
from models.rules.trust.months import months_before
from models.standing import stands
from models.tables import Asset, CaseFile
from models.tables import Entry as EntryRow

_MONTHS, _AGAIN_MONTHS = 12, 24
"""A year, as people count; two years, in which a good recovery repairs less (trust-account
rules, section 4)."""


@dataclass(frozen=True, slots=True)
class PastIncident:
    """An incident of the client that stands; `asset` is the id of what it was about."""

    entry_id: int
    day: date
    kind: str
    asset: int | None


def past_incidents(client_id: int, day: date) -> list[PastIncident]:
    """The client's incidents of the two years up to `day` that no reversal undid, latest first."""
    query: Any = (
        EntryRow.select(EntryRow.id, EntryRow.day, EntryRow.kind, CaseFile.asset)
        .left_outer_join(CaseFile, on=CaseFile.entry == EntryRow.id)
        .where(
            EntryRow.client == client_id,
            EntryRow.type == EntryType.INCIDENT.value,
            EntryRow.day > months_before(day, _AGAIN_MONTHS),
            EntryRow.day <= day,
            stands(),
        )
        .order_by(EntryRow.day.desc(), EntryRow.seq.desc())
    )
    return [PastIncident(*row) for row in query.tuples()]


def told_similar(client_id: int, kind: str, day: date, asset: int | None = None) -> str:
    """« Troisième retard sur cette voiture en un an », in figures; "" when nothing is alike."""
    past = past_incidents(client_id, day)
    label = catalogue.labels().get(("incident", kind), kind)
    lately = [p for p in past if p.kind == kind and p.day > months_before(day, _MONTHS)]
    same = [p for p in lately if asset is not None and p.asset == asset]
    if same:
        text = _("{rank}e fois en un an\u00a0: «\u00a0{kind}\u00a0» sur {asset}.")
        name = _asset_name(asset)
        return text.format(rank=len(same) + 1, kind=label, asset=name)
    if lately:
        text = _("{rank}e fois en un an avec ce client\u00a0: «\u00a0{kind}\u00a0».")
        return text.format(rank=len(lately) + 1, kind=label)
    if past:
        text = _("Un autre incident le {day}\u00a0: une réparation compte moins la seconde fois.")
        return text.format(day=format_date(past[0].day, "long"))
    return ""


def _asset_name(asset: int | None) -> str:
    row = Asset.select(Asset.name, Asset.identifier).where(Asset.id == asset).tuples().first()
    return (row[0] or row[1]) if row else ""
