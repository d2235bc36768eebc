"""When the shop is open: weekdays, public holidays where it stands, closures.

Only proposals depend on it: what is stored of a case is always a date.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _, language
from models.rules.folding import clean_text
from models.rules.trust import EntryType, Severity
from models.rules.working_days import Closure, OpenDays
from models.settings import insert, latest, shop, trust_history
from models.team import Right, require

OPENING = "opening"
NO_HOLIDAYS = "none"
FRANCE = ""
REGIONS = (
    FRANCE,
    *("57", "6AE"),
    *("971", "972", "973", "974", "976"),
    *("BL", "MF", "PM", "NC", "PF", "WF"),
    NO_HOLIDAYS,
)
"""Where public holidays differ, by the codes of ISO 3166-2:FR; "none" for a shop that opens."""

_LONGEST_CLOSURE = 366


@dataclass(frozen=True, slots=True)
class Opening:
    """The weekdays the shop opens (Monday 0), the holidays it keeps, its closures."""

    weekdays: frozenset[int] = frozenset(range(6))
    region: str = FRANCE
    closures: tuple[Closure, ...] = ()


def opening() -> Opening:
    """The calendar as it is now; one never set opens Monday to Saturday, where the shop stands."""
    value = latest(OPENING)
    if not value:
        return Opening(region=region_of(shop().postcode))
    closures = (
        Closure(date.fromisoformat(first), date.fromisoformat(last), reason)
        for first, last, reason in value["closures"]
    )
    return Opening(frozenset(value["weekdays"]), value["region"], tuple(closures))


def set_opening(actor: Actor, wanted: Opening) -> Changes:
    """Change the calendar; raises Refused when no day is left, or a closure ends before it begins.

    Closures that touch the same days stay as they were written.
    """
    if not wanted.weekdays:
        raise Refused(_("Gardez au moins un jour d’ouverture par semaine."))
    if wanted.region not in REGIONS:
        raise Refused(_("Ce calendrier de jours fériés n’est pas connu."))
    closures = sorted((_checked(c) for c in wanted.closures), key=lambda c: (c.first, c.last))
    value: dict[str, Any] = {
        "weekdays": sorted(wanted.weekdays),
        "region": wanted.region,
        "closures": [[c.first.isoformat(), c.last.isoformat(), c.reason] for c in closures],
    }
    with writing():
        require(actor, Right.SET_UP)
        insert(actor, OPENING, value)
    return changed("settings")


def _checked(closure: Closure) -> Closure:
    if closure.last < closure.first:
        raise Refused(_("Une fermeture ne peut pas finir avant d’avoir commencé."))
    if (closure.last - closure.first).days > _LONGEST_CLOSURE:
        raise Refused(_("Une fermeture dure un an au plus."))
    return replace(closure, reason=clean_text(closure.reason, 100))


def open_days(known: Opening | None = None) -> OpenDays:
    """The calendar as the rules read it."""
    known = known or opening()
    return OpenDays(known.weekdays, known.closures, _Holidays(known.region))


def public_holidays(region: str, year: int) -> dict[date, str]:
    """The public holidays of a year there, in order, by their names in the language in use."""
    return {} if region == NO_HOLIDAYS else dict(_holidays(region, year, language()))


def region_of(postcode: str) -> str:
    """The region a French postcode lies in, for its public holidays."""
    known = {
        **{"57": "57", "67": "6AE", "68": "6AE"},
        **{code: code for code in ("971", "972", "973", "974", "976")},
        **{"97133": "BL", "97150": "MF", "975": "PM", "986": "WF", "987": "PF", "988": "NC"},
    }
    return next((known[postcode[:n]] for n in (5, 3, 2) if postcode[:n] in known), FRANCE)


def proposed_due(
    entry_type: EntryType, severity: Severity | None, day: date, days: OpenDays | None = None
) -> date:
    """The due date the window proposes for a case of `day`: the usual one (trust-account rules,
    section 1), or the first day after it on which the shop is open."""
    terms = trust_history().on(day)
    if entry_type is EntryType.INCIDENT:
        delay = terms.incident_delays[severity or Severity.NOTABLE]
    else:
        delay = terms.request_delay if entry_type is EntryType.REQUEST else terms.promise_delay
    return (days or open_days()).on_or_after(day + timedelta(days=delay))


class _Holidays:
    """The public holidays of a region, each year looked up when a day of it is asked about."""

    def __init__(self, region: str) -> None:
        self._region = region

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in public_holidays(self._region, day.year)


@cache
def _holidays(region: str, year: int, lang: str) -> tuple[tuple[date, str], ...]:
    from holidays import country_holidays  # slow to load

    found: Iterable[tuple[date, str]] = country_holidays(
        "FR", subdiv=region or None, years=year, language="fr" if lang == "fr" else "en_US"
    ).items()
    return tuple(sorted((day, name.replace("'", "’")) for day, name in found))
