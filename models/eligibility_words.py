"""Who has a right to a privilege, read back as one sentence, and each reason in words."""

from collections.abc import Callable, Sequence
from functools import reduce

from models import catalogue
from models.i18n import _, ngettext
from models.rules.eligibility import (
    Facts,
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Picked,
    Reason,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    lacking,
    reason_of,
)
from models.rules.eligibility.rules import Condition

Leaf = Callable[[Condition], str]
"""How one condition is said."""


def sentence(rule: Rule) -> str:
    """A rule as the shop reads it back."""
    return _said(rule, _needed)


def _said(rule: Rule, leaf: Leaf) -> str:
    """« client depuis 3 ans au moins, et soit 2 passages en 12 mois, soit étiquette « artisan » »;
    what is told in several words joined by « et » stands apart: « …; ou bien … »."""
    match rule:
        case MeetsAll(rules):
            return _and(rules, leaf) or _("tous les clients")
        case MeetsAny(rules):
            parts = [_said(part, leaf) for part in _plain_first(rules)]
            apart = any(isinstance(part, MeetsAll) and len(part.rules) > 1 for part in rules)
            return _joined(
                parts, _("{first} ; ou bien {last}") if apart else _("{first}, ou {last}")
            )
        case _:
            return leaf(rule)


def public_sentence(rule: Rule) -> str:
    """The rule as it is printed for all to read: who was chosen by hand is nobody else's business.

    An exception beside a rule goes unsaid; what is only for those chosen says so without counting.
    A tag is a word of the shop's files: clients read who is meant.
    """
    known = _without_picks(rule)
    return _("ceux à qui nous l’avons promis") if known is None else _said(known, _on_the_wall)


def _on_the_wall(condition: Condition) -> str:
    if isinstance(condition, HasTag):
        return _("client « {tag} »").format(tag=condition.tag)
    return _needed(condition)


def _without_picks(rule: Rule) -> Rule | None:
    """The rule without who was picked by hand; None when nobody else has it."""
    match rule:
        case Picked():
            return None
        case MeetsAny(rules):
            kept = tuple(part for each in rules if (part := _without_picks(each)) is not None)
            return MeetsAny(kept) if kept else None
        case MeetsAll(rules):
            parts = [_without_picks(each) for each in rules]
            return None if None in parts else MeetsAll(tuple(part for part in parts if part))
        case _:
            return rule


def _and(rules: tuple[Rule, ...], leaf: Leaf) -> str:
    parts = [_either(part, leaf) for part in _plain_first(rules)]
    return _joined(parts, _("{first}, et {last}"))


def _joined(parts: Sequence[str], two: str) -> str:
    if not parts:
        return ""
    return reduce(lambda first, last: two.format(first=first, last=last), parts)


def _either(rule: Rule, leaf: Leaf) -> str:
    """« soit 2 passages en 12 mois, soit 1 recommandation » within « et »: no doubt remains."""
    if not isinstance(rule, MeetsAny) or len(rule.rules) == 1:
        return _said(rule, leaf)
    parts = [_said(part, leaf) for part in rule.rules]
    return _("soit {words}").format(words=_joined(parts, _("{first}, soit {last}")))


def _plain_first(rules: tuple[Rule, ...]) -> list[Rule]:
    """Groups after the conditions, or before them when « ou » joins: each reads as one."""
    return sorted(rules, key=lambda part: isinstance(part, MeetsAny) - isinstance(part, MeetsAll))


def _needed(condition: Condition) -> str:
    match condition:
        case YearsAtLeast(years):
            text = ngettext(
                "client depuis {count} an au moins", "client depuis {count} ans au moins", years
            )
            return text.format(count=years)
        case VisitsWithin(visits, months):
            return _visits(visits, months)
        case Recommended(clients):
            return _referrals(clients)
        case OwnsAsset(kind):
            return _("bien suivi ({kind})").format(kind=_asset(kind))
        case HasTag(tag):
            return _("étiquette « {tag} »").format(tag=tag)
        case Picked(picks):
            text = ngettext(
                "{count} client choisi à la main", "{count} clients choisis à la main", len(picks)
            )
            return text.format(count=len(picks))


def missing_words(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """What the relation still lacks for a right, each thing in words; empty when nothing."""
    found = lacking(rule, facts)
    if found is None:
        return ()
    parts = found.rules if isinstance(found, MeetsAll) else (found,)
    return tuple(_lacking_words(part, facts) for part in parts)


def _lacking_words(rule: Rule, facts: Facts) -> str:
    """« 1 passage en 12 mois, il en faut 2 », « l’un suffit : …, ou … »."""
    match rule:
        case MeetsAny(rules) if len(rules) > 1:
            words = [_enough(part, facts) for part in rules]
            joined = _joined(words, _("{first}, ou {last}"))
            return _("l’un suffit : {words}").format(words=joined)
        case MeetsAll(rules) | MeetsAny(rules):
            words = [_lacking_words(part, facts) for part in rules]
            return _joined(words, _("{first}, et {last}"))
        case _:
            return reason_words(reason_of(rule, facts))


def _enough(rule: Rule, facts: Facts) -> str:
    """One of several ways: a tag or an asset is named rather than said to be missing."""
    if isinstance(rule, (MeetsAll, MeetsAny)):
        return _joined([_enough(part, facts) for part in rule.rules], _("{first}, et {last}"))
    if isinstance(rule, (OwnsAsset, HasTag, Picked)):
        return _needed(rule)
    return reason_words(reason_of(rule, facts))


def reason_words(reason: Reason) -> str:
    """What was found, and what is missing: « 1 passage en 12 mois, il en faut 2 »."""
    match reason.condition:
        case OwnsAsset(kind):
            text = _("bien suivi : {kind}") if reason.holds else _("aucun bien suivi : {kind}")
            return text.format(kind=_asset(kind))
        case HasTag(tag):
            text = _("étiquette « {tag} »") if reason.holds else _("sans l’étiquette « {tag} »")
            return text.format(tag=tag)
        case Picked():
            text = _("choisi à la main : {why}") if reason.holds else _("non choisi à la main")
            return text.format(why=reason.words)
        case _:
            found = _found(reason)
            missing = _("{found}, il en faut {needed}").format(found=found, needed=reason.needed)
            return found if reason.holds else missing


def _found(reason: Reason) -> str:
    match reason.condition:
        case VisitsWithin(_visits_needed, months):
            return _visits(reason.found, months)
        case Recommended():
            return _referrals(reason.found)
        case _:
            text = ngettext("client depuis {count} an", "client depuis {count} ans", reason.found)
            return text.format(count=reason.found)


def _visits(count: int, months: int) -> str:
    text = ngettext("{count} passage en {months} mois", "{count} passages en {months} mois", count)
    return text.format(count=count, months=months)


def _referrals(count: int) -> str:
    text = ngettext("{count} recommandation", "{count} recommandations", count)
    return text.format(count=count)


def _asset(kind: str) -> str:
    return catalogue.labels().get(("asset", kind), kind)
