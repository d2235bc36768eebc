"""What caused a month's incidents: the causes people chose in the cases, not the kinds noted."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from peewee import JOIN, fn

from models.catalogue import Labels
from models.month_data import IncidentCause
from models.rules.trust import EntryType
from models.tables import AccountCase, CaseFile
from models.tables import Entry as EntryRow


def causes_between(start: date, through: date) -> dict[int, str]:
    """The cause chosen for each incident of these days, a code of the catalogue, by entry."""
    query = (
        CaseFile.select(CaseFile.entry, CaseFile.cause)
        .join(EntryRow)
        .where(
            EntryRow.day.between(start, through),
            EntryRow.type == EntryType.INCIDENT.value,
            CaseFile.cause != "",
        )
    )
    return dict(query.tuples())


def count_causes(first: int, before: int, known: Any) -> Counter[str]:
    """The incidents opened from `first` to the eve of `before`, days as ordinals, by cause;
    `known` says which rows of `AccountCase` stand."""
    opened, cause = AccountCase.opened, fn.COALESCE(CaseFile.cause, "")
    key: Any = EntryRow._meta.primary_key
    own = (EntryRow.client == AccountCase.client) & (EntryRow.seq == AccountCase.entry)
    merged = (AccountCase.entry < 0) & (key == AccountCase.entry * -1)
    found: Counter[str] = Counter()
    for which in (own, merged):
        query = (
            AccountCase.select(cause, fn.COUNT(1))
            .join(EntryRow, on=which)
            .join(CaseFile, JOIN.LEFT_OUTER, on=CaseFile.entry == EntryRow.id)
            .where(
                known,
                opened >= first,
                opened < before,
                AccountCase.type == EntryType.INCIDENT.value,
            )
        )
        found.update(dict(query.group_by(cause).tuples()))
    return found


def told_causes(
    causes: Iterable[str], before: Counter[str], labels: Labels
) -> tuple[IncidentCause, ...]:
    """The causes of a month, the most frequent first, « cause non dite » last."""
    counts = Counter(causes)
    found = [
        IncidentCause(cause_label(code, labels), count, before[code])
        for code, count in counts.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.label, -one.count, one.label)))


def cause_label(code: str, labels: Labels) -> str:
    """The catalogue's word for a cause; empty when none was chosen."""
    return labels.get(("cause", code), code)
