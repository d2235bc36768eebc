"""The dated settings of the trust account beside a journal: `reglages.json`.

Entries use the settings of the day they were recorded: a book that imports a journal needs them
first to give the same answers. The file is recognised by its `format`.
"""

import json
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from models.actor import Actor
from models.clock import now_utc
from models.errors import Refused
from models.exchange.report import Tally
from models.i18n import _
from models.rules.trust import DEFAULT_SETTINGS, TrustSettings
from models.settings import TRUST
from models.tables import Entry, Setting
from models.team import Right, require

FORMAT = "compte-confiance/reglages"
VERSION = 1
_MOST_BYTES = 1 << 20
_MOST = 10**7


def settings_json() -> str:
    """The trust settings through time, as the file's text; amounts in centi-units."""
    versions = [
        {"from": day.isoformat(), "settings": json.loads(value)} for day, value in _stored()
    ]
    return json.dumps(
        {"format": FORMAT, "version": VERSION, "trust": versions},
        ensure_ascii=False,
        indent=2,
    )


def read_settings(path: Path) -> list[tuple[date, dict[str, Any]]] | None:
    """The versions a settings file holds, oldest first; None when it is something else.

    Raises Refused when it is one but is malformed.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return None
    try:
        if data["version"] != VERSION:
            raise ValueError(data["version"])
        found = [(date.fromisoformat(row["from"]), row["settings"]) for row in data["trust"]]
        for _day, settings in found:
            _check(settings)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(
            _("Ce fichier de réglages n’est pas bien formé ; rien n’a été changé.")
        ) from error
    return sorted(found, key=lambda version: version[0])


def import_settings(actor: Actor, versions: list[tuple[date, dict[str, Any]]], run: int) -> Tally:
    """Write the versions the book lacks, inside the caller's transaction.

    Settings never rewrite the past: a book that has entries takes none that differ from its own.
    """
    require(actor, Right.SET_UP)
    known = [(day, json.loads(value)) for day, value in _stored()]
    tally = Tally(read=len(versions), skipped=sum(1 for version in versions if version in known))
    missing = [version for version in versions if version not in known]
    if missing and (known or Entry.select().exists()):
        raise Refused(
            _(
                "Ce livre a déjà ses écritures ou ses réglages : ceux d’un autre ne s’importent "
                "que dans un livre vide."
            )
        )
    if any(day > actor.today for day, _settings in missing):
        raise Refused(_("Un réglage de ce fichier commence dans l’avenir."))
    for day, settings in missing:
        Setting.insert(
            name=TRUST,
            value=json.dumps(settings, ensure_ascii=False, sort_keys=True),
            from_day=day,
            recorded_at=now_utc(),
            author=actor.member_id,
            import_run=run,
        ).execute()
        tally.created += 1
    return tally


def _stored() -> list[tuple[date, str]]:
    query: Any = Setting.select(Setting.from_day, Setting.value).where(Setting.name == TRUST)
    return list(query.order_by(Setting.from_day, Setting.id).tuples())


def _check(settings: dict[str, Any]) -> None:
    """Raise ValueError unless these are settings the rules can use."""
    usual = asdict(DEFAULT_SETTINGS)
    known = {field.name for field in fields(TrustSettings)}
    for name, value in settings.items():
        if name not in known:
            raise ValueError(name)
        expected = usual[name]
        pairs = value.items() if isinstance(expected, dict) else [(None, value)]
        if isinstance(expected, dict) and set(value) != {str(key) for key in expected}:
            raise ValueError(name)
        for _key, number in pairs:
            _check_number(name, number)


def _check_number(name: str, number: Any) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or abs(number) >= _MOST:
        raise ValueError(name)
    if name.endswith("half_life") and not 1 <= number <= 1200:
        raise ValueError(name)
    if name.endswith(("delay", "delays", "days", "months", "cap", "weights")) and number < 0:
        raise ValueError(name)
