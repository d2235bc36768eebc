"""A rule as its editor shows it: conditions joined by « et » or « ou », and hand-picked clients."""

from dataclasses import dataclass, field, replace
from typing import Any

from models.rules.eligibility import (
    MeetsAll,
    MeetsAny,
    Pick,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    from_plain,
    hand_picked,
    to_plain,
)


@dataclass(frozen=True, slots=True)
class RuleParts:
    """`chosen` is False while nobody said whom it is for; without conditions nor `picks`, it is
    for everyone. Whoever is picked by hand has a right to it beside the conditions."""

    chosen: bool = False
    any_of: bool = False
    conditions: tuple[Rule, ...] = ()
    picks: tuple[Pick, ...] = field(default=())

    def lines(self) -> list[Rule]:
        """One line for each condition and each client picked."""
        return [*self.conditions, *(Picked((pick,)) for pick in self.picks)]

    def without(self, place: int) -> "RuleParts":
        """The same but for one line; with the last one nothing is chosen any more."""
        count = len(self.conditions)
        if place < count:
            left = self.conditions[:place] + self.conditions[place + 1 :]
            parts = replace(self, conditions=left)
        else:
            at = place - count
            parts = replace(self, picks=self.picks[:at] + self.picks[at + 1 :])
        return replace(parts, chosen=bool(parts.lines()))

    def plain(self) -> dict[str, Any] | None:
        """The rule as it is kept; None while it was not chosen."""
        return to_plain(self._rule()) if self.chosen else None

    def _rule(self) -> Rule:
        several = MeetsAny if self.any_of else MeetsAll
        if not self.picks:
            return several(self.conditions) if self.conditions else MeetsAll()
        picked = Picked(self.picks)
        if self.any_of or len(self.conditions) < 2:
            return MeetsAny((*self.conditions, picked))
        return MeetsAny((MeetsAll(self.conditions), picked))


def parts_of(plain: dict[str, Any] | None) -> RuleParts:
    """What the editor shows of a rule as it is kept."""
    if plain is None:
        return RuleParts()
    rule = from_plain(plain)
    if not isinstance(rule, (MeetsAll, MeetsAny)):
        rule = MeetsAll((rule,))
    if isinstance(rule, MeetsAll):
        return RuleParts(True, False, rule.rules)
    conditions = tuple(part for part in rule.rules if not isinstance(part, Picked))
    picks = hand_picked(MeetsAny(tuple(part for part in rule.rules if isinstance(part, Picked))))
    if len(conditions) == 1 and isinstance(conditions[0], MeetsAll):
        return RuleParts(True, False, conditions[0].rules, picks)
    return RuleParts(True, len(conditions) > 1, conditions, picks)


def with_condition(conditions: tuple[Rule, ...], new: Rule) -> tuple[Rule, ...]:
    """The conditions and one more; another number of years, of referrals, or of visits in as many
    months, takes the place of the former."""
    if new in conditions:
        return conditions
    places = [at for at, one in enumerate(conditions) if _says_the_same(one, new)]
    if not places:
        return (*conditions, new)
    return (*conditions[: places[0]], new, *conditions[places[0] + 1 :])


def _says_the_same(one: Rule, new: Rule) -> bool:
    match one, new:
        case VisitsWithin(_, before), VisitsWithin(_, now):
            return before == now
        case (YearsAtLeast(), YearsAtLeast()) | (Recommended(), Recommended()):
            return True
    return False
