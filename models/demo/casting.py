"""Who comes to the garage, when, how often, and who sent them: decided before anything is noted."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.demo.calendar import last_working, next_working
from models.demo.data import Scene
from models.demo.dice import Dice
from models.demo.staging import first_day

# Of each hundred clients; a garage with very many of them sees most only now and then.
_SHARES = {"fleet": 6, "regular": 46, "yearly": 33, "passing": 15}
_NEIGHBOURHOOD = 5_000
_FIRST_DAYS = 90
# A scene needs the account to be open before it begins.
_SETTLED = timedelta(days=15)
_RECOMMENDED = 24


@dataclass(slots=True)
class Role:
    """One client to come: number, day of arrival, pace of visits ("" for none)."""

    number: int
    arrival: date
    pace: str
    scene: Scene | None = None
    referrer: int | None = None
    sent: list[date] = field(default_factory=list)
    long_known: bool = False


def cast(dice: Dice, count: int, first: date, today: date, scenes: list[Scene]) -> list[Role]:
    """`count` clients in order of arrival from `first` on, those of the scenes among them."""
    played = [scene for scene in scenes if first_day(scene, today) > first + _SETTLED][:count]
    roles = [Role(0, _staged_arrival(scene, first, today), scene.pace, scene) for scene in played]
    paces, shares = list(_SHARES), _shares(count)
    yesterday = last_working(today - timedelta(days=1))
    for _place in range(count - len(roles)):
        arrival = min(_arrival(dice, first, yesterday), yesterday)
        roles.append(Role(0, arrival, dice.weighted(paces, shares)))
    roles.sort(key=lambda role: role.arrival)
    for number, role in enumerate(roles, start=1):
        role.number = number
        role.long_known = (role.arrival - first).days < _FIRST_DAYS
    _recommend(dice, roles)
    return roles


def _shares(count: int) -> list[float]:
    """The shares of the paces: beyond some thousands, the rest are passers-by."""
    near = min(1.0, _NEIGHBOURHOOD / count)
    shares = [share * near for share in _SHARES.values()]
    shares[-1] += 100 - sum(shares)
    return shares


def _arrival(dice: Dice, first: date, yesterday: date) -> date:
    """A third were known when the book was opened; the others came as the years went by."""
    span = (yesterday - first).days
    days = dice.between(0, min(_FIRST_DAYS - 1, span)) if dice.chance(32) else dice.between(0, span)
    return next_working(first + timedelta(days=days))


def _staged_arrival(scene: Scene, first: date, today: date) -> date:
    return max(next_working(first), last_working(today - timedelta(days=scene.arrived)))


def _recommend(dice: Dice, roles: list[Role]) -> None:
    """One newcomer in four was sent by a client who comes often."""
    hosts: list[Role] = []
    waiting: dict[date, list[Role]] = defaultdict(list)
    for role in roles:
        wanted = role.scene is not None and role.scene.recommended
        if hosts and (wanted or (not role.long_known and dice.chance(_RECOMMENDED))):
            host = dice.pick(hosts)
            role.referrer = host.number
            host.sent.append(role.arrival)
        # A client sends others from the day after their own arrival.
        for day in [day for day in waiting if day < role.arrival]:
            hosts += waiting.pop(day)
        if role.scene is None and role.pace in ("regular", "fleet", "yearly"):
            waiting[role.arrival].append(role)
