"""What a case's own settings say of it: when it turns against the shop, what is given back."""

from datetime import date, timedelta

from models.rules.trust.entries import Case, Entry
from models.rules.trust.settings import TrustSettings
from models.rules.trust.words import EntryType, Outcome, Severity


def severity_of(entry: Entry) -> Severity:
    """The severity every incident has."""
    assert entry.severity is not None, "an incident has a severity"
    return entry.severity


def recovery_percent(entry: Entry, severity: Severity, again: bool) -> int:
    """Rule 4: the share of its withdrawal that a good resolution gives back."""
    terms: TrustSettings = entry.terms
    if entry.outcome is Outcome.EXEMPLARY:
        return terms.exemplary_again if again else terms.exemplary[severity]
    return terms.satisfactory_again if again else terms.satisfactory[severity]


def acts_on(case: Case) -> date:
    """The day a case turns into a withdrawal if nobody acts; never again once mishandled."""
    if case.entry.type is EntryType.INCIDENT:
        return date.max if case.mishandled_on is not None else _later(case.due, 1)
    return _later(case.due, case.entry.terms.grace_days + 1)


def _later(day: date, days: int) -> date:
    """`day` plus `days`, or the last day there is."""
    return day + timedelta(days) if (date.max - day).days > days else date.max
