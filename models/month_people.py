"""Whom the owner should think of this month: each list a named rule on the account's facts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

from models.bulk import among, read_rows
from models.i18n import _, format_date, ngettext
from models.month_data import ClientMention, ListCounts
from models.month_states import Mention
from models.rules.trust import State
from models.rules.trust.months import months_before
from models.standings import CODES, STATES, Standings
from models.tables import Entry
from models.wording import state_label, units_told

LISTED = 8
SILENT_MONTHS = 12
LOST_MONTHS = 36
REGULAR_VISITS = 3
INDIFFERENT_MONTHS = 6
_QUOTE = re.compile(r"[«“]\s*([^»”]{3,}?)\s*[»”]")
_TO_REPAIR = (State.RUPTURED, State.NEGATIVE, State.FALLING)


@dataclass(frozen=True, slots=True)
class Few:
    """How many clients a list is about, and the ids of those it names, in order."""

    count: int
    named: list[int]


@dataclass(frozen=True, slots=True)
class People:
    """The lists of a month's last day counted."""

    standing: Standings
    to_cherish: Few
    to_win_over: Few
    to_repair: Few
    to_take_news_from: Few

    def ids(self) -> set[int]:
        """Everyone named."""
        lists = (self.to_cherish, self.to_win_over, self.to_repair, self.to_take_news_from)
        return {client for some in lists for client in some.named}

    def counts(self) -> ListCounts:
        """How many each list is about."""
        return ListCounts(
            to_cherish=self.to_cherish.count,
            to_win_over=self.to_win_over.count,
            to_repair=self.to_repair.count,
            to_take_news_from=self.to_take_news_from.count,
        )


def people(standing: Standings) -> People:
    """Whom to name."""
    return People(
        standing,
        _cherish(standing),
        _win_over(standing),
        _repair(standing),
        _take_news_from(standing),
    )


def _cherish(standing: Standings) -> Few:
    """The strongest accounts among solid ones."""
    balance = standing.balance
    return _first(_in_state(standing, State.SOLID), lambda one: (-balance[one], one))


def _win_over(standing: Standings) -> Few:
    """Indifferent clients: they come, the account is level, and nothing good was noted lately.

    An account that was not open all that time says nothing of it yet.
    """
    since = months_before(standing.day, INDIFFERENT_MONTHS)
    lately, deposit = standing.visits_lately, standing.last_deposit
    cold = since.toordinal()
    level = _in_state(standing, State.STEADY)
    chosen = [one for one in level if lately[one] and deposit[one] <= cold]
    new = _opened(since, chosen)
    return _first((one for one in chosen if one not in new), lambda one: (-lately[one], one))


def _opened(after: date, among_them: list[int]) -> set[int]:
    """Those whose account opened after a day: the first entry of a file is its opening."""
    first = (Entry.seq == 1) & Entry.client.in_(among(among_them))
    return {
        client
        for (client,) in read_rows(Entry.select(Entry.client).where(first, Entry.day > after))
    }


def _repair(standing: Standings) -> Few:
    """Broken, negative and falling accounts, the worst first."""
    found = [
        _first(_in_state(standing, state), lambda one: (standing.balance[one], one))
        for state in _TO_REPAIR
    ]
    named = [one for some in found for one in some.named]
    return Few(sum(some.count for some in found), named[:LISTED])


def _take_news_from(standing: Standings) -> Few:
    """Regular clients not seen for one to three years."""
    since = months_before(standing.day, SILENT_MONTHS).toordinal()
    lost = months_before(standing.day, LOST_MONTHS).toordinal()
    visits, last, states = standing.visits, standing.last_visit, standing.states
    closed = CODES[State.CLOSED]
    chosen = (
        one
        for one, day in enumerate(last)
        if lost < day <= since and visits[one] >= REGULAR_VISITS and states[one] != closed
    )
    return _first(chosen, lambda one: (-visits[one], last[one], one))


def _in_state(standing: Standings, state: State) -> Iterator[int]:
    code = CODES[state]
    place = standing.states.find(code)
    while place >= 0:
        yield place
        place = standing.states.find(code, place + 1)


def _first(chosen: Iterator[int], order: Callable[[int], Any]) -> Few:
    found = list(chosen)
    return Few(len(found), nsmallest(LISTED, found, key=order))


# -- in words ----------------------------------------------------------------------------------


def cherished(found: People, mention: Mention) -> tuple[ClientMention, ...]:
    """Those to cherish, with their balance."""
    balance = found.standing.balance
    return tuple(mention(one, units_told(balance[one])) for one in found.to_cherish.named)


def won_over(found: People, mention: Mention) -> tuple[ClientMention, ...]:
    """Those to win over, with how often they came."""
    lately = found.standing.visits_lately
    return tuple(
        mention(
            one,
            ngettext(
                "{count} passage en un an, aucune attention depuis 6 mois",
                "{count} passages en un an, aucune attention depuis 6 mois",
                lately[one],
            ).format(count=lately[one]),
        )
        for one in found.to_win_over.named
    )


def repaired(found: People, mention: Mention) -> tuple[ClientMention, ...]:
    """Those to repair, with their state and balance."""
    standing = found.standing
    return tuple(
        mention(
            one,
            _("{state}, {units}").format(
                state=state_label(STATES[standing.states[one]] or State.STEADY),
                units=units_told(standing.balance[one]),
            ),
        )
        for one in found.to_repair.named
    )


def heard_from(found: People, mention: Mention) -> tuple[ClientMention, ...]:
    """Those to take news from, with the month they were last seen."""
    return tuple(
        mention(
            one,
            _("plus vu depuis {month}").format(
                month=format_date(date.fromordinal(found.standing.last_visit[one]), "month")
            ),
        )
        for one in found.to_take_news_from.named
    )


def quoted(text: str) -> list[str]:
    """What a client said word for word: the parts of a note between « guillemets »."""
    return [match.strip() for match in _QUOTE.findall(text)]
