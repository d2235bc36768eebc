"""The month, collected: every account's movements, cases and costs as one `MonthReport`.

Read from what is kept of the ledgers (`models.ledgers`) and from whole days (`models.snapshots`):
no journal is replayed, and its cost follows the month and the number of accounts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from peewee import fn

from models import catalogue
from models.bulk import rare_collections
from models.clients import client_labels, number_text
from models.cost_settings import codes_to_confirm
from models.days import is_open
from models.errors import Refused
from models.figures import complete_ledgers
from models.gifts import gifts
from models.i18n import _, format_date
from models.identity import printed_identity
from models.month_cases import MonthCases, MonthEntries, incident_texts, read_cases, read_entries
from models.month_charter import month_charter
from models.month_commitments import commitments, open_cases
from models.month_data import (
    ClientMention,
    CostLine,
    MonthReport,
    MonthTotals,
    ReferralLine,
    ShopIdentity,
    Verbatim,
    totals_of,
)
from models.month_follow import Follow
from models.month_moves import Moves, read_moves
from models.month_papers import Words, month_costs, month_referrals, month_words
from models.month_people import cherished, heard_from, people, repaired, won_over
from models.month_states import Mention, Movers, movers
from models.month_voices import month_voices, read_voices
from models.rules.trust.months import month_end, months_before
from models.settings import trust_history
from models.snapshots import brought_forward, whole_day
from models.standings import Standings
from models.tables import ClosedMonth, database
from models.tables import Entry as EntryRow
from models.trust_claims import trust_balance

Progress = Callable[[int, int], None]
_DAY = timedelta(days=1)


def collect(month: date, today: date, progress: Progress | None = None) -> MonthReport:
    """The report of the month that holds `month`, up to `today` when it still runs.

    Raises Refused for a month to come. `progress(done, total)` may raise to cancel.
    """
    start = month.replace(day=1)
    if start > today:
        raise Refused(
            _("Ce mois n’a pas encore commencé : {month}.").format(
                month=format_date(start, "month")
            )
        )
    collector = _Collector(start, today)
    collector.read(progress)
    return collector.report()


def parse_month(text: str) -> date:
    """« 2026-10 » as the month's first day; raises Refused for anything else."""
    try:
        year, month = text.split("-")
        if len(year) != 4 or len(month) != 2:
            raise ValueError(text)
        return date(int(year), int(month), 1)
    except ValueError as error:
        raise Refused(_("Écrivez le mois ainsi : 2026-10.")) from error


@dataclass(frozen=True, slots=True)
class _Period:
    """A month, or the part of it that is over, between two whole days."""

    start: date
    through: date
    eve: Standings
    end: Standings
    cases: MonthCases
    moves: Moves
    movers: Movers
    entries: MonthEntries
    costs: tuple[CostLine, ...]


class _Collector:
    """Reads the month, the one before, and last year's."""

    def __init__(self, start: date, today: date) -> None:
        self.start, self.today = start, today
        self.through = min(month_end(start), today)
        self.labels = catalogue.labels()
        self._history = trust_history()

    @rare_collections()
    def read(self, progress: Progress | None) -> None:
        """Read whole days, which may be long, then the rest at one moment of the book."""
        complete_ledgers(progress)
        spans = [(self.start, self.through), *(_month(self.start, back) for back in (1, 12))]
        days = sorted({day for start, end in spans for day in (start - _DAY, end)})
        kept = []
        for done, day in enumerate(days):
            kept.append(whole_day(day, self._history))
            if progress is not None:
                progress(done + 1, len(days) + 1)
        with database.atomic():
            self._days = {day.day: brought_forward(day, self._history) for day in kept}
            self.month, self.before, self.last_year = (self._period(*span) for span in spans)
            self._read_this_month(self.month)

    def _period(self, start: date, through: date) -> _Period:
        entries = read_entries(start, through)
        eve, end = self._days[start - _DAY], self._days[through]
        return _Period(
            start,
            through,
            eve,
            end,
            read_cases(start, through, entries),
            read_moves(start, through, entries, self.labels),
            movers(eve, end, named=start == self.start),
            entries,
            month_costs(entries, start, through),
        )

    def _read_this_month(self, month: _Period) -> None:
        """What only the month itself tells."""
        self.people = people(month.end)
        self.texts = incident_texts(month.start, month.through)
        self.referrals = month_referrals(month.entries, month.through)
        self.words = month_words(month.entries, month.start, month.through)
        self.voices = read_voices(month.start, month.through)
        self.codes_to_confirm = codes_to_confirm()
        self.gifts = gifts(month.through)
        self.good_faith = trust_balance(month.start, month.through)
        self.charter = month_charter(month.start, month.entries, month.end)
        self.follow = Follow(month.start, month.end, month.costs)
        self.open_cases = open_cases(month.through)
        self.commitments = commitments(month.through)
        self.closed = ClosedMonth.get_or_none(ClosedMonth.month == month.start)

    def report(self) -> MonthReport:
        """The frozen report."""
        month, mention = self.month, self._mention()
        return MonthReport(
            shop=printed_identity(),
            month=month.start,
            through=month.through,
            edited_on=self.today,
            closed_on=self.closed.closed_at.date() if self.closed else None,
            closed_since=not (self.closed or is_open(month.start)),
            accounts=month.movers.accounts(),
            movements=month.moves.report(month.eve, month.end),
            before=self._totals(self.before),
            last_year=self._totals(self.last_year),
            states=month.movers.report(mention),
            incidents=month.cases.report_incidents(self.labels, mention, self.texts),
            requests=month.cases.report_requests(),
            promises=month.cases.report_promises(),
            privileges=month.entries.privileges(),
            charter=self.charter,
            contacts=month.entries.contacts(),
            contacts_over_cap=month.moves.over("contact"),
            costs=month.costs,
            codes_to_confirm=self.codes_to_confirm,
            gifts=self.gifts,
            good_faith=self.good_faith,
            open_cases=self.open_cases,
            commitments=self.commitments,
            referrals=tuple(
                ReferralLine(one.day, mention(one.by, ""), mention(one.newcomer, ""), one.thanked)
                for one in self.referrals
            ),
            to_cherish=cherished(self.people, mention),
            to_win_over=won_over(self.people, mention),
            to_repair=repaired(self.people, mention),
            to_take_news_from=heard_from(self.people, mention),
            listed=self.people.counts(),
            voices=month_voices(self.voices, month.start, self.labels, mention),
            verbatims=tuple(
                Verbatim(mention(one.client, ""), one.day, one.text) for one in self._other_words()
            ),
            followed=self.follow.report(mention),
        )

    def _other_words(self) -> list[Words]:
        """Words quoted in the journal and not kept as a voice besides."""
        kept = {(one.client, one.words) for one in self.voices}
        return [one for one in self.words if (one.client, one.text) not in kept]

    def _mention(self) -> Mention:
        """How to name those the report names."""
        ids = self.people.ids() | self.follow.ids()
        ids.update(one.client for one in self.month.cases.incidents)
        ids.update(*self.month.movers.named.values(), (one.client for one in self.words))
        ids.update(one.client for one in self.voices)
        ids.update(client for one in self.referrals for client in (one.by, one.newcomer))
        labels = client_labels(ids)

        def mention(client_id: int, reason: str) -> ClientMention:
            label = labels[client_id]
            return ClientMention(number_text(label.number), label.name, reason)

        return mention

    def _totals(self, period: _Period) -> MonthTotals | None:
        """What is compared with another month; None when the book had nothing yet."""
        if not period.movers.counts:
            return None

        def nobody(client_id: int, reason: str) -> ClientMention:
            return ClientMention(str(client_id), "", reason)

        report = MonthReport(
            shop=ShopIdentity(""),
            month=period.start,
            through=period.through,
            edited_on=self.today,
            accounts=period.movers.accounts(),
            movements=period.moves.report(period.eve, period.end),
            incidents=period.cases.report_incidents({}, nobody, {}),
            requests=period.cases.report_requests(),
            promises=period.cases.report_promises(),
            privileges=period.entries.privileges(),
            costs=period.costs,
        )
        return totals_of(report)


def _month(start: date, back: int) -> tuple[date, date]:
    first = months_before(start, back)
    return first, month_end(first)


def previous_month(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def first_month(today: date) -> date:
    """The first day of the book's first month with an entry; this month in an empty book."""
    first = EntryRow.select(fn.MIN(EntryRow.day)).scalar()
    day = date.fromisoformat(first) if isinstance(first, str) else first or today
    return day.replace(day=1)
