"""Filters of the Clients table kept under a name: applied, replaced, renamed, removed, put back."""

import json
from dataclasses import dataclass

from peewee import IntegrityError

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text, fold
from models.tables import SavedFilter
from models.team import Right, require

_LONGEST = 60
Conditions = dict[str, str]
"""What is chosen in each filter of the table, by its name; what is not there is not filtered."""


@dataclass(frozen=True, slots=True)
class FilterRow:
    """A filter that was kept."""

    id: int
    name: str
    conditions: Conditions


def saved_filters() -> list[FilterRow]:
    """Those of the book, by name."""
    rows = SavedFilter.select(SavedFilter.id, SavedFilter.name, SavedFilter.conditions).tuples()
    found = [FilterRow(one, name, json.loads(conditions)) for one, name, conditions in rows]
    return sorted(found, key=lambda row: fold(row.name))


def save_filter(actor: Actor, name: str, conditions: Conditions) -> Changes:
    """Keep a filter; one of the same name takes the new conditions. Refused without a name."""
    text = json.dumps(conditions, ensure_ascii=False, sort_keys=True)
    values = {"conditions": text, "author": actor.member_id}
    with writing():
        require(actor, Right.NOTE)
        SavedFilter.insert(name=_named(name), **values).on_conflict(
            conflict_target=[SavedFilter.name], update=values
        ).execute()
    return changed("settings")


def rename_filter(actor: Actor, filter_id: int, name: str) -> Changes:
    """Give a filter another name; Refused when another one has it."""
    with writing():
        require(actor, Right.NOTE)
        try:
            query = SavedFilter.update(name=_named(name)).where(SavedFilter.id == filter_id)
            query.execute()
        except IntegrityError as error:
            raise Refused(_("Un autre filtre porte déjà ce nom.")) from error
    return changed("settings")


def remove_filter(actor: Actor, filter_id: int) -> Changes:
    """Remove a filter; `save_filter` puts it back."""
    with writing():
        require(actor, Right.NOTE)
        SavedFilter.delete().where(SavedFilter.id == filter_id).execute()
    return changed("settings")


def _named(name: str) -> str:
    name = clean_text(name, _LONGEST)
    if not name:
        raise Refused(_("Donnez un nom à ce filtre."))
    return name
