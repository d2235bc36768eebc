"""A month's entries, and what became of its incidents, requests and promises."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from peewee import fn

from models.bulk import among, chunks, read_rows
from models.catalogue import Labels
from models.month_causes import cause_label, causes_between, count_causes, told_causes
from models.month_data import (
    IncidentEnd,
    IncidentLine,
    Incidents,
    PrivilegeLine,
    Promises,
    Requests,
)
from models.month_states import Mention
from models.rules.trust import EntryType, Outcome, Severity, Sort
from models.rules.trust.kept import Ended
from models.rules.trust.months import months_before
from models.tables import AccountCase, AccountPosting, EntryText
from models.tables import Entry as EntryRow

CAUSE_MONTHS = 3
_GRAVITY = {Severity.SERIOUS: 0, Severity.NOTABLE: 1, Severity.MINOR: 2}
_GOOD = (Ended.IN_TIME.value, Ended.LATE.value)
_AT_ONCE = 5_000


class Told(NamedTuple):
    """An entry of the month."""

    id: int
    client: int
    seq: int
    type: str
    kind: str
    severity: str | None
    outcome: str | None
    ref: int | None
    day: str


@dataclass
class MonthEntries:
    """The entries dated in a month, by account and number, and the ids of those undone in it."""

    by_number: dict[tuple[int, int], Told]
    undone: set[int | None]

    def numbered(self, client: int, number: int) -> Told:
        """The entry an account calls by a number: below 0, its id (`models.rules.trust.kept`)."""
        if number > 0:
            return self.by_number[client, number]
        return next(row for row in self.by_number.values() if row.id == -number)

    def told(self, kind: EntryType) -> Iterator[Told]:
        """Those of one type, undone or not."""
        wanted = kind.value
        return (row for row in self.by_number.values() if row.type == wanted)

    def standing(self, kind: EntryType) -> Iterator[Told]:
        """Those of one type that nothing undid."""
        return (row for row in self.told(kind) if row.id not in self.undone)

    def contacts(self) -> int:
        """How often the shop wrote or called unasked."""
        return sum(1 for _row in self.standing(EntryType.CONTACT))

    def privileges(self) -> tuple[PrivilegeLine, ...]:
        """How often each privilege was honoured and refused, by name."""
        counts: dict[str, list[int]] = {}
        for row in self.standing(EntryType.PRIVILEGE):
            refused = row.outcome != Outcome.HONOURED.value
            counts.setdefault(row.kind, [0, 0])[refused] += 1
        return tuple(PrivilegeLine(name, *both) for name, both in sorted(counts.items()))


def read_entries(start: date, through: date) -> MonthEntries:
    """The entries dated from `start` to `through`.

    A reversal is never dated before what it undoes: those that count are among them.
    """
    fields = [getattr(EntryRow, name) for name in Told._fields]
    query = EntryRow.select(*fields).where(EntryRow.day.between(start, through))
    rows = [Told._make(row) for row in read_rows(query)]
    undone = {row.ref for row in rows if row.type == EntryType.REVERSAL.value}
    return MonthEntries({(row.client, row.seq): row for row in rows}, undone)


def reversed_by(start: date, through: date) -> set[int | None]:
    """The entries that reversals dated from `start` to `through` undo; see `read_entries`."""
    reversals = EntryRow.type == EntryType.REVERSAL.value
    query = EntryRow.select(EntryRow.ref).where(reversals, EntryRow.day.between(start, through))
    return {row[0] for row in query.tuples()}


class Opened(NamedTuple):
    """An incident of the month; days as ordinals."""

    client: int
    position: int
    opened: int
    mishandled_on: int
    ended_on: int
    ended: str
    told: Told
    cause: str

    @property
    def severity(self) -> Severity:
        """How badly the shop failed the client."""
        assert self.told.severity is not None, "an incident has a severity"
        return Severity(self.told.severity)


@dataclass
class MonthCases:
    """What happened to cases from `start` to `through`, as known on its last day.

    `counts` by « incident opened », « request late »…; words as in `Ended`, and « open » for
    those still open.
    """

    start: date
    through: date
    counts: Counter[str] = field(default_factory=Counter)
    incidents: list[Opened] = field(default_factory=list)
    causes_before: Counter[str] = field(default_factory=Counter)
    days_to_resolution: list[int] = field(default_factory=list)
    mishandled: int = 0
    partial: int = 0

    def report_incidents(
        self, labels: Labels, mention: Mention, texts: dict[int, str]
    ) -> Incidents:
        """The month's incidents, the gravest first."""
        severities = Counter(one.severity for one in self.incidents)
        ordered = sorted(self.incidents, key=_incident_order)
        return Incidents(
            minor=severities[Severity.MINOR],
            notable=severities[Severity.NOTABLE],
            serious=severities[Severity.SERIOUS],
            resolved_in_time=self.counts["incident in_time"],
            resolved_late=self.counts["incident late"],
            mishandled=self.mishandled,
            still_open=self.counts["incident open"],
            causes=told_causes((one.cause for one in self.incidents), self.causes_before, labels),
            days_to_resolution=tuple(sorted(self.days_to_resolution)),
            lines=tuple(self._line(one, labels, mention, texts) for one in ordered),
        )

    def _line(
        self, one: Opened, labels: Labels, mention: Mention, texts: dict[int, str]
    ) -> IncidentLine:
        last = self.through.toordinal()
        settled = one.ended in _GOOD and one.ended_on <= last
        mishandled = one.mishandled_on <= last
        end: IncidentEnd = "mishandled" if mishandled else "open"
        if settled:
            end = "late" if mishandled else "in_time"
        return IncidentLine(
            mention(one.client, ""),
            date.fromordinal(one.opened),
            _kind(one.told.kind, labels),
            one.severity,
            end,
            one.ended_on - one.opened if settled else None,
            texts.get(one.told.id, ""),
            cause_label(one.cause, labels),
        )

    def report_requests(self) -> Requests:
        """The month's requests."""
        count = self.counts
        return Requests(
            received=count["request opened"],
            answered_in_time=count["request in_time"],
            answered_late=count["request late"],
            partial=self.partial,
            lapsed=count["request lapsed"],
            still_open=count["request open"],
        )

    def report_promises(self) -> Promises:
        """The month's promises."""
        count = self.counts
        return Promises(
            made=count["promise opened"],
            kept_in_time=count["promise in_time"],
            kept_late=count["promise late"],
            broken=count["promise broken"],
            lapsed=count["promise lapsed"],
            still_open=count["promise open"],
        )


def read_cases(start: date, through: date, entries: MonthEntries) -> MonthCases:
    """The cases of a month."""
    cases = MonthCases(start, through)
    _count_opened(cases)
    _count_ended(cases)
    _count_open(cases)
    _read_incidents(cases, entries)
    first = months_before(start, CAUSE_MONTHS).toordinal()
    cases.causes_before = count_causes(first, start.toordinal(), _known(cases))
    _count_mishandled(cases)
    cases.partial = _partial_answers(entries, through)
    return cases


def incident_texts(start: date, through: date) -> dict[int, str]:
    """What was written about the month's incidents, by entry."""
    query = (
        EntryText.select(EntryText.entry, EntryText.text)
        .join(EntryRow)
        .where(EntryRow.day.between(start, through), EntryRow.type == EntryType.INCIDENT.value)
    )
    return dict(query.tuples())


def _count_opened(cases: MonthCases) -> None:
    query = AccountCase.select(AccountCase.type, fn.COUNT(1)).group_by(AccountCase.type)
    for kind, count in query.where(_known(cases), _within(AccountCase.opened, cases)).tuples():
        cases.counts[f"{kind} opened"] = count


def _count_ended(cases: MonthCases) -> None:
    query = AccountCase.select(
        AccountCase.type, AccountCase.ended, AccountCase.opened, AccountCase.ended_on
    ).where(_known(cases), _within(AccountCase.ended_on, cases))
    for kind, ended, opened, ended_on in query.tuples():
        cases.counts[f"{kind} {ended}"] += 1
        if kind == EntryType.INCIDENT.value and ended in _GOOD:
            cases.days_to_resolution.append(ended_on - opened)


def _count_open(cases: MonthCases) -> None:
    last = cases.through.toordinal()
    still = (AccountCase.ended_on > last) & (AccountCase.opened <= last)
    query = AccountCase.select(AccountCase.type, fn.COUNT(1)).group_by(AccountCase.type)
    for kind, count in query.where(_known(cases), still).tuples():
        cases.counts[f"{kind} open"] = count


def _read_incidents(cases: MonthCases, entries: MonthEntries) -> None:
    query = AccountCase.select(
        AccountCase.client,
        AccountCase.position,
        AccountCase.opened,
        AccountCase.mishandled_on,
        AccountCase.ended_on,
        AccountCase.ended,
        AccountCase.entry,
    ).where(
        _known(cases),
        _within(AccountCase.opened, cases),
        AccountCase.type == EntryType.INCIDENT.value,
    )
    causes = causes_between(cases.start, cases.through)
    for *columns, number in query.tuples():
        told = entries.numbered(columns[0], number)
        cases.incidents.append(Opened._make((*columns, told, causes.get(told.id, ""))))


def _count_mishandled(cases: MonthCases) -> None:
    last = cases.through.toordinal()
    cases.mishandled = (
        AccountPosting.select()
        .where(
            _within(AccountPosting.day, cases),
            AccountPosting.sort == Sort.MISHANDLED.value,
            AccountPosting.since <= last,
            AccountPosting.until > last,
        )
        .count()
    )


def _partial_answers(entries: MonthEntries, through: date) -> int:
    """Those to requests that were not undone either."""
    partial = Outcome.PARTIAL.value
    answers = (row for row in entries.standing(EntryType.ANSWER) if row.outcome == partial)
    refs = [row.ref for row in answers if row.ref is not None]
    undone: set[int] = set()
    for some in chunks(refs, _AT_ONCE):
        query = EntryRow.select(EntryRow.ref).where(
            EntryRow.ref.in_(among(some)),
            EntryRow.type == EntryType.REVERSAL.value,
            EntryRow.day <= through,
        )
        undone.update(row[0] for row in query.tuples())
    return sum(1 for ref in refs if ref not in undone)


def _known(cases: MonthCases) -> Any:
    last = cases.through.toordinal()
    return (AccountCase.since <= last) & (AccountCase.until > last)


def _within(column: Any, cases: MonthCases) -> Any:
    return column.between(cases.start.toordinal(), cases.through.toordinal())


def _kind(kind: str, labels: Labels) -> str:
    return labels.get((EntryType.INCIDENT.value, kind), kind)


def _incident_order(one: Opened) -> tuple[int, int, int, int]:
    return _GRAVITY[one.severity], one.opened, one.client, one.position
