"""The dated settings beside a journal: `reglages.json`.

Entries use the settings of the day they were recorded, costs the rates and account codes of the
shop: a book that imports a journal needs them first to give the same answers. The file is
recognised by its `format`.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from models.actor import Actor
from models.errors import Refused
from models.exchange.json_values import told_in
from models.exchange.report import Tally
from models.exchange.settings_kinds import SETTINGS_KINDS, SettingsKind, Version
from models.i18n import _
from models.tables import Entry
from models.team import Right, require

FORMAT = "compte-confiance/reglages"
VERSION = 1
_MOST_BYTES = 1 << 20

Versions = dict[str, list[Version]]
"""By the kind's key, oldest first."""


def settings_json() -> str:
    """The settings through time, as the file's text: centi-units, cents, basis points."""
    told: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for kind in SETTINGS_KINDS:
        told[kind.key] = [
            {"from": day.isoformat(), "settings": settings} for day, settings in kind.stored()
        ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def read_settings(path: Path) -> Versions | None:
    """The versions a settings file holds; None when it is something else.

    Raises Refused when it is one but is malformed.
    """
    data = told_in(path, FORMAT, _MOST_BYTES)
    if data is None:
        return None
    try:
        if data["version"] != VERSION:
            raise ValueError(data["version"])
        return {kind.key: _versions(kind, data) for kind in SETTINGS_KINDS}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(
            _("Ce fichier de réglages n’est pas bien formé ; rien n’a été changé.")
        ) from error


def import_settings(actor: Actor, found: Versions, run: int) -> Tally:
    """Write the versions the book lacks, inside the caller's transaction.

    Settings never rewrite the past: a book that has entries takes none that differ from its own.
    """
    require(actor, Right.SET_UP)
    tally = Tally()
    for kind in SETTINGS_KINDS:
        _import_kind(actor, kind, found[kind.key], run, tally)
    return tally


def _import_kind(
    actor: Actor, kind: SettingsKind, versions: list[Version], run: int, tally: Tally
) -> None:
    known = kind.stored()
    missing = [version for version in versions if version not in known]
    tally.read += len(versions)
    tally.skipped += len(versions) - len(missing)
    if not missing:
        return
    if known or Entry.select().exists():
        raise Refused(
            _(
                "Ce livre a déjà ses écritures ou ses réglages : ceux d’un autre ne s’importent "
                "que dans un livre vide."
            )
        )
    if any(day > actor.today for day, _settings in missing):
        raise Refused(_("Un réglage de ce fichier commence dans l’avenir."))
    kind.write(actor, missing, run)
    tally.created += len(missing)


def _versions(kind: SettingsKind, data: dict[str, Any]) -> list[Version]:
    """A kind's versions; exports made before it was carried have none."""
    found = [(date.fromisoformat(row["from"]), row["settings"]) for row in data.get(kind.key, ())]
    for _day, settings in found:
        kind.check(settings)
    return sorted(found, key=lambda version: version[0])
