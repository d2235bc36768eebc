"""The month, collected: every account's movements, cases and costs as one `MonthReport`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from peewee import fn

from models import catalogue
from models.accounts import read_accounts
from models.clients import client_labels, number_text
from models.costs import Nature, nature_label, vat_cents
from models.errors import Refused
from models.i18n import _, format_date
from models.identity import printed_identity
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
from models.month_people import (
    Portrait,
    portrait,
    quoted,
    referral_line,
    to_cherish,
    to_repair,
    to_take_news_from,
    to_win_over,
)
from models.month_tally import Mention, MonthTally
from models.rules.trust import Account, EntryType
from models.rules.trust.months import last_day_of_month, months_before
from models.settings import shop, trust_history
from models.tables import Client, ClosedMonth, Cost, EntryText
from models.tables import Entry as EntryRow

Progress = Callable[[int, int], None]


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


def month_end(start: date) -> date:
    """The last day of the month that begins on `start`."""
    return start.replace(day=last_day_of_month(start.year, start.month))


class _Collector:
    """Reads every account once and feeds the month, the one before, and last year's."""

    def __init__(self, start: date, today: date) -> None:
        self.today = today
        self.through = min(month_end(start), today)
        self.history = trust_history()
        labels = catalogue.labels()
        texts = _texts(start, self.through)
        self.month = MonthTally(start, self.through, self.history, labels, texts)
        self.others = [
            MonthTally(first, month_end(first), self.history, labels)
            for first in (months_before(start, 1), months_before(start, 12))
        ]
        self.people: list[Portrait] = []
        self.recommenders: dict[int, Account] = {}
        self.sent = _sent_by(start, self.through)

    def read(self, progress: Progress | None) -> None:
        """Add up every account."""
        total = EntryRow.select(EntryRow.client).distinct().count()
        senders = {by for _newcomer, by, _day in self.sent}
        for done, (client_id, account) in enumerate(read_accounts(), 1):
            for tally in (self.month, *self.others):
                tally.add(client_id, account)
            self.people.append(portrait(client_id, account, self.through, self.history))
            if client_id in senders:
                self.recommenders[client_id] = account
            if progress is not None and done % 100 == 0:
                progress(done, total)

    def report(self) -> MonthReport:
        """The frozen report."""
        tally, mention = self.month, self._mention()
        start = tally.start
        closed = ClosedMonth.get_or_none(ClosedMonth.month == start)
        return MonthReport(
            shop=printed_identity(),
            month=start,
            through=self.through,
            edited_on=self.today,
            closed_on=closed.closed_at.date() if closed else None,
            accounts=tally.accounts,
            movements=tally.report_movements(),
            before=self._totals(self.others[0]),
            last_year=self._totals(self.others[1]),
            states=tally.report_states(mention),
            incidents=tally.report_incidents(mention),
            requests=tally.report_requests(),
            promises=tally.report_promises(),
            privileges=tally.report_privileges(),
            contacts=tally.counts["contact"],
            contacts_over_cap=sum(
                count
                for (family, *_rest), (count, _amount) in tally.posted.items()
                if family == "contact"
            ),
            costs=_costs(start, self.through),
            referrals=self._referrals(mention),
            to_cherish=to_cherish(self.people, mention),
            to_win_over=to_win_over(self.people, self.through, mention),
            to_repair=to_repair(self.people, mention),
            to_take_news_from=to_take_news_from(self.people, self.through, mention),
            verbatims=self._verbatims(mention),
        )

    def _mention(self) -> Mention:
        labels = client_labels(person.client_id for person in self.people)

        def mention(client_id: int, reason: str) -> ClientMention:
            label = labels[client_id]
            return ClientMention(number_text(label.number), label.name, reason)

        return mention

    def _totals(self, tally: MonthTally) -> MonthTotals | None:
        if tally.is_empty:
            return None

        def nobody(client_id: int, reason: str) -> ClientMention:
            return ClientMention(str(client_id), "", reason)

        report = MonthReport(
            shop=ShopIdentity(""),
            month=tally.start,
            through=tally.through,
            edited_on=self.today,
            accounts=tally.accounts,
            movements=tally.report_movements(),
            incidents=replace(tally.report_incidents(nobody), lines=()),
            requests=tally.report_requests(),
            promises=tally.report_promises(),
            privileges=tally.report_privileges(),
            costs=_costs(tally.start, tally.through),
        )
        return totals_of(report)

    def _referrals(self, mention: Mention) -> tuple[ReferralLine, ...]:
        return tuple(
            referral_line(
                day, mention(by, ""), mention(newcomer, ""), self.recommenders[by], self.through
            )
            for newcomer, by, day in self.sent
            if by in self.recommenders
        )

    def _verbatims(self, mention: Mention) -> tuple[Verbatim, ...]:
        query = (
            EntryRow.select(EntryRow.client, EntryRow.day, EntryText.text)
            .join(EntryText, on=EntryText.entry == EntryRow.id)
            .where(
                EntryRow.day.between(self.month.start, self.through),
                EntryText.text.contains("«") | EntryText.text.contains("“"),
                EntryRow.id.not_in(_reversed_by(self.through)),
            )
            .order_by(EntryRow.day, EntryRow.id)
        )
        return tuple(
            Verbatim(mention(client_id, ""), day, words)
            for client_id, day, text in query.tuples()
            for words in quoted(text)
        )


def _texts(start: date, through: date) -> dict[int, str]:
    query = (
        EntryText.select(EntryText.entry, EntryText.text)
        .join(EntryRow)
        .where(EntryRow.day.between(start, through), EntryRow.type == EntryType.INCIDENT.value)
    )
    return dict(query.tuples())


def _sent_by(start: date, through: date) -> list[tuple[int, int, date]]:
    """(newcomer, who sent them, day) of the accounts opened in the month by a referral."""
    query = (
        Client.select(Client.id, Client.recommended_by, EntryRow.day)
        .join(EntryRow, on=EntryRow.client == Client.id)
        .where(
            Client.recommended_by.is_null(False),
            EntryRow.type == EntryType.OPENING.value,
            EntryRow.day.between(start, through),
            EntryRow.seq == 1,
        )
        .order_by(EntryRow.day, Client.id)
    )
    return [(row[0], row[1], row[2]) for row in query.tuples()]


def _reversed_by(day: date) -> object:
    """The ids of entries undone by a reversal dated up to `day`, as a subquery."""
    undone = EntryRow.alias()
    return undone.select(undone.ref).where(
        undone.type == EntryType.REVERSAL.value, undone.day <= day
    )


def _costs(start: date, through: date) -> tuple[CostLine, ...]:
    """The month's costs in order of day; those of reversed entries do not count."""
    query = (
        Cost.select(
            Cost.nature,
            Cost.net_cents,
            Cost.vat_rate,
            Cost.document,
            Cost.standing,
            Cost.account_code,
            EntryRow.day,
            Client.number,
        )
        .join(EntryRow)
        .join(Client)
        .where(EntryRow.day.between(start, through), EntryRow.id.not_in(_reversed_by(through)))
        .order_by(EntryRow.day, EntryRow.id, Cost.id)
    )
    exempt = shop().vat_exempt
    return tuple(_cost_line(*row, exempt=exempt) for row in query.tuples())


def _cost_line(
    nature: str,
    net: int | None,
    rate: int | None,
    document: str,
    standing: str,
    account: str,
    day: date,
    number: int,
    *,
    exempt: bool,
) -> CostLine:
    rate = None if exempt else rate
    vat = None if net is None else vat_cents(net, rate)
    return CostLine(
        nature=nature,
        label=nature_label(Nature(nature)),
        client_number=number_text(number),
        day=day,
        net_cents=net,
        vat_rate=rate,
        vat_cents=vat,
        gross_cents=None if net is None or vat is None else net + vat,
        document=document,
        standing=standing,
        account=account or None,
    )


def previous_month(month: date) -> date:
    """The first day of the month before."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_end(month.replace(day=1)) + timedelta(days=1)


def first_month(today: date) -> date:
    """The first day of the book's first month with an entry; this month in an empty book."""
    first = EntryRow.select(fn.MIN(EntryRow.day)).scalar()
    day = date.fromisoformat(first) if isinstance(first, str) else first or today
    return day.replace(day=1)
