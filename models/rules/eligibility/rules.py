"""The facts of a relation and the rules that read them: frozen data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What a relation is on `day`: since when, its visits (oldest first), whom they sent us.

    `referrals` counts the clients who came through this one; `assets` are the kinds of what we
    look after; `also` the numbers of the files merged into this one. Nothing here tells of our
    failures, and nothing may.
    """

    client: int
    day: date
    since: date | None = None
    visits: tuple[date, ...] = ()
    referrals: int = 0
    assets: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    also: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class YearsAtLeast:
    """A client for `years` whole years."""

    years: int


@dataclass(frozen=True, slots=True)
class VisitsWithin:
    """`visits` visits within the `months` calendar months up to the day."""

    visits: int
    months: int


@dataclass(frozen=True, slots=True)
class Recommended:
    """`clients` clients came through this one."""

    clients: int


@dataclass(frozen=True, slots=True)
class OwnsAsset:
    """We look after something of that kind for them."""

    kind: str


@dataclass(frozen=True, slots=True)
class HasTag:
    """Their file bears that tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A client chosen by hand, and why."""

    client: int
    reason: str


@dataclass(frozen=True, slots=True)
class Picked:
    """Clients chosen by hand, each with a reason."""

    picks: tuple[Pick, ...]


Condition = YearsAtLeast | VisitsWithin | Recommended | OwnsAsset | HasTag | Picked


@dataclass(frozen=True, slots=True)
class MeetsAll:
    """All of these; with none, everyone."""

    rules: tuple["Rule", ...] = ()


@dataclass(frozen=True, slots=True)
class MeetsAny:
    """One of these at least."""

    rules: tuple["Rule", ...]


Rule = Condition | MeetsAll | MeetsAny


def conditions(rule: Rule) -> Iterator[Condition]:
    """The conditions of a rule, in its order."""
    if isinstance(rule, (MeetsAll, MeetsAny)):
        for part in rule.rules:
            yield from conditions(part)
    else:
        yield rule


def hand_picked(rule: Rule) -> tuple[Pick, ...]:
    """The exceptions a rule makes: everyone chosen by hand, once, in the order of the rule."""
    picks = (pick for part in conditions(rule) if isinstance(part, Picked) for pick in part.picks)
    return tuple(dict.fromkeys(picks))
