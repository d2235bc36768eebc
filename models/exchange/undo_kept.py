"""Whom the undoing of an import leaves as they are: those on whom something came since.

Each client is all or nothing. The reasons are looked for one after the other, each in one
statement over the whole import, and written down in `ImportKept`, which the journal's guard
reads too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from peewee import fn

from models.bulk import insert_rows, read_rows
from models.exchange.before_images import AT_ONCE, digests, images
from models.exchange.undo_assets import added_and_looked_after, by_hand
from models.i18n import _
from models.tables import (
    AccountFigures,
    Asset,
    AssetReading,
    AssetService,
    Client,
    ClientTag,
    ClosedMonth,
    Consent,
    Cost,
    Entry,
    EntryText,
    ImportBefore,
    ImportEdited,
    ImportKept,
    Memory,
    Merge,
    Reach,
    VisitAmount,
)

CLIENT_PARTS = (Reach, ClientTag, Asset, AccountFigures, ImportEdited)
"""What goes with a client file; whatever else refers to one keeps it."""

ENTRY_PARTS = (EntryText, Cost, VisitAmount)
"""What goes with an entry; whatever else refers to one keeps its client."""

_OTHERWISE_JUDGED = (*CLIENT_PARTS, Client, Entry, Memory)


def reason_text(reason: str) -> str:
    """Why a client was kept, as a sentence."""
    return {
        "closed": _("Un mois clos depuis contient ses écritures."),
        "noted": _("Des écritures ont été notées depuis dans son compte."),
        "edited": _("Sa fiche a été modifiée depuis."),
        "memory": _("Sa mémoire a été complétée depuis."),
        "used": _("D’autres informations du livre s’appuient sur sa fiche."),
        "recommended": _("Un client qui reste au livre a été recommandé par lui."),
    }[reason]


def keep(run: Any) -> None:
    """Write down, inside the caller's transaction, whom the undoing of `run` keeps."""
    for reason, query in _reasons(run):
        found = sorted({row[0] for row in read_rows(query)} - _kept(run.id))
        _write(run.id, found, reason)
    edited = _edited_since(run.id) | added_and_looked_after(run.id)
    _write(run.id, sorted(edited - _kept(run.id)), "edited")
    while found := _recommenders(run.id):
        _write(run.id, found, "recommended")


def opened(run_id: int) -> Any:
    """The clients that an import opened."""
    return Client.select(Client._meta.primary_key).where(Client.import_run == run_id)


def kept(run_id: int) -> Any:
    """The clients that its undoing keeps."""
    return ImportKept.select(ImportKept.client).where(ImportKept.run == run_id)


def _kept(run_id: int) -> set[int]:
    return {row[0] for row in read_rows(kept(run_id))}


def _write(run_id: int, clients: list[int], reason: str) -> None:
    insert_rows(ImportKept, ("run", "client", "reason"), [(run_id, i, reason) for i in clients])


def _reasons(run: Any) -> Iterator[tuple[str, Any]]:
    """(reason, the clients concerned), the gravest first."""
    entry: Any = Entry
    own = Entry.import_run == run.id
    others = Entry.import_run.is_null() | (Entry.import_run != run.id)
    mine = opened(run.id)
    merged = Entry.client.in_(Merge.select(Merge.kept)) | Entry.client.in_(
        Merge.select(Merge.absorbed)
    )
    last = ClosedMonth.select(fn.MAX(ClosedMonth.month)).where(
        ClosedMonth.closed_at >= run.recorded_at
    )
    month: date | None = last.scalar()
    if month is not None:
        after = (month + timedelta(days=31)).replace(day=1)
        yield "closed", Entry.select(Entry.client).where(own, Entry.day < after).distinct()
    yield "noted", Entry.select(Entry.client).where(Entry.client.in_(mine), others).distinct()
    first = Entry.select(fn.MIN(entry.id)).where(own).scalar()
    if first is not None:
        later = Entry.select(Entry.client).where(entry.id > first, others)
        written = Entry.select(Entry.client).where(own)
        yield "noted", later.where(Entry.client.in_(written)).distinct()
    yield "memory", Memory.select(Memory.client).where(Memory.client.in_(mine)).distinct()
    yield "edited", ImportEdited.select(ImportEdited.client).where(ImportEdited.client.in_(mine))
    yield (
        "edited",
        Asset.select(Asset.client).where(
            Asset._meta.primary_key > run.last_asset, Asset.client.in_(mine)
        ),
    )
    yield from _looked_after(run.id)
    yield "used", Entry.select(Entry.client).where(own, merged).distinct()
    yield from _uses(run.id)


def _looked_after(run_id: int) -> Iterator[tuple[str, Any]]:
    """Those it opened whose assets have a reading or a service: they would be lost.

    A field written by hand is kept with its asset, which is then edited (`ImportEdited`).
    """
    for model in (AssetReading, AssetService):
        query = Asset.select(Asset.client).join(model).where(Asset.client.in_(opened(run_id)))
        yield "edited", query.where(by_hand(model, run_id)).distinct()


def _uses(run_id: int) -> Iterator[tuple[str, Any]]:
    """What else in the book refers to a client it opened or to an entry it wrote.

    What only follows from them is declared to go with them (`on_delete`).
    """
    for field, model in Client._meta.backrefs.items():
        if model not in _OTHERWISE_JUDGED and field.on_delete != "CASCADE":
            query = model.select(field).where(field.in_(opened(run_id)))
            if model is Consent:
                query = query.where(model.import_run.is_null() | (model.import_run != run_id))
            if model in (ImportBefore, ImportKept):
                query = query.where(model.run != run_id)
            yield "used", query
    for field, model in Entry._meta.backrefs.items():
        if model not in ENTRY_PARTS and model is not Entry:
            query = Entry.select(Entry.client).join(model, on=(field == Entry._meta.primary_key))
            yield "used", query.where(Entry.import_run == run_id)


def _edited_since(run_id: int) -> set[int]:
    """The clients whose file is no longer what the import made of it."""
    query = ImportBefore.select(ImportBefore.client, ImportBefore.after)
    rows = list(read_rows(query.where(ImportBefore.run == run_id)))
    found = set()
    for start in range(0, len(rows), AT_ONCE):
        after = dict(rows[start : start + AT_ONCE])
        now = {client_id: digests(image) for client_id, image in images(sorted(after))}
        found |= {one for one, mark in after.items() if mark not in now.get(one, ())}
    return found


def _recommenders(run_id: int) -> list[int]:
    """Clients it opened who recommended somebody that stays."""
    going = opened(run_id).where(Client._meta.primary_key.not_in(kept(run_id)))
    restored = ImportBefore.select(ImportBefore.client).where(
        ImportBefore.run == run_id, ImportBefore.client.not_in(kept(run_id))
    )
    staying: Any = Client.alias()
    query = (
        staying.select(staying.recommended_by)
        .where(staying.recommended_by.in_(going))
        .where(staying.id.not_in(going), staying.id.not_in(restored))
        .distinct()
    )
    return sorted(row[0] for row in read_rows(query))
