"""The month from every journal replayed and every statement written: the collector's oracle.

Nothing kept of the ledgers is read.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models import catalogue
from models.accounts import read_accounts
from models.clients import client_labels, number_text
from models.costs import Nature, nature_label
from models.identity import printed_identity
from models.month import collect as read_month
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
from models.month_gift_data import GiftOver, Gifts
from models.month_left_data import CaseSort, OpenCase
from models.month_people import quoted
from models.rules.costs import vat_cents
from models.rules.trust import Account, EntryType
from models.rules.trust.months import month_end, months_before
from models.settings import shop, trust_history
from models.tables import CaseFile, Client, ClosedMonth, Cost, EntryText, Voice
from models.tables import Entry as EntryRow
from tests.helpers.month_oracle_charter import month_charter
from tests.helpers.month_oracle_people import (
    Portrait,
    list_counts,
    portrait,
    referral_line,
    to_cherish,
    to_repair,
    to_take_news_from,
    to_win_over,
)
from tests.helpers.month_oracle_tally import Mention, MonthTally
from tests.helpers.month_oracle_trust import commitments, good_faith
from tests.helpers.month_oracle_voices import month_voices


def collect(month: date, today: date) -> MonthReport:
    """The report as every journal replayed gives it.

    Whom the advice is about is taken as it is: `tests/models/test_month_follow.py` tries it.
    """
    collector = _Collector(month.replace(day=1), today)
    collector.read()
    followed = read_month(month, today).followed
    return replace(collector.report(), followed=followed)


class _Collector:
    """Reads every account once and feeds the month, the one before, and last year's."""

    def __init__(self, start: date, today: date) -> None:
        self.today = today
        self.through = min(month_end(start), today)
        self.history = trust_history()
        labels = catalogue.labels()
        texts, chosen = _texts(start, self.through), dict(_chosen_causes())
        self.month = MonthTally(start, self.through, self.history, labels, texts, chosen)
        self.others = [
            MonthTally(first, month_end(first), self.history, labels, chosen=chosen)
            for first in (months_before(start, 1), months_before(start, 12))
        ]
        self.people: list[Portrait] = []
        self.recommenders: dict[int, Account] = {}
        self.sent = _sent_by(start, self.through)

    def read(self) -> None:
        """Add up every account."""
        senders = {by for _newcomer, by, _day in self.sent}
        for client_id, account in read_accounts():
            for tally in (self.month, *self.others):
                tally.add(client_id, account)
            self.people.append(portrait(client_id, account, self.through, self.history))
            if client_id in senders:
                self.recommenders[client_id] = account

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
            closed_since=not closed and bool(ClosedMonth.select().where(ClosedMonth.month > start)),
            accounts=tally.accounts,
            movements=tally.report_movements(),
            before=self._totals(self.others[0]),
            last_year=self._totals(self.others[1]),
            states=tally.report_states(mention),
            incidents=tally.report_incidents(mention),
            requests=tally.report_requests(),
            promises=tally.report_promises(),
            privileges=tally.report_privileges(),
            charter=month_charter(start, self.through),
            contacts=tally.counts["contact"],
            contacts_over_cap=sum(
                count
                for (family, *_rest), (count, _amount) in tally.posted.items()
                if family == "contact"
            ),
            costs=_costs(start, self.through),
            codes_to_confirm=("credit_note", "gift"),  # those a new book is given
            gifts=_gifts(self.through, mention),
            good_faith=good_faith(start, self.through),
            open_cases=self._open_cases(mention),
            commitments=commitments(self.through),
            referrals=self._referrals(mention),
            to_cherish=to_cherish(self.people, mention),
            to_win_over=to_win_over(self.people, self.through, mention),
            to_repair=to_repair(self.people, mention),
            to_take_news_from=to_take_news_from(self.people, self.through, mention),
            listed=list_counts(self.people, self.through),
            voices=month_voices(self.month.start, self.through, self.month.labels, mention),
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

    def _open_cases(self, mention: Mention) -> tuple[OpenCase, ...]:
        """Case by case; what each may still cost is read for it alone."""
        found = []
        for client_id, case in self.month.open_cases:
            file = CaseFile.get_or_none(CaseFile.entry == case.entry.id)
            sort: CaseSort = case.entry.type.value
            number, remaining = mention(client_id, "").number, file and file.remaining_cents
            found.append(OpenCase(sort, number, case.entry.day, case.due, remaining))
        return tuple(sorted(found, key=lambda one: (one.due, int(one.client_number[2:]))))

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
            if not Voice.select().where(Voice.client == client_id, Voice.words == words).exists()
        )


def _chosen_causes() -> Iterator[tuple[int, str]]:
    for row in CaseFile.select():
        yield row.entry_id, row.cause


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


def _gifts(through: date, mention: Mention) -> Gifts:
    """The year's gifts, one cost after the other."""
    undone = {
        row.ref_id
        for row in EntryRow.select().where(EntryRow.type == EntryType.REVERSAL.value)
        if row.day <= through
    }
    exempt, sums = shop().vat_exempt, Counter[int]()
    for cost in Cost.select().where(Cost.nature == Nature.GIFT.value):
        entry = EntryRow.get_by_id(cost.entry_id)
        if entry.day.year == through.year and entry.day <= through and entry.id not in undone:
            net = cost.net_cents or 0
            sums[entry.client_id] += net + vat_cents(net, None if exempt else cost.vat_rate)
    over = sorted(client for client, total in sums.items() if total > 7300 and not exempt)
    return Gifts(
        through.year,
        7300,
        2021 <= through.year <= 2025,
        sums.total(),
        tuple(GiftOver(mention(client, ""), sums[client]) for client in over),
        exempt,
    )


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
