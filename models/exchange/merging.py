"""Completing a client file with what a row says: filled and replaced, never erased."""

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import AssetRow
from models.rules.folding import fold, fold_identifier

_OWN_WAY = frozenset({"notes", "reference", "reaches", "tags", "assets", "recommended_by"})
_BIRTH = ("birth_day", "birth_month", "birth_year")
_CLIENT = tuple(f.name for f in fields(ClientDraft) if f.name not in {*_OWN_WAY, *_BIRTH})
_ASSET = tuple(f.name for f in fields(AssetDraft) if f.name != "kind")

Draft = TypeVar("Draft", AssetDraft, ClientDraft)


@dataclass(frozen=True, slots=True)
class AssetChanges:
    """Assets completed, by their id, and assets a client did not have yet."""

    changed: tuple[AssetRow, ...]
    added: tuple[AssetDraft, ...]


def merged(before: ClientDraft, row: ClientDraft) -> ClientDraft:
    """The identity of `before` with what `row` says; assets stay as they were.

    What is not empty replaces, but for a word already there with its accents; notes are added;
    the reference and who recommended are kept once known. A name that is but the reference, as
    a journal gives, gives way to any.
    """
    if before.last_name == before.reference and (row.last_name or row.first_name or row.company):
        before = replace(before, last_name="")
    changes = _brought(before, row, _CLIENT)
    if any(getattr(row, name) is not None for name in _BIRTH) and not _knows_better(before, row):
        changes |= {name: getattr(row, name) for name in _BIRTH}
    own_way: dict[str, Any] = {
        "notes": _notes(before.notes, row.notes),
        "reference": before.reference or row.reference,
        "recommended_by": before.recommended_by or row.recommended_by,
        "reaches": _reaches(before.reaches, row.reaches),
        "tags": _tags(before.tags, row.tags),
    }
    changes |= {name: new for name, new in own_way.items() if new != getattr(before, name)}
    return replace(before, **changes) if changes else before


def with_reference(before: ClientDraft, row: ClientDraft) -> ClientDraft:
    """The identity of `before`, known from now on by the row's reference if it had none."""
    if before.reference is not None or row.reference is None:
        return before
    return replace(before, reference=row.reference)


def merged_assets(
    before: tuple[AssetDraft, ...], more: tuple[AssetDraft, ...], *, add_only: bool
) -> tuple[AssetDraft, ...]:
    """The assets of a file not written yet, completed (or only added to)."""
    rows = [AssetRow(place, asset) for place, asset in enumerate(before)]
    changes = asset_changes(rows, more)
    assets = list(before)
    for row in () if add_only else changes.changed:
        assets[row.id] = row.draft
    return (*assets, *changes.added)


def asset_changes(before: list[AssetRow], more: tuple[AssetDraft, ...]) -> AssetChanges:
    """What assets of a row change in those a client has: matched by plate, VIN, or name alone."""
    known = {row.id: row for row in before}
    changed: dict[int, AssetRow] = {}
    added: list[AssetDraft] = []
    for asset in more:
        place = next((i for i, row in known.items() if _same_asset(row.draft, asset)), None)
        if place is None:
            added.append(asset)
            continue
        brought = _brought(known[place].draft, asset, _ASSET)
        if brought:
            completed = replace(known[place].draft, **brought)
            known[place] = changed[place] = AssetRow(place, completed)
    return AssetChanges(tuple(changed.values()), tuple(added))


def _same_asset(one: AssetDraft, other: AssetDraft) -> bool:
    if one.key and other.key:
        return one.key == other.key
    if one.vin and other.vin:
        return fold_identifier(one.vin) == fold_identifier(other.vin)
    return fold(one.name) == fold(other.name)


def _brought(before: Draft, row: Draft, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: value
        for name in names
        if (value := getattr(row, name)) not in ("", None)
        and value != (old := getattr(before, name))
        and not _only_loses_accents(old, value)
    }


def _only_loses_accents(old: Any, new: Any) -> bool:
    texts = isinstance(old, str) and isinstance(new, str)
    return texts and new.isascii() and not old.isascii() and fold(old) == fold(new)


def _knows_better(before: ClientDraft, row: ClientDraft) -> bool:
    """Whether the birthday known says all the row's does, and more."""
    pairs = [(getattr(before, name), getattr(row, name)) for name in _BIRTH]
    return all(new is None or new == old for old, new in pairs)


def _notes(before: str, more: str) -> str:
    lines = [line for line in more.split("\n") if line.strip() and line not in before]
    return "\n".join([before, *lines]) if before else more


def _reaches(
    before: tuple[ReachDraft, ...], more: tuple[ReachDraft, ...]
) -> tuple[ReachDraft, ...]:
    if before == more:
        return before
    known = {(reach.channel, reach.key) for reach in before}
    return before + tuple(r for r in more if (r.channel, r.key) not in known)


def _tags(before: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    known = {fold(tag) for tag in before}
    return before + tuple(tag for tag in more if fold(tag) not in known)
