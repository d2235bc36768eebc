"""How long a client file is kept, and what becomes of it then.

Pure. Three times follow each other (CNIL, référentiel « gestion des activités commerciales » of
3 February 2022, and guide « durées de conservation »):

- the file serves for three years after the client's last contact;
- then what may be needed as proof (cases) is archived, not used, for the five years in which one
  may be sued (Code civil, article 2224), counted from the end of the last case;
- documents of the accounts are kept ten years from the end of their financial year (Code de
  commerce, article L123-22). The shop's costs and their document numbers are among them: they
  stay in the book, which names nobody once the file is erased.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.trust.months import months_before

LEAST_ACCOUNTING_YEARS = 10


@dataclass(frozen=True, slots=True)
class Terms:
    """The shop's times, in years."""

    file_years: int = 3
    case_years: int = 5
    accounting_years: int = LEAST_ACCOUNTING_YEARS


class Fate(StrEnum):
    """What is proposed of a file on a day."""

    SERVES = "serves"
    HELD = "held"
    ARCHIVE = "archive"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file: `last_contact` the client's own; `last_case` the day the last of
    their cases ended; `unfinished` when a case is open or a cost has no amount yet; `held_until`
    up to which day somebody decided to keep it, `held` without an end."""

    last_contact: date
    last_case: date | None = None
    unfinished: bool = False
    held: bool = False
    held_until: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do, and for an archive up to which day."""

    fate: Fate
    until: date | None = None


def proposal(facts: Facts, terms: Terms, today: date) -> Proposal:
    """What becomes of a file on `today`."""
    if today < file_ends(facts.last_contact, terms):
        return Proposal(Fate.SERVES)
    if facts.unfinished or facts.held or (facts.held_until or date.min) > today:
        return Proposal(Fate.HELD)
    if facts.last_case is not None and (until := case_ends(facts.last_case, terms)) > today:
        return Proposal(Fate.ARCHIVE, until)
    return Proposal(Fate.ERASE)


def file_ends(last_contact: date, terms: Terms) -> date:
    """The day from which a file no longer serves."""
    return years_after(last_contact, terms.file_years)


def case_ends(ended_on: date, terms: Terms) -> date:
    """The day from which a case is no longer needed as proof."""
    return years_after(ended_on, terms.case_years)


def accounting_ends(day: date, terms: Terms) -> date:
    """The day up to which a document of the calendar year of `day` is kept."""
    return years_after(date(day.year, 12, 31), terms.accounting_years)


def served_up_to(today: date, terms: Terms) -> date:
    """The last contacts up to this day are too old on `today`."""
    return years_after(today, -terms.file_years)


def years_after(day: date, years: int) -> date:
    """The same day that many years later; the 29th of February becomes the 28th."""
    return months_before(day, -12 * years)
