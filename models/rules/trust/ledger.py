"""The fold: a journal in the account's order becomes postings, cases and states.

Rules 1 to 6. The ledger runs to the end of time: what will happen by itself if nobody acts is
already in it, on its date. Looked at on a day, whatever is dated later counts for nothing, and
nothing later changes an earlier day, so one ledger answers for every day.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

from models.rules.rounding import round_half_away
from models.rules.trust.case_terms import acts_on, recovery_percent, severity_of
from models.rules.trust.entries import Case, CaseEnd, Entry, Posting, Sort, Why
from models.rules.trust.months import months_before, whole_months
from models.rules.trust.moves import Move, Timeline
from models.rules.trust.words import EntryType, Outcome, Severity


class Ledger:
    """The postings, cases and states that follow from entries given in the account's order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.order: list[Entry] = list(entries)
        self.postings: list[Posting] = []
        self.moves: list[Move] = []
        self.cases: dict[int | str, Case] = {}
        self.collapses: list[date] = []
        self.visits: list[date] = []
        self.added: tuple[Posting, ...] | None = None
        self._balances: dict[date, int] = {}
        self._closed = Timeline()
        self._ruptured = Timeline()
        self._start_anew()
        for entry in self.order:
            self._take(entry)
        self._foresee()

    def go_on(self, entry: Entry) -> bool:
        """Take one entry more, the last of the account's order; False when it must be read anew.

        What would happen by itself stands in the ledger already: the entry may change it.
        `added` are then the postings it put on the account, if it changed nothing else, or None.
        """
        if self._foreseen or (self.order and entry.day < self.order[-1].day):
            return False
        before = len(self.postings)
        only_adds = bool(self.order) and (entry.type in _ADD or entry.type not in _HANDLERS)
        self.order.append(entry)
        self._take(entry)
        self._foresee()
        self.added = tuple(self.postings[before:]) if only_adds else None
        self._count_on()
        return True

    def _count_on(self) -> None:
        """The balances worked out before go on with what was added, or are worked out anew."""
        if self.added is None:
            self._balances.clear()
        for day in self._balances:
            self._balances[day] += sum(posting.counts(day) for posting in self.added or ())

    # -- what one may ask of it ------------------------------------------------------------

    def balance(self, day: date) -> int:
        """The balance on `day`, in centi-units."""
        if day not in self._balances:
            self._balances[day] = sum(posting.counts(day) for posting in self.postings)
        return self._balances[day]

    def closed(self, day: date) -> bool:
        """Whether the account is closed at the end of `day`."""
        return self._closed.on(day)

    def ruptured(self, day: date) -> bool:
        """Whether the account is ruptured at the end of `day`."""
        return self._ruptured.on(day)

    def turning_days(self) -> list[date]:
        """The days from which the account may be closed or ruptured, or no longer."""
        return [*self._closed.days, *self._ruptured.days]

    def latest_collapse(self, day: date) -> date | None:
        """The day of the latest collapse up to `day`."""
        return _latest(self.collapses, day)

    def latest_visit(self, day: date) -> date | None:
        """The day of the latest visit up to `day`."""
        return _latest(self.visits, day)

    # -- the fold ----------------------------------------------------------------------------

    def _start_anew(self) -> None:
        """Nothing that stands before a closure counts for any rule after it."""
        self._waiting: list[Case] = []
        self._unrepaired: list[Posting] = []
        self._deposits: dict[str, list[tuple[date, int]]] = {}
        self._incidents: list[tuple[date, Severity]] = []
        self._contacts: list[date] = []
        self._never_fading: date | None = None
        self._opened_on: date | None = None
        self._first_entry_on: date | None = None

    def _take(self, entry: Entry) -> None:
        if self._waiting:
            self._happen_by_itself(entry.day)
        if entry.type is EntryType.VISIT:
            self.visits.append(entry.day)
        self._note(entry)

    def _foresee(self) -> None:
        before = len(self.moves)
        self._happen_by_itself(date.max)
        self._foreseen = len(self.moves) > before

    def _note(self, entry: Entry) -> None:
        if self._closed.last and entry.type is not EntryType.OPENING:
            return
        if self._first_entry_on is None:
            self._first_entry_on = entry.day
        before = len(self.moves)
        handler = _HANDLERS.get(entry.type)
        if handler is not None:
            handler(self, entry)
        if len(self.moves) == before:
            self.moves.append(Move(entry.day, entry))

    def _post(
        self, entry: Entry, day: date, sort: Sort, amount: int, why: Why, *, by_itself: bool = False
    ) -> Posting:
        """Put an amount on the account; it fades from its day until told otherwise."""
        terms = entry.terms
        half_life = terms.deposit_half_life if amount > 0 else terms.withdrawal_half_life
        posting = Posting(entry, day, sort, amount, half_life, day, why)
        self.postings.append(posting)
        self.moves.append(Move(day, entry, posting, by_itself=by_itself))
        return posting

    def _deposit(self, entry: Entry, sort: Sort, key: str, units: int) -> Posting:
        """Rule 2: the n-th deposit of one sort within the window gives units / n."""
        earlier = self._deposits.setdefault(key, [])
        since = entry.day - timedelta(days=entry.terms.thinning_days)
        nth = 1
        for day, weight in reversed(earlier):
            if day <= since:
                break
            nth += weight >= units
        earlier.append((entry.day, units))
        amount = round_half_away(units, nth)
        return self._post(entry, entry.day, sort, amount, Why(units, nth=nth))

    def _opening(self, entry: Entry) -> None:
        self._closed.set(entry.day, False)
        if self._opened_on is None:
            self._opened_on = entry.day
        units = entry.units or 0
        if units:
            self._post(entry, entry.day, Sort.OPENING, units, Why(units))

    def _attention(self, entry: Entry) -> None:
        units = entry.units or 0
        posting = self._deposit(entry, Sort.ATTENTION, f"attention {entry.kind}", units)
        if not entry.memorable or units == 0:
            return
        lately = months_before(entry.day, entry.terms.memorable_months)
        if self._never_fading is None or self._never_fading <= lately:
            self._never_fading = entry.day
            posting.fades_from = None

    def _incident(self, entry: Entry) -> None:
        terms, severity = entry.terms, severity_of(entry)
        since = self._opened_on or self._first_entry_on or entry.day
        years = min(terms.age_years, max(0, whole_months(since, entry.day)) // 12)
        weight = terms.severity_weights[severity]
        amount = -round_half_away(weight * (100 + terms.age_percent * years), 100)
        first = self._post(entry, entry.day, Sort.INCIDENT, amount, Why(weight, years=years))
        first.fades_from = None
        due = entry.due or entry.day + timedelta(days=terms.incident_delays[severity])
        case = Case(entry, due, first, again=self._after_another(entry))
        self._incidents.append((entry.day, severity))
        self._wait(case)

    def _after_another(self, entry: Entry) -> bool:
        """Rule 4: a minor incident looks at all others, a graver one at graver ones only."""
        after = months_before(entry.day, entry.terms.again_months)
        minor = entry.severity is Severity.MINOR
        return any(
            day > after and (minor or severity is not Severity.MINOR)
            for day, severity in self._incidents
        )

    def _resolution(self, entry: Entry) -> None:
        case = self._open_case(entry)
        if case is None:
            return
        if entry.outcome is not Outcome.POOR:
            self._recover(case, entry)
        elif case.mishandled_on is None:
            self._mishandle(case, entry, entry.day)

    def _recover(self, case: Case, entry: Entry) -> None:
        """Rule 4: a good resolution; after a mishandling only what the failure still counts."""
        first, severity = case.first, severity_of(case.entry)
        assert first is not None
        weight = case.entry.terms.severity_weights[severity]
        percent = recovery_percent(entry, severity, case.again)
        amount = round_half_away(weight * percent, 100)
        why = Why(weight, percent=percent, again=case.again)
        if case.mishandled_on is None:
            first.fades_from = entry.day
        elif first.amount:
            counted = first.counts(entry.day)
            amount = round_half_away(amount * -counted, -first.amount)
            why = why._replace(counted=-counted, first=-first.amount)
        posting = self._post(entry, entry.day, Sort.RECOVERY, amount, why)
        posting.half_life = entry.terms.recovery_half_life
        self._end(case, entry.day, CaseEnd.SETTLED, entry)

    def _mishandle(self, case: Case, cause: Entry, day: date, *, by_itself: bool = False) -> None:
        """Rule 5: a second withdrawal; for a notable or serious incident, the collapse."""
        first = case.first
        assert first is not None
        case.mishandled_on = day
        grave = case.entry.severity is not Severity.MINOR
        if grave:
            self._void(day, cause, [p for p in self.postings if p.amount > 0], by_itself)
        second = self._post(
            case.entry, day, Sort.MISHANDLED, first.amount, first.why, by_itself=by_itself
        )
        if grave:
            second.fades_from = None
            self._unrepaired += (first, second)
            self.collapses.append(day)
            self._ruptured.set(day, True)
        else:
            first.fades_from = day

    def _void(self, day: date, cause: Entry, postings: list[Posting], by_itself: bool) -> None:
        voided = tuple(posting for posting in postings if posting.void_on is None)
        for posting in voided:
            posting.void_on = day
        if voided or cause.type is EntryType.CLOSED:
            self.moves.append(Move(day, cause, voided=voided, by_itself=by_itself))

    def _reconciliation(self, entry: Entry) -> None:
        if not self._ruptured.last or self.collapses[-1] >= entry.day:
            return
        self._ruptured.set(entry.day, False)
        for posting in self._unrepaired:
            posting.fades_from = entry.day
        self._unrepaired = []

    def _request(self, entry: Entry) -> None:
        due = entry.due or entry.day + timedelta(days=entry.terms.request_delay)
        self._wait(Case(entry, due))

    def _promise(self, entry: Entry) -> None:
        due = entry.due or entry.day + timedelta(days=entry.terms.promise_delay)
        self._wait(Case(entry, due))

    def _answer(self, entry: Entry) -> None:
        case = self._open_case(entry)
        if case is None:
            return
        if entry.outcome is Outcome.PARTIAL:
            case.partly = True
            return
        self._settle(
            case,
            entry,
            Sort.ANSWER,
            Sort.ANSWER_LATE,
            entry.terms.answered_in_time,
            entry.terms.answered_late,
        )

    def _kept(self, entry: Entry) -> None:
        case = self._open_case(entry)
        if case is not None:
            self._settle(
                case,
                entry,
                Sort.PROMISE_KEPT,
                Sort.PROMISE_LATE,
                entry.terms.kept_in_time,
                entry.terms.kept_late,
            )

    def _settle(
        self, case: Case, entry: Entry, in_time: Sort, late: Sort, reward: int, cost: int
    ) -> None:
        """A complete answer or a kept promise: in time a deposit (rule 2), late a withdrawal."""
        if entry.day <= case.due:
            self._deposit(entry, in_time, in_time, reward)
        else:
            self._post(entry, entry.day, late, cost, Why(cost))
        self._end(case, entry.day, CaseEnd.SETTLED, entry)

    def _broken(self, entry: Entry) -> None:
        case = self._open_case(entry)
        if case is None:
            return
        terms = entry.terms
        cost = terms.broken_said_in_time if entry.day <= case.due else terms.broken_late
        self._post(entry, entry.day, Sort.PROMISE_BROKEN, cost, Why(cost))
        self._end(case, entry.day, CaseEnd.SETTLED, entry)

    def _postponed(self, entry: Entry) -> None:
        case = self._open_case(entry)
        if case is not None and entry.due is not None and entry.day <= case.due:
            case.due = max(case.due, entry.due)

    def _privilege(self, entry: Entry) -> None:
        terms = entry.terms
        if entry.outcome is Outcome.HONOURED:
            sort = Sort.PRIVILEGE_HONOURED
            self._deposit(entry, sort, sort, terms.privilege_honoured)
        else:
            cost = terms.privilege_refused
            self._post(entry, entry.day, Sort.PRIVILEGE_REFUSED, cost, Why(cost))

    def _contact(self, entry: Entry) -> None:
        self._contacts.append(entry.day)
        since = entry.day - timedelta(days=365)
        nth = len(self._contacts) - bisect_right(self._contacts, since)
        if nth > entry.terms.contact_cap:
            cost = entry.terms.contact_over_cap
            self._post(entry, entry.day, Sort.CONTACT, cost, Why(cost, nth=nth))

    def _closing(self, entry: Entry) -> None:
        for case in self._waiting:
            case.ended_on, case.end, case.ended_by = (entry.day, CaseEnd.ACCOUNT_CLOSED, entry)
        self._void(entry.day, entry, self.postings, by_itself=False)
        self._closed.set(entry.day, True)
        self._ruptured.set(entry.day, False)
        self._start_anew()

    # -- cases -------------------------------------------------------------------------------

    def _wait(self, case: Case) -> None:
        self.cases[case.entry.id] = case
        self._waiting.append(case)

    def _open_case(self, entry: Entry) -> Case | None:
        case = self.cases.get(entry.ref) if entry.ref is not None else None
        return case if case is not None and case.ended_on is None else None

    def _end(self, case: Case, day: date, end: CaseEnd, by: Entry | None) -> None:
        case.ended_on, case.end, case.ended_by = day, end, by
        self._waiting.remove(case)

    def _happen_by_itself(self, until: date) -> None:
        """Post what nobody recorded, day by day, up to the start of `until`."""
        while self._waiting:
            day, case = min(
                ((acts_on(case), case) for case in self._waiting), key=lambda pair: pair[0]
            )
            if day > until or day == date.max:
                return
            self._let_slip(case, day)

    def _let_slip(self, case: Case, day: date) -> None:
        entry, terms = case.entry, case.entry.terms
        if entry.type is EntryType.INCIDENT:
            self._mishandle(case, entry, day, by_itself=True)
            return
        if entry.type is EntryType.PROMISE:
            sort, cost = Sort.PROMISE_LAPSED, terms.broken_late
        else:
            sort = Sort.REQUEST_LAPSED
            cost = terms.request_lapsed_partly if case.partly else terms.request_lapsed
        self._post(entry, day, sort, cost, Why(cost), by_itself=True)
        self._end(case, day, CaseEnd.LAPSED, None)


def _latest(days: list[date], day: date) -> date | None:
    index = bisect_right(days, day)
    return days[index - 1] if index else None


_HANDLERS = {
    EntryType.OPENING: Ledger._opening,
    EntryType.ATTENTION: Ledger._attention,
    EntryType.INCIDENT: Ledger._incident,
    EntryType.RESOLUTION: Ledger._resolution,
    EntryType.REQUEST: Ledger._request,
    EntryType.ANSWER: Ledger._answer,
    EntryType.PROMISE: Ledger._promise,
    EntryType.KEPT: Ledger._kept,
    EntryType.BROKEN: Ledger._broken,
    EntryType.POSTPONED: Ledger._postponed,
    EntryType.PRIVILEGE: Ledger._privilege,
    EntryType.CONTACT: Ledger._contact,
    EntryType.RECONCILIATION: Ledger._reconciliation,
    EntryType.CLOSED: Ledger._closing,
}
_ADD = frozenset({EntryType.ATTENTION, EntryType.PRIVILEGE, EntryType.CONTACT})
"""What changes nothing that stands; nor does what posts nothing at all, such as a visit."""
