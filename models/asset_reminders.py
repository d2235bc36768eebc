"""The assets whose service falls due soon, for À faire: a service message, never an offer."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from models import assets
from models.actor import Actor
from models.asset_files import DueRow, asset_name, computed_row, dues_of, hand_row
from models.asset_kinds import asset_kinds
from models.assets import AssetChanges
from models.changes import Changes
from models.errors import Refused
from models.i18n import _
from models.rules.asset_kinds import AssetKind
from models.tables import AccountFigures, Asset, AssetDue, AssetService
from models.todo_sources import Found, LineKind

AHEAD_DAYS, BEHIND_DAYS = 21, 30
"""Told three weeks ahead; a month later nobody waits for it: the file still says it."""


def due_assets(today: date) -> Iterator[Found]:
    """What falls due for assets still looked after, of accounts that are open."""
    for asset, due in _rows(today - timedelta(BEHIND_DAYS), today + timedelta(AHEAD_DAYS)):
        if due is not None and due.day is not None:
            subject = -asset.id if due.id is None else due.id
            text = f"{due.label} · {asset.name or asset_name(asset)}"
            words = _("Rappeler la date, sans rien proposer d’autre.")
            if due.estimated:
                words = _("Jour estimé d’après ses kilomètres\N{NO-BREAK SPACE}: à rappeler.")
            if asset.name and asset.identifier:
                words = f"{asset.identifier} · {words}"
            found = (LineKind.ASSET, asset.client_id, subject, due.day, text, words)
            yield Found(*found, attention="")


def finish(actor: Actor, subject: int) -> AssetChanges:
    """The line's service is done today."""
    return assets.finish(actor, _due(subject))


def put_back(actor: Actor, subject: int) -> Changes:
    """Take back the service by which a line was done; raises Refused when it is not there."""
    kept = AssetDue.get_or_none(AssetDue.id == subject)
    query = AssetService.select(AssetService.id).where(AssetService.day == actor.today)
    if subject < 0:
        query = query.where(AssetService.asset == -subject, AssetService.ended_on.is_null(False))
    elif kept is not None:
        query = query.where(AssetService.asset == kept.asset_id, AssetService.code == kept.code)
    service = query.order_by(AssetService.id.desc()).scalar()
    if service is None:
        raise Refused(_("Cet entretien n’est plus dans le livre."))
    return assets.take_back_service(actor, service)


def _rows(first: date, last: date) -> Iterator[tuple[Any, DueRow | None]]:
    kinds = asset_kinds()
    stands = Asset.ended_on.is_null() & (AccountFigures.state != "closed")
    account = AccountFigures.client == Asset.client
    kept = (
        AssetDue.select(AssetDue, Asset)
        .join(Asset)
        .join(AccountFigures, on=account)
        .where(AssetDue.day.between(first, last), stands)
    )
    for due in kept:
        cells = (due.id, due.code, due.day, due.km, due.estimated)
        yield due.asset, computed_row(due.asset, cells, _kind(kinds, due.asset))
    by_hand = (
        Asset.select().join(AccountFigures, on=account).where(Asset.due_on.between(first, last))
    )
    for asset in by_hand.where(stands):
        yield asset, hand_row(asset, _kind(kinds, asset))


def _kind(kinds: Mapping[str, AssetKind], asset: Any) -> AssetKind:
    return kinds.get(asset.kind) or AssetKind(asset.kind)


def _due(subject: int) -> DueRow:
    """The line's due date as it is now; raises Refused when it is gone."""
    asset_id = -subject
    if subject > 0:
        asset_id = AssetDue.select(AssetDue.asset).where(AssetDue.id == subject).scalar() or 0
    asset = Asset.get_or_none(Asset.id == asset_id)
    rows = dues_of(asset) if asset is not None else []
    wanted = subject if subject > 0 else None
    row = next((one for one in rows if one.id == wanted), None)
    if row is None:
        raise Refused(_("Cette échéance n’est plus dans le livre."))
    return row
