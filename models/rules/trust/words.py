"""The words of the journal: the same in the code, the book and the journal CSV."""

from enum import StrEnum


class EntryType(StrEnum):
    """What a journal entry says."""

    OPENING = "opening"
    VISIT = "visit"
    ATTENTION = "attention"
    INCIDENT = "incident"
    RESOLUTION = "resolution"
    REQUEST = "request"
    ANSWER = "answer"
    PROMISE = "promise"
    KEPT = "kept"
    BROKEN = "broken"
    POSTPONED = "postponed"
    PRIVILEGE = "privilege"
    CONTACT = "contact"
    RECONCILIATION = "reconciliation"
    REVERSAL = "reversal"
    CLOSED = "closed"


class Severity(StrEnum):
    """How badly the shop failed the client."""

    MINOR = "minor"
    NOTABLE = "notable"
    SERIOUS = "serious"


class Outcome(StrEnum):
    """How a resolution, an answer or a privilege turned out."""

    EXEMPLARY = "exemplary"
    SATISFACTORY = "satisfactory"
    POOR = "poor"
    COMPLETE = "complete"
    PARTIAL = "partial"
    HONOURED = "honoured"
    REFUSED = "refused"


class State(StrEnum):
    """The account's state on a day, the first that holds (rule 7)."""

    CLOSED = "closed"
    RUPTURED = "ruptured"
    NEGATIVE = "negative"
    FALLING = "falling"
    SOLID = "solid"
    GROWING = "growing"
    STEADY = "steady"


CASE_TYPES = frozenset({EntryType.INCIDENT, EntryType.REQUEST, EntryType.PROMISE})

OUTCOMES_OF: dict[EntryType, frozenset[Outcome]] = {
    EntryType.RESOLUTION: frozenset({Outcome.EXEMPLARY, Outcome.SATISFACTORY, Outcome.POOR}),
    EntryType.ANSWER: frozenset({Outcome.COMPLETE, Outcome.PARTIAL}),
    EntryType.PRIVILEGE: frozenset({Outcome.HONOURED, Outcome.REFUSED}),
}

REFERS_TO: dict[EntryType, frozenset[EntryType]] = {
    EntryType.RESOLUTION: frozenset({EntryType.INCIDENT}),
    EntryType.ANSWER: frozenset({EntryType.REQUEST}),
    EntryType.KEPT: frozenset({EntryType.PROMISE}),
    EntryType.BROKEN: frozenset({EntryType.PROMISE}),
    EntryType.POSTPONED: CASE_TYPES,
    EntryType.REVERSAL: frozenset(EntryType) - {EntryType.REVERSAL},
}
"""Which entry types a `ref` may name; a type that is not here has no `ref`."""
