"""Keeping an asset: its fields, its mileage, services done, its end, its new owner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from models.actor import Actor
from models.asset_files import (
    DUE_EVERY,
    ENDED_AS,
    DueRow,
    asset_file,
    told_code,
)
from models.asset_kinds import asset_kind
from models.asset_replay import keep_dues
from models.changes import Changes, Topic, changed
from models.client_drafts import AssetDraft, clean_asset
from models.clients import insert_asset, save_asset
from models.database import writing
from models.days import require_past
from models.errors import Refused
from models.i18n import _, format_date, format_number
from models.rules.asset_kinds import AssetField, AssetKind
from models.rules.assets import Reading, months_after
from models.rules.folding import clean_text
from models.rules.plates import plate, vin
from models.search_index import index_client
from models.tables import (
    Asset,
    AssetFact,
    AssetMove,
    AssetReading,
    AssetService,
    Client,
)
from models.team import Right, require

_MOST_KM = 9_999_999
_MOST_NUMBER = 10**9


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service done on `day` (None: today): `code` one of the kind's, else `what` in words."""

    code: str = ""
    what: str = ""
    day: date | None = None
    km: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssetChanges(Changes):
    """What was written: of which asset, and the service, reading or move to be taken back."""

    asset_id: int = 0
    row_id: int = 0


class LowerReading(Refused):
    """A reading lower than the one before: perhaps the odometer was replaced."""


def keep_asset(
    actor: Actor,
    client_id: int,
    asset_id: int | None,
    draft: AssetDraft,
    facts: Mapping[str, str],
    km: int | None = None,
) -> AssetChanges:
    """Add an asset (`asset_id` None) or change one, with its kind's own fields.

    Facts are what is typed for each field, days as ISO dates. `km`, when it is not the last
    one known, is a reading of today. Raises Refused for a field that cannot be read, and as
    `add_reading` does.
    """
    kind = asset_kind(draft.kind)
    kept = _checked(kind, facts)
    draft = replace(draft, vin=vin(draft.vin))
    if kind.has("plate"):
        draft = replace(draft, identifier=plate(draft.identifier))
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        if asset_id is None:
            asset_id = insert_asset(client_id, clean_asset(draft))
        else:
            save_asset(actor, client_id, asset_id, draft)
        for code in (*(field.code for field in kind.own), DUE_EVERY):
            _write_fact(asset_id, code, kept.get(code, ""))
        index_client(client_id)
        if km is not None and km != draft.mileage:
            _add_reading(actor, asset_id, km, actor.today, replaced=False)
        keep_dues(asset_id, actor.today)
    return _changed(asset_id, 0, client_id)


def _changed(asset_id: int, row_id: int, *clients: int) -> AssetChanges:
    topics: frozenset[Topic] = frozenset({"asset"})
    return AssetChanges(topics, frozenset(clients), clients[0], None, asset_id, row_id)


def _write_fact(asset_id: int, code: str, value: str) -> None:
    AssetFact.delete().where(AssetFact.asset == asset_id, AssetFact.field == code).execute()
    if value:
        AssetFact.insert(asset=asset_id, field=code, value=value).execute()


def _checked(kind: AssetKind, facts: Mapping[str, str]) -> dict[str, str]:
    kept = {field.code: _fact(field, facts.get(field.code, "")) for field in kind.own}
    every = clean_text(facts.get(DUE_EVERY, ""), 10)
    if every and not (every.isascii() and every.isdigit() and 0 < int(every) <= 240):
        raise Refused(_("Écrivez un nombre de mois, de 1 à 240."))
    return kept | {DUE_EVERY: every}


def _fact(field: AssetField, value: str) -> str:
    value = clean_text(value, 400)
    if field.type == "number" and value:
        if not (value.isascii() and value.isdigit() and int(value) < _MOST_NUMBER):
            raise Refused(_("Écrivez un nombre entier, en chiffres."))
    if field.type == "choice" and value:
        if value not in field.choices:
            raise Refused(_("Ce choix n’existe pas pour ce genre de bien."))
        return "" if value == next(iter(field.choices)) else value  # the usual one is not written
    if field.type == "day" and value:
        date.fromisoformat(value)
    return value


# -- mileage -------------------------------------------------------------------------------------


def add_reading(
    actor: Actor, asset_id: int, km: int, day: date | None = None, *, replaced: bool = False
) -> AssetChanges:
    """Keep what the odometer shows on a day (today by default).

    Raises LowerReading when it shows less than before and is not said to be `replaced`, Refused
    for a day to come, an impossible mileage, or one above a later reading.
    """
    day = day or actor.today
    with writing():
        require(actor, Right.NOTE)
        client_id, reading_id = _add_reading(actor, asset_id, km, day, replaced=replaced)
        keep_dues(asset_id, actor.today)
    return _changed(asset_id, reading_id, client_id)


def _add_reading(
    actor: Actor, asset_id: int, km: int, day: date, *, replaced: bool
) -> tuple[int, int]:
    """Write a reading; (whose the asset is, the reading's id)."""
    file = asset_file(asset_id)
    require_past(day, actor.today)
    if not 0 <= km <= _MOST_KM:
        raise Refused(_("Ce kilométrage n’est pas possible."))
    before = [one for one in file.readings if one.day is None or one.day <= day]
    after = [one for one in file.readings if one.day is not None and one.day > day]
    if before and km < before[-1].km and not replaced:
        raise LowerReading(_lower(before[-1]))
    if after and not after[0].replaced and after[0].km < km:
        raise Refused(_lower_later(after[0]))
    _keep_first(actor, asset_id, day)
    reading_id = AssetReading.insert(
        asset=asset_id, day=day, km=km, replaced=replaced, author=actor.member_id
    ).execute()
    _keep_last(asset_id)
    return file.client_id, int(reading_id)


def _lower(before: Reading) -> str:
    told = _("{km} km").format(km=format_number(before.km))
    if before.day is None:
        return _("C’est moins que les {told} déjà connus. Compteur remplacé\u00a0?").format(
            told=told
        )
    return _("C’est moins que les {told} du {day}. Compteur remplacé\u00a0?").format(
        told=told, day=format_date(before.day, "medium")
    )


def _lower_later(after: Reading) -> str:
    assert after.day is not None
    return _("C’est plus que les {km} km relevés ensuite, le {day}.").format(
        km=format_number(after.km), day=format_date(after.day, "medium")
    )


def _keep_first(actor: Actor, asset_id: int, day: date) -> None:
    """A mileage known from the file alone becomes a reading, so that a later one adds to it.

    One nobody dated was known by the day the client's file was opened.
    """
    asset = Asset.get_by_id(asset_id)
    if asset.mileage is None:
        return
    known_on = asset.mileage_on or min(asset.client.created_on, day)
    same = (AssetReading.day == known_on) & (AssetReading.km == asset.mileage)
    if not AssetReading.select().where(AssetReading.asset == asset_id, same).exists():
        AssetReading.insert(
            asset=asset_id, day=known_on, km=asset.mileage, author=actor.member_id
        ).execute()


def _keep_last(asset_id: int) -> None:
    """The asset's own row shows its last reading."""
    query = (
        AssetReading.select(AssetReading.km, AssetReading.day)
        .where(AssetReading.asset == asset_id)
        .order_by(AssetReading.day.desc(), AssetReading.id.desc())
    )
    km, day = query.tuples().first() or (None, None)
    Asset.update(mileage=km, mileage_on=day).where(Asset.id == asset_id).execute()


def _keep_path(asset_id: int) -> None:
    """A reading taken out may have been the first of a new odometer: the one after it then is."""
    query = AssetReading.select().where(AssetReading.asset == asset_id)
    rows = list(query.order_by(AssetReading.day, AssetReading.id))
    for before, row in pairwise(rows):
        if row.km < before.km and not row.replaced:
            AssetReading.update(replaced=True).where(AssetReading.id == row.id).execute()
    _keep_last(asset_id)


def forget_reading(actor: Actor, reading_id: int) -> Changes:
    """Take a reading out of the book."""
    with writing():
        require(actor, Right.NOTE)
        row = AssetReading.get_or_none(AssetReading.id == reading_id)
        if row is None:
            raise Refused(_("Ce relevé n’est plus dans le livre."))
        row.delete_instance()
        _keep_path(row.asset_id)
        keep_dues(row.asset_id, actor.today)
        client_id = asset_file(row.asset_id).client_id
    return changed("asset", client_id=client_id)


# -- services ------------------------------------------------------------------------------------


def service_done(actor: Actor, asset_id: int, draft: ServiceDraft) -> AssetChanges:
    """Keep a service done, which moves its next due date.

    The mileage told with it is a reading too. The due date given by hand for it ends, or comes
    back later when the asset says after how many months. Raises Refused as `add_reading` does,
    and for a service without a name.
    """
    day = draft.day or actor.today
    with writing():
        require(actor, Right.NOTE)
        require_past(day, actor.today)
        file, asset = asset_file(asset_id), Asset.get_by_id(asset_id)
        what = clean_text(draft.what, 120)
        if not (what or draft.code in {service.code for service in file.kind.services}):
            raise Refused(_("Dites ce qui a été fait."))
        if draft.km is not None and Reading(day, draft.km) not in file.readings:
            _add_reading(actor, asset_id, draft.km, day, replaced=False)
        by_hand = _ends_hand_date(file.kind, asset, draft.code, what)
        service_id = AssetService.insert(
            asset=asset_id,
            code=draft.code,
            what="" if draft.code else what,
            day=day,
            km=draft.km,
            note=clean_text(draft.note, 400),
            ended_on=asset.due_on if by_hand else None,
            ended_what=asset.due_what if by_hand else "",
            author=actor.member_id,
        ).execute()
        if by_hand:
            _move_hand_date(asset_id, day, coming_back=not draft.code, what=asset.due_what)
        client_id = _touch(asset_id, actor)
    return _changed(asset_id, int(service_id), client_id)


def _ends_hand_date(kind: AssetKind, asset: Any, code: str, what: str) -> bool:
    if asset.due_on is None:
        return False
    told = told_code(kind, asset.due_what)
    return told == code if code or told else what == (asset.due_what or _("Échéance"))


def _move_hand_date(asset_id: int, day: date, *, coming_back: bool, what: str) -> None:
    every = asset_file(asset_id).facts.get(DUE_EVERY) if coming_back else None
    due_on = months_after(day, int(every)) if every else None
    Asset.update(due_on=due_on, due_what=what if every else "").where(
        Asset.id == asset_id
    ).execute()


def take_back_service(actor: Actor, service_id: int) -> Changes:
    """Take a service out of the book, with the reading made for it and what it had moved."""
    with writing():
        require(actor, Right.NOTE)
        row = AssetService.get_or_none(AssetService.id == service_id)
        if row is None:
            raise Refused(_("Cet entretien n’est plus dans le livre."))
        if row.ended_on is not None:
            hand = {"due_on": row.ended_on, "due_what": row.ended_what}
            Asset.update(**hand).where(Asset.id == row.asset_id).execute()
        if row.km is not None:
            AssetReading.delete().where(
                AssetReading.asset == row.asset_id,
                AssetReading.day == row.day,
                AssetReading.km == row.km,
            ).execute()
            _keep_path(row.asset_id)
        row.delete_instance()
        client_id = _touch(row.asset_id, actor)
    return changed("asset", client_id=client_id)


def _touch(asset_id: int, actor: Actor) -> int:
    keep_dues(asset_id, actor.today)
    return int(Asset.get_by_id(asset_id).client_id)


def finish(actor: Actor, due: DueRow) -> AssetChanges:
    """What was due is done today, in one key."""
    return service_done(actor, due.asset_id, ServiceDraft(due.code, "" if due.code else due.label))


# -- its end, its new owner ----------------------------------------------------------------------


def end_asset(actor: Actor, asset_id: int, how: str, day: date | None = None) -> Changes:
    """The asset was sold or scrapped: it stays in the history, nothing is recalled any more."""
    day = day or actor.today
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        require_past(day, actor.today)
        client_id = asset_file(asset_id).client_id
        Asset.update(ended_on=day).where(Asset.id == asset_id).execute()
        _write_fact(asset_id, ENDED_AS, how)
        index_client(client_id)
    return changed("asset", client_id=client_id)


def take_back_end(actor: Actor, asset_id: int) -> Changes:
    """The asset is looked after again, with all that was known of it."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        client_id = asset_file(asset_id).client_id
        Asset.update(ended_on=None).where(Asset.id == asset_id).execute()
        _write_fact(asset_id, ENDED_AS, "")
        index_client(client_id)
    return changed("asset", client_id=client_id)


def move_asset(actor: Actor, asset_id: int, target_id: int) -> AssetChanges:
    """The asset is another client's from today, with its whole history.

    Raises Refused when it is theirs already, or when there is no such client.
    """
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        source_id = asset_file(asset_id).client_id
        if target_id == source_id:
            raise Refused(_("Ce bien est déjà celui de ce client."))
        if not Client.select().where(Client.id == target_id).exists():
            raise Refused(_("Cette fiche client n’existe plus."))
        values = {"asset": asset_id, "source": source_id, "target": target_id}
        move_id = AssetMove.insert(day=actor.today, author=actor.member_id, **values).execute()
        _give(asset_id, source_id, target_id)
    return _changed(asset_id, int(move_id), source_id, target_id)


def take_back_move(actor: Actor, move_id: int) -> Changes:
    """The asset is its former owner's again; raises Refused when it went further since."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        move = AssetMove.get_or_none(AssetMove.id == move_id)
        if move is None or asset_file(move.asset_id).client_id != move.target_id:
            raise Refused(_("Ce bien a encore changé de client depuis\u00a0: rien n’a été changé."))
        _give(move.asset_id, move.target_id, move.source_id)
        move.delete_instance()
    return _changed(move.asset_id, 0, move.source_id, move.target_id)


def _give(asset_id: int, source_id: int, target_id: int) -> None:
    Asset.update(client=target_id).where(Asset.id == asset_id).execute()
    for client_id in (source_id, target_id):
        index_client(client_id)
