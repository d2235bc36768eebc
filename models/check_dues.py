"""Checking what is kept of the due dates of assets: it follows from what was noted of each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from models.asset_files import service_label
from models.asset_replay import NOTHING, Replayed, replayed
from models.i18n import _
from models.tables import Asset

_EVER = date.min


def due_faults(db: Any, today: date) -> Iterator[tuple[int, str]]:
    """(client, what differs) of each due date that does not follow from its asset's history.

    A first service that was never noted is no longer told once its whole period is over: that it
    is still kept, as of an earlier day, is no fault.
    """
    for one in replayed(db=db):
        for code in _differing(one, today):
            yield one.client_id, _sentence(one, code, db)


def _differing(one: Replayed, today: date) -> list[str]:
    ever = one.on(_EVER)
    codes = one.kept.keys() | ever.keys()
    kept = {code: one.kept.get(code, NOTHING) for code in codes}
    found = sorted(code for code in codes if kept[code] != ever.get(code, NOTHING))
    if not found:
        return []
    now = one.on(today)
    return [code for code in found if kept[code] != now.get(code, NOTHING)]


def _sentence(one: Replayed, code: str, db: Any) -> str:
    labels = {service.code: service_label(service) for service in one.kind.services}
    query = Asset.select(Asset.name, Asset.identifier).where(Asset.id == one.id)
    [names] = query.tuples().execute(db)
    return _(
        "l’échéance «\u00a0{what}\u00a0» de «\u00a0{asset}\u00a0» ne suit pas de son histoire"
    ).format(what=labels.get(code, code), asset=" ".join(filter(None, names)))
