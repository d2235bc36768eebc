"""The oracle's lists of people: each a named rule on the facts of every account, replayed."""

from dataclasses import dataclass
from datetime import date

from models.i18n import _, format_date, ngettext
from models.month_data import ClientMention, ListCounts, ReferralLine
from models.rules.trust import Account, EntryType, State
from models.rules.trust.months import months_before
from models.settings import TrustHistory
from models.tables import Entry as EntryRow
from models.wording import state_label, units_told
from tests.helpers.month_oracle_tally import Mention

LISTED = 8
SILENT_MONTHS = 12
LOST_MONTHS = 36
REGULAR_VISITS = 3
INDIFFERENT_MONTHS = 6
_TO_REPAIR = (State.RUPTURED, State.NEGATIVE, State.FALLING)


@dataclass(frozen=True, slots=True)
class Portrait:
    """The facts the lists are made of, on the last day counted; balance in centi-units."""

    client_id: int
    state: State
    balance: int
    visits_in_a_year: int
    visits: int
    last_visit: date | None
    last_deposit: date | None
    opened: date


def portrait(client_id: int, account: Account, day: date, history: TrustHistory) -> Portrait:
    """The facts of one account on `day`."""
    ledger = account.ledger(day)
    figures = account.figures(day, history.on(day))
    visits = [e.day for e in ledger.order if e.type is EntryType.VISIT and e.day <= day]
    year_ago = months_before(day, 12)
    deposits = [p.day for p in ledger.postings if p.amount > 0 and p.day <= day]
    return Portrait(
        client_id,
        figures.state,
        figures.balance,
        sum(1 for visit in visits if visit > year_ago),
        len(visits),
        max(visits, default=None),
        max(deposits, default=None),
        EntryRow.get(EntryRow.client == client_id, EntryRow.seq == 1).day,
    )


def list_counts(people: list[Portrait], day: date) -> ListCounts:
    """How many each list is about."""
    return ListCounts(
        to_cherish=sum(p.state is State.SOLID for p in people),
        to_win_over=sum(_is_indifferent(p, day) for p in people),
        to_repair=sum(p.state in _TO_REPAIR for p in people),
        to_take_news_from=sum(_is_away(p, day) for p in people),
    )


def to_cherish(people: list[Portrait], mention: Mention) -> tuple[ClientMention, ...]:
    """The strongest accounts among solid ones."""
    chosen = [p for p in people if p.state is State.SOLID]
    chosen.sort(key=lambda p: (-p.balance, p.client_id))
    return tuple(mention(p.client_id, units_told(p.balance)) for p in chosen[:LISTED])


def to_win_over(people: list[Portrait], day: date, mention: Mention) -> tuple[ClientMention, ...]:
    """Indifferent clients: they come, the account is level, and nothing good was noted lately."""
    chosen = [p for p in people if _is_indifferent(p, day)]
    chosen.sort(key=lambda p: (-p.visits_in_a_year, p.client_id))
    return tuple(
        mention(
            p.client_id,
            ngettext(
                "{count} passage en un an, aucune attention depuis 6 mois",
                "{count} passages en un an, aucune attention depuis 6 mois",
                p.visits_in_a_year,
            ).format(count=p.visits_in_a_year),
        )
        for p in chosen[:LISTED]
    )


def to_repair(people: list[Portrait], mention: Mention) -> tuple[ClientMention, ...]:
    """Broken, negative and falling accounts, the worst first."""
    chosen = [p for p in people if p.state in _TO_REPAIR]
    chosen.sort(key=lambda p: (_TO_REPAIR.index(p.state), p.balance, p.client_id))
    return tuple(
        mention(
            p.client_id,
            _("{state}, {units}").format(state=state_label(p.state), units=units_told(p.balance)),
        )
        for p in chosen[:LISTED]
    )


def to_take_news_from(
    people: list[Portrait], day: date, mention: Mention
) -> tuple[ClientMention, ...]:
    """Regular clients not seen for one to three years."""
    chosen = [p for p in people if _is_away(p, day)]
    chosen.sort(key=lambda p: (-p.visits, p.last_visit or day, p.client_id))
    return tuple(
        mention(
            p.client_id,
            _("plus vu depuis {month}").format(month=format_date(p.last_visit or day, "month")),
        )
        for p in chosen[:LISTED]
    )


def _is_indifferent(p: Portrait, day: date) -> bool:
    since = months_before(day, INDIFFERENT_MONTHS)
    cold = p.last_deposit is None or p.last_deposit <= since
    known = p.opened <= since
    return p.state is State.STEADY and p.visits_in_a_year >= 1 and known and cold


def _is_away(p: Portrait, day: date) -> bool:
    since, lost = months_before(day, SILENT_MONTHS), months_before(day, LOST_MONTHS)
    known = p.state is not State.CLOSED and p.visits >= REGULAR_VISITS
    return known and p.last_visit is not None and lost < p.last_visit <= since


def referral_line(
    day: date, by: ClientMention, newcomer: ClientMention, recommender: Account, through: date
) -> ReferralLine:
    """A client sent us another one; thanked when a « remerciement » was noted since."""
    thanked = any(
        entry.type is EntryType.ATTENTION and entry.kind == "thanks" and day <= entry.day
        for entry in recommender.ledger(through).order
        if entry.day <= through
    )
    return ReferralLine(day, by, newcomer, thanked)
