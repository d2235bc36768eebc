"""The oracle's tally: one month of one account after another, from its statement."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.catalogue import Labels
from models.month_data import (
    Accounts,
    ClientMention,
    Family,
    IncidentCause,
    IncidentEnd,
    IncidentLine,
    Incidents,
    MovementLine,
    Movements,
    PrivilegeLine,
    Promises,
    Requests,
    StateCount,
    StateMove,
    States,
)
from models.rules.trust import (
    Account,
    Case,
    CaseEnd,
    EntryType,
    Ledger,
    LineKind,
    Outcome,
    Severity,
    Sort,
    State,
    opening_balance,
    statement,
)
from models.rules.trust.months import months_before
from models.settings import TrustHistory
from models.wording import kind_label

Mention = Callable[[int, str], ClientMention]
NAMED_MOVES = 12
CAUSE_MONTHS = 3
_FAMILIES: dict[Sort, Family] = {
    Sort.OPENING: "opening",
    Sort.ATTENTION: "attention",
    Sort.RECOVERY: "resolution",
    Sort.ANSWER: "answer",
    Sort.PROMISE_KEPT: "kept",
    Sort.PRIVILEGE_HONOURED: "privilege",
    Sort.INCIDENT: "incident",
    Sort.MISHANDLED: "mishandled",
    Sort.ANSWER_LATE: "late_answer",
    Sort.REQUEST_LAPSED: "lapsed_request",
    Sort.PROMISE_LATE: "late_promise",
    Sort.PROMISE_BROKEN: "broken_promise",
    Sort.PROMISE_LAPSED: "broken_promise",
    Sort.PRIVILEGE_REFUSED: "refused_privilege",
    Sort.CONTACT: "contact",
}
_GRAVITY = {Severity.SERIOUS: 0, Severity.NOTABLE: 1, Severity.MINOR: 2}


@dataclass
class MonthTally:
    """The month from `start` to `through`, both included, over the accounts added so far."""

    start: date
    through: date
    history: TrustHistory
    labels: Labels
    texts: dict[int, str] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)
    accounts: Accounts = field(default_factory=Accounts)
    states: dict[tuple[State | None, State], list[int]] = field(default_factory=dict)
    movements: Counter[str] = field(default_factory=Counter)
    posted: dict[tuple[Family, str, bool], tuple[int, int]] = field(default_factory=dict)
    causes: Counter[str] = field(default_factory=Counter)
    causes_before: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    days_to_resolution: list[int] = field(default_factory=list)
    incidents: list[tuple[int, Case]] = field(default_factory=list)
    open_cases: list[tuple[int, Case]] = field(default_factory=list)
    privileges: dict[str, list[int]] = field(default_factory=dict)

    def add(self, client_id: int, account: Account) -> None:
        """Add one client's account."""
        ledger = account.ledger(self.through)
        self._add_lines(account)
        self._add_state(client_id, account)
        for case in ledger.cases.values():
            if case.entry.day <= self.through:
                self._add_case(client_id, case)
        self._add_entries(ledger)

    @property
    def is_empty(self) -> bool:
        """Whether the book had nothing up to the end of that month."""
        return not self.states

    # -- movements and states ----------------------------------------------------------------

    def _add_lines(self, account: Account) -> None:
        opening = opening_balance(account, self.start)
        self.movements["opening"] += opening
        self.movements["closing"] += opening
        for line in statement(account, self.start, self.through):
            self.movements["closing"] += line.amount
            if line.posting is not None and line.kind is LineKind.POSTING:
                self._add_posting(
                    line.posting.sort, line.amount, kind_label(line.posting.entry, self.labels)
                )
                continue
            self.movements[line.kind.value] += line.amount
            self.movements[f"{line.kind.value} count"] += line.kind is not LineKind.ENTRY

    def _add_posting(self, sort: Sort, amount: int, label: str) -> None:
        family = _FAMILIES[sort]
        named = label if sort in (Sort.ATTENTION, Sort.INCIDENT) else ""
        key = (family, named, amount >= 0)
        count, total = self.posted.get(key, (0, 0))
        self.posted[key] = (count + 1, total + amount)

    def _add_state(self, client_id: int, account: Account) -> None:
        eve = self.start - timedelta(days=1)
        before, after = self._state(account, eve), self._state(account, self.through)
        if after is None:
            return
        was_open = before not in (None, State.CLOSED)
        is_open = after is not State.CLOSED
        if not was_open and not is_open:
            return
        known = self.accounts
        self.accounts = Accounts(
            known.at_start + was_open,
            known.opened + (is_open and not was_open),
            known.closed + (was_open and not is_open),
            known.at_end + is_open,
        )
        self.states.setdefault((before if was_open else None, after), []).append(client_id)

    def _state(self, account: Account, day: date) -> State | None:
        first = account.ledger(day).order[:1]
        if not first or first[0].day > day:
            return None
        return account.state(day, self.history.on(day))

    # -- cases and privileges ----------------------------------------------------------------

    def _within(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.through

    def _add_case(self, client_id: int, case: Case) -> None:
        name = case.entry.type.value
        if self._within(case.entry.day):
            self.counts[f"{name} opened"] += 1
        if case.ended_on is None or case.ended_on > self.through:
            self.counts[f"{name} open"] += 1
            self.open_cases.append((client_id, case))
        elif self._within(case.ended_on):
            self.counts[f"{name} {_how_ended(case)}"] += 1
        if case.entry.type is EntryType.INCIDENT:
            self._add_incident(client_id, case)

    def _add_incident(self, client_id: int, case: Case) -> None:
        cause = self._cause(case)
        if self._within(case.entry.day):
            self.counts[f"severity {case.entry.severity}"] += 1
            self.causes[cause] += 1
            self.incidents.append((client_id, case))
        elif months_before(self.start, CAUSE_MONTHS) <= case.entry.day < self.start:
            self.causes_before[cause] += 1
        if self._within(case.mishandled_on):
            self.counts["mishandled"] += 1
        if case.end is CaseEnd.SETTLED and self._within(case.ended_on):
            assert case.ended_on is not None
            self.days_to_resolution.append((case.ended_on - case.entry.day).days)

    def _add_entries(self, ledger: Ledger) -> None:
        for entry in ledger.order:
            if not self._within(entry.day):
                continue
            if entry.type is EntryType.PRIVILEGE:
                counts = self.privileges.setdefault(entry.kind, [0, 0])
                counts[entry.outcome is not Outcome.HONOURED] += 1
            elif entry.type is EntryType.CONTACT:
                self.counts["contact"] += 1
            elif entry.type is EntryType.ANSWER and entry.outcome is Outcome.PARTIAL:
                self.counts["partial"] += 1

    # -- what the report takes ---------------------------------------------------------------

    def report_movements(self) -> Movements:
        """The movements, deposits and withdrawals by kind, the largest first."""
        lines = [
            MovementLine(family, count, amount, label)
            for (family, label, _positive), (count, amount) in self.posted.items()
        ]
        lines.sort(key=lambda line: (-abs(line.amount), line.family, line.label))
        total = self.movements
        return Movements(
            opening=total["opening"],
            deposits=tuple(line for line in lines if line.amount >= 0),
            withdrawals=tuple(line for line in lines if line.amount < 0),
            voided=total["voided"],
            voided_accounts=total["voided count"],
            fade=total["fade"],
            corrections=total["correction"],
            correction_count=total["correction count"],
            closures=total["closure"],
            closing=total["closing"],
        )

    def report_states(self, mention: Mention) -> States:
        """States at the start and at the end, and who moved from one to another."""
        at_start: Counter[State] = Counter()
        at_end: Counter[State] = Counter()
        moves = []
        for (before, after), ids in sorted(self.states.items(), key=_move_order):
            if before is not None:
                at_start[before] += len(ids)
            if after is not State.CLOSED:
                at_end[after] += len(ids)
            moved = before is not after
            named = tuple(mention(i, "") for i in ids[:NAMED_MOVES]) if moved else ()
            moves.append(StateMove(before, after, len(ids), named))
        shown = [state for state in State if state is not State.CLOSED]
        return States(
            tuple(StateCount(state, at_start[state]) for state in shown),
            tuple(StateCount(state, at_end[state]) for state in shown),
            tuple(moves),
        )

    def report_incidents(self, mention: Mention) -> Incidents:
        """The month's incidents, the gravest first."""
        count = self.counts
        causes = sorted(self.causes.items(), key=lambda item: (not item[0], -item[1], item[0]))
        cases = sorted(self.incidents, key=lambda item: _incident_order(item[1]))
        return Incidents(
            minor=count["severity minor"],
            notable=count["severity notable"],
            serious=count["severity serious"],
            resolved_in_time=count["incident in_time"],
            resolved_late=count["incident late"],
            mishandled=count["mishandled"],
            still_open=count["incident open"],
            causes=tuple(IncidentCause(c, n, self.causes_before[c]) for c, n in causes),
            days_to_resolution=tuple(sorted(self.days_to_resolution)),
            lines=tuple(self._incident_line(i, case, mention) for i, case in cases),
        )

    def _incident_line(self, client_id: int, case: Case, mention: Mention) -> IncidentLine:
        entry = case.entry
        assert entry.severity is not None
        settled = case.end is CaseEnd.SETTLED and case.ended_on is not None
        settled = settled and case.ended_on is not None and case.ended_on <= self.through
        mishandled = case.mishandled_on is not None and case.mishandled_on <= self.through
        end: IncidentEnd = "mishandled" if mishandled else "open"
        if settled:
            end = "late" if mishandled else "in_time"
        days = (case.ended_on - entry.day).days if settled and case.ended_on else None
        note = self.texts.get(entry.id, "") if isinstance(entry.id, int) else ""
        return IncidentLine(
            mention(client_id, ""),
            entry.day,
            kind_label(entry, self.labels),
            entry.severity,
            end,
            days,
            note,
            self._cause(case),
        )

    def _cause(self, case: Case) -> str:
        """The catalogue's word for the cause chosen in the case, empty when none was."""
        code = self.chosen.get(int(case.entry.id), "")
        return self.labels.get(("cause", code), code)

    def report_requests(self) -> Requests:
        """The month's requests."""
        count = self.counts
        return Requests(
            received=count["request opened"],
            answered_in_time=count["request in_time"],
            answered_late=count["request late"],
            partial=count["partial"],
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

    def report_privileges(self) -> tuple[PrivilegeLine, ...]:
        """How often each privilege was honoured and refused, by name."""
        return tuple(
            PrivilegeLine(name, honoured, refused)
            for name, (honoured, refused) in sorted(self.privileges.items())
        )


def _how_ended(case: Case) -> str:
    if case.end is not CaseEnd.SETTLED or case.ended_by is None or case.ended_on is None:
        return "lapsed" if case.end is CaseEnd.LAPSED else "account_closed"
    if case.entry.type is EntryType.INCIDENT:
        return "late" if case.mishandled_on is not None else "in_time"
    if case.ended_by.type is EntryType.BROKEN:
        return "broken"
    return "in_time" if case.ended_on <= case.due else "late"


def _incident_order(case: Case) -> tuple[int, date]:
    assert case.entry.severity is not None
    return _GRAVITY[case.entry.severity], case.entry.day


def _move_order(item: tuple[tuple[State | None, State], list[int]]) -> tuple[int, int]:
    order = list(State)
    before, after = item[0]
    return (order.index(before) if before else -1, order.index(after))
