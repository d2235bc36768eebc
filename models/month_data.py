"""One calendar month as plain data: what both reports print and what `report --json` writes.

Frozen, without a query and without a text made here: `models.month` fills it,
`reports` prints it. Trust amounts are centi-units, money is cents, VAT rates are basis points
(2000 = 20 %), days are the shop's local days. Amounts of movements carry their sign: what is
taken from the balance is negative, so that a column adds up to the closing balance.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median_low
from typing import Literal, get_args

from models.month_charter_data import CharterMonth
from models.month_gift_data import Gifts
from models.month_left_data import Commitment, OpenCase, Sealing
from models.month_names import PERSONAL, Followed
from models.month_names import ClientMention as ClientMention
from models.month_names import ShopIdentity as ShopIdentity
from models.month_voice_data import Voices
from models.rules.trust.words import Severity, State
from models.trust_balance import TrustBalance

IncidentEnd = Literal["in_time", "late", "mishandled", "open"]
Family = Literal[
    "opening",
    "attention",
    "resolution",
    "answer",
    "kept",
    "privilege",
    "incident",
    "mishandled",
    "late_answer",
    "lapsed_request",
    "late_promise",
    "broken_promise",
    "refused_privilege",
    "contact",
]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Open accounts: at_start + opened − closed = at_end."""

    at_start: int = 0
    opened: int = 0
    closed: int = 0
    at_end: int = 0


@dataclass(frozen=True, slots=True)
class MovementLine:
    """The month's postings of one sort, before later fade. `label` is the catalogue's word."""

    family: Family
    count: int
    amount: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Movements:
    """The sum of all accounts over the month, in centi-units, signed.

    `fade` is negative when deposits faded more than withdrawals did, positive otherwise.
    Accounts closed during the month leave through `closures`.
    """

    opening: int = 0
    deposits: tuple[MovementLine, ...] = ()
    withdrawals: tuple[MovementLine, ...] = ()
    voided: int = 0
    voided_accounts: int = 0
    fade: int = 0
    corrections: int = 0
    correction_count: int = 0
    closures: int = 0
    closing: int = 0

    @property
    def deposited(self) -> int:
        return sum(line.amount for line in self.deposits)

    @property
    def withdrawn(self) -> int:
        """Zero or negative."""
        return sum(line.amount for line in self.withdrawals)

    @property
    def gap(self) -> int:
        """What does not tie out: 0 in a sound book (trust-account rules, section 6)."""
        moved = self.deposited + self.withdrawn + self.voided + self.fade
        return self.closing - self.opening - moved - self.corrections - self.closures


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many accounts are in a state on a day."""

    state: State
    count: int


@dataclass(frozen=True, slots=True)
class StateMove:
    """Accounts that went from one state to another; `before` is None for those just opened.

    `clients` may name fewer than `count`; it is empty for those that did not move.
    """

    before: State | None
    after: State
    count: int
    clients: tuple[ClientMention, ...] = ()


@dataclass(frozen=True, slots=True)
class States:
    """States on the eve of the month and on its last day counted, and who moved."""

    at_start: tuple[StateCount, ...] = ()
    at_end: tuple[StateCount, ...] = ()
    moves: tuple[StateMove, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentCause:
    """Incidents of one cause: this month, and in the three months before it.

    `label` is the catalogue's word for the cause chosen in the case, empty when none was.
    """

    label: str
    count: int
    before: int = 0

    @property
    def repeated(self) -> bool:
        """Whether the same cause came back, in the month or since the three before it."""
        return bool(self.label) and self.count + self.before > 1


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident; `days` counts from the day it happened to its good resolution.

    `kind` and `cause` are the catalogue's words; `cause` is empty when none was chosen.
    """

    client: ClientMention
    day: date
    kind: str
    severity: Severity
    end: IncidentEnd
    days: int | None = None
    note: str = field(default="", metadata=PERSONAL)
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Incidents:
    """Opened and ended during the month; `still_open` on its last day, whatever their month.

    `lines` are in the order to print, the gravest first, and may be fewer than there were.
    """

    minor: int = 0
    notable: int = 0
    serious: int = 0
    resolved_in_time: int = 0
    resolved_late: int = 0
    mishandled: int = 0
    still_open: int = 0
    causes: tuple[IncidentCause, ...] = ()
    days_to_resolution: tuple[int, ...] = ()
    lines: tuple[IncidentLine, ...] = ()

    @property
    def opened(self) -> int:
        return self.minor + self.notable + self.serious

    @property
    def median_days(self) -> int | None:
        """Half of the incidents resolved this month took this many days or fewer."""
        return median_low(self.days_to_resolution) if self.days_to_resolution else None

    @property
    def repeated_causes(self) -> tuple[IncidentCause, ...]:
        return tuple(cause for cause in self.causes if cause.repeated)


@dataclass(frozen=True, slots=True)
class Requests:
    """`answered_*` are complete answers; `partial` ones leave the request open."""

    received: int = 0
    answered_in_time: int = 0
    answered_late: int = 0
    partial: int = 0
    lapsed: int = 0
    still_open: int = 0

    @property
    def complete(self) -> int:
        return self.answered_in_time + self.answered_late


@dataclass(frozen=True, slots=True)
class Promises:
    """`broken` were said to be, `lapsed` were neither kept nor said to be broken."""

    made: int = 0
    kept_in_time: int = 0
    kept_late: int = 0
    broken: int = 0
    lapsed: int = 0
    still_open: int = 0

    @property
    def ended(self) -> int:
        return self.kept_in_time + self.kept_late + self.broken + self.lapsed


@dataclass(frozen=True, slots=True)
class PrivilegeLine:
    """How often one privilege of the charter was honoured and refused (or forgotten)."""

    name: str
    honoured: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost the shop bore for a client.

    `nature` and `standing` are codes of `models.costs`, `label` is what a person wrote. The
    amounts are None as long as the cost is « à chiffrer »; `vat_rate` is None when it bears no
    VAT (in-house rework, « franchise en base »); `account` until there is one for this nature.
    """

    nature: str
    label: str
    client_number: str
    day: date
    net_cents: int | None = None
    vat_rate: int | None = None
    vat_cents: int | None = None
    gross_cents: int | None = None
    document: str = ""
    standing: str = "management"
    account: str | None = None


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A client sent us another one."""

    day: date
    by: ClientMention
    newcomer: ClientMention
    thanked: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What a client said, word for word."""

    client: ClientMention
    day: date
    text: str = field(metadata=PERSONAL)


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """The figures of a month that are compared with those of another."""

    accounts: int = 0
    deposits: int = 0
    withdrawals: int = 0
    voided: int = 0
    fade: int = 0
    corrections: int = 0
    closures: int = 0
    closing: int = 0
    incidents: int = 0
    incidents_in_time: int = 0
    mishandled: int = 0
    requests: int = 0
    answered_in_time: int = 0
    promises_kept_in_time: int = 0
    promises_failed: int = 0
    privileges_honoured: int = 0
    privileges_refused: int = 0
    cost_net_cents: int = 0


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many clients each list of people is about; the list names the first of them. 0 in a
    month sealed before this was counted: then those it names."""

    to_cherish: int = 0
    to_win_over: int = 0
    to_repair: int = 0
    to_take_news_from: int = 0


@dataclass(frozen=True, slots=True)
class MonthReport:
    """Everything the first form of the monthly trust report prints.

    `month` is its first day, `through` the last day counted (today in the month that runs),
    `edited_on` the day it was made; `closed_since`: it has no seal, a later month was closed and
    nothing of it can change either. `codes_to_confirm` are the natures of costs whose account code
    the accountant has not confirmed. `before` and `last_year` are None when the book has nothing
    for the month before and the same month last year.
    """

    shop: ShopIdentity
    month: date
    through: date
    edited_on: date
    closed_on: date | None = None
    closed_since: bool = False
    accounts: Accounts = Accounts()
    movements: Movements = Movements()
    before: MonthTotals | None = None
    last_year: MonthTotals | None = None
    states: States = States()
    incidents: Incidents = Incidents()
    requests: Requests = Requests()
    promises: Promises = Promises()
    privileges: tuple[PrivilegeLine, ...] = ()
    charter: CharterMonth | None = None
    contacts: int = 0
    contacts_over_cap: int = 0
    costs: tuple[CostLine, ...] = ()
    codes_to_confirm: tuple[str, ...] = ()
    gifts: Gifts | None = None
    good_faith: TrustBalance = field(default_factory=TrustBalance)
    open_cases: tuple[OpenCase, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    sealing: Sealing | None = None
    referrals: tuple[ReferralLine, ...] = ()
    to_cherish: tuple[ClientMention, ...] = ()
    to_win_over: tuple[ClientMention, ...] = ()
    to_repair: tuple[ClientMention, ...] = ()
    to_take_news_from: tuple[ClientMention, ...] = ()
    listed: ListCounts = ListCounts()
    voices: Voices = field(default_factory=Voices)
    verbatims: tuple[Verbatim, ...] = ()
    followed: Followed = field(default_factory=Followed)


def totals_of(report: MonthReport) -> MonthTotals:
    """The figures of this month that the next one, and next year's, compare themselves with."""
    moves, incidents, promises = report.movements, report.incidents, report.promises
    return MonthTotals(
        accounts=report.accounts.at_end,
        deposits=moves.deposited,
        withdrawals=moves.withdrawn,
        voided=moves.voided,
        fade=moves.fade,
        corrections=moves.corrections,
        closures=moves.closures,
        closing=moves.closing,
        incidents=incidents.opened,
        incidents_in_time=incidents.resolved_in_time,
        mishandled=incidents.mishandled,
        requests=report.requests.received,
        answered_in_time=report.requests.answered_in_time,
        promises_kept_in_time=promises.kept_in_time,
        promises_failed=promises.kept_late + promises.broken + promises.lapsed,
        privileges_honoured=sum(line.honoured for line in report.privileges),
        privileges_refused=sum(line.refused for line in report.privileges),
        cost_net_cents=sum(line.net_cents or 0 for line in report.costs),
    )


def by_family(lines: Iterable[MovementLine]) -> list[MovementLine]:
    """The lines of each family merged into one without a label, in the order of `Family`."""
    merged: dict[Family, MovementLine] = {}
    for line in lines:
        so_far = merged.get(line.family, MovementLine(line.family, 0, 0))
        count, amount = so_far.count + line.count, so_far.amount + line.amount
        merged[line.family] = MovementLine(line.family, count, amount)
    return [merged[family] for family in get_args(Family) if family in merged]
