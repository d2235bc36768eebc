"""The dated settings an export carries, kind by kind: how each is read, judged and written.

What is stored of another name stays in its book: identity, opening hours, team.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import partial
from typing import Any

from models.actor import Actor
from models.clock import now_utc
from models.cost_settings import checked, costs_from
from models.costs import COSTS
from models.rules.trust import DEFAULT_SETTINGS, TrustSettings
from models.settings import SHOP, TRUST, latest
from models.tables import Setting

Version = tuple[date, dict[str, Any]]
_EXEMPT = "vat_exempt"
_MOST = 10**7


@dataclass(frozen=True, slots=True)
class SettingsKind:
    """A part of the file: `stored` by the book, `check` raises ValueError, `write` its versions."""

    key: str
    stored: Callable[[], list[Version]]
    check: Callable[[Mapping[str, Any]], object]
    write: Callable[[Actor, list[Version], int], None]


def _stored(name: str) -> list[Version]:
    query: Any = Setting.select(Setting.from_day, Setting.value).where(Setting.name == name)
    rows = query.order_by(Setting.from_day, Setting.id).tuples()
    return [(day, json.loads(value)) for day, value in rows]


def _stored_exempt() -> list[Version]:
    """When the shop came under « franchise en base » and left it; nothing if it never was."""
    by_day = {day: bool(value.get(_EXEMPT, False)) for day, value in _stored(SHOP)}
    days = sorted(by_day)
    if not any(by_day.values()):
        return []
    turns = [day for n, day in enumerate(days) if n == 0 or by_day[day] != by_day[days[n - 1]]]
    return [(day, {_EXEMPT: by_day[day]}) for day in turns]


def _write(name: str, actor: Actor, versions: list[Version], run: int) -> None:
    for day, value in versions:
        Setting.insert(
            name=name,
            value=json.dumps(value, ensure_ascii=False, sort_keys=True),
            from_day=day,
            recorded_at=now_utc(),
            author=actor.member_id,
            import_run=run,
        ).execute()


def _write_exempt(actor: Actor, versions: list[Version], run: int) -> None:
    """The shop keeps the identity this book gave it, and takes the regime of those days."""
    identity = latest(SHOP)
    dated = [*versions, (actor.today, versions[-1][1])]
    _write(SHOP, actor, [(day, identity | regime) for day, regime in dated], run)


def _check_trust(settings: Mapping[str, Any]) -> None:
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
    if not _is_whole(number) or abs(number) >= _MOST:
        raise ValueError(name)
    if name.endswith("half_life") and not 1 <= number <= 1200:
        raise ValueError(name)
    if name.endswith(("delay", "delays", "days", "months", "cap", "weights")) and number < 0:
        raise ValueError(name)


def _check_costs(settings: Mapping[str, Any]) -> None:
    """Raise ValueError, or Refused with its sentence, unless these are what a book would keep."""
    numbers = [*settings["rates"], *settings["limits"].values()]
    if not all(map(_is_whole, numbers)) or checked(costs_from(settings)) != settings:
        raise ValueError(COSTS)


def _check_exempt(settings: Mapping[str, Any]) -> None:
    if set(settings) != {_EXEMPT} or not isinstance(settings[_EXEMPT], bool):
        raise ValueError(_EXEMPT)


def _is_whole(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


SETTINGS_KINDS = (
    SettingsKind("trust", partial(_stored, TRUST), _check_trust, partial(_write, TRUST)),
    SettingsKind("costs", partial(_stored, COSTS), _check_costs, partial(_write, COSTS)),
    SettingsKind("vat", _stored_exempt, _check_exempt, _write_exempt),
)
