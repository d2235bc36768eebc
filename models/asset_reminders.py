"""The assets whose service falls due soon, for À faire: a service message, never an offer."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from models import assets
from models.actor import Actor
from models.asset_files import (
    DueRow,
    asset_file,
    asset_name,
    computed_row,
    due_text,
    dues_of,
    hand_row,
)
from models.asset_kinds import asset_kinds
from models.assets import AssetChanges
from models.changes import Changes
from models.errors import Refused
from models.i18n import _
from models.rules.asset_kinds import AssetKind
from models.tables import AccountFigures, Asset, AssetDue, AssetService, TodoMark
from models.todo_sources import Found, LineKind

AHEAD_DAYS, BEHIND_DAYS = 21, 30
"""Told three weeks ahead; a month later nobody waits for it: the file still says it."""


def due_assets(today: date) -> Iterator[Found]:
    """What falls due for assets still looked after, of accounts that are open."""
    for asset, due in _rows(today):
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


def asset_of(subject: int) -> int:
    """The asset a line is about; 0 when its due date is no longer there."""
    if subject < 0:
        return -subject
    return int(AssetDue.select(AssetDue.asset).where(AssetDue.id == subject).scalar() or 0)


def following(subject: int, text: str) -> str:
    """When what a line told of, just done, comes back: « Révision le 22 nov. 2027 », or nothing."""
    dues = asset_file(asset_of(subject)).dues
    return next((due_text(due) for due in dues if text.startswith(f"{due.label} · ")), "")


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


def _put_off(today: date) -> tuple[list[int], list[int]]:
    """(kept due dates, assets with one by hand) put off until lately: told however old."""
    query = TodoMark.select(TodoMark.subject).where(
        TodoMark.kind == LineKind.ASSET.value,
        TodoMark.until.between(today - timedelta(BEHIND_DAYS), today),
    )
    subjects = [row[0] for row in query.tuples()]
    return [one for one in subjects if one > 0], [-one for one in subjects if one < 0]


def _rows(today: date) -> Iterator[tuple[Any, DueRow | None]]:
    first, last = today - timedelta(BEHIND_DAYS), today + timedelta(AHEAD_DAYS)
    kinds, (put_off, by_hand_put_off) = asset_kinds(), _put_off(today)
    soon = AssetDue.day.between(first, last) | (AssetDue.id.in_(put_off) & (AssetDue.day <= last))
    hand_soon = Asset.due_on.between(first, last) | (
        Asset.id.in_(by_hand_put_off) & (Asset.due_on <= last)
    )
    stands = Asset.ended_on.is_null() & (AccountFigures.state != "closed")
    account = AccountFigures.client == Asset.client
    kept = (
        AssetDue.select(AssetDue, Asset)
        .join(Asset)
        .join(AccountFigures, on=account)
        .where(soon, stands)
    )
    for due in kept:
        cells = (due.id, due.code, due.day, due.km, due.estimated)
        yield due.asset, computed_row(due.asset, cells, _kind(kinds, due.asset))
    by_hand = Asset.select().join(AccountFigures, on=account).where(hand_soon)
    for asset in by_hand.where(stands):
        yield asset, hand_row(asset, _kind(kinds, asset))


def _kind(kinds: Mapping[str, AssetKind], asset: Any) -> AssetKind:
    return kinds.get(asset.kind) or AssetKind(asset.kind)


def _due(subject: int) -> DueRow:
    """The line's due date as it is now; raises Refused when it is gone."""
    asset = Asset.get_or_none(Asset.id == asset_of(subject))
    rows = dues_of(asset) if asset is not None else []
    wanted = subject if subject > 0 else None
    row = next((one for one in rows if one.id == wanted), None)
    if row is None:
        raise Refused(_("Cette échéance n’est plus dans le livre."))
    return row
