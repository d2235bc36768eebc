"""Journal entries as the rules read them, and the postings that follow from them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.rules.trust.months import faded
from models.rules.trust.settings import DEFAULT_SETTINGS, TrustSettings
from models.rules.trust.words import EntryType, Outcome, Severity


@dataclass(slots=True, unsafe_hash=True)
class Entry:
    """One journal row of one client, never changed once it is made (to freeze it would cost more
    than to read it, and there are a million). `units` in centi-units; `id` unique in the journal.

    `terms` are the settings of the day it was recorded; `recorded_on` is that local day, later
    than `day` for a late note.
    """

    id: int | str
    day: date
    type: EntryType
    kind: str = ""
    units: int | None = None
    severity: Severity | None = None
    outcome: Outcome | None = None
    memorable: bool = False
    due: date | None = None
    ref: int | str | None = None
    terms: TrustSettings = DEFAULT_SETTINGS
    recorded_on: date | None = None


class Sort(StrEnum):
    """What a posting is for: the rows of the account's movements."""

    OPENING = "opening"
    ATTENTION = "attention"
    INCIDENT = "incident"
    MISHANDLED = "mishandled"
    RECOVERY = "recovery"
    ANSWER = "answer"
    ANSWER_LATE = "answer_late"
    REQUEST_LAPSED = "request_lapsed"
    PROMISE_KEPT = "promise_kept"
    PROMISE_LATE = "promise_late"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_LAPSED = "promise_lapsed"
    PRIVILEGE_HONOURED = "privilege_honoured"
    PRIVILEGE_REFUSED = "privilege_refused"
    CONTACT = "contact"


class Why(NamedTuple):
    """The figures behind an amount, for « pourquoi ce montant ».

    `weight` centi-units before the rule; `nth` deposit of its sort within the window (rule 2);
    `years` of relation (rule 3); `percent` of the severity (rule 4); `again` after another
    incident; `counted`/`first`: what the first withdrawal still counted for (rule 4).
    """

    weight: int
    nth: int = 0
    years: int = 0
    percent: int = 0
    again: bool = False
    counted: int = 0
    first: int = 0


@dataclass(slots=True)
class Posting:
    """An amount (centi-units) put on the account on `day` because of entry `entry`.

    It counts in full until `fades_from`, and not at all from `void_on`.
    """

    entry: Entry
    day: date
    sort: Sort
    amount: int
    half_life: int
    fades_from: date | None
    why: Why
    void_on: date | None = None

    def counts(self, day: date) -> int:
        """What it still counts for on `day` (centi-units)."""
        if day < self.day or (self.void_on is not None and day >= self.void_on):
            return 0
        return self.worth(day)

    def worth(self, day: date) -> int:
        """What it would count for on `day`, were it not void."""
        if self.fades_from is None or day <= self.fades_from:
            return self.amount
        return faded(self.amount, self.fades_from, self.half_life, day)


class CaseEnd(StrEnum):
    """How a case ended."""

    SETTLED = "settled"
    LAPSED = "lapsed"
    ACCOUNT_CLOSED = "account_closed"


@dataclass(slots=True)
class Case:
    """An incident, request or promise that waits, or waited, for the shop.

    `due` is the date in force after postponements agreed with the client; `mishandled_on` the
    day an incident became mishandled, past or to come; `ended_on` the day it stopped waiting.
    """

    entry: Entry
    due: date
    first: Posting | None = None
    again: bool = False
    partly: bool = False
    mishandled_on: date | None = None
    ended_on: date | None = None
    end: CaseEnd | None = None
    ended_by: Entry | None = None
