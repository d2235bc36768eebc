"""A rule as its editor shows it: conditions joined by « et » or « ou », some of them grouped, and
hand-picked clients beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

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

Group = MeetsAll | MeetsAny
Rules = tuple[Rule, ...]


class Line(NamedTuple):
    """A line of the editor: the place of its condition, and within it when that is a group; a
    group begins with a line of its own, `inside` being None there."""

    rule: Rule
    place: int
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class RuleParts:
    """`chosen` is False while nobody said whom it is for; without conditions nor `picks`, it is
    for everyone. Whoever is picked by hand has a right to it beside the conditions.

    A group says the other thing: « l’une de celles-ci » among conditions that must all be met.
    """

    chosen: bool = False
    any_of: bool = False
    conditions: Rules = ()
    picks: tuple[Pick, ...] = field(default=())

    def lines(self) -> list[Line]:
        """One line for each condition, each group, each condition in it, each client picked."""
        found: list[Line] = []
        for place, rule in enumerate(self.conditions):
            found.append(Line(rule, place))
            if isinstance(rule, (MeetsAll, MeetsAny)):
                found += [Line(each, place, inside) for inside, each in enumerate(rule.rules)]
        first = len(self.conditions)
        return found + [Line(Picked((one,)), first + at) for at, one in enumerate(self.picks)]

    def with_condition(self, new: Rule, line: Line | None) -> "RuleParts":
        """One condition more: in the group looked at, or beside the others."""
        group = self.group_at(line)
        if line is None or group is None:
            known = with_condition(self.conditions, new)
            return replace(self, chosen=True, conditions=known)
        wider = type(group)(with_condition(group.rules, new))
        return self._with((wider,), line.place)

    def without(self, line: Line) -> "RuleParts":
        """The same but for one line, or a whole group; with the last one nothing is chosen."""
        group = self.group_at(line)
        if group is not None and line.inside is not None:
            return self._with((_less(group, line.inside),), line.place)
        if line.place < len(self.conditions):
            return self._with((), line.place)
        at = line.place - len(self.conditions)
        left = replace(self, picks=self.picks[:at] + self.picks[at + 1 :])
        return replace(left, chosen=bool(left.lines()))

    def turned(self) -> "RuleParts":
        """« Toutes » becomes « une seule », and the other way in the groups."""
        turned = tuple(_turned(rule) for rule in self.conditions)
        return replace(self, any_of=not self.any_of, conditions=turned)

    def can_join(self, line: Line) -> bool:
        """Whether a condition may go with the one above, a third standing beside them."""
        return 0 < line.place < len(self.conditions) and len(self.conditions) > 2

    def joined(self, line: Line) -> "RuleParts":
        """The condition goes with the one above it: into its group, or in a new one."""
        above, rule = self.conditions[line.place - 1], self.conditions[line.place]
        kind = MeetsAll if self.any_of else MeetsAny
        if isinstance(above, (MeetsAll, MeetsAny)):
            together: Rule = type(above)((*above.rules, rule))
        else:
            together = kind((above, rule))
        before, after = self.conditions[: line.place - 1], self.conditions[line.place + 1 :]
        return replace(self, conditions=(*before, together, *after))

    def parted(self, line: Line) -> "RuleParts":
        """A condition leaves its group, or the group looked at is one no more."""
        group = self.group_at(line)
        assert group is not None
        if line.inside is None:
            return self._with(group.rules, line.place)
        return self._with((_less(group, line.inside), group.rules[line.inside]), line.place)

    def group_at(self, line: Line | None) -> Group | None:
        """The group a line is in, or begins."""
        if line is None or line.place >= len(self.conditions):
            return None
        rule = self.conditions[line.place]
        return rule if isinstance(rule, (MeetsAll, MeetsAny)) else None

    def place_of(self, rule: Rule) -> int:
        """The first line of that condition or group, 0 when there is none."""
        return next((at for at, line in enumerate(self.lines()) if line.rule == rule), 0)

    def plain(self) -> dict[str, Any] | None:
        """The rule as it is kept; None while it was not chosen."""
        return to_plain(self._rule()) if self.chosen else None

    def _with(self, instead: Rules, place: int) -> "RuleParts":
        """Other conditions at a place; a group alone, or of one condition, is none."""
        before, after = self.conditions[:place], self.conditions[place + 1 :]
        known = (*before, *(rule for each in instead for rule in _plain_of(each)), *after)
        any_of = self.any_of
        if len(known) == 1 and isinstance(known[0], (MeetsAll, MeetsAny)):
            any_of, known = isinstance(known[0], MeetsAny), known[0].rules
        return replace(
            self, chosen=bool(known or self.picks), any_of=any_of, conditions=tuple(known)
        )

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
    if len(conditions) == 1 and isinstance(conditions[0], MeetsAny):
        return RuleParts(True, True, conditions[0].rules, picks)
    return RuleParts(True, len(conditions) > 1, conditions, picks)


def with_condition(conditions: Rules, new: Rule) -> Rules:
    """The conditions and one more; another number of years, of referrals, or of visits in as many
    months, takes the place of the former."""
    if new in conditions:
        return conditions
    places = [at for at, one in enumerate(conditions) if _says_the_same(one, new)]
    if not places:
        return (*conditions, new)
    return (*conditions[: places[0]], new, *conditions[places[0] + 1 :])


def _less(group: Group, at: int) -> Rule:
    return type(group)(group.rules[:at] + group.rules[at + 1 :])


def _plain_of(rule: Rule) -> Sequence[Rule]:
    """A group of one is that one, of none nothing."""
    few = isinstance(rule, (MeetsAll, MeetsAny)) and len(rule.rules) < 2
    return rule.rules if few else (rule,)  # type: ignore[union-attr]


def _turned(rule: Rule) -> Rule:
    match rule:
        case MeetsAll(rules):
            return MeetsAny(rules)
        case MeetsAny(rules):
            return MeetsAll(rules)
        case _:
            return rule


def _says_the_same(one: Rule, new: Rule) -> bool:
    match one, new:
        case VisitsWithin(_, before), VisitsWithin(_, now):
            return before == now
        case (YearsAtLeast(), YearsAtLeast()) | (Recommended(), Recommended()):
            return True
    return False
