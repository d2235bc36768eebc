"""The owner's settings about costs, dated: VAT rates, account codes, gift limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.costs import COSTS, DEFAULT_ACCOUNTS, Nature
from models.database import writing
from models.days import EARLIEST
from models.errors import Refused
from models.i18n import _
from models.rules.costs import RATES
from models.rules.folding import clean_text
from models.rules.trust.months import months_before
from models.seals import last_closed
from models.settings import insert, latest
from models.tables import Cost
from models.tables import Entry as EntryRow
from models.team import Right, require

_MOST_RATES = 8


@dataclass(frozen=True, slots=True)
class CostSettings:
    """`rates` in basis points, the highest first; an account code per nature, "" for none, and
    the natures whose code the accountant `confirmed`; the gift limits a person confirmed, in
    cents by year."""

    rates: tuple[int, ...] = RATES
    accounts: Mapping[Nature, str] = field(default_factory=lambda: dict(DEFAULT_ACCOUNTS))
    confirmed: frozenset[Nature] = frozenset()
    limits: Mapping[int, int] = field(default_factory=dict)


def cost_settings() -> CostSettings:
    """The settings as they are now: what is still open follows them."""
    value = latest(COSTS)
    return costs_from(value) if value else CostSettings()


def costs_from(value: Mapping[str, Any]) -> CostSettings:
    """The settings as they are written."""
    return CostSettings(
        rates=tuple(value["rates"]),
        accounts={Nature(name): code for name, code in value["accounts"].items()},
        confirmed=frozenset(Nature(name) for name in value["confirmed"]),
        limits={int(year): cents for year, cents in value["limits"].items()},
    )


def codes_to_confirm() -> tuple[str, ...]:
    """The natures whose account code the accountant has not confirmed."""
    now = cost_settings()
    return tuple(one.value for one in Nature if now.accounts.get(one) and one not in now.confirmed)


def set_cost_settings(actor: Actor, wanted: CostSettings) -> Changes:
    """Change them from today on; the costs of months still open follow their nature's code.

    Raises Refused for a rate that is none, a code or a limit that cannot be.
    """
    value = checked(wanted)
    with writing():
        require(actor, Right.SET_UP)
        before = cost_settings()
        insert(actor, COSTS, value)
        for nature in Nature:
            _follow(nature, before.accounts.get(nature, ""), value["accounts"].get(nature, ""))
    return changed("settings", "journal")


def checked(wanted: CostSettings) -> dict[str, Any]:
    """The settings as they are to be written; raises Refused as `set_cost_settings`."""
    rates = sorted(set(wanted.rates), reverse=True)
    if not rates or len(rates) > _MOST_RATES or not all(0 <= rate < 10_000 for rate in rates):
        raise Refused(_("Un taux de TVA est un pourcentage, de 0 à 99,99."))
    if any(not 0 < cents < 10**7 or not 2000 <= y <= 2199 for y, cents in wanted.limits.items()):
        raise Refused(_("Une limite de cadeaux est un montant TTC, pour une année."))
    return {
        "rates": rates,
        "accounts": {n.value: clean_text(code, 20) for n, code in wanted.accounts.items()},
        "confirmed": sorted(nature.value for nature in wanted.confirmed),
        "limits": {str(year): cents for year, cents in sorted(wanted.limits.items())},
    }


def _follow(nature: Nature, before: str, after: str) -> None:
    if before == after:
        return
    last = last_closed()
    first_open = EARLIEST if last is None else months_before(last, -1)
    dated = EntryRow.select(EntryRow.id).where(EntryRow.day >= first_open)
    Cost.update(account_code=after).where(
        Cost.nature == nature.value, Cost.account_code == before, Cost.entry.in_(dated)
    ).execute()
