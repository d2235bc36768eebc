"""The owner's settings. Dated: a changed setting never rewrites the past (rule 8)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from peewee import fn

from models.actor import Actor
from models.changes import Changes, changed
from models.clock import now_utc
from models.database import writing
from models.days import require_clock
from models.errors import Refused
from models.i18n import LANGUAGES, _
from models.prepared import Prepared, day_of
from models.rules.colours import is_readable
from models.rules.folding import clean_text
from models.rules.trust import DEFAULT_SETTINGS, Severity, TrustSettings
from models.seldom import Seldom
from models.tables import Setting
from models.team import Right, require

SHOP = "shop"
TRUST = "trust"


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop's identity, as its papers show it. `language` is that of its papers.

    `claim_alarm_days`: when a written claim that is not settled comes up in À faire, so that the
    client is told of the mediator. `colour` (`#rrggbb`) is the one of its charter.
    """

    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    siret: str = ""
    vat_number: str = ""
    mediator: str = ""
    language: str = "fr"
    vat_exempt: bool = False
    claim_alarm_days: int = 60
    colour: str = ""


class TrustHistory:
    """The trust settings through time; each version is one object, shared by its entries."""

    def __init__(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self._versions = [(day_of(day), _trust_settings(value)) for day, value in rows]

    def on(self, day: date) -> TrustSettings:
        """The settings in force on `day`."""
        found = DEFAULT_SETTINGS
        for since, terms in self._versions:
            if since > day:
                break
            found = terms
        return found


def shop() -> Shop:
    """The shop's identity as it is now."""
    value = latest(SHOP)
    known = {field.name for field in fields(Shop)}
    return Shop(**{name: kept for name, kept in value.items() if name in known})


def vat_exempt(day: date) -> bool:
    """Whether the shop is under « franchise en base » on a day."""
    return bool(in_force(SHOP, day).get("vat_exempt", False))


def set_shop(actor: Actor, identity: Shop) -> Changes:
    """Change the shop's identity; raises Refused without a name or for an unknown language."""
    with writing():
        require(actor, Right.SET_UP)
        insert_shop(actor, identity)
    return changed("settings")


def insert_shop(actor: Actor, identity: Shop) -> None:
    """Write the shop's identity inside the caller's transaction."""
    cleaned = {
        name: clean_text(value, 200) if isinstance(value, str) else value
        for name, value in asdict(identity).items()
    }
    if not cleaned["name"]:
        raise Refused(_("Donnez un nom à la boutique."))
    if cleaned["language"] not in LANGUAGES:
        raise Refused(_("Cette langue n’est pas connue."))
    if not 1 <= identity.claim_alarm_days <= 365:
        raise Refused(_("Donnez un délai entre 1 et 365 jours."))
    if identity.colour and not is_readable(identity.colour):
        raise Refused(_("Cette couleur est trop claire pour être lue sur du papier blanc."))
    insert(actor, SHOP, cleaned)


def trust_history(db: Any = None) -> TrustHistory:
    """All versions of the trust settings, oldest first; `db` reads another book's."""
    if db is None:
        return TrustHistory(_TRUST_VERSIONS.rows())
    return TrustHistory(list(_trust_versions().tuples().execute(db)))


def _trust_versions() -> Any:
    query = Setting.select(Setting.from_day, Setting.value).where(Setting.name == TRUST)
    return query.order_by(Setting.from_day, Setting.id)


_TRUST_VERSIONS = Seldom(_trust_versions)


@lru_cache(maxsize=256)
def _trust_settings(text: str) -> TrustSettings:
    """A version as it is written, read once."""
    value = json.loads(text)
    by_severity = {
        name: {Severity(word): number for word, number in setting.items()}
        for name, setting in value.items()
        if isinstance(setting, dict)
    }
    return TrustSettings(**(value | by_severity))


def latest(name: str) -> dict[str, Any]:
    """A setting's present value; empty when it was never set."""
    row = _LATEST.first(name)
    return dict(json.loads(row[0])) if row else {}


_LATEST = Prepared(
    lambda name: (
        Setting.select(Setting.value)
        .where(Setting.name == name)
        .order_by(Setting.from_day.desc(), Setting.id.desc())
        .limit(1)
    )
)


def versions(name: str) -> list[tuple[date, dict[str, Any]]]:
    """Every value of a setting with the day it is from, oldest first; the last is the present."""
    return [(day_of(day), json.loads(value)) for day, value in _VERSIONS.rows(name)]


_VERSIONS = Prepared(
    lambda name: (
        Setting.select(Setting.from_day, Setting.value)
        .where(Setting.name == name)
        .order_by(Setting.from_day, Setting.id)
    )
)


def first_day() -> date | None:
    """The day the book was first set up; None in a book without settings."""
    day: date | None = Setting.select(fn.MIN(Setting.from_day)).scalar()
    return day


def in_force(name: str, day: date) -> dict[str, Any]:
    """A setting's value on a day; before it was ever set, its first one; empty when never set."""
    rows = Setting.select(Setting.value).where(Setting.name == name)
    known = rows.where(Setting.from_day <= day)
    last = known.order_by(Setting.from_day.desc(), Setting.id.desc()).tuples().first()
    first = last or rows.order_by(Setting.from_day, Setting.id).tuples().first()
    return dict(json.loads(first[0])) if first else {}


def insert(actor: Actor, name: str, value: dict[str, Any]) -> None:
    """Write a setting from the actor's day on, inside the caller's transaction.

    Raises Refused when that day stands in a closed month (a clock set back).
    """
    require_clock(actor.today)
    Setting.insert(
        name=name,
        value=json.dumps(value, ensure_ascii=False, sort_keys=True),
        from_day=actor.today,
        recorded_at=now_utc(),
        author=actor.member_id,
    ).execute()
